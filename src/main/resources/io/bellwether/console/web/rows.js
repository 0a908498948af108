// The rows of running clocks: all of them once, and each step from one version to the next.
export const CLOCK = { id: 0, caseId: 1, source: 2, clock: 3, queue: 4, tier: 5, agent: 6, policy: 7, rule: 8, state: 9, reason: 10,
  instance: 11, risk: 12, start: 13, since: 14, consumed: 15, target: 16, deadline: 17, text: 18 };
// What comes while all rows are loaded waits, two minutes of it: who waits for more begins anew.
const MOST_WAITING = 120;
export const rows = new Map();
let words = [];
let waiting = [];
let version = -1;

function decode(row) {
  for (let i = CLOCK.source; i <= CLOCK.reason; i++) {
    row[i] = words[row[i]];
  }
  row[CLOCK.text] = `${row[CLOCK.caseId]} ${row[CLOCK.agent]}`.toLowerCase();
  return row;
}

export const due = (row) => (row[CLOCK.deadline] === 0 ? Infinity : row[CLOCK.deadline]);

// Rows by their deadlines. A row that changes is another object, and the old one has no id any more: so what is left is in order
// but for the few that came, which takes no time to sort.
let inOrder = [];
let came = [];
let gone = 0;

function set(row) {
  const old = rows.get(row[CLOCK.id]);
  if (old) {
    old[CLOCK.id] = -1;
    gone++;
  }
  rows.set(row[CLOCK.id], row);
  came.push(row);
}

function end(id) {
  const old = rows.get(id);
  if (old) {
    old[CLOCK.id] = -1;
    gone++;
    rows.delete(id);
  }
}

/** All clocks, those that are due first in front. */
export function ordered() {
  if (came.length || gone) {
    inOrder = (gone ? inOrder.filter((row) => row[CLOCK.id] >= 0) : inOrder).concat(came.filter((row) => row[CLOCK.id] >= 0));
    inOrder.sort((a, b) => due(a) - due(b) || a[CLOCK.id] - b[CLOCK.id]);
    came = [];
    gone = 0;
  }
  return inOrder;
}

function apply(step) {
  if (step.to <= version) {
    return true;
  }
  if (step.from !== version) {
    return false;
  }
  step.words.forEach((text, i) => { words[step.word + i] = text; });
  step.set.forEach((row) => set(decode(row)));
  step.end.forEach(end);
  version = step.to;
  return true;
}

export const isLoaded = () => version >= 0;

/** What is shown stays until all is there anew. */
export function unload() {
  version = -1;
  waiting = [];
}

/** Takes all rows and what came meanwhile; false where a step between is missing, so that they have to be loaded again. */
export function begin(all) {
  words = all.words;
  rows.clear();
  inOrder = [];
  came = [];
  gone = 0;
  all.rows.forEach((row) => set(decode(row)));
  version = all.version;
  const held = waiting;
  waiting = [];
  return held.every(apply);
}

/** Takes a step, at once or when all rows are there; false where it does not follow. */
export function step(next) {
  if (isLoaded()) {
    return apply(next);
  }
  waiting.push(next);
  if (waiting.length > MOST_WAITING) {
    waiting = [];
  }
  return false;
}
