/** What the page shows of a house, and that nobody outside can make it grow. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { READINGS } from '../../src/domain/equipment/catalogue.ts';
import type { ReadingTable } from '../../src/domain/equipment/reading.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { FULL_HOUSE, SMALL_HOUSE } from '../support/house.ts';
import { createTestApp } from '../support/app.ts';

type App = ReturnType<typeof createTestApp>;

/** Series with their values. */
function samplesOf({ metrics }: App): Map<string, string> {
  const lines = Buffer.from(metrics.page('text')).toString().split('\n');
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [series: string, value: string] => {
        const space = line.lastIndexOf(' ');
        return [line.slice(0, space), line.slice(space + 1)];
      }),
  );
}
const value = (app: App, series: string) => {
  const text = samplesOf(app).get(series);
  return text === undefined ? undefined : Number(text);
};
const namesOf = (app: App) => [...samplesOf(app).keys()].sort();

/** A report with every reading that a kind has, as large as it may be. */
function fullReport(kind: keyof typeof READINGS): Record<string, unknown> {
  const table: ReadingTable = READINGS[kind];
  const entries = Object.entries(table).map(([field, reading]): [string, unknown] => {
    switch (reading.type) {
      case 'number':
      case 'integer':
        return [field, reading.max];
      case 'boolean':
        // A unit that defrosts has no COP.
        return [field, false];
      case 'enum':
        return [field, reading.values[0]];
      case 'text':
        return [field, 'v1'];
      case 'timestamp':
        return [field, '2026-01-14T10:00:00Z'];
      case 'faults':
        return [field, ['E1']];
    }
  });
  return Object.fromEntries(entries);
}

describe('the readings of a device', () => {
  const DEVICES = [
    ['sensor', 's1'],
    ['fcu', 'f1'],
    ['hcu', 'hcu_main'],
    ['heatpump', 'hp_1'],
    ['dhw', 'dhw_main'],
    ['tes', 'tes_main'],
    ['solar', 'roof'],
    ['meter', 'grid'],
  ] as const;

  for (const [kind, id] of DEVICES) {
    it(`are all on the page: ${kind}`, () => {
      const app = createTestApp({ house: FULL_HOUSE });
      const own = () => namesOf(app).filter((name) => name.startsWith(`aris_${kind}_`));
      const before = new Set(own());
      app.report(kind, id, fullReport(kind));
      const families = new Set(
        own()
          .filter((name) => !before.has(name))
          .map((name) => name.replaceAll(/device="[^"]+",?/g, '').replace(/(?<=\{\w+=").*/, '')),
      );
      // Tank layers are one family, told apart by their position; faults are those of all devices.
      const layers = kind === 'dhw' || kind === 'tes' ? 2 : 0;
      const faults = 'activeFaults' in READINGS[kind] ? 1 : 0;
      assert.equal(families.size + layers + faults, Object.keys(READINGS[kind]).length);
    });
  }

  it('are in base units', () => {
    const app = createTestApp();
    app.report('hcu', 'hcu_main', {
      thermalPowerKw: 3.25,
      lifetimeElecKwh: 100.5,
      flowRateLpm: 30,
      systemPressureBar: 2.3,
      state: 'running',
      electricalPowerKw: 1,
    });
    app.report('heatpump', 'hp_1', { compressorSpeedPercent: 57, defrostActive: false });
    const of = (name: string) => value(app, `aris_${name}{device="hcu_main"}`);
    assert.equal(of('hcu_thermal_power_watts'), 3250);
    assert.equal(of('hcu_lifetime_electrical_joules_total'), 361_800_000);
    assert.equal(of('hcu_flow_rate_liters_per_second'), 0.5);
    assert.equal(of('hcu_system_pressure_pascals'), 230_000);
    assert.equal(of('hcu_cop'), 3.25);
    assert.equal(value(app, 'aris_heatpump_compressor_speed_ratio{device="hp_1"}'), 0.57);
    assert.equal(value(app, 'aris_heatpump_defrost_active{device="hp_1"}'), 0);
  });

  it('have no series once they are old, and have them again', () => {
    const app = createTestApp();
    const series = 'aris_sensor_temperature_celsius{device="s1"}';
    app.report('sensor', 's1', { tempC: 21.3 });
    assert.equal(value(app, series), 21.3);
    assert.equal(value(app, 'aris_device_up{device="s1",kind="sensor"}'), 1);
    app.clock.advance(LIMITS.readingFreshMs + MINUTE_MS);
    app.devices.sweep();
    assert.equal(value(app, series), undefined);
    assert.equal(value(app, 'aris_zone_temperature_celsius{zone="living"}'), undefined);
    assert.equal(value(app, 'aris_device_up{device="s1",kind="sensor"}'), 0);
    app.report('sensor', 's1', { tempC: 21.3 });
    assert.equal(value(app, series), 21.3);
  });

  it('have each state once, and one of them', () => {
    const app = createTestApp();
    for (const mode of ['heat', 'idle']) {
      app.report('fcu', 'f1', { mode });
      const states = [...samplesOf(app)].filter(([name]) =>
        name.startsWith('aris_fcu_mode{device="f1"'),
      );
      assert.deepEqual(
        states.filter(([, state]) => state === '1').map(([name]) => name),
        [`aris_fcu_mode{device="f1",mode="${mode}"}`],
      );
      assert.equal(states.length, 4);
    }
  });

  it('go with the house', () => {
    const app = createTestApp();
    app.report('fcu', 'f3', { mode: 'heat' });
    assert.ok(namesOf(app).some((name) => name.includes('"f3"')));
    const zones = SMALL_HOUSE.zones.slice(0, 1);
    app.takeHouse({ ...SMALL_HOUSE, zones, fcus: SMALL_HOUSE.fcus.slice(0, 2) });
    assert.deepEqual(
      namesOf(app).filter((name) => /"(?:f3|bath)"/.test(name)),
      [],
    );
  });
});

