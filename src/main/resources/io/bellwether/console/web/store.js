// What the server says, kept up to date: one stream of events for the whole page.
import { w } from './words.js';

export const state = { me: null, board: null, alerts: null, clocks: new Map(), clocksVersion: -1, problem: '', skew: 0, connected: false, seenAt: 0 };
export const CLOCK = { id: 0, caseId: 1, source: 2, clock: 3, queue: 4, tier: 5, agent: 6, policy: 7, rule: 8, state: 9, reason: 10,
  instance: 11, risk: 12, start: 13, since: 14, consumed: 15, target: 16, deadline: 17, text: 18 };
let words = [];
let waiting = [];
let loading = false;
let source = null;
const listeners = new Set();

export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (what) => listeners.forEach((listener) => listener(what));

/** The server's time: deadlines are judged by it, whatever this machine's clock says. */
export const now = () => Date.now() + state.skew;

/** How old the newest figure is, ms; null where nothing is known of it. */
export function age() {
  return state.board?.newest ? Math.max(0, now() - state.board.newest) : null;
}

export function isBehind() {
  const limit = 3 * (state.me?.window_ms ?? 10000) + (state.me?.disorder_ms ?? 2000);
  return !state.connected || state.problem !== '' || (state.me?.has_store && age() !== null && age() > limit);
}

export async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: 'POST', body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'X-Bellwether-Csrf': state.me?.csrf ?? '' },
  };
  const response = await fetch(path, { ...options, credentials: 'same-origin' });
  if (!response.ok) {
    const text = await response.text();
    let message = text;
    try { message = JSON.parse(text).title ?? text; } catch { /* a plain text */ }
    if (response.status === 401 && path !== '/api/login') {
      // the session is over, or the server began anew and knows none
      again();
    }
    throw Object.assign(new Error(message), { status: response.status });
  }
  const type = response.headers.get('Content-Type') ?? '';
  return type.startsWith('application/json') ? response.json() : null;
}

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
  const old = state.clocks.get(row[CLOCK.id]);
  if (old) {
    old[CLOCK.id] = -1;
    gone++;
  }
  state.clocks.set(row[CLOCK.id], row);
  came.push(row);
}

function end(id) {
  const old = state.clocks.get(id);
  if (old) {
    old[CLOCK.id] = -1;
    gone++;
    state.clocks.delete(id);
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
  if (step.to <= state.clocksVersion) {
    return true;
  }
  if (step.from !== state.clocksVersion) {
    return false;
  }
  step.words.forEach((text, i) => { words[step.word + i] = text; });
  step.set.forEach((row) => set(decode(row)));
  step.end.forEach(end);
  state.clocksVersion = step.to;
  return true;
}

export async function loadClocks() {
  if (loading) {
    return;
  }
  loading = true;
  try {
    const all = await ask('/api/clocks');
    words = all.words;
    state.clocks = new Map();
    inOrder = [];
    came = [];
    gone = 0;
    all.rows.forEach((row) => set(decode(row)));
    state.clocksVersion = all.version;
    const held = waiting;
    waiting = [];
    held.forEach(apply);
    tell('clocks');
  } finally {
    loading = false;
  }
}

function onClocks(event) {
  const step = JSON.parse(event.data);
  if (loading || state.clocksVersion < 0) {
    waiting.push(step);
  } else if (apply(step)) {
    tell('clocks');
  } else {
    loadClocks();
  }
}

/** Who somebody is, and with that the stream. */
export async function begin() {
  const before = state.me;
  state.me = await ask('/api/me');
  if (state.me.user) {
    follow();
  }
  if (!before || before.user !== state.me.user) {
    tell('me');
  }
}

// A browser tries again by itself where the line is cut, but not where the answer was a refusal, and it does not see a line that is
// dead: then all begins anew, later each time, and not with everybody else at once.
const STILL = 5000;
const DEAD = 10000;
const LONGEST = 10000;
let tries = 0;
let timer = null;

const pause = (n) => Math.min(LONGEST, 1000 * 2 ** n) * (0.5 + Math.random());

export function again() {
  source?.close();
  source = null;
  if (timer === null) {
    timer = setTimeout(() => {
      timer = null;
      begin().catch(again);
    }, pause(tries++));
  }
}

function follow() {
  source?.close();
  const own = new EventSource('/api/stream');
  source = own;
  state.seenAt = Date.now();
  own.addEventListener('tick', (event) => {
    const tick = JSON.parse(event.data);
    state.skew = tick.now - Date.now();
    state.problem = tick.problem;
    state.connected = true;
    state.seenAt = Date.now();
    tries = 0;
    tell('tick');
  });
  own.addEventListener('board', (event) => { state.board = JSON.parse(event.data); tell('board'); });
  own.addEventListener('alerts', (event) => { state.alerts = JSON.parse(event.data); tell('alerts'); });
  own.addEventListener('clocks', onClocks);
  own.onopen = () => { refresh(); };
  own.onerror = () => {
    state.connected = false;
    tell('tick');
    if (own === source && own.readyState === EventSource.CLOSED) {
      again();
    }
  };
}

// A browser has six lines to a server, all its pages together: one that nobody sees lets its own go.
document.addEventListener('visibilitychange', () => {
  if (!state.me?.user) {
    return;
  }
  if (document.hidden) {
    clearTimeout(timer);
    timer = null;
    source?.close();
    source = null;
  } else if (source === null && timer === null) {
    follow();
  }
});

/** All of it anew: at the beginning, and whenever the stream was gone for a while. */
async function refresh() {
  state.connected = true;
  state.seenAt = Date.now();
  waiting = [];
  state.clocksVersion = -1;
  const [board, alerts] = await Promise.all([ask('/api/board'), ask('/api/alerts'), loadClocks()]);
  state.board = board;
  state.alerts = alerts;
  tell('board');
  tell('alerts');
}

setInterval(() => {
  const still = document.hidden || !state.me?.user ? 0 : Date.now() - state.seenAt;
  if (state.connected && still > STILL) {
    state.connected = false;
    tell('tick');
  }
  if (still > DEAD && source !== null) {
    again();
  }
}, 1000);

export async function act(path, body) {
  const { say } = await import('./format.js');
  try {
    await ask(path, body);
    say(w('sent'));
  } catch (error) {
    say(w('failed', error.message));
  }
}
