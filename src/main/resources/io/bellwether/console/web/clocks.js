import { w } from './words.js';
import { el, moment, span, text, whole, word } from './format.js';
import { MOST_HOURS } from './case.js';
import { CLOCK as C, due, listen, now, ordered, state } from './store.js';

const HEIGHT = 36;
const WITHIN = ['', '60', '300', '900', '3600'];

/** Filters are in the URL: whoever gets the address sees the same. */
function filters() {
  return Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? ''));
}

function remember(chosen) {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ''));
  history.replaceState(null, '', `#/clocks${query.size ? `?${query}` : ''}`);
}

export function select(rows, chosen, at) {
  const sought = (chosen.text ?? '').toLowerCase();
  const show = chosen.show ?? '';
  const within = chosen.within ? at + Number(chosen.within) * 1000 : Infinity;
  const found = [];
  for (const row of rows) {
    const overdue = row[C.state] === 'overdue';
    const kept = show === 'all' || (show === 'overdue' ? overdue : show === 'risk' ? row[C.risk] > 0 && !overdue : overdue || row[C.risk] > 0);
    if (kept && (!chosen.queue || row[C.queue] === chosen.queue) && (!chosen.clock || row[C.clock] === chosen.clock)
      && (!chosen.tier || row[C.tier] === chosen.tier) && due(row) <= within
      && (!sought || row[C.text].includes(sought))) {
      found.push(row);
    }
  }
  return found;
}

/** Whether all the time until the deadline counts: else there are hours or days in between in which nobody works. */
const isSteady = (row) => row[C.deadline] - row[C.since] === row[C.target] - row[C.consumed];

/** What is used of the time allowed: up to now where all of it counts, else up to when the job told it. */
export function consumed(row, at) {
  const counts = row[C.deadline] !== 0 && row[C.state] !== 'paused' && isSteady(row);
  return row[C.consumed] + (counts ? Math.max(0, at - row[C.since]) : 0);
}

/** What is left, and how that looks. */
function left(row, at) {
  if (row[C.deadline] === 0) {
    return [w(row[C.state] === 'held' ? 'held' : 'noDeadline'), 'dim'];
  }
  // it is overdue when the job says so, a moment after the deadline: until then it is at nothing
  const rest = row[C.deadline] - at;
  return row[C.state] === 'overdue' ? [w('overdueBy', span(rest)), 'bad'] : [span(Math.max(0, rest)), row[C.risk] > 0 ? 'warn' : ''];
}

function why(row) {
  const risk = row[C.state] === 'overdue' ? w('overdue') : row[C.risk] > 0 ? w(`risk${row[C.risk]}`) : '';
  return [risk, word(row[C.reason]), row[C.policy]].filter(Boolean).join(' · ');
}

/** How much of the time allowed is used; of a due time that the source set, how much of the time until it. */
function showUsed(line, row, at) {
  const target = row[C.target] || row[C.deadline] - row[C.start];
  const spent = row[C.target] ? consumed(row, at) : at - row[C.start];
  line.bar.hidden = target <= 0;
  if (target <= 0) {
    return;
  }
  const share = row[C.state] === 'overdue' ? 1 : Math.min(1, spent / target);
  line.bar.className = `bar${row[C.state] === 'overdue' ? ' over' : row[C.risk] > 0 ? ' risk' : ''}`;
  line.bar.setAttribute('aria-label', `${Math.round(share * 100)} %`);
  const told = row[C.target] && row[C.deadline] && !isSteady(row);
  line.bar.title = `${span(spent)} / ${span(target)}${told ? ` (${w('fresh', moment(row[C.since]))})` : ''}`;
  line.bar.firstChild.style.width = `${share * 100}%`;
}

/** The nodes of a row; they stay while it is in sight, so that whoever is on its link stays there. */
function makeLine() {
  const cell = (name = 'span', ...children) => el(name, { role: 'cell' }, ...children);
  const line = { row: null, left: el('span'), link: el('a'), bar: el('div.bar', { role: 'img' }, el('i')), why: cell('span.dim') };
  line.clock = cell();
  line.named = [C.queue, C.tier, C.agent].map((place) => ({ place, node: el('span') }));
  line.case = cell('span', line.link);
  line.node = el('div.row', { role: 'row' }, cell('span.num', line.left), line.case, line.clock,
    ...line.named.map(({ node }) => cell('span', node)), cell('span', line.bar), line.why);
  return line;
}

function show(line, row, i, at) {
  const [rest, look] = left(row, at);
  text(line.left, rest);
  line.left.className = look;
  showUsed(line, row, at);
  line.node.setAttribute('aria-rowindex', i + 2);
  line.node.style.top = `${i * HEIGHT}px`;
  // from before the clock began; where its case began earlier the page of the case says so
  const hours = Math.min(MOST_HOURS, Math.max(1, Math.ceil((at - row[C.start]) / 3600000) + 1));
  if (line.row === row && line.hours === hours) {
    return;
  }
  line.hours = hours;
  line.row = row;
  line.case.title = `${row[C.source]} ${row[C.caseId]}`;
  line.link.href = `#/case?${new URLSearchParams({ source: row[C.source], id: row[C.caseId], hours })}`;
  text(line.link, row[C.caseId]);
  text(line.clock, word(row[C.clock]));
  for (const { place, node } of line.named) {
    text(node, row[place] || '–');
    node.className = row[place] ? '' : 'dim';
  }
  text(line.why, why(row));
  line.why.title = row[C.rule];
}

