import { w } from './words.js';
import { el, roughly, span, text, whole } from './format.js';
import { MOST_HOURS } from './case.js';
import { bar, cell, choice, fillBar, openList, searchField, valuesOf } from './list.js';
import { CONTACT as K, PRESENCE as A, TABLES, state } from './store.js';

const NEAR = 0.8;
const STATES = ['available', 'away', 'lost', 'offline'];
const queuesOf = (row) => (row[A.queues] === '' ? [] : row[A.queues].split('\n'));
const keyOf = (source, agent) => `${source.length}|${source}|${agent}`;

/** The contact that each agent has had longest, by rows in order of since. */
export function longestOf(contacts) {
  const longest = new Map();
  for (const row of contacts) {
    if (row[K.state] === 'with_agent' && row[K.agent] !== '') {
      const key = keyOf(row[K.agentSource], row[K.agent]);
      if (!longest.has(key)) {
        longest.set(key, row);
      }
    }
  }
  return longest;
}

/** How long contacts of a queue usually take, ms; null where too few ended lately, or nobody knows. */
function usualOf(queue) {
  const known = state.board?.queues?.find((one) => one.name === queue && one.name !== '');
  return known?.handle_s ? known.handle_s * 1000 : null;
}

/** How much of the usual time a contact has lasted; null where that is not known. */
export function share(contact, at) {
  const usual = contact ? usualOf(contact[K.queue]) : null;
  return usual === null ? null : Math.max(0, at - contact[K.since]) / usual;
}

const SHOWN = {
  '': () => true,
  onContact: (row) => row[A.contacts] > 0,
  near: (row, contact, at) => share(contact, at) >= NEAR,
  idle: (row) => row[A.idleSince] > 0,
  wrapUp: (row) => row[A.wrapUps] > 0,
};
const since = (value) => value || Infinity;
const ORDER = {
  '': (a, b) => since(a.contact?.[K.since]) - since(b.contact?.[K.since]) || since(a.row[A.since]) - since(b.row[A.since]),
  inState: (a, b) => since(a.row[A.since]) - since(b.row[A.since]),
  idle: (a, b) => since(a.row[A.idleSince]) - since(b.row[A.idleSince]),
  agent: (a, b) => a.row[A.agent].localeCompare(b.row[A.agent]),
};

/** That of a name; an address may say anything. */
const named = (all, name) => all[Object.hasOwn(all, name ?? '') ? name ?? '' : ''];

/** The contact that an agent has had longest, as far as the job says that they have any: after a broken line they may have none. */
const ofAgent = (longest, row) => (row[A.contacts] > 0 ? longest.get(keyOf(row[A.source], row[A.agent])) : undefined);

export function select(rows, longest, chosen, at) {
  const sought = (chosen.text ?? '').toLowerCase();
  const kept = named(SHOWN, chosen.show);
  return rows.map((row) => ({ row, contact: ofAgent(longest, row) }))
    .filter(({ row, contact }) => kept(row, contact, at) && (!chosen.state || row[A.state] === chosen.state)
      && (!chosen.queue || queuesOf(row).includes(chosen.queue)) && (!sought || row[A.text].includes(sought)))
    .sort((a, b) => named(ORDER, chosen.sort)(a, b) || a.row[A.agent].localeCompare(b.row[A.agent]))
    .map(({ row }) => row);
}

function make() {
  const line = { age: el('span'), agent: cell(), state: el('span'), contacts: cell('span.num'), long: el('span'), link: el('a'), bar: bar(),
    doing: cell('span.dim'), queues: cell('span.dim') };
  line.node = el('div.row', { role: 'row' }, cell('span.num', line.age), line.agent, cell('span', line.state), line.contacts,
    cell('span', line.long, ' ', line.link), cell('span', line.bar), line.doing, line.queues);
  return line;
}

/** Since when somebody does what they do, beside being in their state. */
function doing(row, contact, at) {
  const parts = [];
  if (contact?.[K.heldSince]) {
    parts.push(w('holds', span(Math.max(0, at - contact[K.heldSince]))));
  }
  if (row[A.wrapUps] > 0) {
    parts.push(w('wrapsUp', whole(row[A.wrapUps]), span(Math.max(0, at - row[A.wrapUpSince]))));
  }
  if (row[A.idleSince] > 0) {
    parts.push(w('idleFor', span(Math.max(0, at - row[A.idleSince]))));
  }
  return parts.join(' · ');
}

