// What a copy of a rule file would have done: a replay of what Kafka still has, on the server, one at a time.
import { w } from './words.js';
import { el, moment, say, span, whole } from './format.js';
import { ask, state } from './store.js';

const EVERY = 1000;
const HOUR = 3600000;
const MOST_LANES = 60;
const two = (n) => String(n).padStart(2, '0');
const local = (millis) => {
  const at = new Date(millis);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

function lanes(result) {
  const begin = Date.parse(result.from);
  const end = Date.parse(result.to);
  const bySeries = new Map();
  for (const one of result.episodes) {
    const key = [one.uid, ...Object.values(one.labels)].join(' · ');
    bySeries.set(key, [...(bySeries.get(key) ?? []), one]);
  }
  const share = (at) => (100 * (at - begin)) / (end - begin);
  const rows = [...bySeries].slice(0, MOST_LANES).map(([name, episodes]) => {
    const lane = el('div.lane', { role: 'img', 'aria-label': `${name}: ${w('episodes', episodes.length)} – ${episodes.slice(0, 5).map((one) => `${moment(one.started)}, ${span(one.length_s * 1000)}`).join('; ')}` });
    for (const one of episodes) {
      const mark = el(`i${one.severity === 'page' ? '.over' : '.risk'}`, { title: `${w(one.severity)} ${moment(one.started)} – ${one.ended ? moment(one.ended) : '…'}` });
      mark.style.left = `${share(Date.parse(one.started))}%`;
      mark.style.width = `max(3px, ${share(begin + one.length_s * 1000)}%)`;
      lane.append(mark);
    }
    return el('div.course', {}, el('span', {}, name), lane, el('span', {}, w('episodes', episodes.length)));
  });
  const left = bySeries.size - rows.length;
  return el('div.card', {}, ...rows, rows.length ? el('div.course.dim', {}, el('span'), el('div.ends', {}, el('span', {}, moment(begin)), el('span', {}, moment(end))), el('span')) : el('p.dim', {}, w('noEpisodes')),
    left > 0 ? el('p.dim', {}, w('moreLanes', left)) : null);
}

function table(result) {
  const heads = ['rule', 'severity', 'episodesHead', 'pages', 'flaps', 'stillOpen', 'typical'];
  return el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': w('whatFired') }, el('table', {}, el('caption', {}, w('whatFired')),
    el('thead', {}, el('tr', {}, ...heads.map((head, i) => el(i < 2 ? 'th' : 'th.num', { scope: 'col' }, w(head))))),
    el('tbody', {}, ...result.rules.map((rule) => el('tr', {}, el('th', { scope: 'row' }, rule.uid + (rule.of_cases ? ` (${w('ofCases')})` : '') + (rule.shadow ? ` (${w('shadow')})` : '')),
      el('td', {}, w(rule.severity)), ...[rule.episodes, rule.pages, rule.flaps, rule.open].map((n) => el('td.num', {}, whole(n))), el('td.num', {}, span(rule.median_length_s * 1000)))))));
}

export function told({ result, file, by, ended }) {
  const per = result.per_shift;
  const number = (n) => whole(Math.round(n * 10) / 10);
  return [el('p', {}, w('backtestOf', file, by, moment(ended))),
    el('p', {}, el('b', {}, w('perShift', number(per.pages), number(per.changes))), ` ${w('covered', moment(result.from), moment(result.to), whole(result.events), number(result.shifts))}`),
    lanes(result), result.rules.length ? table(result) : '',
    result.silent.length ? el('details', {}, el('summary', {}, w('silentOnes', result.silent.length)), el('ul', {}, ...result.silent.map((one) => el('li', {}, el('b', {}, one.uid), ` ${one.why}`)))) : ''];
}

/** @param copy what is to be tried */
export function trial(copy) {
  const now = Date.now() + state.skew;
  const from = el('input', { name: 'from', type: 'datetime-local', required: true, value: local(now - 24 * HOUR) });
  const to = el('input', { name: 'to', type: 'datetime-local', required: true, value: local(now) });
  const shift = el('input', { name: 'shift', type: 'number', min: 1, max: 24, value: 12, required: true });
  const mayAct = state.me.role === 'lead';
  const start = el('button.main', { type: 'submit' }, w('tryIt'));
  const end = el('button', { type: 'button', hidden: true, onclick: () => ask('/api/rules/backtest/end', {}).catch((error) => say(w('failed', error.message))) }, w('endIt'));
  const bar = el('progress', { max: 1, hidden: true, 'aria-label': w('backtest') });
  const said = el('p.dim', { role: 'status' });
  const body = el('div');
  const form = el('form.filters', { onsubmit: async (event) => {
    event.preventDefault();
    said.textContent = '';
    try {
      await ask('/api/rules/backtest', { ...copy(), from: new Date(from.value).getTime(), to: new Date(to.value).getTime(), shift_h: Number(shift.value) });
      look();
    } catch (error) {
      said.textContent = error.status === 413 ? w('tooLarge') : w('failed', error.message);
    }
  } }, el('label', {}, w('from'), from), el('label', {}, w('to'), to), el('label', {}, w('shiftHours'), shift), start, end, bar);
  const node = el('section', { 'aria-label': w('backtest') }, el('h2', {}, w('backtest')), el('p.dim', {}, w('backtestNote')), mayAct ? form : el('p.dim', {}, w('leadsTry')), said, body);
  let timer = null;
  let closed = false;
  let shown = null;
  async function look() {
    clearTimeout(timer);
    let present;
    try {
      present = await ask('/api/rules/backtest');
    } catch {
      timer = closed ? null : setTimeout(look, 5 * EVERY);
      return;
    }
    if (closed) {
      return;
    }
    const { running } = present;
    start.disabled = running || present.able === false;
    end.hidden = !running;
    bar.hidden = !running;
    if (running) {
      bar.value = present.phase === 'reading' ? present.share * 0.3 : 0.3 + present.share * 0.7;
      said.textContent = w(present.phase, present.file, present.by, whole(present.events));
      shown = null;
      body.replaceChildren();
    } else if (present.error) {
      said.textContent = w('failed', present.error);
    } else if (present.result && shown !== present.ended) {
      shown = present.ended;
      said.textContent = '';
      body.replaceChildren(...told(present));
    } else if (present.able === false) {
      said.textContent = w('cannotReplay');
    }
    timer = setTimeout(look, running ? EVERY : 10 * EVERY);
  }
  look();
  return { node, close: () => { closed = true; clearTimeout(timer); } };
}