describe('the series', () => {
  it('are no more for ten thousand paths and as many unknown devices', async () => {
    const app = createTestApp();
    const { token } = await app.tokens.create(COMMAND_LINE, { name: 'test' });
    const headers = [['Authorization', `Bearer ${token}`]] as const;
    const hostile = async (count: number) => {
      for (let n = 0; n < count; n++) {
        // A stranger that asks too often would wait for the answers.
        app.clock.advance(SECOND_MS);
        await app.replyTo({ target: `/api/nothing/${n}`, headers });
        await app.replyTo({ target: `/prometheus/x${n}` });
        await app.replyTo({ target: `/api/zones/z${n}`, headers });
        await app.replyTo({ target: '/api/zones', method: `M${n}`, headers });
        app.report('fcu', `made_up_${n}`, { mode: 'heat' });
        app.report(`kind_${n}`, 'x', {});
      }
    };
    await hostile(1);
    const before = namesOf(app);
    await hostile(10_000);
    assert.deepEqual(namesOf(app), before);
    assert.equal(value(app, 'aris_mqtt_messages_refused_total{reason="unknown"}'), 20_002);
    assert.equal(value(app, 'aris_http_requests_total{route="unknown",code="404"}'), 10_001);
  });

  it('are a bounded number for a device that makes up faults', () => {
    const app = createTestApp();
    const seen = new Set<string>();
    for (let n = 0; n < LIMITS.metricFaultCodes + 100; n++) {
      app.report('fcu', 'f1', { activeFaults: [`code "${n}"`, `more ${n}`] });
      for (const name of namesOf(app))
        if (name.startsWith('aris_device_fault_active')) seen.add(name);
    }
    assert.equal(seen.size, LIMITS.metricFaultCodes + 1);
    assert.ok(
      seen.has('aris_device_fault_active{device="f1",kind="fcu",code="other",severity="warning"}'),
    );
    app.report('fcu', 'f1', { activeFaults: [] });
    assert.ok(!namesOf(app).some((name) => name.startsWith('aris_device_fault_active')));
  });
});

