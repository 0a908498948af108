/**
 * Variables of a dashboard, as Grafana's InfluxQL data source fills them in: into a pattern escaped, several as (a|b), All as
 * the value that the dashboard gives for it.
 */

const REFERENCE = /\$(\w+)|\$\{(\w+)(?:\.[\w.]+)?(?::(\w+))?\}|\[\[(\w+)\]\]/g;
const ALL = '$__all';

const escaped = (value) => String(value).replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');

/** Looks up what each variable of the dashboard may be and is; `ask` gives the values of a query. */
export async function resolve(dashboard, chosen, sources, ask) {
  const variables = new Map();
  for (const raw of dashboard.templating?.list ?? []) {
    const options = await optionsOf(raw, sources, (query) => ask(raw, interpolateQuery(query, variables, {})));
    variables.set(raw.name, { raw, options, values: valuesOf(raw, options, chosen[raw.name]) });
  }
  return variables;
}

async function optionsOf(raw, sources, ask) {
  switch (raw.type) {
    case 'datasource':
      return sources.filter((source) => matches(raw.regex, source.name)).map((source) => source.uid);
    case 'query':
      return (await ask(typeof raw.query === 'string' ? raw.query : raw.query.query)).filter((value) => matches(raw.regex, value));
    case 'custom':
    case 'interval':
      return raw.query.split(',').map((option) => option.split(' : ').pop().trim());
    default:
      return [raw.current?.value ?? raw.query ?? ''];
  }
}

function matches(regex, value) {
  const parts = /^\/(.*)\/(\w*)$/.exec(regex ?? '');
  return parts ? new RegExp(parts[1], parts[2]).test(value) : !regex || new RegExp(regex).test(value);
}

/** What is chosen: an option that is no longer there gives way to the first, as when Grafana loads a dashboard. */
function valuesOf(raw, options, chosen) {
  const wanted = [chosen ?? raw.current?.value ?? []].flat();
  if (wanted.includes(ALL)) {
    return ALL;
  }
  const there = wanted.filter((value) => options.includes(value));
  return there.length > 0 ? there : options.slice(0, 1);
}

/** The query with variables and macros in it replaced; `scope` holds macros, and the value that a repeated panel stands for. */
export function interpolateQuery(query, variables, scope) {
  return replace(query, variables, scope, (variable, values, format) => {
    if (format) {
      return formatted(values, format, variable);
    }
    if (variable.values === ALL && variable.raw.allValue) {
      return variable.raw.allValue;
    }
    if (variable.raw.multi) {
      return values.length === 1 ? one(values[0]) : `(${values.map(escaped).join('|')})`;
    }
    return inPattern(query, variable.raw.name) ? values.map(escaped).join('|') : values.join(',');
  });
}

/** A title or a link, in which values stand as people read them. */
export function interpolateText(text, variables, scope) {
  return replace(text ?? '', variables, scope, (variable, values, format) => {
    if (format && format !== 'text') {
      return formatted(values, format, variable);
    }
    if (variable.values === ALL) {
      return variable.raw.current?.text?.length ? String(variable.raw.current.text) : 'All';
    }
    return values.map((value) => labelOf(variable.raw, value)).join(' + ');
  });
}

/** Options of custom variables may be written as `text : value`. */
export function labelOf(raw, value) {
  const option = raw.type === 'custom' && raw.query.split(',').find((each) => each.split(' : ').pop().trim() === value);
  return option ? option.split(' : ')[0].trim() : value;
}

function replace(text, variables, scope, fill) {
  return text.replace(REFERENCE, (whole, plain, braced, format, square) => {
    const name = plain ?? braced ?? square;
    if (name in scope && typeof scope[name] !== 'object') {
      return scope[name];
    }
    const variable = variables.get(name);
    if (!variable) {
      return whole;
    }
    const here = scope[name] ? { ...variable, values: scope[name].values } : variable;
    return fill(here, here.values === ALL ? here.options : here.values, format);
  });
}

const one = (value) => (isNaN(parseFloat(value)) ? escaped(value) : value);

/** Whether it stands between slashes; only there is it escaped if it cannot have several values. */
function inPattern(query, name) {
  return (query.match(/\/(.*?)\//g) ?? []).some((part) => part.includes('$' + name) || part.includes('${' + name));
}

function formatted(values, format, variable) {
  switch (format) {
    case 'regex':
      if (variable.values === ALL && variable.raw.allValue) {
        return variable.raw.allValue;
      }
      return values.length === 1 ? escaped(values[0]) : `(${values.map(escaped).join('|')})`;
    case 'pipe':
      return values.join('|');
    case 'singlequote':
      return values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(',');
    case 'doublequote':
      return values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(',');
    case 'queryparam':
      return values.map((value) => `var-${variable.raw.name}=${encodeURIComponent(value)}`).join('&');
    default:
      return values.join(',');
  }
}
