import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { createTestApp } from '../support/app.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { samplesIn } from '../support/metric-samples.ts';

type App = ReturnType<typeof createTestApp>;

const samplesOf = ({ metrics }: App) => samplesIn(metrics.page('text'));
const value = (app: App, series: string) => samplesOf(app).get(series);
const namesOf = (app: App) => [...samplesOf(app).keys()].sort();

describe('the series of a device', () => {
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
        states.filter(([, state]) => state === 1).map(([name]) => name),
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