describe('the counters', () => {
  it('have the energy of each use from the first report on', () => {
    const app = createTestApp();
    const report = () =>
      app.report('hcu', 'hcu_main', {
        mode: 'heat',
        state: 'running',
        thermalPowerKw: 6,
        electricalPowerKw: 2,
      });
    const electrical = () => value(app, 'aris_energy_electrical_joules_total{use="heating"}');
    report();
    assert.equal(electrical(), 0);
    app.clock.advance(MINUTE_MS);
    report();
    assert.equal(electrical(), 120_000);
    assert.equal(value(app, 'aris_energy_thermal_joules_total{use="heating"}'), 360_000);
    assert.equal(value(app, 'aris_energy_electrical_joules_total{use="hotWater"}'), 0);
    app.clock.advance(HOUR_MS);
    report();
    assert.equal(electrical(), 120_000);
    assert.equal(value(app, 'aris_energy_gap_seconds_total'), 3_600);
  });

  it('have events by severity, commits and their bytes', async () => {
    const app = createTestApp();
    const commits = value(app, 'aris_storage_commits_total') ?? 0;
    app.clock.advance(MINUTE_MS);
    app.journal.later({
      type: 'report_refused',
      severity: 'warning',
      data: { kind: 'fcu', detail: 'x' },
    });
    await app.tokens.create(COMMAND_LINE, { name: 'test' });
    app.clock.advance(MINUTE_MS);
    assert.equal(value(app, 'aris_journal_events_total{severity="warning"}'), 1);
    assert.equal(value(app, 'aris_journal_events_total{severity="info"}'), 1);
    assert.equal(value(app, 'aris_storage_commits_total'), commits + 1);
    assert.ok((value(app, 'aris_storage_record_bytes_total') ?? 0) > 100);
    app.texts.isFull = true;
    await assert.rejects(app.tokens.create(COMMAND_LINE, { name: 'test' }));
    app.clock.advance(MINUTE_MS);
    assert.equal(value(app, 'aris_storage_commit_failures_total'), 1);
    assert.equal(value(app, 'aris_storage_full'), 1);
  });
});

describe('the tokens', () => {
  it('are counted by state as time goes by', async () => {
    const app = createTestApp();
    const states = () =>
      ['active', 'expired', 'disabled', 'revoked'].map((state) =>
        value(app, `aris_tokens{state="${state}"}`),
      );
    const nextExpiry = () => value(app, 'aris_token_next_expiry_timestamp_seconds');
    assert.deepEqual(states(), [0, 0, 0, 0]);
    const make = async (expiresIn: string) =>
      app.tokens.create(COMMAND_LINE, { name: expiresIn, expiresIn });
    await make('1h');
    const month = await make('30d');
    await make('90d');
    assert.deepEqual(states(), [3, 0, 0, 0]);
    // One for an hour is expected to end.
    assert.equal(nextExpiry(), (app.clock.nowMs() + 30 * DAY_MS) / 1_000);
    app.clock.advance(HOUR_MS);
    assert.deepEqual(states(), [2, 1, 0, 0]);
    await app.tokens.change(COMMAND_LINE, month.id, { enabled: false });
    assert.deepEqual(states(), [1, 1, 1, 0]);
    assert.equal(nextExpiry(), (app.clock.nowMs() - HOUR_MS + 90 * DAY_MS) / 1_000);
    await app.tokens.revoke(COMMAND_LINE, month.id);
    assert.deepEqual(states(), [1, 1, 0, 1]);
    app.clock.advance(90 * DAY_MS);
    assert.deepEqual(states(), [0, 2, 0, 1]);
    assert.equal(nextExpiry(), undefined);
    app.clock.jumpWall(-90 * DAY_MS);
    assert.deepEqual(states(), [1, 1, 0, 1]);
  });
});
