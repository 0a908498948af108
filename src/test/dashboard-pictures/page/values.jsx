import React from 'react';
import { getDisplayValueAlignmentFactors, getFieldDisplayValues } from '@grafana/data';
import { BarGauge, BigValue, VizRepeater } from '@grafana/ui';

/** The numbers of a panel that shows a few: reduced as it says. */
function displayed({ panel, data, theme }, sparkline) {
  return getFieldDisplayValues({
    fieldConfig: panel.fieldConfig,
    reduceOptions: { calcs: ['lastNotNull'], values: false, ...panel.options?.reduceOptions },
    replaceVariables: (text) => text,
    theme,
    data: data.series,
    sparkline,
    percentChange: panel.options?.showPercentChange,
    timeZone: 'browser',
  });
}

export function StatPanel(props) {
  const { panel, data, width, height, theme } = props;
  const { graphMode = 'area', colorMode = 'value', justifyMode = 'auto', textMode = 'auto', orientation = 'auto', text } = panel.options ?? {};
  const values = displayed(props, graphMode !== 'none');
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, width: w, height: h, count }) => (
        <BigValue value={value.display} count={count} sparkline={sparkOf(value, data)} colorMode={colorMode} graphMode={graphMode}
          justifyMode={justifyMode} textMode={textMode} alignmentFactors={alignmentFactors} text={text} width={w} height={h} theme={theme}
          disableWideLayout={!panel.options?.wideLayout} />
      )}
      width={width} height={height} source={data} itemSpacing={3} autoGrid orientation={orientation}
    />
  );
}

function sparkOf(value, { range }) {
  return value.sparkline && {
    ...value.sparkline,
    timeRange: range,
  };
}

export function BarGaugePanel(props) {
  const { panel, data, width, height, theme } = props;
  const { displayMode = 'gradient', orientation = 'auto', text, showUnfilled = true, valueMode, namePlacement, minVizHeight = 16, minVizWidth = 8 }
    = panel.options ?? {};
  const values = displayed(props, false);
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, orientation: way, width: w, height: h }) => (
        <BarGauge value={value.display} field={value.field} display={value.view?.getFieldDisplayProcessor(value.colIndex)} text={text}
          width={w} height={h} orientation={way} theme={theme} itemSpacing={10} lcdCellWidth={10} displayMode={displayMode}
          alignmentFactors={alignmentFactors} showUnfilled={showUnfilled} valueDisplayMode={valueMode} namePlacement={namePlacement}
          isOverflow={false} />
      )}
      width={width} height={height} source={data} itemSpacing={10} orientation={orientation}
      minVizHeight={minVizHeight} minVizWidth={minVizWidth}
    />
  );
}
