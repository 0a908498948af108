// The rules that the files say, what alerts tell of them, and a copy of a file to try.
import { editor, problems } from './editor.js';
import { w } from './words.js';
import { el, moment, roughly, whole } from './format.js';
import { ask, failed, state } from './store.js';

const EVERY = 15000;
const asked = () => Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? ''));
const UNITS = [[604800000, 'w'], [86400000, 'd'], [3600000, 'h'], [60000, 'm'], [1000, 's']];

/** As rules write it: 90s, 5m, 2h. */
export function lasting(millis) {
  const [size, unit] = UNITS.find(([one]) => millis >= one && millis % one === 0) ?? [1, 'ms'];
  return `${millis / size}${unit}`;
}

function level(rule, value) {
  const number = Math.round(value * 10000) / 10000;
  return rule.kind === 'departure' ? w(rule.scored ? 'scoreOf' : 'spreads', number) : rule.unit === 'share' ? `${Math.round(value * 10000) / 100} %`
    : rule.unit === 'seconds' && value >= 1 ? lasting(Math.round(value * 1000)) : whole(number);
}

const where = (rule) => Object.entries(rule.where).map(([name, values]) => `${name} = ${values}`).join(', ');

function looksAt(rule) {
  const of = rule.by?.length ? ` · ${w('by', rule.by.join(', '))}` : '';
  const only = where(rule) ? ` · ${where(rule)}` : '';
  if (rule.kind === 'signal') {
    return w('onSignal', rule.signal) + only;
  }
  const metric = rule.agg === 'whole' || rule.agg === 'last' ? rule.metric : `${w(`agg_${rule.agg}`)} ${rule.metric}`;
  const window = rule.every_ms === rule.size_ms ? w('over', lasting(rule.size_ms)) : w('overEvery', lasting(rule.size_ms), lasting(rule.every_ms));
  return `${metric} ${rule.kind === 'absence' ? '' : window}${of}${only}`;
}

function levels(rule) {
  switch (rule.kind) {
    case 'signal': return rule.levels.map((one) => (one.value === 0 ? w(one.severity) : `${w(one.severity)}: ${w('levelOf', one.value)}`));
    case 'absence': return [`${w(rule.severity)}: ${w('absentFor', lasting(rule.for_ms))}`];
    case 'burn': return rule.pairs.map((pair) => `${w(pair.severity)}: ${w('burns', pair.factor, `${Math.round(rule.objective * 10000) / 100} %`, lasting(pair.long_ms), lasting(pair.short_ms))}`);
    default: return rule.levels.map((one) => {
      const lasts = one.for_ms ? ` ${w('forSo', lasting(one.for_ms))}` : '';
      const ends = one.recover === one.value ? '' : ` · ${w('until', level(rule, one.recover))}`;
      const ahead = rule.kind === 'forecast' ? ` ${w('leads', lasting(rule.within_ms))}` : rule.kind === 'departure' ? ` ${w(`from_${rule.side}`)}` : '';
      return `${w(one.severity)}: ${one.op} ${level(rule, one.value)}${ahead}${lasts}${ends}`;
    });
  }
}

function more(rule) {
  return [rule.out_of > 1 ? w('nOfM', rule.needed, rule.out_of) : '', rule.no_data ? `${w(rule.no_data)}: ${w('silentFor', lasting(rule.no_data_ms))}` : '',
    rule.active ? w('activeIn', rule.active) : ''].filter(Boolean);
}

/** The condition in words. */
export const words = (rule) => [looksAt(rule), ...levels(rule), ...more(rule)];

/** What is known of it: alerts tell of what fires and fired, and nothing of what is about to. */
function told(rule) {
  const last = rule.told;
  const tag = !rule.enabled ? el('span.tag.dim', {}, w('disabled')) : last?.firing ? el('span.tag.bad', {}, w('firesNow', last.firing))
    : last ? el('span.tag.good', {}, w('quiet')) : el('span.tag.dim', {}, w('neverTold'));
  return [tag, rule.shadow ? el('span.tag.dim', {}, w('shadow')) : null];
}

