import { w } from './words.js';
import { el, moment, span } from './format.js';
import { ask, now } from './store.js';

/** How far back events are looked for at most. */
export const MOST_HOURS = 168;
const BEGINNINGS = ['ticket.created', 'chat.started', 'chat.queued', 'chat.callback_requested'];
const asked = () => Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? ''));
const at = (text) => Date.parse(text);
const isOpen = (clock) => clock.state === 'RUNNING' || clock.state === 'PAUSED';

/** From where to where each clock ran or stood still, put together from what it showed after each step. */
export function courses(story, end) {
  const clocks = new Map();
  for (const step of story.steps) {
    for (const clock of step.clocks) {
      const key = `${clock.clock} ${clock.instance}`;
      const known = clocks.get(key) ?? { clock, parts: [], from: at(clock.start), state: clock.state };
      if (!clocks.has(key)) {
        clocks.set(key, known);
      } else if (known.state !== clock.state && isOpen({ state: known.state })) {
        known.parts.push({ from: known.from, to: at(step.time), state: known.state });
        known.from = at(step.time);
      }
      known.state = clock.state;
      known.clock = clock;
    }
  }
  for (const known of clocks.values()) {
    if (isOpen(known)) {
      known.parts.push({ from: known.from, to: end, state: known.state });
    }
  }
  return [...clocks.values()];
}

function bars(story) {
  const begin = at(story.steps[0].time);
  const open = story.verdicts.some(isOpen);
  const end = Math.max(open ? now() : 0, ...story.steps.map((step) => at(step.time)), begin + 1000);
  const place = (node, from, to) => {
    node.style.left = `${100 * (from - begin) / (end - begin)}%`;
    node.style.width = `${Math.max(0.2, 100 * (to - from) / (end - begin))}%`;
    return node;
  };
  const lines = courses(story, end).map(({ clock, parts }) => {
    const due = clock.deadline ? at(clock.deadline) : null;
    const lane = el('div.lane', { role: 'img', 'aria-label': `${w(clock.clock)} ${clock.instance}: ${w(clock.verdict)}` });
    for (const part of parts) {
      const over = clock.verdict === 'BREACHED' && due !== null ? Math.min(part.to, Math.max(part.from, due)) : part.to;
      lane.append(place(el(`i${part.state === 'PAUSED' ? '.paused' : ''}`), part.from, over));
      if (over < part.to) {
        lane.append(place(el('i.over'), over, part.to));
      }
    }
    if (due !== null && due >= begin && due <= end) {
      lane.append(place(el('b', { title: moment(due) }), due, due));
    }
    const bad = clock.verdict === 'BREACHED' ? '.bad' : clock.verdict === 'MET' ? '.good' : '.dim';
    return el('div.course', {}, el('span', {}, `${w(clock.clock)}${clock.instance > 1 ? ` ${clock.instance}` : ''}`), lane,
      el('span', { title: clock.rule }, el(`span${bad}`, {}, w(clock.verdict)), ` ${span(clock.consumed_ms)}${clock.target_ms ? ` / ${span(clock.target_ms)}` : ''}`));
  });
  return el('div.card', {}, ...lines, el('div.course.dim', {}, el('span'), el('div.ends', {}, el('span', {}, moment(begin)), el('span', {}, moment(end))), el('span')));
}

function step(one) {
  const why = one.why === 'EVENT' || one.why === 'CLOCK' ? '' : `${w(one.why)}: `;
  const events = (one.events ?? []).map((event) => event.type).join(', ');
  const signals = (one.signals ?? []).map((signal) => el(`span.tag.${signal.kind === 'sla.breached' ? 'bad' : signal.kind === 'sla.at_risk' ? 'warn' : 'dim'}`, {},
    `${signal.kind.replace(/^sla\./, '')} ${w(signal.clock)}`));
  return el('li', {}, el('time', { datetime: one.time }, moment(one.time)), why + events, ' ', ...signals.flatMap((signal) => [signal, ' ']));
}

/** A case of which only the end is there has other clocks than the job knows of. */
function warning(story, hours, further) {
  if (BEGINNINGS.includes(story.steps[0].events?.[0]?.type)) {
    return [];
  }
  return [el('p.warn', { role: 'alert' }, w('beganBefore'), ' ',
    hours < MOST_HOURS ? el('button', { type: 'button', onclick: further }, w('lookFurther', MOST_HOURS)) : null)];
}

export function open(main) {
  const chosen = asked();
  const body = el('div', { role: 'status' });
  const field = (name, label, value, type = 'text') => el('label', {}, w(label), el('input', { name, type, value, required: true }));
  const form = el('form.filters', { role: 'search', onsubmit: (event) => {
    event.preventDefault();
    history.replaceState(null, '', `#/case?${new URLSearchParams(new FormData(form))}`);
    look();
  } }, field('source', 'system', chosen.source ?? ''), field('id', 'case', chosen.id ?? ''), field('hours', 'backHours', chosen.hours ?? String(MOST_HOURS), 'number'),
  el('button.main', { type: 'submit' }, w('look')));
  main.append(el('h1', {}, w('case')), form, body);
  async function look() {
    const query = asked();
    if (!query.id) {
      body.replaceChildren(el('p.dim', {}, w('askCase')));
      return;
    }
    body.replaceChildren(el('p.dim', {}, w('looking')));
    try {
      const story = await ask(`/api/case?${new URLSearchParams(query)}`);
      const further = () => {
        form.elements.hours.value = MOST_HOURS;
        form.requestSubmit();
      };
      body.replaceChildren(...warning(story, Number(query.hours ?? MOST_HOURS), further), bars(story), el('p.dim', {}, w('policies', story.policies)),
        el('h2', {}, w('happened')), el('ol.timeline', {}, ...story.steps.map(step)));
    } catch (error) {
      body.replaceChildren(el('p.bad', {}, error.status === 404 ? w('notFound') : w('failed', error.message)));
    }
  }
  look();
  const again = () => {
    const next = asked();
    form.elements.source.value = next.source ?? '';
    form.elements.id.value = next.id ?? '';
    form.elements.hours.value = next.hours ?? MOST_HOURS;
    look();
  };
  return { path: 'case', again };
}
