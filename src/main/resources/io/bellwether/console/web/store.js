// What the server says, kept up to date: one stream of events for the whole page.
import { w } from './words.js';
import * as clocks from './rows.js';

export { CLOCK, due, ordered } from './rows.js';

// connected: null as long as the first attempt has neither come through nor failed.
export const state = { me: null, board: null, alerts: null, clocks: clocks.rows, problem: '', topics: {}, skew: 0, connected: null, seenAt: 0 };
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

// Each page's topics. One that cannot be read looks just as one to which nobody writes: so the server says up to when it has read all.
const TOPICS = { clocks: ['clocks'], alerts: ['alerts', 'control'], rules: ['alerts'] };
const UNREAD = 15000;
// Pages whose figures are the store's.
const OF_STORE = ['board', 'plan'];

function ofTopics(page) {
  const topics = (TOPICS[page] ?? []).map((name) => [name, state.topics[name]]).filter(([, topic]) => topic);
  // nobody may have said anything of alerts yet
  return topics.some(([name, topic]) => topic.missing && name !== 'control') ? 'topicMissing'
    : topics.some(([, topic]) => !topic.missing && now() - topic.seen > UNREAD) ? 'topicUnread' : null;
}

/** Why what a page shows may not be so any more, as the name of a word; null where it is as of now. */
export function trouble(page) {
  const limit = 3 * (state.me?.window_ms ?? 10000) + (state.me?.disorder_ms ?? 2000);
  if (!state.connected) {
    return state.connected === null ? 'connecting' : 'away';
  }
  if (failing.has(page)) {
    return 'notLoaded';
  }
  const unread = ofTopics(page);
  if (unread !== null || page === 'case' || (!OF_STORE.includes(page) && state.problem !== '')) {
    return unread;
  }
  // a job that stands still writes no panes, and nothing of clocks and alerts either
  if (state.me?.has_store && age() !== null && age() > limit) {
    return 'behind';
  }
  return state.problem !== '' ? 'storeAway' : null;
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

// What is asked for anew with each stream; what a stream tells meanwhile is newer. What cannot be loaded is tried again, and till then
// its page is behind.
const failing = new Set();
const streamed = { board: -1, alerts: -1 };
let generation = 0;

/** What a page asks for by itself could not be loaded, or could again. */
export function failed(page, so) {
  if (failing.has(page) !== so) {
    failing[so ? 'add' : 'delete'](page);
    tell('tick');
  }
}

async function load(what, path, use, mine = generation, n = 0) {
  let all;
  try {
    all = await ask(path);
  } catch {
    if (mine === generation) {
      failing.add(what);
      tell('tick');
      setTimeout(() => { if (mine === generation) { load(what, path, use, mine, n + 1); } }, pause(n));
    }
    return;
  }
  if (mine === generation) {
    failing.delete(what);
    use(all);
    tell(what);
  }
}

function loadValue(what) {
  load(what, `/api/${what}`, (all) => { state[what] = streamed[what] === generation ? state[what] : all; });
}

function take(what, value) {
  state[what] = value;
  streamed[what] = generation;
  failing.delete(what);
  tell(what);
}

function loadClocks() {
  clocks.unload();
  load('clocks', '/api/clocks', (all) => { if (!clocks.begin(all)) { loadClocks(); } });
}

function onClocks(event) {
  if (clocks.step(JSON.parse(event.data))) {
    tell('clocks');
  } else if (clocks.isLoaded()) {
    loadClocks();
  }
}

/** Who somebody is, and with that the stream. */
export async function begin() {
  const before = state.me;
  try {
    state.me = await ask('/api/me');
  } catch (error) {
    state.connected = false;
    tell('tick');
    throw error;
  }
  if (state.me.user) {
    follow();
  } else {
    state.connected = null;
  }
  if (!before || before.user !== state.me.user) {
    // an error of a page is none of the line
    queueMicrotask(() => tell('me'));
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
    state.topics = tick.topics;
    state.connected = true;
    state.seenAt = Date.now();
    tries = 0;
    tell('tick');
  });
  own.addEventListener('board', (event) => take('board', JSON.parse(event.data)));
  own.addEventListener('alerts', (event) => take('alerts', JSON.parse(event.data)));
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
    generation++;
    source?.close();
    source = null;
  } else if (source === null && timer === null) {
    follow();
  }
});

/** All of it anew: at the beginning, and whenever the stream was gone for a while. */
function refresh() {
  state.connected = true;
  state.seenAt = Date.now();
  generation++;
  loadValue('board');
  loadValue('alerts');
  loadClocks();
}

setInterval(() => {
  const still = document.hidden || !state.me?.user ? 0 : Date.now() - state.seenAt;
  if (state.connected !== false && still > STILL) {
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
