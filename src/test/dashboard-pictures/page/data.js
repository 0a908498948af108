import {
  applyFieldOverrides, booleanOverrideProcessor, cacheFieldDisplayNames, dataLinksOverrideProcessor, dateMath, dateTime, displayNameOverrideProcessor,
  identityOverrideProcessor, numberOverrideProcessor, rangeUtil, standardTransformers, standardTransformersRegistry,
  stringOverrideProcessor, thresholdsOverrideProcessor, transformDataFrame, unitOverrideProcessor, valueMappingsOverrideProcessor,
} from '@grafana/data';
import { framesOf, rowsOf } from './frames.js';
import { interpolateQuery, interpolateText } from './variables.js';

// some stand in the list under an older name, too
const transformations = new Map(Object.values(standardTransformers).map((transformation) => [transformation.id, transformation]));
standardTransformersRegistry.setInit(() => [...transformations].map(([id, transformation]) => ({ id, name: transformation.name, transformation })));

/** What can be set of a field by the standard; what panels add is taken as it is. */
const PROCESSORS = {
  unit: unitOverrideProcessor, decimals: numberOverrideProcessor, min: numberOverrideProcessor, max: numberOverrideProcessor,
  displayName: displayNameOverrideProcessor, noValue: stringOverrideProcessor, thresholds: thresholdsOverrideProcessor,
  mappings: valueMappingsOverrideProcessor, links: dataLinksOverrideProcessor, filterable: booleanOverrideProcessor,
};

/** With what a panel sets of its kind, such as bars in place of lines: what is not listed is left out. */
function registryOf({ defaults }) {
  const own = Object.keys(defaults.custom ?? {}).map((name) => `custom.${name}`);
  return {
    get: (id) => property(id),
    getIfExists: (id) => property(id),
    list: () => [...Object.keys(PROCESSORS), 'color', 'actions', ...own].map(property),
  };
}

function property(id) {
  const isCustom = id.startsWith('custom.');
  const path = isCustom ? id.slice('custom.'.length) : id;
  return { id, path, isCustom, process: PROCESSORS[id] ?? identityOverrideProcessor, shouldApply: () => true };
}

/** The dashboard's time, or the panel's own. */
export function timeRange(dashboard, panel) {
  let from = panel?.timeFrom ? `now-${panel.timeFrom}` : dashboard.time.from;
  let to = panel?.timeFrom ? 'now' : dashboard.time.to;
  const shift = panel?.timeShift ? `-${panel.timeShift}` : '';
  return {
    from: dateTime(dateMath.parse(from + shift, false)),
    to: dateTime(dateMath.parse(to + shift, true)),
    raw: { from, to },
  };
}

/** What each kind of panel takes where the dashboard says nothing of it. JSON knows no infinity, so the lowest threshold has none. */
function settingsOf({ type, fieldConfig }) {
  const color = { mode: ['timeseries', 'state-timeline'].includes(type) ? 'palette-classic' : 'thresholds' };
  const usual = { mode: 'absolute', steps: [{ value: null, color: 'green' }, { value: 80, color: 'red' }] };
  const defaults = { color, thresholds: usual, ...fieldConfig?.defaults };
  const overrides = (fieldConfig?.overrides ?? []).map((rule) => ({
    ...rule, properties: rule.properties.map((each) => (each.id === 'thresholds' ? { ...each, value: fromMinusInfinity(each.value) } : each)),
  }));
  return { defaults: { ...defaults, thresholds: fromMinusInfinity(defaults.thresholds) }, overrides };
}

function fromMinusInfinity(thresholds) {
  return { ...thresholds, steps: thresholds.steps.map((step, i) => (i === 0 ? { ...step, value: -Infinity } : step)) };
}

/** Asks the store for a panel's series and puts the panel's settings on them. */
export async function load(panel, width, context) {
  const range = timeRange(context.dashboard, panel);
  const queried = [];
  const errors = [];
  for (const target of (panel.targets ?? []).filter((each) => !each.hide)) {
    try {
      queried.push(...(await query(target, panel, range, width, context)));
    } catch (problem) {
      errors.push(`query ${target.refId}: ${problem.message}`);
    }
  }
  const unknown = (panel.transformations ?? []).filter(({ id }) => !standardTransformersRegistry.getIfExists(id));
  unknown.forEach(({ id }) => errors.push(`transformation ${id} is not known here`));
  const transformed = await new Promise((done, failed) =>
    transformDataFrame((panel.transformations ?? []).filter((each) => !unknown.includes(each)), queried,
      { interpolate: (text) => interpolateText(text, context.variables, panel.scope ?? {}) }).subscribe({ next: done, error: failed }));
  const settings = settingsOf(panel);
  const series = applyFieldOverrides({
    data: transformed,
    fieldConfig: settings,
    fieldConfigRegistry: registryOf(settings),
    replaceVariables: (text, scope) => interpolateText(text, context.variables, panel.scope ?? {}),
    theme: context.theme,
    timeZone: 'browser',
  });
  cacheFieldDisplayNames(series);
  return { series, range, errors, rows: rowsOf(transformed), queried: rowsOf(queried) };
}

async function query(target, panel, range, width, context) {
  const source = context.source(target.datasource ?? panel.datasource, panel.scope ?? {});
  const lowest = panel.interval ? interpolateText(panel.interval, context.variables, {}) : source.interval;
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, panel.maxDataPoints ?? Math.max(1, Math.round(width)), lowest);
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const macros = {
    timeFilter: `time >= ${from}ms and time <= ${to}ms`,
    __interval: interval, interval, __interval_ms: intervalMs, __from: from, __to: to, __range: `${Math.round((to - from) / 1000)}s`,
  };
  const text = interpolateQuery(target.query, context.variables, { ...panel.scope, ...macros });
  return framesOf(await context.ask(source.database, text), {
    ...target, alias: interpolateText(target.alias ?? '', onlyNamed(context.variables), panel.scope ?? {}),
  });
}

/** An alias may name tags, too, as $tag_…; those are no variables. */
const onlyNamed = (variables) => new Map([...variables].filter(([name]) => !/^(m|measurement|col|tag_.*|\d+)$/.test(name)));
