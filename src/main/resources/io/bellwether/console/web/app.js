import { language, toggleLanguage, w } from './words.js';
import { clockTime, el, roughly, text } from './format.js';
import { CLOCK, again, age, ask, begin, listen, state, trouble } from './store.js';
import * as wallboard from './wallboard.js';
import * as clocks from './clocks.js';
import * as alerts from './alerts.js';
import * as story from './case.js';
import * as plan from './plan.js';
import * as rules from './rules.js';

const PAGES = { board: wallboard, clocks, alerts, case: story, plan, rules };
const main = document.getElementById('main');
let page = null;
let behindShown = null;

const asked = () => location.hash.replace(/^#\/?/, '').split('?')[0];
const current = () => (PAGES[asked()] ? asked() : 'board');

function theme(next) {
  const chosen = next ?? localStorage.getItem('theme')
    ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = chosen;
  if (next) {
    localStorage.setItem('theme', next);
  }
  document.getElementById('theme').textContent = w(chosen === 'dark' ? 'light' : 'dark');
}

function count(name) {
  if (name === 'alerts' && state.alerts) {
    return state.alerts.firing_count;
  }
  if (name === 'clocks') {
    let n = 0;
    for (const row of state.clocks.values()) {
      n += row[CLOCK.state] === 'overdue' || row[CLOCK.risk] > 0 ? 1 : 0;
    }
    return n;
  }
  return null;
}

const links = new Map();

/** The links stay: whoever is on one stays there. */
function nav() {
  const box = document.getElementById('nav');
  for (const name of Object.keys(PAGES)) {
    if (!links.has(name)) {
      links.set(name, el('a', { href: `#/${name}` }, el('span'), el('span.n')));
    }
    const link = links.get(name);
    const n = count(name);
    text(link.firstChild, w(name));
    text(link.lastChild, n ? String(n) : '');
    link.lastChild.hidden = !n;
    if (name === current()) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
    if (link.parentNode !== box) {
      box.append(link);
    }
  }
}

function fresh() {
  const why = trouble(current());
  const old = age();
  const connecting = why === 'connecting';
  const node = document.getElementById('fresh');
  node.classList.toggle('behind', why !== null && !connecting);
  node.classList.toggle('connecting', connecting);
  node.textContent = why !== null ? w(why, roughly(old ?? 0)) : old !== null ? w('fresh', clockTime(state.board.newest)) : '';
  main.classList.toggle('behind', why !== null);
  const long = why === null || connecting ? null : w(`${why}Long`, roughly(old ?? 0));
  if (long !== behindShown) {
    behindShown = long;
    main.querySelector('.banner')?.remove();
    if (long) {
      main.prepend(el('div.banner.keep', { role: 'alert' }, long));
    }
  }
}

function chrome() {
  document.documentElement.lang = language();
  document.getElementById('skip').textContent = w('skip');
  document.getElementById('language').textContent = w('language');
  theme();
  const user = document.getElementById('user');
  user.replaceChildren();
  if (state.me?.user) {
    user.append(el('span.dim', {}, state.me.user));
    if (state.me.asks_who) {
      user.append(' ', el('button.quiet', { type: 'button', onclick: async () => {
        await ask('/api/logout', {});
        location.reload();
      } }, w('signOut')));
    }
  }
}

function open() {
  page?.close?.();
  page = null;
  if (!state.me) {
    return;
  }
  main.replaceChildren();
  behindShown = null;
  chrome();
  if (!state.me.user) {
    document.getElementById('nav').replaceChildren();
    document.getElementById('fresh').textContent = '';
    main.classList.remove('behind');
    login();
    return;
  }
  document.title = `${w(current())} – Bellwether`;
  nav();
  page = PAGES[current()].open(main) ?? null;
  fresh();
}

function login() {
  const wrong = el('p.bad', { role: 'alert' });
  const form = el('form', {
    onsubmit: async (event) => {
      event.preventDefault();
      const data = new FormData(form);
      try {
        await ask('/api/login', { name: data.get('name'), password: data.get('password') });
        await begin();
      } catch (error) {
        wrong.textContent = error.status === 429 ? w('tooOften') : error.status === 401 ? w('wrong') : w('failed', error.message);
      }
    },
  },
  el('label', {}, w('name'), el('input', { name: 'name', autocomplete: 'username', required: true, autofocus: true })),
  el('label', {}, w('password'), el('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: true })),
  wrong, el('button.main', { type: 'submit' }, w('signIn')));
  main.append(el('div.card.login', {}, el('h1', {}, w('signIn')), form));
}

document.getElementById('language').addEventListener('click', () => { toggleLanguage(); open(); });
document.getElementById('theme').addEventListener('click', () =>
  theme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'));
addEventListener('hashchange', () => {
  if (state.me?.user && page?.path !== current()) {
    open();
    main.focus();
  } else {
    page?.again?.();
  }
});
let navAt = 0;
listen((what) => {
  if (what === 'me') {
    open();
    return;
  }
  page?.on?.(what);
  if (what === 'tick' || Date.now() - navAt > 1000) {
    navAt = Date.now();
    if (state.me?.user) {
      nav();
    }
    if (!state.me || state.me.user) {
      fresh();
    }
  }
});
fresh();
begin().catch(again);
