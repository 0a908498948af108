import React from 'react';
import { FieldType, getDisplayProcessor } from '@grafana/data';
import { TimeSeries } from '@grafana/ui';

/** What the panel sets where the dashboard says nothing. */
const DEFAULTS = {
  drawStyle: 'line', lineInterpolation: 'linear', barAlignment: 0, lineWidth: 1, fillOpacity: 0, gradientMode: 'none',
  spanNulls: false, insertNulls: false, showPoints: 'auto', pointSize: 5, stacking: { mode: 'none', group: 'A' },
  axisPlacement: 'auto', axisLabel: '', axisColorMode: 'text', axisBorderShow: false, axisCenteredZero: false,
  scaleDistribution: { type: 'linear' }, hideFrom: { tooltip: false, viz: false, legend: false }, thresholdsStyle: { mode: 'off' },
};

export function SeriesPanel({ panel, data, width, height, theme, annotations }) {
  const frames = graphable(data.series, theme);
  if (frames.length === 0) {
    return null;
  }
  const legend = { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [], ...panel.options?.legend };
  return (
    <TimeSeries frames={frames} width={width} height={height} legend={legend} timeRange={data.range} timeZone="browser" structureRev={1}>
      {(config) => {
        marks(config, annotations, theme);
        return null;
      }}
    </TimeSeries>
  );
}

/** Series with at least a time and a number, coloured in their order. */
function graphable(series, theme) {
  let index = 0;
  return series
    .map((frame) => ({ ...frame, fields: frame.fields.filter((field) => [FieldType.time, FieldType.number].includes(field.type)) }))
    .filter((frame) => frame.fields.some((field) => field.type === FieldType.time) && frame.fields.length > 1)
    .map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) => {
        if (field.type !== FieldType.number) {
          return field;
        }
        const config = { ...field.config, custom: { ...DEFAULTS, ...field.config.custom } };
        const copy = { ...field, config, state: { ...field.state, seriesIndex: index++ } };
        copy.display = getDisplayProcessor({ field: copy, theme });
        return copy;
      }),
    }));
}

/** A dashed line, with a mark below it, where something was annotated. */
function marks(config, annotations, theme) {
  if (config.marked || annotations.length === 0) {
    return;
  }
  config.marked = true;
  config.addHook('draw', (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    for (const { time, color } of annotations) {
      const x = Math.round(plot.valToPos(time, 'x', true));
      if (x < bbox.left || x > bbox.left + bbox.width) {
        continue;
      }
      ctx.strokeStyle = ctx.fillStyle = theme.visualization.getColorByName(color);
      ctx.setLineDash([5, 5]);
      ctx.lineWidth = 2;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.fillRect(x - 3, bbox.top + bbox.height, 6, 5);
    }
    ctx.restore();
  });
}
