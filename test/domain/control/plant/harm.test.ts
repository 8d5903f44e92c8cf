import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isHarmful } from '../../../../src/domain/control/plant/harm.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';
import { snapshot, zone } from '../house.ts';

const RUNNING: HcuSnapshot = { hasCompressor: true, isRunning: true };
const OFF = [zone('living', { mode: 'off' })];
const running = (of: Partial<HcuSnapshot> = {}, more: Partial<ControlSnapshot> = {}) =>
  snapshot({ hcu: { ...RUNNING, ...of }, ...more });

// [what, snapshot, dew point, work, whether]
const CASES = [
  ['to go on', running(), 10, 'heat', false],
  ['to go on with a fault', running({ hasFault: true }), 10, 'heat', true],
  ['to heat rooms that are off', running({}, { zones: OFF }), 10, 'heat', true],
  ['to heat the tank then', running({}, { zones: OFF }), 10, 'hot_water', false],
  ['to heat a tank that is off', running({}, { dhw: { isOff: true } }), 10, 'hot_water', true],
  ['to heat one in a house that is off', running({}, { systemMode: 'off' }), 10, 'hot_water', true],
  ['to cool below the dew point', running({ supplyTempC: 14 }), 14.5, 'cool', true],
  ['to cool above it', running({ supplyTempC: 15 }), 14.5, 'cool', false],
  ['to cool air that is too damp', running(), 18.5, 'cool', true],
  ['to heat it', running({ supplyTempC: 15 }), 18.5, 'heat', false],
] as const;
for (const [what, seen, dewC, work, whether] of CASES)
  it(`it is ${whether ? 'harmful' : 'harmless'} ${what}`, () => {
    assert.equal(isHarmful(seen, dewC, work), whether);
  });
