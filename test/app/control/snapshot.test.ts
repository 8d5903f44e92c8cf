import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { snapshotOf } from '../../../src/app/control/snapshot.ts';
import type { DeviceKind } from '../../../src/domain/equipment/catalogue.ts';
import type { Readings } from '../../../src/domain/equipment/reading.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { until } from '../../support/until.ts';

const HOUSE = { ...SMALL_HOUSE, outdoorSensors: ['garden', 'shed'] };

describe('what control looks at', () => {
  let app: TestApp;
  beforeEach(() => (app = createTestApp({ house: HOUSE })));

  function report(kind: DeviceKind, id: string, readings: Readings): void {
    const device = app.devices.get(kind, id);
    assert.ok(device);
    app.devices.report(device, readings);
  }
  const outdoorC = () => snapshotOf(app, HOUSE, app.clock.nowMs()).outdoorTempC;

  it('is outdoors what the thermometers there say, and else the unit', () => {
    assert.equal(outdoorC(), undefined);
    report('hcu', 'hcu_main', { outdoorTempC: 3 });
    assert.equal(outdoorC(), 3);
    report('sensor', 'garden', { tempC: -2 });
    assert.equal(outdoorC(), -2);
    report('sensor', 'shed', { tempC: -1 });
    assert.equal(outdoorC(), -1.5);
    app.clock.advance(LIMITS.readingFreshMs);
    app.sweep();
    report('hcu', 'hcu_main', { outdoorTempC: 4 });
    assert.equal(outdoorC(), 4);
  });

  it('goes by a sensor that says the very same all day only where there is nothing else', () => {
    const every = 10 * MINUTE_MS;
    for (let ms = 0; ms <= LIMITS.sensorStuckMs; ms += every) {
      report('sensor', 'garden', { tempC: 5, rhPercent: 80 });
      if (ms < LIMITS.sensorStuckMs) app.clock.advance(every);
    }
    const garden = app.devices.get('sensor', 'garden');
    assert.equal(garden?.isStuck, true);
    assert.equal(outdoorC(), 5, 'nothing else');
    report('hcu', 'hcu_main', { outdoorTempC: 1 });
    assert.equal(outdoorC(), 1);
    report('sensor', 'shed', { tempC: 2 });
    assert.equal(outdoorC(), 2);
    report('sensor', 'garden', { tempC: 5, rhPercent: 81 });
    assert.deepEqual([garden.isStuck, outdoorC()], [false, 3.5]);
  });

  it('is what the source draws, by its own meter or that of its heat pumps', () => {
    const drawKw = () => snapshotOf(app, HOUSE, app.clock.nowMs()).hcu?.electricalPowerKw;
    assert.equal(drawKw(), undefined);
    report('heatpump', 'hp_1', { electricalPowerKw: 2 });
    report('hcu', 'hcu_main', { supplyTempC: 35 });
    assert.equal(drawKw(), 2);
    report('hcu', 'hcu_main', { electricalPowerKw: 2.2 });
    assert.equal(drawKw(), 2.2);
  });

  it('is a room held by what a person asks for, as long as that holds, and not by being set back', async () => {
    const zoneId = HOUSE.zones[0]?.zoneId ?? '';
    const isHeld = () => snapshotOf(app, HOUSE, app.clock.nowMs()).zones[0]?.isHeld;
    assert.equal(isHeld(), false);
    await app.zoneCommands.command(zoneId, { tempHeatSetC: 22, durationMinutes: 30 }, doer('test'));
    assert.equal(isHeld(), true);
    app.clock.advance(30 * MINUTE_MS);
    await until(() => isHeld() === false, 'the end of the hold');
    await app.zoneCommands.command(zoneId, { setPreset: 'away' }, doer('test'));
    assert.equal(isHeld(), false);
    await app.zoneCommands.command(zoneId, { setPreset: 'boost' }, doer('test'));
    assert.equal(isHeld(), true);
  });
});
