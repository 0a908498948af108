import React from 'react';
import { formattedValueToString, FieldType, getFieldDisplayName, renderMarkdown } from '@grafana/data';

/**
 * What Grafana keeps to itself and publishes no component of, drawn after it: simple, but of the same values, colours and texts.
 */

/** One lane a series, coloured by its state; what follows with the same state is one block. */
export function StateTimelinePanel({ panel, data, width, height }) {
  const lanes = data.series.flatMap((frame) => {
    const time = frame.fields.find((field) => field.type === FieldType.time);
    return frame.fields.filter((field) => field !== time).map((field) => ({ frame, time, field }));
  }).filter(({ time }) => time);
  if (lanes.length === 0) {
    return null;
  }
  const names = lanes.map(({ field, frame }) => getFieldDisplayName(field, frame, data.series));
  const left = Math.min(width / 4, 12 + 7 * Math.max(...names.map((name) => name.length)));
  const lane = (height - 8) / lanes.length;
  const [from, to] = [data.range.from.valueOf(), data.range.to.valueOf()];
  const x = (time) => left + ((Math.max(from, Math.min(to, time)) - from) / (to - from)) * (width - left);
  return (
    <svg width={width} height={height} fontSize={12} fill="currentColor">
      {lanes.map(({ time, field }, i) => (
        <g key={i}>
          <text x={0} y={i * lane + lane / 2} dominantBaseline="middle">{names[i]}</text>
          {blocks(field, time, to, panel.options?.mergeValues !== false).map(({ begin, end, value }, j) => {
            const shown = field.display(value);
            const text = formattedValueToString(shown);
            const wide = x(end) - x(begin);
            return (
              <g key={j}>
                <rect x={x(begin)} y={i * lane + 2} width={Math.max(1, wide)} height={lane * (panel.options?.rowHeight ?? 0.9)} fill={shown.color} />
                {wide > 8 * text.length && <text x={x(begin) + 4} y={i * lane + lane / 2} dominantBaseline="middle" fill="#000">{text}</text>}
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}

function blocks(field, time, to, merge) {
  const found = [];
  field.values.forEach((value, i) => {
    const begin = time.values[i];
    const last = found[found.length - 1];
    if (last && last.end === undefined) {
      last.end = begin;
    }
    if (value !== null && value !== undefined) {
      if (merge && last && last.value === value && last.end === begin) {
        last.end = undefined;
      } else {
        found.push({ begin, value, end: undefined });
      }
    }
  });
  return found.map((block) => ({ ...block, end: block.end ?? to }));
}

/** Markdown or HTML. */
export function TextPanel({ panel }) {
  const { content = '', mode = 'markdown' } = panel.options ?? {};
  const html = mode === 'markdown' ? renderMarkdown(content) : content;
  return <div className="markdown-html" style={{ height: '100%', overflow: 'auto' }} dangerouslySetInnerHTML={{ __html: html }} />;
}
