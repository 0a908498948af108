import { language, w } from './words.js';

const two = (n) => String(n).padStart(2, '0');

/** As a countdown shows it: 4:07, 1:02:03, 2d 3h. */
export function span(millis) {
  const s = Math.max(0, Math.floor(Math.abs(millis) / 1000));
  const h = Math.floor(s / 3600);
  if (h >= 48) {
    return `${Math.floor(h / 24)}d ${h % 24}h`;
  }
  return h > 0 ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

/** In words short enough for a sentence: 20 s, 5 min. */
export function roughly(millis) {
  const s = Math.round(millis / 1000);
  return s < 120 ? w('seconds', s) : s < 7200 ? w('minutes', Math.round(s / 60)) : w('hours', Math.round(s / 3600));
}

export const percent = (share) => (share === null ? '–' : `${(share * 100).toFixed(share >= 0.9995 ? 0 : 1)} %`);
export const whole = (n) => (n === null || n === undefined ? '–' : new Intl.NumberFormat(language()).format(n));
export const mood = (n) => (n === null ? '–' : (n > 0 ? '+' : n < 0 ? '−' : '') + Math.abs(n).toFixed(2));

export function clockTime(millis) {
  return new Date(millis).toLocaleTimeString(language(), { hour12: false });
}

export function moment(text) {
  const at = typeof text === 'number' ? new Date(text) : new Date(Date.parse(text));
  const today = at.toDateString() === new Date().toDateString();
  return today ? clockTime(at.getTime()) : at.toLocaleString(language(), { hour12: false });
}

/** An element: tag.class, attributes or listeners, children. Texts are texts and never markup. */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  if (classes.length) {
    node.className = classes.join(' ');
  }
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (value === true) {
      node.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(key, value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Says something else; a node that says the same already is left alone. */
export function text(node, said) {
  if (node.textContent !== said) {
    node.textContent = said;
  }
}

export function say(words) {
  const said = document.getElementById('said');
  said.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ''; }, 6000);
}

export const word = (name) => (name === '' ? '' : w(name));