function showLongest(line, contact, at) {
  const lasted = contact ? Math.max(0, at - contact[K.since]) : 0;
  const of = share(contact, at);
  text(line.long, contact ? span(lasted) : '–');
  line.long.className = of > 1 ? 'bad' : of >= NEAR ? 'warn' : contact ? '' : 'dim';
  line.link.hidden = !contact;
  line.bar.hidden = of === null;
  if (of !== null) {
    const usual = w('usually', roughly(usualOf(contact[K.queue])), contact[K.queue]);
    fillBar(line.bar, of, of > 1 ? ' over' : of >= NEAR ? ' risk' : '', `${span(lasted)} · ${usual}`);
  }
  if (contact) {
    const hours = Math.min(MOST_HOURS, Math.max(1, Math.ceil((at - contact[K.caseSince]) / 3600000) + 1));
    line.link.href = `#/case?${new URLSearchParams({ source: contact[K.source], id: contact[K.caseId], hours })}`;
    text(line.link, contact[K.caseId]);
  }
}

function show(line, row, at, contact) {
  text(line.age, row[A.since] ? span(Math.max(0, at - row[A.since])) : '–');
  // agents of two sources may have one name
  text(line.agent, state.sources > 1 ? `${row[A.agent]} · ${row[A.source]}` : row[A.agent]);
  line.agent.title = `${row[A.source]} ${row[A.agent]}`;
  text(line.state, [w(`is_${row[A.state]}`), row[A.reason]].filter(Boolean).join(' · '));
  line.state.className = row[A.state] === 'lost' ? 'bad' : row[A.state] === 'available' ? 'good' : 'dim';
  text(line.contacts, row[A.slots] > 0 ? `${whole(row[A.contacts])} / ${whole(row[A.slots])}` : whole(row[A.contacts]));
  showLongest(line, contact, at);
  text(line.doing, doing(row, contact, at));
  text(line.queues, queuesOf(row).join(', '));
  line.queues.title = queuesOf(row).join(', ');
}

function fields(chosen) {
  const rows = [...state.presence.values()];
  return [
    choice('show', chosen, [['', w('everybody')], ...['onContact', 'near', 'wrapUp', 'idle'].map((name) => [name, w(name)])]),
    choice('state', chosen, [['', w('any')], ...STATES.map((name) => [name, w(`is_${name}`)])]),
    choice('queue', chosen, valuesOf(rows, queuesOf)),
    choice('sort', chosen, [['', w('longest')], ...['inState', 'idle', 'agent'].map((name) => [name, w(name)])]),
    searchField(chosen, 'agent')];
}

/** How many are in which state. */
function told() {
  const n = new Map(STATES.map((name) => [name, 0]));
  let onContact = 0;
  for (const row of state.presence.values()) {
    n.set(row[A.state], (n.get(row[A.state]) ?? 0) + 1);
    onContact += row[A.contacts] > 0 ? 1 : 0;
  }
  return [...[...n].filter(([, many]) => many > 0).map(([name, many]) => `${whole(many)} ${w(`is_${name}`)}`), `${whole(onContact)} ${w('onContact')}`].join(' · ');
}

export function open(main) {
  let longest = new Map();
  const above = el('p');
  return openList(main, {
    path: 'agents', columns: ['inState', 'agent', 'state', 'contacts', 'longest', 'ofUsual', 'doing', 'queues'], numbers: ['inState', 'contacts'],
    fields, make, above,
    show: (line, row, at) => show(line, row, at, ofAgent(longest, row)),
    find: (chosen, at) => {
      longest = longestOf(TABLES.contacts.ordered());
      text(above, state.presence.size ? told() : '');
      state.sources = new Set([...state.presence.values()].map((row) => row[A.source])).size;
      return select(TABLES.presence.ordered(), longest, chosen, at);
    },
    all: () => state.presence.size, counted: 'nAgents', none: () => (state.me.has_presence ? 'none' : 'noAgents'),
    on: ['presence', 'contacts'], moves: (chosen) => chosen.show === 'near',
  });
}
