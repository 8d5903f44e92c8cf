import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heightOf, panelJson, type Panel } from '../../../src/integrations/dashboard/panel.ts';

const PLACE = { id: 7, x: 2, y: 3 };
const QUERIES = [
  ['up', 'up'],
  ['down', '{{zone}}'],
] as const;
const BASE = { title: 'T', width: 6, queries: QUERIES } as const;
const GRAPH: Panel = { kind: 'graph', ...BASE };

/** What Grafana gets of a panel, as far as a test looks at it. */
interface Json {
  readonly type: string;
  readonly gridPos: object;
  readonly description?: string;
  readonly targets: readonly Readonly<Record<string, unknown>>[];
  readonly fieldConfig: {
    readonly defaults: Readonly<Record<string, unknown>> & {
      readonly custom: Readonly<Record<string, unknown>>;
      readonly thresholds: { readonly steps: readonly object[] };
      readonly mappings?: readonly { readonly options: Readonly<Record<string, object>> }[];
    };
  };
  readonly options: Readonly<Record<string, unknown>>;
  readonly repeat?: string;
  readonly interval?: string;
  readonly transformations?: readonly unknown[];
}
const json = (panel: Panel) => panelJson(panel, PLACE) as unknown as Json;

describe('a panel', () => {
  for (const [kind, type, height] of [
    ['graph', 'timeseries', 8],
    ['stat', 'stat', 4],
    ['bars', 'bargauge', 8],
    ['states', 'state-timeline', 8],
  ] as const) {
    it(`of the kind ${kind} is Grafana’s ${type}, as high as its kind`, () => {
      const panel: Panel = { kind, ...BASE };
      assert.equal(json(panel).type, type);
      assert.deepEqual(json(panel).gridPos, { x: 2, y: 3, w: 6, h: height });
      assert.equal(heightOf({ ...panel, height: 5 }), 5);
    });
  }

  it('asks each of its queries under a letter of its own', () => {
    const asked = json(GRAPH).targets.map(({ refId, expr, legendFormat }) => [
      refId,
      expr,
      legendFormat,
    ]);
    assert.deepEqual(asked, [
      ['A', 'up', 'up'],
      ['B', 'down', '{{zone}}'],
    ]);
  });

  it('asks for a time where it shows one, else for now alone', () => {
    const isRange = (panel: Panel) => json(panel).targets.map(({ range }) => range);
    assert.deepEqual(isRange(GRAPH), [true, true]);
    assert.deepEqual(isRange({ ...GRAPH, kind: 'states' }), [true, true]);
    assert.deepEqual(isRange({ ...BASE, kind: 'stat' }), [false, false]);
    const table = json({ ...BASE, kind: 'table', columns: { zone: 'Zone' } });
    assert.deepEqual(
      table.targets.map(({ range, format }) => [range, format]),
      [
        [false, 'table'],
        [false, 'table'],
      ],
    );
  });

  it('leaves out what is not said', () => {
    const { defaults } = json(GRAPH).fieldConfig;
    for (const name of ['unit', 'decimals', 'min', 'max', 'mappings'])
      assert.equal(name in defaults, false, name);
    assert.equal('description' in json(GRAPH), false);
    const said = json({ ...GRAPH, unit: 'celsius', decimals: 0, min: 0, max: 9, help: 'H' });
    assert.equal(said.description, 'H');
    const { unit, decimals, min, max } = said.fieldConfig.defaults;
    assert.deepEqual([unit, decimals, min, max], ['celsius', 0, 0, 9]);
  });

  it('has a colour for each state, also where there are more than colours', () => {
    const states = Array.from({ length: 7 }, (_, index) => `s${index}`);
    const [mapping] = json({ ...BASE, kind: 'states', states }).fieldConfig.defaults.mappings ?? [];
    const { '0': first, '6': seventh } = mapping?.options as Record<string, { color: string }>;
    assert.match(first?.color ?? '', /^#/);
    assert.equal(seventh?.color, first?.color);
  });

  it('is of the base colour below its thresholds', () => {
    const { color, thresholds } = json({ ...BASE, kind: 'stat', thresholds: [[1, 'red']] })
      .fieldConfig.defaults;
    assert.deepEqual(color, { mode: 'thresholds' });
    assert.deepEqual(thresholds.steps, [
      { color: 'green', value: null },
      { color: 'red', value: 1 },
    ]);
    assert.deepEqual(json(GRAPH).fieldConfig.defaults['color'], { mode: 'palette-classic' });
  });

  it('is drawn as it says, once or once for each zone', () => {
    const custom = (style: 'line' | 'bars' | 'stacked') => {
      const { drawStyle, stacking } = json({ ...GRAPH, style }).fieldConfig.defaults.custom;
      return [drawStyle, stacking];
    };
    assert.deepEqual(custom('line'), ['line', { mode: 'none', group: 'A' }]);
    assert.deepEqual(custom('bars'), ['bars', { mode: 'none', group: 'A' }]);
    assert.deepEqual(custom('stacked'), ['bars', { mode: 'normal', group: 'A' }]);
    const { repeat, interval } = json({ ...GRAPH, isPerZone: true, interval: '1h' });
    assert.deepEqual([repeat, interval], ['zone', '1h']);
    assert.equal('repeat' in json(GRAPH), false);
    assert.equal(json({ ...BASE, kind: 'stat', showsName: true }).options['textMode'], 'name');
  });
});
