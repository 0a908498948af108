/** Where Grafana puts panels: 24 columns, 30 pixels a row with 8 between. */

const COLUMNS = 24;
const ROW = 30;
const GAP = 8;

/** All panels of a dashboard, each once for each value that it is repeated for, collapsed rows open. */
export function place(dashboard, variables) {
  const placed = [];
  let shift = 0; // what open rows and repeated panels push down
  const sorted = [...dashboard.panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  for (const panel of sorted) {
    const here = moved(panel, shift);
    if (panel.type === 'row') {
      placed.push(here);
      shift += inside(here, variables, placed);
    } else {
      shift += repeated(here, variables, placed);
    }
  }
  return placed;
}

/** Opens a collapsed row: its panels begin right below it, wherever they stand in the file. */
function inside(row, variables, placed) {
  const panels = row.collapsed ? (row.panels ?? []) : [];
  if (panels.length === 0) {
    return 0;
  }
  const top = Math.min(...panels.map((panel) => panel.gridPos.y));
  const end = Math.max(...panels.map((panel) => panel.gridPos.y + panel.gridPos.h));
  let more = 0;
  for (const panel of panels) {
    more += repeated(moved(panel, row.gridPos.y + 1 - top + more), variables, placed);
  }
  return end - top + more;
}

/** Adds it as often as its variable has values; gives the rows that this takes more than the panel alone. */
function repeated(panel, variables, placed) {
  const variable = panel.repeat && variables.get(panel.repeat);
  if (!variable) {
    placed.push(panel);
    return 0;
  }
  const values = Array.isArray(variable.values) ? variable.values : variable.options;
  const across = panel.repeatDirection === 'v' ? 1 : Math.min(panel.maxPerRow ?? 4, Math.max(1, values.length));
  const w = panel.repeatDirection === 'v' ? panel.gridPos.w : Math.floor(COLUMNS / across);
  values.forEach((value, i) => {
    const gridPos = { ...panel.gridPos, w, x: (i % across) * w, y: panel.gridPos.y + Math.floor(i / across) * panel.gridPos.h };
    placed.push({ ...panel, gridPos, scope: { [panel.repeat]: { values: [value] } } });
  });
  return (Math.ceil(values.length / across) - 1) * panel.gridPos.h;
}

const moved = (panel, by) => ({ ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y + by } });

/** In pixels, on a grid that is `width` wide. */
export function boxOf({ x, y, w, h }, width) {
  const column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  return {
    left: Math.round(x * (column + GAP)),
    top: y * (ROW + GAP),
    width: Math.round(w * column + (w - 1) * GAP),
    height: h * ROW + (h - 1) * GAP,
  };
}
