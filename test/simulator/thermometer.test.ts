import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { newThermometer, stepThermometer } from '../../src/simulator/thermometer.ts';

const EXACT = { lagMs: 0, noiseK: 0, stepK: 0 };

describe('a thermometer of the virtual house', () => {
  it('lags what it measures, by its time constant', () => {
    const spec = { ...EXACT, lagMs: 5 * MINUTE_MS };
    let state = newThermometer(20);
    for (let minute = 0; minute < 5; minute += 1)
      state = stepThermometer(spec, state, 21, 0, MINUTE_MS);
    assert.ok(Math.abs(state.shownC - (21 - Math.exp(-1))) < 1e-9, `${state.shownC} °C`);
    assert.equal(stepThermometer(EXACT, newThermometer(20), 21, 0, MINUTE_MS).shownC, 21);
  });

  it('tells what is a multiple of its step', () => {
    const shownC = (airTempC: number) =>
      stepThermometer({ ...EXACT, stepK: 0.1 }, newThermometer(20), airTempC, 0, 1).shownC;
    assert.ok(Math.abs(shownC(21.049) - 21) < 1e-9);
    assert.ok(Math.abs(shownC(21.051) - 21.1) < 1e-9);
  });

  it('is off by its noise, which the thermometer itself does not remember', () => {
    const spec = { ...EXACT, noiseK: 0.05 };
    const state = stepThermometer(spec, newThermometer(20), 20, 2, MINUTE_MS);
    assert.ok(Math.abs(state.shownC - 20.1) < 1e-9);
    assert.equal(state.tempC, 20);
  });
});
