import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import {
  carriedW,
  flowLPerS,
  pressureBar,
  SOUND_FILLING,
  stepFilling,
  type Filling,
} from '../../src/simulator/filling.ts';
import { AMBIENT_C, WATER_J_PER_LK } from '../../src/simulator/water.ts';

const NOMINAL_W = 8_000;
const nearly = (value: number, expected: number) =>
  assert.ok(Math.abs(value - expected) < 1e-9, `${value}, not ${expected}`);

describe('the water in the pipes', () => {
  it('carries the heat of the source away with 6 K of difference', () => {
    nearly(flowLPerS(SOUND_FILLING, NOMINAL_W) * WATER_J_PER_LK * 6, NOMINAL_W);
  });

  it('carries two and a half times as much at most, in proportion to what flows', () => {
    nearly(carriedW(flowLPerS(SOUND_FILLING, NOMINAL_W)), 2.5 * NOMINAL_W);
    const clogged = { ...SOUND_FILLING, filterShare: 0.2 };
    nearly(carriedW(flowLPerS(clogged, NOMINAL_W)), 0.5 * NOMINAL_W);
  });

  it('does not flow where there is air in the pump', () => {
    const flow = (coldBar: number) => flowLPerS({ ...SOUND_FILLING, coldBar }, NOMINAL_W);
    assert.equal(flow(0.29), 0);
    assert.equal(flow(0.3), flow(1.5));
  });

  it('has the more pressure the warmer it is, and none below nought', () => {
    nearly(pressureBar(SOUND_FILLING, AMBIENT_C), 1.5);
    nearly(pressureBar(SOUND_FILLING, AMBIENT_C + 20), 1.6);
    assert.equal(pressureBar({ ...SOUND_FILLING, coldBar: 0 }, AMBIENT_C - 10), 0);
  });

  it('goes where there is a leak, and stays where there is none', () => {
    assert.equal(stepFilling(SOUND_FILLING, HOUR_MS), SOUND_FILLING);
    const leaking: Filling = { ...SOUND_FILLING, leakBarPerHour: 0.6 };
    nearly(stepFilling(leaking, 30 * MINUTE_MS).coldBar, 1.2);
    assert.equal(stepFilling(leaking, 10 * HOUR_MS).coldBar, 0);
  });
});
