import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { FLOOR, RADIATOR } from '../../src/simulator/building.ts';
import { newEmitter, type EmitterInputs, type EmitterState } from '../../src/simulator/emitter.ts';
import { newRoom } from '../../src/simulator/room.ts';
import { outputW, stepStoreEmitter } from '../../src/simulator/store-emitter.ts';
import { WATER_J_PER_LK } from '../../src/simulator/water.ts';

const ROOM = newRoom(20);
/** Warm water, and a room whose valve closes at no temperature that it has. */
const HEATING: EmitterInputs = { room: ROOM, waterTempC: 40, waterFlows: true };
const WANTED = { mode: 'heat', tempHeatSetC: 25 } as const;
const OFF = { mode: 'off' } as const;
const STEP_MS = 30 * SECOND_MS;

function after(
  spec: typeof RADIATOR,
  forMs: number,
  state: EmitterState,
  inputs: Partial<EmitterInputs> = {},
): EmitterState {
  let next = state;
  for (let atMs = 0; atMs < forMs; atMs += STEP_MS)
    next = stepStoreEmitter(spec, next, { ...HEATING, ...inputs }, STEP_MS);
  return next;
}
const warm = (settings: EmitterState['settings'], storeTempC: number): EmitterState => ({
  ...newEmitter(settings, 20),
  storeTempC,
});

/** Where what the water gives equals what the room gets: between room and water, by halving. */
function restingC({ flowLPerS, exchangeShare, ...spec }: typeof RADIATOR): number {
  let [lowC, highC] = [20, 40];
  for (let half = 0; half < 60; half += 1) {
    const storeC = (lowC + highC) / 2;
    const givenW = flowLPerS * WATER_J_PER_LK * exchangeShare * (40 - storeC);
    const gottenW = spec.nominalW * ((storeC - 20) / spec.nominalK) ** spec.exponent;
    if (givenW > gottenW) lowC = storeC;
    else highC = storeC;
  }
  return lowC;
}

describe('a radiator and a heated floor', () => {
  for (const [name, spec] of [
    ['radiator', RADIATOR],
    ['floor', FLOOR],
  ] as const) {
    it(`come to rest where the water gives what the room gets: ${name}`, () => {
      const state = after(spec, 48 * HOUR_MS, newEmitter(WANTED, 20));
      assert.ok(Math.abs(state.storeTempC - restingC(spec)) < 1e-6, `${state.storeTempC} °C`);
      assert.ok(Math.abs(state.waterHeatW - state.heatW) < 1e-3);
      const fromFlowW = spec.flowLPerS * WATER_J_PER_LK * (40 - state.returnTempC);
      assert.ok(Math.abs(fromFlowW - state.waterHeatW) < 1e-3, `${state.returnTempC} °C return`);
    });

    it(`store exactly what they do not give: ${name}`, () => {
      let state = warm(WANTED, 22);
      let leftJ = 0;
      for (let step = 0; step < 100; step += 1) {
        state = stepStoreEmitter(spec, state, HEATING, STEP_MS);
        leftJ += ((state.waterHeatW - state.heatW) * STEP_MS) / SECOND_MS;
      }
      assert.ok(Math.abs(leftJ - spec.capacityJPerK * (state.storeTempC - 22)) < 1);
    });
  }

  it('give more with a greater difference, by their exponents, and take where they are colder', () => {
    assert.equal(outputW(RADIATOR, 50), 4_000);
    assert.ok(Math.abs(outputW(RADIATOR, 25) / 4_000 - 0.5 ** 1.3) < 1e-9);
    assert.equal(outputW(FLOOR, 1), 200);
    assert.ok(Math.abs(outputW(FLOOR, 8) / 200 - 8 ** 1.1) < 1e-9);
    assert.equal(outputW(FLOOR, -8), -outputW(FLOOR, 8));
    assert.equal(outputW(FLOOR, 0), 0);
  });

  it('cool down once the valve is closed: the radiator within half an hour, the floor in hours', () => {
    const fallenShare = (spec: typeof RADIATOR, forMs: number) =>
      (after(spec, forMs, warm(OFF, 35)).storeTempC - 20) / 15;
    assert.ok(fallenShare(RADIATOR, 30 * MINUTE_MS) < Math.exp(-1));
    assert.ok(fallenShare(FLOOR, HOUR_MS) > 0.75, `${fallenShare(FLOOR, HOUR_MS)} after an hour`);
    const inHours = [2, 3, 4, 5, 6].find(
      (hours) => fallenShare(FLOOR, hours * HOUR_MS) < Math.exp(-1),
    );
    assert.equal(inHours, 4);
  });

  // [what, state, inputs, mode, percent]
  const cases = [
    ['a call and warm water: open', warm(WANTED, 20), {}, 'heat', 100],
    ['no call: closed', warm(OFF, 20), {}, 'idle', 0],
    ['no water: closed', warm(WANTED, 20), { waterFlows: false }, 'inhibit', 0],
    [
      'water that is colder than the room: closed',
      warm(WANTED, 20),
      { waterTempC: 20 },
      'inhibit',
      0,
    ],
    ['told a fan speed: open', warm({ ...WANTED, fanPercent: 40 }, 20), {}, 'heat', 100],
    [
      'told that nothing is to turn: closed',
      warm({ ...WANTED, fanPercent: 0 }, 20),
      {},
      'inhibit',
      0,
    ],
    [
      'no cooling, whatever is set',
      warm({ mode: 'auto', tempHeatSetC: 15, tempCoolSetC: 18 }, 20),
      { waterTempC: 10 },
      'idle',
      0,
    ],
  ] as const;
  for (const [what, state, inputs, mode, percent] of cases)
    it(`have their valve by the call: ${what}`, () => {
      const next = stepStoreEmitter(RADIATOR, state, { ...HEATING, ...inputs }, STEP_MS);
      assert.deepEqual([next.mode, next.fanPercent], [mode, percent]);
      assert.equal(next.waterHeatW > 0, percent > 0);
    });
});
