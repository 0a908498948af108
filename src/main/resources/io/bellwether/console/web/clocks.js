import { w } from './words.js';
import { el, moment, span, text, word } from './format.js';
import { MOST_HOURS } from './case.js';
import { bar, cell, choice, fillBar, openList, searchField, valuesOf } from './list.js';
import { CLOCK as C, TABLES, due, state } from './store.js';

const WITHIN = ['', '60', '300', '900', '3600'];

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
  const overdue = row[C.state] === 'overdue';
  const told = row[C.target] && row[C.deadline] && !isSteady(row);
  fillBar(line.bar, overdue ? 1 : spent / target, overdue ? ' over' : row[C.risk] > 0 ? ' risk' : '',
    `${span(spent)} / ${span(target)}${told ? ` (${w('fresh', moment(row[C.since]))})` : ''}`);
}

function make() {
  const line = { row: null, left: el('span'), link: el('a'), bar: bar(), why: cell('span.dim'), clock: cell() };
  line.named = [C.queue, C.tier, C.agent].map((place) => ({ place, node: el('span') }));
  line.case = cell('span', line.link);
  line.node = el('div.row', { role: 'row' }, cell('span.num', line.left), line.case, line.clock,
    ...line.named.map(({ node }) => cell('span', node)), cell('span', line.bar), line.why);
  return line;
}

function show(line, row, at) {
  const [rest, look] = left(row, at);
  text(line.left, rest);
  line.left.className = look;
  showUsed(line, row, at);
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

function fields(chosen) {
  const rows = [...state.clocks.values()];
  const values = (place, ...more) => valuesOf(rows, (row) => row[place], ...more);
  return [
    choice('show', chosen, [['', w('showDue')], ['risk', w('showRisk')], ['overdue', w('showOverdue')], ['all', w('showAll')]]),
    choice('within', chosen, WITHIN.map((s) => [s, s === '' ? w('any') : span(s * 1000)])),
    choice('queue', chosen, values(C.queue)), choice('clock', chosen, values(C.clock, w), 'clock', w), choice('tier', chosen, values(C.tier)),
    searchField(chosen, 'search')];
}

export function open(main) {
  return openList(main, {
    path: 'clocks', columns: ['left', 'case', 'clock', 'queue', 'tier', 'agent', 'consumed', 'why'], numbers: ['left'], fields, make, show,
    find: (chosen, at) => select(TABLES.clocks.ordered(), chosen, at), all: () => state.clocks.size,
    counted: 'nClocks', none: () => (state.me.has_clocks ? 'none' : 'noClocks'), on: ['clocks'], moves: (chosen) => Boolean(chosen.within),
  });
}
