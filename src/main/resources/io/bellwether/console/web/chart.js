// Charts by time in the page's own colours; what they show stands in a table beside them.
import uPlot from './uplot.js';
import { el } from './format.js';
import { now } from './store.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** A line where now is. */
function drawNow(chart) {
  const x = chart.valToPos(now() / 1000, 'x', true);
  const { ctx, bbox } = chart;
  if (x < bbox.left || x > bbox.left + bbox.width) {
    return;
  }
  ctx.save();
  ctx.strokeStyle = colour('--dim');
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

const steps = (align) => uPlot.paths.stepped({ align });

/** How a line is drawn: of intervals steps, what is missing bars. */
function series({ colour: name, dash, fill, bars }) {
  return {
    stroke: name ? colour(name) : 'transparent', fill: fill ? colour(fill) : undefined, width: name ? 0.13 * rem() : 0,
    dash: dash ? [6, 5] : undefined, points: { show: false }, spanGaps: false,
    paths: bars ? uPlot.paths.bars({ size: [1, Infinity], align: 1 }) : steps(1),
  };
}

/** What the lines are, in words and by their colours. */
export function legend(lines) {
  return el('ul.key', {}, ...lines.filter((line) => line.name).map((line) =>
    el('li', {}, el(`i.${line.bars || line.fill ? 'area' : line.dash ? 'dash' : 'line'}.of-${line.bars ? 'bad' : (line.colour ?? line.fill).replace('--', '')}`), line.name)));
}

/** A step lasts until its interval ends, also where nothing follows. */
function held(values, bars) {
  const all = [...values, null];
  return bars ? all : all.map((n, i) => n ?? (i > 0 ? all[i - 1] : null));
}

/**
 * Draws lines over starts of intervals, ms, into a box; gives back what takes it away.
 *
 * @param length of an interval, ms
 * @param bands pairs of lines between which is filled
 */
export function draw(box, starts, length, lines, bands = []) {
  const size = rem();
  const axis = { stroke: colour('--dim'), font: `${Math.round(0.8 * size)}px system-ui, sans-serif`, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  const chart = new uPlot({
    width: box.clientWidth || 600, height: box.clientHeight || 240, cursor: { show: false }, legend: { show: false },
    axes: [{ ...axis, size: 2 * size, space: 4.5 * size, values: (_, all) => all.map((s) => {
      const at = new Date(s * 1000);
      return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
    }) }, { ...axis, size: 3 * size, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
    scales: { y: { range: (_, min, max) => [0, Math.max(2, (max ?? 0) * 1.05)] } },
    series: [{}, ...lines.map(series)],
    bands: bands.map(([high, low, fill]) => ({ series: [high + 1, low + 1], fill: colour(fill) })),
    hooks: { draw: [drawNow] },
  }, [[...starts, starts.at(-1) + length].map((at) => at / 1000), ...lines.map((line) => held(line.values, line.bars))], box);
  return () => chart.destroy();
}
