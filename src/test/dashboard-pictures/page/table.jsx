import React from 'react';
import { TableNG } from '@grafana/ui/unstable';

/** Columns where the dashboard says nothing of them. */
const DEFAULTS = { align: 'auto', cellOptions: { type: 'auto' }, inspect: false, filterable: false };

export function TablePanel({ panel, data, width, height }) {
  const frame = data.series.find(({ fields }) => fields.length > 0);
  if (!frame || frame.length === 0) {
    return null;
  }
  const fields = frame.fields.map((field) => ({
    ...field, config: { ...field.config, custom: { ...DEFAULTS, ...field.config.custom } },
  }));
  const options = panel.options ?? {};
  return (
    <TableNG
      data={{ ...frame, fields }} width={width} height={height} noHeader={options.showHeader === false} cellHeight={options.cellHeight ?? 'sm'}
      initialSortBy={options.sortBy} fieldConfig={panel.fieldConfig} timeRange={data.range} structureRev={1} enableVirtualization={false}
      resizable={false} maxRowHeight={options.maxRowHeight}
    />
  );
}
