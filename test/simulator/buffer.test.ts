import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE_MS } from '../../src/domain/units.ts';
import {
  BUFFER_VOLUME_L,
  bufferChargePercent,
  NEW_BUFFER,
  stepBuffer,
  type BufferInputs,
  type BufferState,
} from '../../src/simulator/buffer.ts';
import { meanC, WATER_J_PER_LK, type Layers } from '../../src/simulator/water.ts';

const HEATING: BufferInputs = {
  place: 'parallel',
  waterFlows: true,
  circuit: 'heat',
  circuitTempC: 40,
  sourceHasSpare: true,
  isNeeded: false,
};
const of = (layers: Layers, more: Partial<BufferState> = {}): BufferState => ({
  ...NEW_BUFFER,
  layers,
  ...more,
});
const flow = (state: BufferState, inputs: Partial<BufferInputs> = {}) => {
  const next = stepBuffer(state, { ...HEATING, ...inputs }, MINUTE_MS);
  return next.chargeActive ? 'charge' : next.dischargeActive ? 'discharge' : 'none';
};

describe('the buffer tank', () => {
  const needed = { sourceHasSpare: false, isNeeded: true };
  const cold = { circuit: 'cool', circuitTempC: 10 } as const;
  // [what, tank, circuit, flow]
  const cases = [
    ['charges where the far end lags enough', of([40, 38, 35.9]), {}, 'charge'],
    ['does not begin for less', of([40, 38, 36]), {}, 'none'],
    ['goes on until it has caught up', of([40, 39, 38], { chargeActive: true }), {}, 'charge'],
    ['ends then', of([40, 39, 39], { chargeActive: true }), {}, 'none'],
    ['charges with what is to spare alone', of([20, 20, 20]), { sourceHasSpare: false }, 'none'],
    ['gives what is of use', of([42, 38, 30]), needed, 'discharge'],
    ['keeps what is of none', of([41, 38, 30]), needed, 'none'],
    ['stands where it is told to', of([20, 20, 20], { commanded: 'idle' }), {}, 'none'],
    [
      'keeps out of a circuit that works the other way',
      of([20, 20, 20], { commanded: 'heat' }),
      cold,
      'none',
    ],
    ['charges with cold', of([12, 14, 15], { stores: 'cool' }), cold, 'charge'],
  ] as const;
  for (const [what, state, inputs, flows] of cases)
    it(what, () => {
      assert.equal(flow(state, inputs), flows);
    });

  // [what, inputs, flow]
  const inSeries = [
    ['takes up what passes warmer than it', {}, 'charge'],
    ['gives off what passes colder', { circuitTempC: 20 }, 'discharge'],
    ['stands where no water flows', { waterFlows: false }, 'none'],
    ['takes up cold', { circuit: 'cool', circuitTempC: 10 }, 'charge'],
  ] as const;
  for (const [what, inputs, flows] of inSeries)
    it(`in series ${what}, whatever it is told`, () => {
      const state = of([30, 30, 30], { commanded: 'idle' });
      assert.equal(flow(state, { ...inputs, place: 'series' }), flows);
    });

  it('in series passes heat on and loses none', () => {
    const before = of([40, 35, 30]);
    const inputs = { ...HEATING, place: 'series', circuitTempC: 20 } as const;
    const after = stepBuffer(before, inputs, MINUTE_MS);
    const gainedW = ((meanC(after.layers) - 35) * BUFFER_VOLUME_L * WATER_J_PER_LK) / 60;
    assert.ok(after.heatToCircuitW > 0);
    assert.ok(Math.abs(gainedW + after.heatToCircuitW + after.lossW) < 1e-6);
  });

  it('gains what the circuit gives, but for its loss', () => {
    const before = of([30, 30, 30]);
    const after = stepBuffer(before, HEATING, MINUTE_MS);
    const gainedW = ((meanC(after.layers) - 30) * BUFFER_VOLUME_L * WATER_J_PER_LK) / 60;
    assert.ok(after.heatToCircuitW < 0 && after.lossW > 0);
    assert.ok(Math.abs(gainedW + after.heatToCircuitW + after.lossW) < 1e-6);
  });

  it('mixes where it is turned round', () => {
    const { layers } = stepBuffer(
      of([40, 30, 20]),
      { ...HEATING, circuit: 'cool', circuitTempC: 30, sourceHasSpare: false },
      1,
    );
    assert.ok(Math.max(...layers) - Math.min(...layers) < 1e-9);
  });

  it('is full and empty by what it stores', () => {
    const percent = [
      of([45, 45, 45]),
      of([35, 35, 35]),
      of([10, 10, 10]),
      of([10, 10, 10], { stores: 'cool' }),
      of([15, 15, 15], { stores: 'cool' }),
    ].map(bufferChargePercent);
    assert.deepEqual(percent, [100, 50, 0, 100, 50]);
  });
});
