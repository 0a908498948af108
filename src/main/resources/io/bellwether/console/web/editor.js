// A copy of a rule file: completed by the published schema, checked as bellwether rules check does, and downloaded. Nothing of it stays on the server.
import { w } from './words.js';
import { el, say } from './format.js';
import { ask } from './store.js';
import { trial } from './trial.js';

const MOST_OFFERED = 8;
const PART = /[\w.{|-]*$/;
// copies that were changed, as long as the page is open
const copies = new Map();
let schema = null;

/** What a schema lets one write: keys and values with what they mean. */
export function vocabulary(root, dimensions = []) {
  const all = new Map();
  const add = (word, note, key) => { if (!all.has(word)) { all.set(word, { word, note: note ?? '', key }); } };
  const walk = (node) => {
    if (Array.isArray(node)) {
      node.forEach(walk);
    } else if (node && typeof node === 'object') {
      for (const [key, value] of Object.entries(node.properties ?? {})) {
        add(key, value.description, true);
      }
      (Array.isArray(node.enum) ? node.enum : []).filter((value) => typeof value === 'string').forEach((value) => add(value, node.description, false));
      Object.values(node).forEach(walk);
    }
  };
  walk(root);
  dimensions.forEach((name) => add(name, w('aDimension'), false));
  return [...all.values()];
}

/** What may be meant by what stands before the caret; what begins so in front of what holds it. */
export function offers(text, caret, all) {
  const part = PART.exec(text.slice(0, caret))[0];
  if (part.length < 2) {
    return { part, found: [] };
  }
  const rank = ({ word }) => (word.startsWith(part) ? 0 : word.split('.').some((one) => one.startsWith(part)) ? 1 : word.includes(part) ? 2 : 3);
  const found = all.filter((one) => one.word !== part && rank(one) < 3).sort((a, b) => rank(a) - rank(b) || a.word.length - b.word.length || a.word.localeCompare(b.word));
  return { part, found: found.slice(0, MOST_OFFERED) };
}

function lineOf(text, caret) {
  return text.slice(0, caret).split('\n').length;
}

function toLine(area, line, column = 1) {
  const lines = area.value.split('\n');
  const start = lines.slice(0, Math.max(0, line - 1)).reduce((sum, one) => sum + one.length + 1, 0);
  area.focus();
  area.setSelectionRange(start + Math.max(0, column - 1), start + (lines[line - 1]?.length ?? 0));
  const height = parseFloat(getComputedStyle(area).lineHeight) || 20;
  area.scrollTop = Math.max(0, (line - 4) * height);
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = el('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export function problems(all, onPlace) {
  return el('ol.problems', {}, ...all.map((one) => el('li', {}, el(`span.tag.${one.error ? 'bad' : 'warn'}`, {}, w(one.error ? 'error' : 'unwise')), ' ',
    one.line && onPlace ? el('button.quiet', { type: 'button', onclick: () => onPlace(one) }, `${one.file}:${one.line}`) : el('b', {}, one.file + (one.line ? `:${one.line}` : '')),
    ` ${one.field ? `${one.field}: ` : ''}${one.message}`)));
}

export function editor() {
  const select = el('select', { name: 'file' });
  const area = el('textarea.code', { name: 'rules', rows: 18, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', wrap: 'off', 'aria-label': w('copyOf'), 'aria-describedby': 'offers-help' });
  const place = el('span.dim');
  const changed = el('span.tag.warn', { hidden: true }, w('changed'));
  const offered = el('div.offers', { role: 'group', 'aria-label': w('offers') });
  const verdict = el('div', { role: 'status' });
  const name = () => select.value;
  const test = trial(() => ({ file: name(), text: area.value }));
  const button = (word, onclick, kind = '') => el(`button${kind}`, { type: 'button', onclick }, w(word));
  const node = el('section.editor', { hidden: true, 'aria-label': w('tryCopy') }, el('h2', {}, w('tryCopy')),
    el('div.filters', {}, el('label', {}, w('file'), select), button('check', () => check(), '.main'), button('download', () => download(name(), area.value)),
      button('putBack', () => { copies.delete(name()); load(name(), 1); }), changed, place),
    area, el('p.dim', { id: 'offers-help' }, w('offersHelp')), offered, verdict, test.node);
  let known = [];
  let wanted = false;
  // what was asked for last is shown, whatever comes first
  let loads = 0;

  const offer = () => {
    const { part, found } = offers(area.value, area.selectionStart, known);
    offered.replaceChildren(...found.map((one) => el('button', { type: 'button', title: one.note, onclick: () => put(part, one) }, one.word, one.note ? el('span.dim', {}, ` ${one.note.slice(0, 60)}`) : '')));
    place.textContent = w('line', lineOf(area.value, area.selectionStart));
  };
  const put = (part, { word, key }) => {
    const caret = area.selectionStart;
    const rest = area.value.slice(caret);
    const text = word + (key && !rest.startsWith(':') ? ': ' : '');
    area.setRangeText(text, caret - part.length, caret, 'end');
    area.focus();
    area.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const keep = () => {
    copies.set(name(), area.value);
    changed.hidden = false;
  };
  area.addEventListener('input', () => { keep(); offer(); });
  area.addEventListener('keyup', (event) => { if (event.key.startsWith('Arrow') && !event.altKey) { offer(); } });
  area.addEventListener('click', offer);
  area.addEventListener('keydown', (event) => {
    if (event.altKey && event.key === 'ArrowDown' && offered.firstChild) {
      event.preventDefault();
      offered.firstChild.focus();
    }
  });
  offered.addEventListener('keydown', (event) => {
    const next = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? document.activeElement.nextSibling
      : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? document.activeElement.previousSibling : null;
    if (event.key === 'Escape') {
      area.focus();
    } else if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  async function check() {
    verdict.replaceChildren(el('p.dim', {}, w('checking')));
    try {
      const answer = await ask('/api/rules/check', { file: name(), text: area.value });
      const own = answer.problems.filter((one) => one.file === name());
      const all = [...own, ...answer.problems.filter((one) => one.file !== name())];
      verdict.replaceChildren(all.length ? problems(all, (one) => { if (one.file === name()) { toLine(area, one.line, one.column); } }) : el('p.good', {}, w('allWell')));
    } catch (error) {
      verdict.replaceChildren(el('p.bad', {}, error.status === 413 ? w('tooLarge') : w('failed', error.message)));
    }
  }

  async function load(file, line) {
    const mine = ++loads;
    try {
      const text = copies.get(file) ?? (await ask(`/api/rules/file?${new URLSearchParams({ name: file })}`)).text;
      if (mine !== loads) {
        return;
      }
      select.value = file;
      area.value = text;
      changed.hidden = !copies.has(file);
      verdict.replaceChildren();
      if (wanted) {
        wanted = false;
        node.scrollIntoView({ block: 'start' });
        toLine(area, line);
      }
      offer();
    } catch (error) {
      say(w('failed', error.message));
    }
  }

  select.addEventListener('change', () => {
    history.replaceState(null, '', `#/rules?${new URLSearchParams({ file: name() })}`);
    load(name(), 1);
  });
  return {
    node,
    /** Files and dimensions as they are now. */
    async know(all) {
      const file = name();
      select.replaceChildren(...all.files.map((one) => el('option', { value: one, selected: one === file }, one)));
      node.hidden = !all.files.length;
      if (all.files.length && (!file || !all.files.includes(file)) && !area.value) {
        load(all.files[0], 1);
      }
      schema ??= await ask('/api/rules/schema').catch(() => null);
      known = schema ? vocabulary(schema, all.dimensions) : [];
      if (document.activeElement === area) {
        // somebody was quicker than the schema
        offer();
      }
    },
    wants: () => { wanted = true; },
    open(file, line) {
      if ([...select.options].some((one) => one.value === file)) {
        load(file, line);
      }
    },
    close: () => test.close(),
  };
}
