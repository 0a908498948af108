import uPlot from './uplot.js';
import { w } from './words.js';
import { el, mood, percent, roughly, span, whole } from './format.js';
import { state } from './store.js';

function fact(name, value, cls = '') {
  return el('div', {}, el('dt', {}, w(name)), el(`dd${cls}`, {}, value));
}

function big(name, value, cls = '') {
  return el('div', {}, el(`b${cls}`, {}, value), el('span', {}, w(name)));
}

const level = (share) => (share === null ? '' : share < 0.7 ? '.bad' : share < 0.8 ? '.warn' : '');

function card(queue) {
  const spark = el('div.spark', { role: 'img', 'aria-label': `${w('lastHour')}: ${queue.course.waiting.slice(-1)[0] ?? '–'}` });
  const node = el('section.card', {},
    el('h2', {}, queue.name === '' ? w('all') : queue.name, el('span.dim', {}, `${whole(queue.open)} ${w('open')}`)),
    el('div.big', {},
      big('waiting', whole(queue.waiting), queue.waiting > 0 ? '' : '.dim'),
      big('oldest', queue.oldest_s === null ? '–' : span(queue.oldest_s * 1000)),
      big('service', percent(queue.service_level), level(queue.service_level))),
    el('dl.facts', {},
      fact('offered', whole(queue.offered)), fact('answered', whole(queue.answered)),
      fact('abandoned', whole(queue.abandoned), queue.abandoned > 0 ? '.warn' : ''),
      fact('attainment', percent(queue.attainment), level(queue.attainment)),
      fact('mood', mood(queue.mood), queue.mood !== null && queue.mood < -0.2 ? '.bad' : '')),
    spark);
  return { node, spark, course: queue.course.waiting };
}

/** The course of who waited; its scale begins at none and five. */
function draw({ spark, course }) {
  const style = getComputedStyle(document.documentElement);
  const width = spark.clientWidth || 280;
  const end = state.board.newest / 1000;
  const xs = course.map((_, i) => end - 60 * (course.length - 1 - i));
  new uPlot({
    width, height: spark.clientHeight || 46, cursor: { show: false }, legend: { show: false }, axes: [{ show: false }, { show: false }],
    scales: { y: { range: (_, min, max) => [-0.2, Math.max(5, max ?? 0)] } },
    series: [{}, { stroke: style.getPropertyValue('--chart'), fill: style.getPropertyValue('--chart-soft'), width: 1.5, points: { show: false } }],
  }, [xs, course], spark);
}

export function open(main) {
  const note = el('p.dim');
  const board = el('div.board');
  main.append(el('h1', {}, w('board')), board, note);
  const show = () => {
    if (!state.me.has_store || !state.board?.queues?.length) {
      board.replaceChildren(el('p', {}, w(state.me.has_store ? 'waitingForData' : 'noStore')));
      return;
    }
    const queues = [...state.board.queues].sort((a, b) => (b.waiting ?? -1) - (a.waiting ?? -1) || a.name.localeCompare(b.name));
    queues.sort((a, b) => (b.name === '') - (a.name === ''));
    const cards = queues.filter((queue) => queue.name !== 'none').map(card);
    board.replaceChildren(...cards.map((one) => one.node));
    cards.forEach(draw);
    note.textContent = `${w('recent', roughly(state.board.recent_ms))} ${w('formula', state.me.formula,
      roughly(state.me.threshold_ms), roughly(state.me.short_abandon_ms))}`;
  };
  show();
  let timer = null;
  const resized = () => { clearTimeout(timer); timer = setTimeout(show, 200); };
  addEventListener('resize', resized);
  return { path: 'board', on: (what) => { if (what === 'board') { show(); } }, close: () => removeEventListener('resize', resized) };
}
