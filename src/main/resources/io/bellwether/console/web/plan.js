// Forecast against what came, required against who is there.
import { draw, legend } from './chart.js';
import { w } from './words.js';
import { clockTime, el, roughly, say, span, whole } from './format.js';
import { ask, failed, state } from './store.js';

const EVERY = 30000;
const asked = () => new URLSearchParams(location.hash.split('?')[1] ?? '').get('queue') ?? '';
const number = (n) => (n === null || n === undefined ? '–' : whole(Math.round(n * 10) / 10));
const hour = (at) => clockTime(at).slice(0, 5);
const isShort = (n) => n !== null && n > 0;
const short = (n) => (isShort(n) ? el('span.bad', {}, `▼ ${number(n)}`) : number(n === null ? null : Math.max(0, n)));

/** The queue that will be short of most, else the first that is planned. */
function first(queues) {
  const worst = [...queues].sort((a, b) => Math.max(b.short ?? 0, b.short_ahead ?? 0) - Math.max(a.short ?? 0, a.short_ahead ?? 0)
    || b.planned - a.planned || a.name.localeCompare(b.name));
  return worst[0]?.name ?? '';
}

function facts(queue, at) {
  const big = (name, value) => el('div', {}, el('b', {}, value), el('span', {}, w(name)));
  const fact = (name, value) => el('div', {}, el('dt', {}, w(name)), el('dd', {}, value));
  const when = queue.short_in_s === null ? null : queue.short_in_s === 0 ? w('already') : `${hour(at + queue.short_in_s * 1000)} (${span(queue.short_in_s * 1000)})`;
  return el('section.card', {}, el('div.big', {}, big('needed', number(queue.required)), big('there', number(queue.there)), big('missing', short(queue.short))),
    el('dl.facts', {}, fact('lately', number(queue.contacts_30m)), fact('expectedNow', number(queue.expected)), fact('plannedNow', number(queue.arrivals)),
      fact('missingAhead', short(queue.short_ahead)), fact('firstMissing', when ?? '–'),
      fact('handleTime', queue.handle_time_s === null ? '–' : roughly(queue.handle_time_s * 1000))));
}

function charts(plan) {
  const { intervals } = plan;
  const of = (field) => intervals.map((one) => one[field]);
  const starts = of('start');
  const forecast = [
    { colour: '--chart', dash: true, name: w('forecast'), values: of('arrivals') },
    { fill: '--chart-soft', values: of('arrivals_high') }, { values: of('arrivals_low') },
    { colour: '--text', name: w('came'), values: of('offered') }];
  const agents = [
    { colour: '--bad', fill: '--bad', bars: true, name: w('missing'), values: of('short').map((n) => (isShort(n) ? n : null)) },
    { colour: '--chart', dash: true, name: w('requiredPlan'), values: of('required') },
    { colour: '--good', dash: true, name: w('staffedPlan'), values: of('staffed') },
    { colour: '--chart', name: w('needed'), values: of('needed') },
    { colour: '--good', name: w('there'), values: of('there') }];
  const card = (title, lines, bands, said) => {
    const box = el('div.chart', { role: 'img', 'aria-label': said });
    const shown = lines.filter((line) => line.name && line.values.some((n) => n !== null));
    const band = bands.length && lines[1].values.some((n) => n !== null) ? [{ fill: '--chart-soft', name: w('band') }] : [];
    return { node: el('section.card', {}, el('h2', {}, title), legend([...shown, ...band]), box), draw: () => draw(box, starts, plan.interval_ms, lines.map((line) => ({ ...line, fill: line.bars ? line.fill : undefined })), bands) };
  };
  const missing = intervals.filter((one) => isShort(one.short));
  return [card(w('forecastCame'), forecast, [[1, 2, '--chart-soft']], `${w('forecastCame')}. ${w('tableBelow')}`),
    card(w('requiredStaffed'), agents, [], `${w('requiredStaffed')}. ${missing.length ? w('missingIn', missing.map((one) => hour(one.start)).join(', ')) : w('missingNowhere')} ${w('tableBelow')}`)];
}

function table(title, heads, rows) {
  return el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': title }, el('table', {}, el('caption', {}, title),
    el('thead', {}, el('tr', {}, ...heads.map((head, i) => el(i === 0 ? 'th' : 'th.num', { scope: 'col' }, w(head))))),
    el('tbody', {}, ...rows)));
}

const line = (head, cells, attributes = {}) => el('tr', attributes, el('th', { scope: 'row' }, head), ...cells.map((cell) => el('td.num', {}, cell)));

