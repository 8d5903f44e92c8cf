/**
 * The dashboard for Grafana, in the classic model, which every version imports and provisions. What ships is the JSON
 * that is made of it: systemd/grafana/aris-dashboard.json, written by `npm run dashboard`.
 */
import { DATASOURCE, heightOf, panelJson, type Panel, type PanelJson } from './panel.ts';
import { ENERGY } from './rows/energy.ts';
import { GRID } from './rows/grid.ts';
import { HUB } from './rows/hub.ts';
import { OVERVIEW } from './rows/overview.ts';
import { HOT_WATER, PLANT } from './rows/plant.ts';
import { ZONES } from './rows/zones.ts';

const ROWS: readonly (readonly [title: string, panels: readonly Panel[]])[] = [
  ['Overview', OVERVIEW],
  ['Zones', ZONES],
  ['Plant', PLANT],
  ['Hot water', HOT_WATER],
  ['Energy and COP', ENERGY],
  ['Grid, meters and sun', GRID],
  ['Hub', HUB],
];
const GRID_COLUMNS = 24;
/** That of Grafana 9: later ones raise it when they load the dashboard, none lowers it. */
const SCHEMA_VERSION = 36;
const REFRESH_ON_TIME_RANGE = 2;

const variable = (name: string, label: string, metric: string, more: object): PanelJson => ({
  name,
  label,
  type: 'query',
  datasource: DATASOURCE,
  definition: metric,
  query: { query: metric, refId: `variable-${name}` },
  refresh: REFRESH_ON_TIME_RANGE,
  sort: 1,
  regex: '',
  hide: 0,
  skipUrlSync: false,
  current: {},
  options: [],
  ...more,
});

const VARIABLES: readonly PanelJson[] = [
  {
    name: 'datasource',
    label: 'Data source',
    type: 'datasource',
    query: 'prometheus',
    refresh: 1,
    regex: '',
    hide: 0,
    skipUrlSync: false,
    current: {},
    options: [],
    multi: false,
    includeAll: false,
  },
  variable('hub', 'Hub', 'label_values(aris_build_info, instance)', {
    multi: false,
    includeAll: false,
  }),
  variable('zone', 'Zone', 'label_values(aris_zone_info{instance="$hub"}, zone)', {
    multi: true,
    includeAll: true,
    current: { text: ['All'], value: ['$__all'] },
  }),
];

/** Panels side by side as far as they fit, each row of the dashboard below the one before. */
function placed(): PanelJson[] {
  const panels: PanelJson[] = [];
  let y = 0;
  for (const [title, row] of ROWS) {
    const gridPos = { x: 0, y, w: GRID_COLUMNS, h: 1 };
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos,
      panels: [],
    });
    y += 1;
    let x = 0;
    let height = 0;
    for (const panel of row) {
      if (x + panel.width > GRID_COLUMNS) {
        x = 0;
        y += height;
        height = 0;
      }
      panels.push(panelJson(panel, { id: panels.length + 1, x, y }));
      // One for each zone: they fill their lines, and the next panel begins below them.
      const isRepeated = panel.kind === 'graph' && panel.isPerZone === true;
      x += isRepeated ? GRID_COLUMNS : panel.width;
      height = Math.max(height, heightOf(panel));
    }
    y += height;
  }
  return panels;
}

export function dashboard(): PanelJson {
  return {
    id: null,
    uid: 'aris-hub',
    title: 'Aris hub',
    tags: ['aris', 'heating'],
    description: 'A house and its hub: rooms, heat pump, hot water, energy, and the hub itself.',
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-24h', to: 'now' },
    timezone: '',
    weekStart: '',
    timepicker: {},
    fiscalYearStartMonth: 0,
    annotations: { list: [] },
    links: [
      {
        title: 'The hub',
        type: 'link',
        icon: 'external link',
        url: 'http://aris.local/',
        targetBlank: true,
        asDropdown: false,
        includeVars: false,
        keepTime: false,
        tags: [],
      },
    ],
    templating: { list: VARIABLES },
    panels: placed(),
  };
}
