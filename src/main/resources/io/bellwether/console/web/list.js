// A page that is a list of rows, of which the browser draws those in sight; its filters are in the address.
import { w } from './words.js';
import { el, text, whole } from './format.js';
import { listen, now } from './store.js';

export const HEIGHT = 36;

/** Filters are in the URL: whoever gets the address sees the same. */
function filters() {
  return Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? ''));
}

function remember(path, chosen) {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ''));
  history.replaceState(null, '', `#/${path}${query.size ? `?${query}` : ''}`);
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

/** A filter. What the address asks for is offered, though nothing is like that now. */
export function choice(name, chosen, values, label, show = (value) => value) {
  const asked = chosen[name] ?? '';
  const all = values.some(([value]) => value === asked) ? values : [...values, [asked, show(asked)]];
  return el('label', {}, w(label ?? name), el('select', { name },
    ...all.map(([value, words]) => el('option', { value, selected: asked === value }, words))));
}

/** The values that rows have, as choices. */
export const valuesOf = (rows, of, show = (value) => value) => [['', w('any')],
  ...[...new Set([...rows].flatMap(of))].filter((value) => value !== '').sort().map((value) => [value, show(value)])];

export const searchField = (chosen, label) => el('label', {}, w(label),
  el('input', { name: 'text', type: 'search', value: chosen.text ?? '', autocomplete: 'off' }));

export const cell = (name = 'span', ...children) => el(name, { role: 'cell' }, ...children);

/** A bar and what is to be said of it. */
export const bar = () => el('div.bar', { role: 'img' }, el('i'));

export function fillBar(node, share, look, title) {
  const kept = Math.max(0, Math.min(1, share));
  node.className = `bar${look}`;
  node.setAttribute('aria-label', `${Math.round(kept * 100)} %`);
  node.title = title;
  node.firstChild.style.width = `${kept * 100}%`;
}

/**
 * Opens the page. Of it are: path; columns, the names of their words, and numbers, those of them that are; fields, its filters;
 * find, the rows that are kept; all, how many there are; make, the nodes of a row, which stay while it is in sight so that whoever is on
 * its link stays there, and show, what they say; counted, the word for how many; none, that for no rows; on, what else it listens to;
 * moves, whether time alone changes what is kept; above, a node above the rows or nothing.
 */
export function openList(main, page) {
  let chosen = filters();
  let found = [];
  const form = el('form.filters', { role: 'search', onsubmit: (event) => event.preventDefault() });
  const count = el('span.dim', { role: 'status' });
  const pad = el('div.pad', { role: 'rowgroup' });
  const head = el('div.row.head', { role: 'row' }, ...page.columns
    .map((name) => el(`span${page.numbers.includes(name) ? '.num' : ''}`, { role: 'columnheader' }, w(name))));
  const rows = el(`div.rows.${page.path}`, { tabindex: '0', role: 'table', 'aria-label': w(page.path) }, head, pad);
  main.append(el('h1', {}, w(page.path)), form, ...(page.above ? [page.above] : []), el('div.list', {}, rows), count);

  const none = el('p.dim');
  let lines = new Map();
  const paint = () => {
    const at = now();
    const first = Math.max(0, Math.floor(rows.scrollTop / HEIGHT) - 5);
    const last = Math.min(found.length, first + Math.ceil(rows.clientHeight / HEIGHT) + 10);
    pad.style.height = `${found.length * HEIGHT}px`;
    const seen = new Map();
    found.slice(first, last).forEach((row, i) => {
      const line = lines.get(row[0]) ?? page.make();
      line.node.setAttribute('aria-rowindex', first + i + 2);
      line.node.style.top = `${(first + i) * HEIGHT}px`;
      page.show(line, row, at);
      seen.set(row[0], line);
    });
    lines = seen;
    text(none, w(page.none()));
    arrange(pad, found.length ? [...lines.values()].map((line) => line.node) : [none]);
  };
  const refind = () => {
    const began = performance.now();
    found = page.find(chosen, now());
    rows.setAttribute('aria-rowcount', found.length + 1);
    count.textContent = w(page.counted, whole(found.length), whole(page.all()));
    paint();
    document.documentElement.dataset.filterMillis = Math.round(performance.now() - began);
  };
  const fill = () => form.replaceChildren(...page.fields(chosen));
  form.addEventListener('input', () => {
    chosen = Object.fromEntries(new FormData(form));
    remember(page.path, chosen);
    rows.scrollTop = 0;
    refind();
  });
  rows.addEventListener('scroll', () => requestAnimationFrame(paint), { passive: true });
  const stop = listen((what) => {
    if (page.on.includes(what) || (what === 'tick' && page.moves(chosen))) {
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
  return { path: page.path, again, close: () => { stop(); clearInterval(refill); } };
}