function byInterval({ intervals, now, interval_ms: length }) {
  return table(w('byInterval'), ['interval', 'forecast', 'band', 'came', 'requiredPlan', 'staffedPlan', 'needed', 'there', 'missing'], intervals.map((one) =>
    line(hour(one.start), [number(one.arrivals), one.arrivals_high === null ? '–' : `${number(one.arrivals_low)} – ${number(one.arrivals_high)}`,
      number(one.offered), number(one.required), number(one.staffed), number(one.needed), number(one.there), short(one.short)],
    one.start <= now && now < one.start + length ? { 'aria-current': 'time' } : {})));
}

function ofAll(queues, chosen, at) {
  return table(w('everyQueue'), ['queue', 'lately', 'needed', 'there', 'missing', 'missingAhead', 'firstMissing'], queues.map((queue) =>
    line(el('a', { href: `#/plan?${new URLSearchParams({ queue: queue.name })}`, 'aria-current': queue.name === chosen ? 'true' : null }, queue.name),
      [number(queue.contacts_30m), number(queue.required), number(queue.there), short(queue.short), short(queue.short_ahead),
        queue.short_in_s === null ? '–' : hour(at + queue.short_in_s * 1000)])));
}

/** What has to be set for what is not there. */
function hints(plan, queue) {
  const said = [];
  if (!queue.planned) {
    said.push(w(plan.has_file ? 'notPlanned' : 'noPlan'));
  }
  if (queue.required !== null && queue.there === null) {
    said.push(w('nobodySaysWho'));
  }
  return said.map((hint) => el('p.dim', {}, hint));
}

export function open(main) {
  const select = el('select', { name: 'queue' });
  const form = el('form.filters', { role: 'search', hidden: true, onsubmit: (event) => event.preventDefault() }, el('label', {}, w('queue'), select));
  const body = el('div.plan', {}, el('p.dim', {}, w('looking')));
  main.append(el('h1', {}, w('plan')), form, body);
  let closed = false;
  let plan = null;
  let undraw = [];

  const show = () => {
    undraw.forEach((one) => one());
    undraw = [];
    const queues = plan.queues.filter((queue) => queue.name !== 'none');
    const queue = queues.find((one) => one.name === plan.queue);
    form.hidden = !queues.length;
    if (!queues.length) {
      body.replaceChildren(el('p', {}, w(state.me.has_store ? 'noPlanFigures' : 'noStore')));
      return;
    }
    const names = queue ? queues.map((one) => one.name) : [...queues.map((one) => one.name), plan.queue];
    if (document.activeElement !== select) {
      select.replaceChildren(...names.map((name) => el('option', { value: name, selected: name === plan.queue }, name)));
    }
    const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    const drawn = queue && plan.intervals.length ? charts(plan) : [];
    body.replaceChildren(...(queue ? [facts(queue, plan.now), ...hints(plan, queue)] : [el('p', {}, w('noSuchQueue', plan.queue))]),
      el('div.charts', {}, ...drawn.map((one) => one.node)),
      ofAll(queues, plan.queue, plan.now), drawn.length ? byInterval(plan) : '', el('p.dim', {}, w('planNote')));
    undraw = drawn.map((one) => one.draw());
    if (focused) {
      [...body.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
    }
  };
  const read = async (queue) => {
    const all = await ask(`/api/plan?${new URLSearchParams({ queue })}`);
    return queue === '' && all.queues.length ? read(first(all.queues.filter((one) => one.name !== 'none'))) : all;
  };
  const look = async (byHand) => {
    try {
      const next = await read(asked());
      if (!closed) {
        plan = next;
        failed('plan', false);
        show();
      }
    } catch (error) {
      if (!closed) {
        failed('plan', true);
        if (byHand) {
          say(w('failed', error.message));
        }
      }
    }
  };
  select.addEventListener('change', () => {
    history.replaceState(null, '', `#/plan?${new URLSearchParams({ queue: select.value })}`);
    look(true);
  });
  look(false);
  const timer = setInterval(() => { if (!document.hidden) { look(false); } }, EVERY);
  let resizing = null;
  const resized = () => { clearTimeout(resizing); resizing = setTimeout(() => { if (plan && !closed) { show(); } }, 200); };
  addEventListener('resize', resized);
  return {
    path: 'plan', again: () => look(true),
    close: () => { closed = true; clearInterval(timer); removeEventListener('resize', resized); failed('plan', false); },
  };
}
