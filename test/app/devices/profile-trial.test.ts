import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProfileTrial } from '../../../src/app/devices/profile-trial.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  HEISHAMON,
  HEISHAMON_DHW,
  HEISHAMON_HCU,
  machinesWith,
} from '../../support/bound-machines.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function trying() {
  const clock = createFakeClock();
  const trial = createProfileTrial({ house: machinesWith(HEISHAMON_HCU, HEISHAMON_DHW), clock });
  const hear = (name: string, text: string) =>
    trial.hear({ topic: `${HEISHAMON}/main/${name}`, payload: Buffer.from(text), retained: false });
  const row = (name: string, kind = 'hcu') =>
    trial.rows().find((one) => one.name === name && one.kind === kind);
  return { clock, trial, hear, row };
}

describe('a profile that is tried out', () => {
  it('shows all that it has, heard or not, with where that is said', () => {
    const { trial, row } = trying();
    const { rows } = { rows: trial.rows() };
    assert.equal(rows.filter(({ isPlace }) => isPlace).length, 10);
    assert.deepEqual(row('supplyTempC'), {
      kind: 'hcu',
      name: 'supplyTempC',
      isPlace: false,
      places: [`${HEISHAMON}/main/Main_Outlet_Temp`],
      value: undefined,
      ageMs: undefined,
      refused: undefined,
    });
    assert.deepEqual(row('mode')?.places, [
      `${HEISHAMON}/main/Compressor_Freq`,
      `${HEISHAMON}/main/ThreeWay_Valve_State`,
      `${HEISHAMON}/main/Operating_Mode_State`,
    ]);
    assert.ok(trial.topics().includes(`${HEISHAMON}/main/Main_Outlet_Temp`));
  });

  it('shows what was heard, how long ago, and why what cannot be cannot', () => {
    const { clock, hear, row } = trying();
    hear('Main_Outlet_Temp', '34.5');
    hear('Compressor_Freq', '43');
    clock.advance(5_000);
    assert.deepEqual([row('supplyTempC')?.value, row('supplyTempC')?.ageMs], [34.5, 5_000]);
    assert.deepEqual([row('hz')?.value, row('hz', 'dhw')?.value], [43, 43]);
    hear('Main_Outlet_Temp', 'hot');
    assert.match(row('supplyTempC')?.refused ?? '', /^"hot": must be a number/);
  });

  it('is live when the first of a kind was heard', () => {
    const { trial, hear } = trying();
    assert.deepEqual(
      [trial.isLive('hcu'), trial.isLive('dhw'), trial.isLive('tes')],
      [false, false, false],
    );
    hear('Main_Outlet_Temp', '34.5');
    assert.deepEqual([trial.isLive('hcu'), trial.isLive('dhw')], [true, false]);
  });

  it('hears nothing that is larger than a message may be', () => {
    const { hear, row } = trying();
    hear('Main_Outlet_Temp', `34${' '.repeat(LIMITS.mqttPayloadBytes - 2)}`);
    assert.equal(row('supplyTempC')?.value, 34);
    hear('Main_Outlet_Temp', `35${' '.repeat(LIMITS.mqttPayloadBytes - 1)}`);
    assert.equal(row('supplyTempC')?.value, 34);
  });
});