/** Has a node's children be those, in that order, and moves as few as it can. */
function arrange(box, nodes) {
  const focused = document.activeElement;
  const wanted = new Set(nodes);
  [...box.children].filter((node) => !wanted.has(node)).forEach((node) => node.remove());
  let next = box.firstChild;
  for (const node of nodes) {
    if (node === next) {
      next = next.nextSibling;
    } else {
      box.insertBefore(node, next);
    }
  }
  if (focused !== document.activeElement && box.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/** What the address asks for is offered, though nothing is like that now. */
function choice(name, chosen, values, label) {
  const asked = chosen[name] ?? '';
  const all = values.some(([value]) => value === asked) ? values : [...values, [asked, name === 'clock' ? w(asked) : asked]];
  return el('label', {}, w(label ?? name), el('select', { name },
    ...all.map(([value, words]) => el('option', { value, selected: asked === value }, words))));
}

const valuesOf = (place) => [['', w('any')], ...[...new Set([...state.clocks.values()].map((row) => row[place]))]
  .filter((value) => value !== '').sort().map((value) => [value, place === C.clock ? w(value) : value])];

export function open(main) {
  let chosen = filters();
  let found = [];
  const form = el('form.filters', { role: 'search', onsubmit: (event) => event.preventDefault() });
  const count = el('span.dim', { role: 'status' });
  const pad = el('div.pad', { role: 'rowgroup' });
  const head = el('div.row.head', { role: 'row' }, ...['left', 'case', 'clock', 'queue', 'tier', 'agent', 'consumed', 'why']
    .map((name, i) => el(`span${i === 0 ? '.num' : ''}`, { role: 'columnheader' }, w(name))));
  const rows = el('div.rows', { tabindex: '0', role: 'table', 'aria-label': w('clocks') }, head, pad);
  main.append(el('h1', {}, w('clocks')), form, el('div.list', {}, rows), count);

  const none = el('p.dim', {}, w(state.me.has_clocks ? 'none' : 'noClocks'));
  let lines = new Map();
  const paint = () => {
    const at = now();
    const first = Math.max(0, Math.floor(rows.scrollTop / HEIGHT) - 5);
    const last = Math.min(found.length, first + Math.ceil(rows.clientHeight / HEIGHT) + 10);
    pad.style.height = `${found.length * HEIGHT}px`;
    const seen = new Map();
    found.slice(first, last).forEach((row, i) => {
      const line = lines.get(row[C.id]) ?? makeLine();
      show(line, row, first + i, at);
      seen.set(row[C.id], line);
    });
    lines = seen;
    arrange(pad, found.length ? [...lines.values()].map((line) => line.node) : [none]);
  };
  const refind = () => {
    const began = performance.now();
    found = select(ordered(), chosen, now());
    rows.setAttribute('aria-rowcount', found.length + 1);
    count.textContent = w('nClocks', whole(found.length), whole(state.clocks.size));
    paint();
    document.documentElement.dataset.filterMillis = Math.round(performance.now() - began);
  };
  const fill = () => form.replaceChildren(
    choice('show', chosen, [['', w('showDue')], ['risk', w('showRisk')], ['overdue', w('showOverdue')], ['all', w('showAll')]]),
    choice('within', chosen, WITHIN.map((s) => [s, s === '' ? w('any') : span(s * 1000)])),
    choice('queue', chosen, valuesOf(C.queue)), choice('clock', chosen, valuesOf(C.clock)), choice('tier', chosen, valuesOf(C.tier)),
    el('label', {}, w('search'), el('input', { name: 'text', type: 'search', value: chosen.text ?? '', autocomplete: 'off' })));
  form.addEventListener('input', () => {
    chosen = Object.fromEntries(new FormData(form));
    remember(chosen);
    rows.scrollTop = 0;
    refind();
  });
  rows.addEventListener('scroll', () => requestAnimationFrame(paint), { passive: true });
  const stop = listen((what) => {
    if (what === 'clocks' || (what === 'tick' && chosen.within)) {
      refind();
    } else if (what === 'tick') {
      paint();
    }
  });
  // values that come later are offered when nobody is choosing
  const refill = setInterval(() => { if (!form.contains(document.activeElement)) { fill(); } }, 3000);
  fill();
  refind();
  const again = () => {
    chosen = filters();
    rows.scrollTop = 0;
    fill();
    refind();
  };
  return { path: 'clocks', again, close: () => { stop(); clearInterval(refill); } };
}
