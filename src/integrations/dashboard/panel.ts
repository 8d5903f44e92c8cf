/**
 * What the dashboard says of a panel, and the panel that Grafana's classic model makes of it.
 * Queries name the hub that is looked at as `$hub`, and the zones as `$zone`.
 */

/** A query and what its series are called, by their labels in double braces. */
export type Query = readonly [expr: string, legend: string];

interface Common {
  readonly title: string;
  readonly help?: string;
  readonly width: number;
  readonly height?: number;
  readonly queries: readonly Query[];
  /** By Grafana's id, such as `celsius`; none for a plain number. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** What the values 0, 1, 2 … are called. */
  readonly states?: readonly string[];
}

/** From this value on it is so coloured. */
type Threshold = readonly [from: number, color: string];

export type Panel = Common &
  (
    | {
        readonly kind: 'graph';
        readonly style?: 'line' | 'bars' | 'stacked';
        /** One of it for each zone that is chosen. */
        readonly isPerZone?: true;
        /** The least time between two points, such as `1h`. */
        readonly interval?: string;
      }
    | {
        readonly kind: 'stat' | 'bars';
        /** Of the base colour below the first of them. */
        readonly thresholds?: readonly Threshold[];
        /** Shows the name of the series, not its value. */
        readonly showsName?: true;
      }
    | {
        readonly kind: 'states';
      }
    | {
        readonly kind: 'table';
        /** Label → the head of its column; others are left out. */
        readonly columns: Readonly<Record<string, string>>;
      }
  );

export type PanelJson = Readonly<Record<string, unknown>>;

export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

const STATE_COLORS = ['#6e7687', '#5794f2', '#ff9830', '#73bf69', '#f2495c', '#b877d9'];
const BASE_COLOR = 'green';
const DEFAULT_HEIGHT: Readonly<Record<Panel['kind'], number>> = {
  graph: 8,
  stat: 4,
  bars: 8,
  states: 8,
  table: 8,
};
const LEGEND = { displayMode: 'list', placement: 'bottom', showLegend: true };
const LAST = { calcs: ['lastNotNull'], fields: '', values: false };

const isInstant = ({ kind }: Panel) => kind !== 'graph' && kind !== 'states';

function targetsOf(panel: Panel): PanelJson[] {
  return panel.queries.map(([expr, legendFormat], index) => ({
    refId: String.fromCharCode('A'.charCodeAt(0) + index),
    datasource: DATASOURCE,
    expr,
    legendFormat,
    editorMode: 'code',
    ...(isInstant(panel) ? { instant: true, range: false } : { instant: false, range: true }),
    ...(panel.kind === 'table' && { format: 'table' }),
  }));
}

const steps = (thresholds: readonly Threshold[] = []) => ({
  mode: 'absolute',
  steps: [
    { color: BASE_COLOR, value: null },
    ...thresholds.map(([value, color]) => ({ color, value })),
  ],
});

const mappingsOf = (states: readonly string[]) => [
  {
    type: 'value',
    options: Object.fromEntries(
      states.map((text, index) => [
        String(index),
        { text, index, color: STATE_COLORS[index % STATE_COLORS.length] },
      ]),
    ),
  },
];

const lines = (style: 'line' | 'bars' | 'stacked') => ({
  drawStyle: style === 'line' ? 'line' : 'bars',
  lineInterpolation: 'linear',
  lineWidth: 1,
  fillOpacity: style === 'line' ? 5 : 70,
  showPoints: 'never',
  spanNulls: false,
  stacking: { mode: style === 'stacked' ? 'normal' : 'none', group: 'A' },
});

/** What only this kind of panel has. */
function ownOf(panel: Panel): { type: string; custom?: object; options: object; more?: object } {
  switch (panel.kind) {
    case 'graph':
      return {
        type: 'timeseries',
        custom: lines(panel.style ?? 'line'),
        options: { legend: LEGEND, tooltip: { mode: 'multi', sort: 'desc' } },
        more: {
          ...(panel.isPerZone && { repeat: 'zone', repeatDirection: 'h', maxPerRow: 4 }),
          ...(panel.interval !== undefined && { interval: panel.interval }),
        },
      };
    case 'stat':
      return {
        type: 'stat',
        options: {
          reduceOptions: LAST,
          colorMode: 'value',
          graphMode: 'none',
          justifyMode: 'auto',
          orientation: 'auto',
          textMode: panel.showsName ? 'name' : 'auto',
        },
      };
    case 'bars':
      return {
        type: 'bargauge',
        options: {
          reduceOptions: LAST,
          displayMode: 'basic',
          orientation: 'horizontal',
          showUnfilled: true,
          minVizHeight: 10,
          minVizWidth: 0,
        },
      };
    case 'states':
      return {
        type: 'state-timeline',
        custom: { fillOpacity: 80, lineWidth: 0 },
        options: {
          showValue: 'never',
          mergeValues: true,
          alignValue: 'left',
          rowHeight: 0.85,
          legend: LEGEND,
          tooltip: { mode: 'single' },
        },
      };
    case 'table':
      return {
        type: 'table',
        options: { showHeader: true, cellHeight: 'sm' },
        more: {
          transformations: [
            {
              id: 'filterFieldsByName',
              options: { include: { names: Object.keys(panel.columns) } },
            },
            { id: 'organize', options: { renameByName: panel.columns } },
          ],
        },
      };
  }
}

export interface PanelPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

export const heightOf = (panel: Panel) => panel.height ?? DEFAULT_HEIGHT[panel.kind];

export function panelJson(panel: Panel, { id, x, y }: PanelPlace): PanelJson {
  const { type, custom, options, more } = ownOf(panel);
  const { title, help, width, unit, decimals, min, max, states } = panel;
  return {
    id,
    type,
    title,
    ...(help !== undefined && { description: help }),
    gridPos: { x, y, w: width, h: heightOf(panel) },
    datasource: DATASOURCE,
    targets: targetsOf(panel),
    fieldConfig: {
      defaults: {
        ...(unit !== undefined && { unit }),
        ...(decimals !== undefined && { decimals }),
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(states !== undefined && { mappings: mappingsOf(states) }),
        color: {
          mode: panel.kind === 'stat' || panel.kind === 'bars' ? 'thresholds' : 'palette-classic',
        },
        thresholds: steps('thresholds' in panel ? panel.thresholds : []),
        custom: custom ?? {},
      },
      overrides: [],
    },
    options,
    ...more,
  };
}
