import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { snapshotOf } from '../../../src/app/control/snapshot.ts';
import type { DeviceKind } from '../../../src/domain/equipment/catalogue.ts';
import type { Readings } from '../../../src/domain/equipment/reading.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

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

  it('is what the source draws, by its own meter or that of its heat pumps', () => {
    const drawKw = () => snapshotOf(app, HOUSE, app.clock.nowMs()).hcu?.electricalPowerKw;
    assert.equal(drawKw(), undefined);
    report('heatpump', 'hp_1', { electricalPowerKw: 2 });
    report('hcu', 'hcu_main', { supplyTempC: 35 });
    assert.equal(drawKw(), 2);
    report('hcu', 'hcu_main', { electricalPowerKw: 2.2 });
    assert.equal(drawKw(), 2.2);
  });
});
