import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createFirmware, type Firmware } from '../../../src/app/home-assistant/firmware.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';

const PUMP = { kind: 'heatpump', id: 'hp_1' } as const;

describe('the version of a device’s program', () => {
  let app: TestApp;
  let firmware: Firmware;
  let changes: number;

  beforeEach(() => {
    app = createTestApp();
    firmware = createFirmware(app.devices);
    changes = 0;
    firmware.onChange(() => changes++);
  });

  it('is what it says of it, and told of where it is another', () => {
    assert.equal(firmware.of(PUMP), undefined);
    app.report('heatpump', 'hp_1', { firmwareVersion: 'v2.4.1' });
    app.report('heatpump', 'hp_1', { firmwareVersion: 'v2.4.1', fanRpm: 9 });
    assert.deepEqual([firmware.of(PUMP), changes], ['v2.4.1', 1]);
    app.report('heatpump', 'hp_1', { firmwareVersion: 'v2.5.0' });
    assert.deepEqual([firmware.of(PUMP), changes], ['v2.5.0', 2]);
  });

  it('is not known of one that says nothing of it', () => {
    app.report('heatpump', 'hp_1', { firmwareVersion: '' });
    app.report('fcu', 'f1', { fanPercent: 30 });
    const fanCoil = { kind: 'fcu', id: 'f1' } as const;
    assert.deepEqual([firmware.of(PUMP), firmware.of(fanCoil), changes], [undefined, undefined, 0]);
  });
});
