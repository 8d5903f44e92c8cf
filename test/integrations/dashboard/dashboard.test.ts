/**
 * The dashboard that ships: it is that of its description, names only what there is, and each of its queries is asked as
 * Grafana asks it, through the hub, of a real Prometheus that holds some hours of a house in winter.
 * `ARIS_TEST_LONG=1` makes them a whole day.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { prometheusRoutes } from '../../../src/http/routes/prometheus.ts';
import { dashboard } from '../../../src/integrations/dashboard/dashboard.ts';
import { createUpstream } from '../../../src/upstream/prometheus.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createTestApp } from '../../support/app.ts';
import { startPrometheus, type Prometheus } from '../../support/prometheus.ts';
import { startTestServer } from '../../support/server.ts';
import { simulateDay, TARGET } from '../../support/simulated-day.ts';
import { HOUSE } from '../../simulator/house.ts';

const SHIPPED = join(import.meta.dirname, '../../../systemd/grafana/aris-dashboard.json');
const isLong = process.env['ARIS_TEST_LONG'] === '1';
const HOURS = isLong ? 24 : 4;
const STEP_S = 60;

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly instant: boolean;
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly Target[];
  readonly repeat?: string;
}
interface Variable {
  readonly name: string;
  readonly type: string;
  readonly query: string | { readonly query: string };
}
interface Dashboard {
  readonly uid: string;
  readonly schemaVersion: number;
  readonly templating: { readonly list: readonly Variable[] };
  readonly panels: readonly Panel[];
}

const shippedText = readFileSync(SHIPPED, 'utf8');
const shipped = JSON.parse(shippedText) as Dashboard;
const panels = shipped.panels.filter(({ type }) => type !== 'row');
const queries = panels.flatMap(({ title, targets = [] }) =>
  targets.map((target) => ({ title, ...target })),
);

describe('the dashboard that ships', () => {
  it('is that of its description: `npm run dashboard` writes it', () => {
    assert.deepEqual(shipped, JSON.parse(JSON.stringify(dashboard())));
  });

  it('is of the classic model, for import and for provisioning', () => {
    assert.equal(shipped.uid, 'aris-hub');
    assert.ok(shipped.schemaVersion <= 36);
    // Inputs are asked for at an import alone: a provisioned dashboard would be without its data source.
    assert.ok(!shippedText.includes('__inputs') && !shippedText.includes('DS_PROMETHEUS'));
    const uids = new Set(panels.map(({ datasource }) => datasource?.uid));
    assert.deepEqual([...uids], ['${datasource}']);
  });

  it('has a row for each part of the house', () => {
    assert.deepEqual(
      shipped.panels.filter(({ type }) => type === 'row').map(({ title }) => title),
      ['Overview', 'Zones', 'Plant', 'Hot water', 'Energy and COP', 'Grid, meters and sun', 'Hub'],
    );
  });

  it('has panels with ids of their own, side by side', () => {
    const ids = shipped.panels.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const taken = new Map<string, string>();
    for (const { title, gridPos, type, repeat } of shipped.panels) {
      const { x, y, w, h } = gridPos;
      // Its copies have the whole line.
      const right = repeat === undefined ? x + w : 24;
      assert.ok(right <= 24, `${title} is too wide`);
      for (let column = x; column < right; column++) {
        for (let line = y; line < y + h; line++) {
          const cell = `${column},${line}`;
          assert.equal(taken.get(cell), undefined, `${type} ${title} and ${taken.get(cell) ?? ''}`);
          taken.set(cell, title);
        }
      }
    }
  });

  it('names only metrics and labels that there are', () => {
    const known = new Map(
      createTestApp().metrics.families.map(({ name, labels }) => [name, labels]),
    );
    known.set('up', []);
    const wrong = queries.flatMap(({ title, expr }) =>
      [...expr.matchAll(/([a-z_][a-z0-9_]*)\{([^}]*)\}/g)].flatMap(
        ([, name = '', matchers = '']) => {
          const labels = known.get(name.replace(/_bucket$/, ''));
          if (labels === undefined) return [`${title}: ${name}`];
          const named = [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)"/g)].map(
            ([, label = '']) => label,
          );
          return named
            .filter((label) => label !== 'instance' && !labels.includes(label))
            .map((label) => `${title}: ${name} has no ${label}`);
        },
      ),
    );
    assert.deepEqual(wrong, []);
    assert.ok(queries.length > 50);
  });

  it('asks of the hub that is chosen alone', () => {
    const wrong = queries.filter(
      ({ expr }) => expr.split('{').length !== expr.split('instance="$hub"').length,
    );
    assert.deepEqual(wrong, []);
  });
});

describe('the queries of the dashboard', () => {
  let prometheus: Prometheus;
  let stopServer: () => Promise<void>;
  let ask: (path: string, fields: Readonly<Record<string, string>>) => Promise<unknown>;
  let endS: number;
  let zones: string[];

  before(
    async () => {
      const day = await simulateDay(HOUSE, Date.UTC(2026, 0, 20), HOURS);
      endS = day.endMs / 1_000;
      prometheus = await startPrometheus({
        dataFolder: day.dataFolder,
        args: ['--storage.tsdb.retention.time=100y'],
      });
      const upstream = createUpstream({
        url: prometheus.url,
        clock: systemClock,
        log: createMemoryLog(),
      });
      const { server, port, token } = await startTestServer({
        extraRoutes: prometheusRoutes(upstream),
      });
      stopServer = async () => server.stop(1_000);
      ask = async (path, fields) => {
        const reply = await fetch(`http://127.0.0.1:${port}/prometheus/api/v1/${path}`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}` },
          body: new URLSearchParams(fields),
        });
        const text = await reply.text();
        assert.equal(reply.status, 200, text);
        return (JSON.parse(text) as { data: unknown }).data;
      };
      zones = HOUSE.zones.map(({ zoneId }) => zoneId);
    },
    { timeout: isLong ? 600_000 : 110_000 },
  );
  after(async () => {
    await stopServer();
    await prometheus.stop();
  });

  const interpolated = (expr: string) =>
    expr
      .replaceAll('$__rate_interval', '4m')
      .replaceAll('$__interval', '1h')
      .replaceAll('$__range', `${HOURS}h`)
      .replaceAll('$hub', TARGET.instance)
      .replaceAll('$zone', `(${zones.join('|')})`);

  interface Series {
    readonly value?: readonly [number, string];
    readonly values?: readonly (readonly [number, string])[];
  }

  async function samplesOf({ expr, instant }: Target): Promise<number[]> {
    const query = interpolated(expr);
    // What `label_replace` calls a group is no variable.
    assert.doesNotMatch(query, /\$(?!\d)/);
    const times: Record<string, string> = instant
      ? { time: String(endS) }
      : { start: String(endS - HOURS * 3_600), end: String(endS), step: String(STEP_S) };
    const { result } = (await ask(instant ? 'query' : 'query_range', { query, ...times })) as {
      result: readonly Series[];
    };
    return result
      .flatMap(({ value, values = [] }) => (value === undefined ? values : [value]))
      .map(([, text]) => Number(text));
  }

  for (const query of queries) {
    it(`have data: ${query.title}, ${query.refId}`, async () => {
      const samples = await samplesOf(query);
      assert.ok(
        samples.some((sample) => Number.isFinite(sample)),
        `${samples.length} samples of ${interpolated(query.expr)}`,
      );
    });
  }

  async function valueOf(title: string): Promise<number> {
    const query = queries.find((candidate) => candidate.title === title);
    assert.ok(query);
    return (await samplesOf(query)).at(-1) ?? Number.NaN;
  }

  it('come to what is plausible of a house in winter', async () => {
    const cop = await valueOf('COP in this time');
    assert.ok(cop > 1.5 && cop < 6, `a COP of ${cop}`);
    const kwh = await valueOf('Electricity in this time');
    assert.ok(kwh >= 0 && kwh < 60, `${kwh} kWh`);
    const outdoors = await valueOf('Outdoors');
    assert.ok(outdoors > -25 && outdoors < 20, `${outdoors} °C outdoors`);
    // The meter whose topic is misspelt; and nobody makes a backup.
    assert.equal(await valueOf('Faults'), 2);
    assert.equal(await valueOf('Silent devices'), 1);
  });

  it('tell the states of all zones apart', async () => {
    const query = queries.find(({ title }) => title === 'What the zones get');
    assert.ok(query);
    const states = new Set(await samplesOf(query));
    assert.ok(states.has(2), 'no zone was heated');
    for (const state of states) assert.ok([0, 1, 2, 3].includes(state), String(state));
  });

  it('have variables with values', async () => {
    const values: Record<string, unknown> = {};
    for (const { name, type, query } of shipped.templating.list) {
      if (type !== 'query' || typeof query === 'string') continue;
      const [, selector = '', label = ''] = /^label_values\((.+), (\w+)\)$/.exec(query.query) ?? [];
      const match = new URLSearchParams({ 'match[]': interpolated(selector) }).toString();
      values[name] = await prometheus.get(`/label/${label}/values?${match}`);
    }
    assert.deepEqual(values, { hub: [TARGET.instance], zone: [...zones].sort() });
  });
});
