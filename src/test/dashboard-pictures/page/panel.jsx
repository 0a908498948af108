import React from 'react';
import { PanelChrome } from '@grafana/ui';
import { BarGaugePanel, StatPanel } from './values.jsx';
import { SeriesPanel } from './series.jsx';
import { StateTimelinePanel, TextPanel } from './lanes.jsx';
import { TablePanel } from './table.jsx';
import { interpolateText } from './variables.js';

const KINDS = {
  timeseries: SeriesPanel, stat: StatPanel, table: TablePanel, bargauge: BarGaugePanel, 'state-timeline': StateTimelinePanel, text: TextPanel,
};

/** Shows a number itself where there is none, as Grafana does. */
const ALWAYS = ['stat', 'bargauge', 'text'];

/** One panel with its frame. What it fails of is kept for the report and stands in its place. */
export class Panel extends React.Component {
  state = {};

  static getDerivedStateFromError(problem) {
    return { problem };
  }

  render() {
    const { panel, box, data, context } = this.props;
    const title = interpolateText(panel.title ?? '', context.variables, panel.scope ?? {});
    const Kind = KINDS[panel.type];
    const errors = [...(data?.errors ?? []), ...(this.state.problem ? [String(this.state.problem)] : [])];
    if (!Kind) {
      errors.push(`panels of type ${panel.type} cannot be drawn here`);
    }
    return (
      <div className="panel" data-panel={this.props.number} data-errors={JSON.stringify(errors)} style={{ position: 'absolute', ...box }}>
        <PanelChrome title={title} description={panel.description} width={box.width} height={box.height} hoverHeader={!title}
          displayMode={panel.transparent ? 'transparent' : 'default'} padding={panel.type === 'table' ? 'none' : 'md'}
          titleItems={panel.timeFrom && !panel.hideTimeOverride ? <span className="time-of-panel">Last {panel.timeFrom}</span> : undefined}>
          {(width, height) => (errors.length > 0
            ? <div className="problem">{errors.join('\n')}</div>
            : this.content(Kind, width, height))}
        </PanelChrome>
      </div>
    );
  }

  content(Kind, width, height) {
    const { panel, data, context } = this.props;
    if (data.rows === 0 && !ALWAYS.includes(panel.type)) {
      const text = panel.fieldConfig?.defaults?.noValue ?? 'No data';
      return <div className="no-data" style={{ width, height }}>{text}</div>;
    }
    return <Kind panel={panel} data={data} width={width} height={height} theme={context.theme} annotations={context.annotations} />;
  }
}
