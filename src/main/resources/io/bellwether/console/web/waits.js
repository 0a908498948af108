import { w } from './words.js';
import { el, span, text, whole, word } from './format.js';
import { MOST_HOURS } from './case.js';
import { bar, cell, choice, fillBar, openList, searchField, valuesOf } from './list.js';
import { CONTACT as C, TABLES, state } from './store.js';

const LONGER = ['', '60', '300', '900', '3600'];
const STATES = { '': ['waiting'], callback: ['callback', 'callback_scheduled'], all: ['waiting', 'callback', 'callback_scheduled'] };

/** Who is where in the line of their queue, by rows in order of since: the first is 1. */
export function places(rows) {
  const reached = new Map();
  const places = new Map();
  for (const row of rows) {
    if (row[C.state] === 'waiting') {
      const place = (reached.get(row[C.queue]) ?? 0) + 1;
      reached.set(row[C.queue], place);
      places.set(row[C.id], place);
    }
  }
  return places;
}

const isOver = (row, at) => row[C.threshold] > 0 && at - row[C.since] > row[C.threshold];

export function select(rows, chosen, at) {
  const sought = (chosen.text ?? '').toLowerCase();
  const states = STATES[Object.hasOwn(STATES, chosen.show ?? '') ? chosen.show ?? '' : 'all'];
  const before = Number(chosen.longer) > 0 ? at - Number(chosen.longer) * 1000 : Infinity;
  return rows.filter((row) => states.includes(row[C.state])
    && (chosen.longer !== 'threshold' || isOver(row, at)) && row[C.since] <= before
    && ['queue', 'channel', 'tier'].every((name) => !chosen[name] || row[C[name]] === chosen[name])
    && (!sought || row[C.text].includes(sought)));
}

function make() {
  const line = { row: null, age: el('span'), link: el('a'), place: cell('span.num'), bar: bar(), what: cell('span.dim') };
  line.named = [C.queue, C.channel, C.tier, C.priority].map((place) => ({ place, node: el('span') }));
  line.case = cell('span', line.link);
  const [queue, ...others] = line.named.map(({ node }) => cell('span', node));
  line.node = el('div.row', { role: 'row' }, cell('span.num', line.age), line.case, queue, line.place, ...others, cell('span', line.bar), line.what);
  return line;
}

/** How much of the wait that counts as answered in time is over. */
function showWait(line, row, at) {
  const age = Math.max(0, at - row[C.since]);
  text(line.age, span(age));
  line.age.className = isOver(row, at) ? 'bad' : '';
  line.bar.hidden = row[C.threshold] === 0;
  if (row[C.threshold] > 0) {
    fillBar(line.bar, age / row[C.threshold], isOver(row, at) ? ' over' : '', `${span(age)} / ${span(row[C.threshold])}`);
  }
}

function show(line, row, at, inLine) {
  showWait(line, row, at);
  const place = inLine.get(row[C.id]);
  text(line.place, place ? whole(place) : '–');
  const hours = Math.min(MOST_HOURS, Math.max(1, Math.ceil((at - row[C.caseSince]) / 3600000) + 1));
  if (line.row === row && line.hours === hours) {
    return;
  }
  line.hours = hours;
  line.row = row;
  line.case.title = `${row[C.source]} ${row[C.caseId]}`;
  line.link.href = `#/case?${new URLSearchParams({ source: row[C.source], id: row[C.caseId], hours })}`;
  text(line.link, row[C.caseId]);
  for (const { place: at_, node } of line.named) {
    text(node, row[at_] || '–');
    node.className = row[at_] ? '' : 'dim';
  }
  text(line.what, word(row[C.state] === 'waiting' ? 'inLine' : row[C.state]));
}

function fields(chosen) {
  const rows = [...state.contacts.values()].filter((row) => STATES.all.includes(row[C.state]));
  const values = (place) => valuesOf(rows, (row) => row[place]);
  return [
    choice('show', chosen, [['', w('inLine')], ['callback', w('callbacks')], ['all', w('both')]]),
    choice('longer', chosen, [...LONGER.map((s) => [s, s === '' ? w('any') : span(s * 1000)]), ['threshold', w('overThreshold')]]),
    choice('queue', chosen, values(C.queue)), choice('channel', chosen, values(C.channel)), choice('tier', chosen, values(C.tier)),
    searchField(chosen, 'case')];
}

/** How many wait in line. */
export const inLine = () => {
  let n = 0;
  for (const row of state.contacts.values()) {
    n += row[C.state] === 'waiting' ? 1 : 0;
  }
  return n;
};

export function open(main) {
  let inOrder = new Map();
  return openList(main, {
    path: 'waits', columns: ['waited', 'case', 'queue', 'place', 'channel', 'tier', 'priority', 'ofThreshold', 'state'],
    numbers: ['waited', 'place'], fields, make,
    show: (line, row, at) => show(line, row, at, inOrder),
    find: (chosen, at) => {
      const rows = TABLES.contacts.ordered();
      inOrder = places(rows);
      return select(rows, chosen, at);
    },
    all: inLine, counted: 'nWaits', none: () => (!state.me.has_contacts ? 'noContacts' : inLine() ? 'none' : 'nobodyWaits'), on: ['contacts'],
    moves: (chosen) => Boolean(chosen.longer),
  });
}
