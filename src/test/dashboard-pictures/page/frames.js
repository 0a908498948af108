import { createDataFrame, FieldType } from '@grafana/data';

/** Makes of an answer of InfluxQL the frames that Grafana's data source makes of it. */
export function framesOf(answer, target) {
  const result = answer.results?.[0] ?? {};
  const problem = answer.error ?? result.error;
  if (problem) {
    throw new Error(problem);
  }
  const rows = result.series ?? [];
  const frames = target.resultFormat === 'table' ? table(rows) : rows.flatMap((row) => timeSeries(row, target));
  return frames.map((frame) => createDataFrame({ ...frame, refId: target.refId }));
}

/** One frame for each column of each series. */
function timeSeries(row, target) {
  const time = row.columns.indexOf('time');
  return row.columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => index !== time)
    .map(({ column, index }) => {
      const name = nameOf(row, column, target.alias);
      const values = row.values.map((value) => value[index]);
      return {
        name,
        fields: [
          { name: 'Time', type: FieldType.time, values: row.values.map((value) => value[time]), config: {} },
          { name: 'Value', type: typeOf(values), values, labels: row.tags, config: { displayNameFromDS: name } },
        ],
      };
    });
}

/** One frame of all series: time, tags, columns. */
function table(rows) {
  if (rows.length === 0) {
    return [];
  }
  const { name, columns, tags } = rows[0];
  const fields = Object.keys(tags ?? {}).map((tag) => field(tag, rows.flatMap((row) => row.values.map(() => row.tags[tag]))));
  columns.forEach((column, index) => {
    const values = rows.flatMap((row) => row.values.map((value) => value[index]));
    if (column === 'time') {
      fields.unshift({ name: 'Time', type: FieldType.time, values, config: {} });
    } else {
      fields.push(field(column, values));
    }
  });
  return [{ name, fields }];
}

const field = (name, values) => ({ name, type: typeOf(values), values, config: { displayNameFromDS: name } });

function typeOf(values) {
  const type = typeof values.find((value) => value !== null);
  return type === 'string' ? FieldType.string : type === 'boolean' ? FieldType.boolean : FieldType.number;
}

const ALIAS = /\$(\w+)|\[\[([\s\S]+?)\]\]/g;

function nameOf(row, column, alias) {
  if (!alias) {
    const tags = Object.entries(row.tags ?? {}).sort().map(([tag, value]) => `${tag}: ${value}`);
    return `${row.name}.${column}` + (tags.length > 0 ? ` { ${tags.join(', ')} }` : '');
  }
  const segments = row.name.split('.');
  return alias.replace(ALIAS, (whole, plain, square) => {
    const name = plain ?? square;
    if (name === 'm' || name === 'measurement') {
      return row.name;
    }
    if (name === 'col') {
      return column;
    }
    if (name.startsWith('tag_')) {
      return row.tags?.[name.slice(4)] ?? whole;
    }
    return segments[Number(name)] ?? whole;
  });
}

/** Numbers, texts and truth values that are there. */
export function rowsOf(frames) {
  const counts = frames.map((frame) => frame.fields.filter((each) => each.type !== FieldType.time)
    .reduce((most, each) => Math.max(most, each.values.filter((value) => value !== null && value !== undefined).length), 0));
  return counts.reduce((sum, count) => sum + count, 0);
}
