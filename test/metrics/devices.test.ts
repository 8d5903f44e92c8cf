import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
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

  it('say how far control goes with a machine of another make, and nothing of others', async () => {
    const buffer: DeviceBinding = {
      kind: 'tes',
      id: 'tes_main',
      readings: [{ field: 'tempTopC', topic: 'buffer/top' }],
    };
    const app = createTestApp({ house: { ...SMALL_HOUSE, bindings: [buffer] } });
    await app.controlLoop.cycle();
    const levels = [...samplesOf(app)].filter(([name]) =>
      name.startsWith('aris_device_control_level'),
    );
    const at = (level: string) =>
      `aris_device_control_level{device="tes_main",kind="tes",level="${level}"}`;
    assert.deepEqual(levels, [
      [at('watch'), 1],
      [at('nudge'), 0],
      [at('steer'), 0],
    ]);
  });
});
