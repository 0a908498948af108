// The rows of a topic, such as running clocks: all of them once, and each step from one version to the next.
export const CLOCK = { id: 0, caseId: 1, source: 2, clock: 3, queue: 4, tier: 5, agent: 6, policy: 7, rule: 8, state: 9, reason: 10,
  instance: 11, risk: 12, start: 13, since: 14, consumed: 15, target: 16, deadline: 17, text: 18 };
export const CONTACT = { id: 0, caseId: 1, source: 2, state: 3, queue: 4, channel: 5, tier: 6, priority: 7, agentSource: 8, agent: 9,
  since: 10, heldSince: 11, caseSince: 12, threshold: 13, text: 14 };
export const PRESENCE = { id: 0, agent: 1, source: 2, state: 3, reason: 4, queues: 5,
  since: 6, slots: 7, contacts: 8, contactsSince: 9, wrapUps: 10, wrapUpSince: 11, idleSince: 12, text: 13 };
const ID = 0;
const FIRST_WORD = 2;
// What comes while all rows are loaded waits, two minutes of it: who waits for more begins anew.
const MOST_WAITING = 120;

export const due = (row) => (row[CLOCK.deadline] === 0 ? Infinity : row[CLOCK.deadline]);

class Rows {
  rows = new Map();
  #words = [];
  #waiting = [];
  #version = -1;
  // Rows in order. One that changes is another object, and the old one has no id any more: so what is left is in order but for the few
  // that came, which takes no time to sort.
  #inOrder = [];
  #came = [];
  #gone = 0;

  /** Place: where its text is and its last word; sought: the places that a search looks at; by: what rows are in order of. */
  constructor(place, lastWord, sought, by) {
    Object.assign(this, { place, lastWord, sought, by });
  }

  #decode(row) {
    for (let i = FIRST_WORD; i <= this.lastWord; i++) {
      row[i] = this.#words[row[i]];
    }
    row[this.place.text] = this.sought.map((i) => row[i]).join(' ').toLowerCase();
    return row;
  }

  #set(row) {
    this.#leave(this.rows.get(row[ID]));
    this.rows.set(row[ID], row);
    this.#came.push(row);
  }

  #leave(old) {
    if (old) {
      old[ID] = -1;
      this.#gone++;
    }
  }

  #end(id) {
    this.#leave(this.rows.get(id));
    this.rows.delete(id);
  }

  /** All rows, in order. */
  ordered() {
    if (this.#came.length || this.#gone) {
      const left = this.#gone ? this.#inOrder.filter((row) => row[ID] >= 0) : this.#inOrder;
      this.#inOrder = left.concat(this.#came.filter((row) => row[ID] >= 0));
      this.#inOrder.sort((a, b) => this.by(a) - this.by(b) || a[ID] - b[ID]);
      this.#came = [];
      this.#gone = 0;
    }
    return this.#inOrder;
  }

  #apply(step) {
    if (step.to <= this.#version) {
      return true;
    }
    if (step.from !== this.#version) {
      return false;
    }
    step.words.forEach((text, i) => { this.#words[step.word + i] = text; });
    step.set.forEach((row) => this.#set(this.#decode(row)));
    step.end.forEach((id) => this.#end(id));
    this.#version = step.to;
    return true;
  }

  isLoaded() {
    return this.#version >= 0;
  }

  /** What is shown stays until all is there anew. */
  unload() {
    this.#version = -1;
    this.#waiting = [];
  }

  /** Takes all rows and what came meanwhile; false where a step between is missing, so that they have to be loaded again. */
  begin(all) {
    this.#words = all.words;
    this.rows.clear();
    this.#inOrder = [];
    this.#came = [];
    this.#gone = 0;
    all.rows.forEach((row) => this.#set(this.#decode(row)));
    this.#version = all.version;
    const held = this.#waiting;
    this.#waiting = [];
    return held.every((step) => this.#apply(step));
  }

  /** Takes a step, at once or when all rows are there; false where it does not follow. */
  step(next) {
    if (this.isLoaded()) {
      return this.#apply(next);
    }
    this.#waiting.push(next);
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting = [];
    }
    return false;
  }
}

/** By the names of their topics; clocks that are due first in front, and who has waited longest. */
export const TABLES = {
  clocks: new Rows(CLOCK, CLOCK.reason, [CLOCK.caseId, CLOCK.agent], due),
  contacts: new Rows(CONTACT, CONTACT.agent, [CONTACT.caseId, CONTACT.agent], (row) => row[CONTACT.since]),
  presence: new Rows(PRESENCE, PRESENCE.queues, [PRESENCE.agent, PRESENCE.source], (row) => row[PRESENCE.since]),
};
