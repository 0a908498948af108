import { w } from './words.js';
import { el, moment } from './format.js';
import { act, ask, state } from './store.js';

const LASTS = ['15m', '30m', '1h', '2h', '8h', '1d'];
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const mayAct = () => state.me.role === 'lead';

function labels(alert) {
  return Object.entries(alert.labels).filter(([key]) => !['team'].includes(key))
    .map(([key, value]) => el('span.tag.dim', {}, `${key}=${value}`));
}

function standing(alert) {
  return [
    alert.acknowledged ? el('span.tag.good', {}, w('seenBy', alert.acknowledged.by)) : null,
    alert.silenced ? el('span.tag.warn', {}, alert.silenced.until ? `${w('silencedBy', alert.silenced.by, w('untilResolved'))}`
      : w('silencedBy', alert.silenced.by, moment(alert.silenced.ends_at))) : null,
  ];
}

function card(alert) {
  const node = el(`article.alert.${alert.severity}${alert.silenced || !alert.firing ? '.quiet' : ''}`, { id: `a-${alert.alert_id}` },
    el('h3', {}, el(`span.tag.${alert.severity === 'page' ? 'bad' : 'warn'}`, {}, w(alert.severity)), alert.title,
      ...labels(alert), alert.subject ? el('span.tag', {}, alert.subject) : null, ...standing(alert)),
    el('p', {}, alert.text),
    el('p.dim', {}, alert.firing ? w('since', moment(alert.starts_at)) : `${w('since', moment(alert.starts_at))} · ${w('ended', moment(alert.at))} (${alert.reason})`),
    el('div.do', {},
      alert.firing && mayAct() && !alert.acknowledged ? el('button', { type: 'button', onclick: () => askAck(alert) }, w('ack')) : null,
      alert.firing && mayAct() ? el('button', { type: 'button', onclick: () => askSilence(alert) }, w('silence')) : null,
      el('button.quiet', { type: 'button', onclick: () => details(alert.alert_id) }, w('details'))));
  return node;
}

function dialog(title, ...children) {
  const box = document.getElementById('dialog');
  box.replaceChildren(el('h1', {}, title), ...children);
  box.setAttribute('aria-label', title);
  box.showModal();
  return box;
}

function ask_(title, fields, send) {
  const form = el('form', {
    onsubmit: async (event) => {
      event.preventDefault();
      document.getElementById('dialog').close();
      await send(Object.fromEntries(new FormData(form)));
    },
  }, ...fields,
  el('label', {}, w('comment'), el('textarea', { name: 'comment', rows: 2, maxlength: 1000 })),
  el('div.do', {}, el('button', { type: 'button', onclick: () => document.getElementById('dialog').close() }, w('cancel')),
    el('button.main', { type: 'submit' }, w('do'))));
  dialog(title, form);
}

function askAck(alert) {
  ask_(`${w('ack')}: ${alert.title}`, [], ({ comment }) =>
    act(`/api/alerts/${encodeURIComponent(alert.alert_id)}/ack`, { comment }));
}

function askSilence(alert) {
  const about = [['alert_id', w('thisAlert')], ['uid', w('thisRule')]];
  if (alert.labels.queue) {
    about.push(['queue', `${w('thisQueue')}: ${alert.labels.queue}`]);
  }
  const values = { alert_id: alert.alert_id, uid: alert.uid, queue: alert.labels.queue };
  ask_(`${w('silence')}: ${alert.title}`, [
    el('label', {}, w('what'), el('select', { name: 'what' }, ...about.map(([value, text]) => el('option', { value }, text)))),
    el('label', {}, w('lasts'), el('select', { name: 'lasts' },
      ...LASTS.map((lasts) => el('option', { value: lasts, selected: lasts === '1h' }, lasts)), el('option', { value: '' }, w('untilResolved')))),
  ], ({ what, lasts, comment }) => act('/api/silences', {
    matchers: { [what]: escaped(values[what]) }, comment, ...(lasts ? { for: lasts } : { until: 'resolved' }),
  }));
}

function event(one) {
  const text = one.record === 'transition'
    ? `${one.transition} (${one.reason}), ${w(one.severity)}`
    : `${one.receiver}: ${w(one.decision === 'held' ? 'held_' : one.decision)} (${one.reason}${one.by ? `, ${one.by}` : ''})`;
  return el('li', {}, el('time', { datetime: one.at }, moment(one.at)), text);
}

async function details(id) {
  const alert = await ask(`/api/alerts/${encodeURIComponent(id)}`);
  const links = /^https?:/.test(alert.runbook ?? '')
    ? el('p', {}, el('a', { href: alert.runbook, rel: 'noreferrer', target: '_blank' }, w('runbook'))) : alert.runbook ? el('p.dim', {}, alert.runbook) : null;
  const box = dialog(alert.title,
    el('p', {}, alert.text),
    Number.isFinite(alert.value) ? el('p.dim', {}, w('value', alert.value, alert.threshold ?? '–')) : '',
    alert.drivers ? el('p', {}, `${w('drivers')}: ${JSON.stringify(alert.drivers)}`) : '',
    links ?? '',
    el('p.dim', {}, `${alert.uid} · ${alert.alert_id}`),
    el('ol.timeline', {}, ...alert.events.map(event)),
    el('div.do', {}, el('button.main', { type: 'button', onclick: () => box.close() }, w('close'))));
}

function said(one) {
  const about = Object.entries(one.matchers).map(([key, value]) => `${key}=${value}`).join(' ');
  return el('li', {}, el('time', {}, moment(one.ends_at)), `${w(one.type === 'ack' ? 'ack' : 'silence')} · ${one.by}: ${about}`,
    one.comment ? ` (${one.comment})` : '', ' ',
    mayAct() ? el('button.quiet', { type: 'button', onclick: () => act(`/api/standing/${encodeURIComponent(one.id)}/expire`, {}) }, w('expire')) : '');
}

export function open(main) {
  const body = el('div');
  main.append(el('h1', {}, w('alerts')), body);
  const part = (title, alerts, empty) => [el('h2', {}, `${title} (${alerts.length})`),
    ...(alerts.length ? alerts.map(card) : [el('p.dim', {}, empty)])];
  const show = () => {
    if (!state.alerts) {
      return;
    }
    const rank = (alert) => (alert.severity === 'page' ? 0 : 1);
    const firing = [...state.alerts.firing].sort((a, b) => rank(a) - rank(b) || b.starts_at.localeCompare(a.starts_at));
    const { activeElement } = document;
    const focused = activeElement?.closest?.('article')?.id;
    const place = focused ? [...activeElement.parentNode.children].indexOf(activeElement) : -1;
    body.replaceChildren(
      ...part(w('firing'), firing.filter((alert) => !alert.silenced), w('nothingFires')),
      ...part(w('silencedOnes'), firing.filter((alert) => alert.silenced), w('none')),
      el('h2', {}, w('inForce')),
      state.alerts.standing.length ? el('ol.timeline', {}, ...state.alerts.standing.map(said)) : el('p.dim', {}, w('none')),
      ...part(w('recentOnes'), state.alerts.recent.slice(0, 30), w('none')));
    if (focused) {
      document.getElementById(focused)?.querySelector('.do')?.children[place]?.focus();
    }
  };
  show();
  return { path: 'alerts', on: (what) => { if (what === 'alerts') { show(); } } };
}
