import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { newHcu, stepHcu, type HcuInputs, type HcuState } from '../../src/simulator/hcu.ts';

const QUIET: HcuInputs = { heatCalls: 0, coolCalls: 0, tankWantsCharge: false, outdoorTempC: 0 };
const step = (state: Partial<HcuState>, inputs: Partial<HcuInputs> = {}) =>
  stepHcu({ ...newHcu(0), ...state }, { ...QUIET, ...inputs }, MINUTE_MS);

describe('the hydronic unit', () => {
  const heat = { mode: 'heat' } as const;
  // [what, state, inputs, circuit, mode, target]
  const cases = [
    ['rests without a call', {}, {}, 'heat', 'idle', 42],
    ['heats by its curve', {}, { heatCalls: 1 }, 'heat', 'heat', 42],
    [
      'heats warmer in the cold, within its curve',
      {},
      { heatCalls: 1, outdoorTempC: -30 },
      'heat',
      'heat',
      50,
    ],
    ['has its curve shifted', { curveShiftK: 2 }, { heatCalls: 1 }, 'heat', 'heat', 44],
    ['has hot water first', {}, { heatCalls: 1, tankWantsCharge: true }, 'heat', 'dhw_charge', 42],
    ['turns where more call for cold', {}, { heatCalls: 1, coolCalls: 2 }, 'cool', 'cool', 10],
    ['stays where as many call for both', {}, { heatCalls: 1, coolCalls: 1 }, 'heat', 'heat', 42],
    ['is held after a turn', { heldMs: 30 * MINUTE_MS - 1 }, { coolCalls: 1 }, 'heat', 'idle', 42],
    [
      'does as it is told',
      { settings: { mode: 'cool', supplyTempC: 12 } },
      { heatCalls: 9 },
      'cool',
      'cool',
      12,
    ],
    ['protects its plant', { settings: { mode: 'cool', supplyTempC: 2 } }, {}, 'cool', 'cool', 7],
    [
      'rests when told, whoever calls',
      { settings: { mode: 'idle' } },
      { heatCalls: 1, tankWantsCharge: true },
      'heat',
      'idle',
      42,
    ],
    [
      'takes no water of the tank for the circuit',
      { settings: { mode: 'dhw_charge', supplyTempC: 55 } },
      { tankWantsCharge: true },
      'heat',
      'dhw_charge',
      42,
    ],
    [
      'charges the tank while it is told to heat',
      { settings: heat },
      { tankWantsCharge: true },
      'heat',
      'dhw_charge',
      42,
    ],
  ] as const;
  for (const [what, state, inputs, circuit, mode, targetTempC] of cases)
    it(what, () => {
      const next = step(state, inputs);
      assert.deepEqual([next.circuit, next.mode, next.targetTempC], [circuit, mode, targetTempC]);
    });

  it('knows since when its circuit works so', () => {
    assert.equal(step({ heldMs: MINUTE_MS }).heldMs, 2 * MINUTE_MS);
    assert.equal(step({}, { coolCalls: 1 }).heldMs, 0);
  });

  it('begins by the weather', () => {
    assert.deepEqual([newHcu(15.9).circuit, newHcu(16).circuit], ['heat', 'cool']);
  });
});
