import './page.css';
import React from 'react';
import { createRoot } from 'react-dom/client';
import { createTheme, rangeUtil, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { initPluginTranslations } from '@grafana/i18n';
import { boxOf, place } from './layout.js';
import { faultsOf, headlineOf, watchCanvases } from './geometry.js';
import { framesOf } from './frames.js';
import { interpolateQuery, interpolateText, labelOf, resolve } from './variables.js';
import { load, timeRange } from './data.js';
import { Panel } from './panel.jsx';

watchCanvases();

const MARGIN = 16;
const HEAD = 48;

/** Draws a dashboard over the whole page and gives the report of it. */
window.drawDashboard = async ({ dashboard, sources, chosen }) => {
  await initPluginTranslations('grafana-ui');
  const theme = createTheme({ colors: { mode: 'dark' } });
  const context = { dashboard, theme, ask: window.askStore, annotations: [], sources };
  context.source = (wanted, scope) => sourceOf(wanted, scope, context, sources);
  context.variables = new Map();
  context.variables = await resolve(dashboard, chosen ?? {}, sources, (raw, query) => valuesOf(raw, query, context, sources));
  context.annotations = await annotationsOf(context);
  const width = document.documentElement.clientWidth - 2 * MARGIN;
  const panels = place(dashboard, context.variables);
  const loaded = await Promise.all(panels.map((panel) => panel.type === 'row' || panel.type === 'text'
    ? { series: [], range: timeRange(dashboard), errors: [], rows: 0 }
    : load(panel, boxOf(panel.gridPos, width).width, context)));
  const height = Math.max(...panels.map((panel) => boxOf(panel.gridPos, width)).map((box) => box.top + box.height)) + HEAD + MARGIN;
  await fonts(theme);
  await mount(<Dashboard panels={panels} loaded={loaded} width={width} height={height} context={context} />, theme);
  return { title: dashboard.title, height, variables: shown(context), panels: panels.map((panel, i) => report(panel, i, loaded[i], context)) };
};

function Dashboard({ panels, loaded, width, height, context }) {
  return (
    <div style={{ padding: `0 ${MARGIN}px`, height }}>
      <Head context={context} />
      <div style={{ position: 'relative', width }}>
        {panels.map((panel, i) => {
          const box = boxOf(panel.gridPos, width);
          return panel.type === 'row'
            ? <h2 key={i} className="row" style={{ position: 'absolute', ...box }}>{interpolateText(panel.title, context.variables, panel.scope ?? {})}</h2>
            : <Panel key={i} number={i} panel={panel} box={box} data={loaded[i]} context={context} />;
        })}
      </div>
    </div>
  );
}

/** Title, variables, time: what Grafana shows above the panels. */
function Head({ context: { dashboard, variables, sources } }) {
  const nameOf = (raw, value) => (raw.type === 'datasource' ? sources.find(({ uid }) => uid === value).name : labelOf(raw, value));
  const visible = [...variables.values()].filter(({ raw }) => raw.hide !== 2 && raw.type !== 'constant');
  return (
    <header style={{ height: HEAD }}>
      <b>{dashboard.title}</b>
      {visible.map(({ raw, values }) => (
        <span key={raw.name} className="variable">
          {raw.hide !== 1 && <label>{raw.label || raw.name}</label>}
          <span>{values === '$__all' ? interpolateText(`$${raw.name}`, variables, {}) : values.map((value) => nameOf(raw, value)).join(' + ')}</span>
        </span>
      ))}
      <span className="variable time"><span>{rangeUtil.describeTimeRange(dashboard.time)}</span></span>
    </header>
  );
}

/** What is painted before a font is there is painted in another. */
async function fonts(theme) {
  const root = createRoot(document.createElement('div'));
  await new Promise((done) => root.render(<ThemeContext.Provider value={theme}><GlobalStyles /><Then does={done} /></ThemeContext.Provider>));
  await Promise.all([400, 500].map((weight) => document.fonts.load(`${weight} 12px ${theme.typography.fontFamily}`)));
}

function Then({ does }) {
  React.useEffect(() => does(), []);
  return null;
}

async function mount(element, theme) {
  createRoot(document.getElementById('dashboard')).render(
    <ThemeContext.Provider value={theme}><GlobalStyles />{element}<PortalContainer /></ThemeContext.Provider>);
  // some measure themselves first and draw then, others draw when an icon has come: until nothing changes any more
  for (let before = -1, quiet = 0; quiet < 3; ) {
    await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 150));
    const now = document.body.innerHTML.length;
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
}

function sourceOf(wanted, scope, context, sources) {
  const uid = interpolateText(typeof wanted === 'string' ? wanted : (wanted?.uid ?? ''), new Map([...context.variables].map(byUid)), scope);
  const source = sources.find((each) => each.uid === uid || each.name === uid) ?? (uid ? undefined : sources[0]);
  if (!source) {
    throw new Error(`no data source ${uid}`);
  }
  return source;
}

const byUid = ([name, variable]) => [name, { ...variable, raw: { ...variable.raw, type: 'datasource' } }];

async function valuesOf(raw, query, context, sources) {
  // a variable may name a data source that is itself a variable, which was resolved before it
  const uid = typeof raw.datasource === 'string' ? raw.datasource : raw.datasource?.uid;
  const source = sources.find((each) => each.uid === uid) ?? sources.find((each) => each.uid === raw.datasourceUid) ?? sources[0];
  const answer = await context.ask(source.database, query);
  const rows = (answer.results?.[0]?.series ?? []).flatMap((series) => series.values);
  return [...new Set(rows.map((row) => String(row[row.length > 1 ? 1 : 0])))];
}

async function annotationsOf(context) {
  const range = timeRange(context.dashboard);
  const filter = `time >= ${range.from.valueOf()}ms and time <= ${range.to.valueOf()}ms`;
  const found = [];
  for (const each of (context.dashboard.annotations?.list ?? []).filter(({ enable, query }) => enable && query)) {
    const source = context.source(each.datasource, {});
    const answer = await context.ask(source.database, interpolateQuery(each.query, context.variables, { timeFilter: filter }));
    const frames = framesOf(answer, { resultFormat: 'table' });
    frames.forEach((frame) => frame.fields[0].values.forEach((time) => found.push({ time, color: each.iconColor ?? 'red' })));
  }
  return found;
}

const shown = ({ variables }) => Object.fromEntries([...variables].map(([name, { values, options }]) => [name, { values, options: options.length }]));

function report(panel, number, data, context) {
  const element = document.querySelector(`[data-panel="${number}"]`);
  return {
    title: interpolateText(panel.title ?? '', context.variables, panel.scope ?? {}),
    type: panel.type,
    queries: (panel.targets ?? []).map(({ query }) => query),
    rows: data.rows,
    queried: data.queried ?? 0,
    errors: element ? JSON.parse(element.dataset.errors) : [],
    ...(element ? faultsOf(element) : { overlaps: [], outside: [], cut: [] }),
    headline: element ? headlineOf(element) : null,
    box: element ? element.getBoundingClientRect().toJSON() : null,
  };
}