function lastly(rule) {
  const last = rule.told;
  if (!last) {
    return ['–'];
  }
  const labels = Object.values(last.labels ?? {}).join(' · ');
  const value = !Number.isFinite(last.value) ? '–' : rule.unit === 'seconds' ? roughly(last.value * 1000)
    : rule.unit ? level({ ...rule, kind: '' }, last.value) : String(last.value);
  return [el('b', {}, value), ` ${moment(last.at)}`, el('div.dim', {}, [w(`t_${last.transition}`), labels].filter(Boolean).join(' · '))];
}

function row(rule, edit) {
  return el('tr', {}, el('td', {}, ...told(rule)), el('td', {}, el(`span.tag.${rule.severity === 'page' ? 'bad' : rule.severity === 'warning' ? 'warn' : 'dim'}`, {}, w(rule.severity))),
    el('th.wide', { scope: 'row' }, el('b', {}, rule.uid), el('div.dim', {}, rule.title)),
    el('td.wide', {}, ...words(rule).map((line, i) => el(i === 0 ? 'div' : 'div.dim', {}, line))), el('td', {}, ...lastly(rule)),
    el('td', {}, el('a', { href: `#/rules?${new URLSearchParams({ file: rule.file, line: rule.line })}`, onclick: edit, 'aria-label': w('editAt', rule.uid) }, `${rule.file}:${rule.line}`)));
}

function list(all, sought, edit) {
  const found = all.rules.filter((rule) => !sought || JSON.stringify([rule.uid, rule.title, rule.metric, rule.signal, rule.owner, rule.file]).toLowerCase().includes(sought));
  const rank = (rule) => (rule.told?.firing ? 0 : rule.enabled ? 1 : 2);
  const rows = found.map((rule, i) => [rank(rule), i, rule]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , rule]) => row(rule, edit));
  const heads = ['state', 'severity', 'rule', 'condition', 'lastValue', 'inFile'];
  return el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': w('rulesIn', found.length, all.rules.length) }, el('table.rules', {},
    el('caption', {}, w('rulesIn', found.length, all.rules.length)), el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, w(head))))), el('tbody', {}, ...rows)));
}

export function open(main) {
  const search = el('input', { name: 'text', type: 'search', autocomplete: 'off' });
  const body = el('div', {}, el('p.dim', {}, w('looking')));
  const edit = editor();
  main.append(el('h1', {}, w('rules')), el('p.dim', {}, w('placeOfTruth')),
    el('form.filters', { role: 'search', onsubmit: (event) => event.preventDefault() }, el('label', {}, w('seek'), search)), body, edit.node);
  let all = null;
  let shown = '';
  let closed = false;
  const show = () => {
    const scrolled = body.querySelector('.scroll')?.scrollLeft ?? 0;
    const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    body.replaceChildren(...(all.problems.some((one) => one.error) ? [el('p.bad', { role: 'alert' }, w('refused')), problems(all.problems.filter((one) => one.error))] : []),
      all.rules.length ? list(all, search.value.toLowerCase(), (event) => {
        edit.wants();
        if (event.currentTarget.hash === location.hash) {
          edit.open(asked().file, Number(asked().line ?? 1));
        }
      }) : el('p', {}, w('noRules', all.folder)),
      el('p.dim', {}, w('statesOf', all.folder, all.version)));
    body.querySelector('.scroll')?.scrollTo(scrolled, 0);
    if (focused) {
      [...body.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
    }
  };
  const look = async () => {
    try {
      const next = await ask('/api/rules');
      failed('rules', false);
      if (!closed && JSON.stringify(next) !== shown) {
        shown = JSON.stringify(next);
        const first = all === null;
        all = next;
        show();
        edit.know(all);
        if (first && asked().file) {
          edit.open(asked().file, Number(asked().line ?? 1));
        }
      }
    } catch {
      if (!closed) {
        failed('rules', true);
      }
    }
  };
  search.addEventListener('input', () => { if (all) { show(); } });
  look();
  const timer = setInterval(() => { if (!document.hidden) { look(); } }, EVERY);
  let at = 0;
  return {
    path: 'rules',
    again: () => { const { file, line } = asked(); if (file) { edit.open(file, Number(line ?? 1)); } },
    on: (what) => {
      if (what === 'alerts' && state.alerts && Date.now() - at > 3000) {
        at = Date.now();
        look();
      }
    },
    close: () => { closed = true; clearInterval(timer); edit.close(); failed('rules', false); },
  };
}
