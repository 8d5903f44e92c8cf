import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { stepCircuit, type CircuitState } from '../../src/simulator/circuit.ts';
import { AMBIENT_C } from '../../src/simulator/water.ts';
import type { HcuState } from '../../src/simulator/hcu.ts';
import { NEW_SOURCE } from '../../src/simulator/heat-pump.ts';
import type { PlantLayout } from '../../src/simulator/layout.ts';
import { newPlant } from '../../src/simulator/plant.ts';
import { newRoom } from '../../src/simulator/room.ts';
import { createWeather } from '../../src/simulator/weather.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { LAYOUT, WINTER_MS } from './lived-plant.ts';

const OUTDOORS = { outdoorTempC: 0, outdoorDewPointC: -2 };
const NEW: CircuitState = newPlant(LAYOUT, createWeather(createSeededRandom(1), 0).at(WINTER_MS));
/** A source that has been at work for long. */
const AT_WORK = { ...NEW_SOURCE, running: 'heat', sinceMs: 60 * MINUTE_MS, speed: 1 } as const;

const unit = (settings: HcuState['settings']): HcuState => ({
  ...NEW.hcu,
  circuit: 'heat',
  settings,
});
/** Cold rooms, whose emitters call for heat. */
const calling = (state: CircuitState): CircuitState => ({
  ...state,
  rooms: state.rooms.map(() => newRoom(15)),
  emitters: state.emitters.map((emitter) => ({ ...emitter, call: 'heat' })),
});
function step(state: Partial<CircuitState>, layout: PlantLayout = LAYOUT) {
  return stepCircuit(layout, { ...NEW, ...state }, OUTDOORS, MINUTE_MS);
}

describe('the circuit', () => {
  it('loses to the air around it what it is warmer, and nothing at its temperature', () => {
    const still = { hcu: unit({ mode: 'idle' }) };
    assert.equal(step({ ...still, circuitTempC: AMBIENT_C }).circuitLossW, 0);
    const warm = step({ ...still, circuitTempC: 45 });
    assert.equal(warm.circuitLossW, 200);
    assert.ok(warm.circuitTempC < 45 && warm.circuitTempC > 44);
    assert.ok(step({ ...still, circuitTempC: 10 }).circuitTempC > 10);
  });

  it('has a source that stands where nothing is asked of it', () => {
    const { source, tankChargeW } = step({ hcu: unit({ mode: 'idle' }), source: AT_WORK });
    assert.equal(source.running, 'no');
    assert.equal(tankChargeW, 0);
  });

  it('sends the heat of the source to the tank while that charges, and none to the emitters', () => {
    const { tankChargeW, source, circuitTempC } = step({
      ...calling(NEW),
      hcu: unit({ mode: 'dhw_charge' }),
      source: AT_WORK,
    });
    assert.ok(tankChargeW > 0);
    assert.equal(tankChargeW, source.heatW);
    assert.ok(circuitTempC <= AMBIENT_C);
  });

  it('lets the water that leaves be warmer than the tank while that charges', () => {
    const layers = [50, 45, 40] as const;
    let state: CircuitState = { ...NEW, hcu: unit({ mode: 'dhw_charge' }), source: AT_WORK };
    for (let minute = 0; minute < 10; minute++)
      state = stepCircuit(LAYOUT, { ...state, tank: { ...NEW.tank, layers } }, OUTDOORS, MINUTE_MS);
    assert.ok(Math.abs(state.supplyTempC - 53) < 0.1, `${state.supplyTempC} °C`);
  });

  it('takes the heat of a defrost from the circuit, and never from the tank', () => {
    const source = { ...AT_WORK, defrostLeftMs: 5 * MINUTE_MS };
    const next = step({ hcu: unit({ mode: 'dhw_charge' }), source, circuitTempC: 30 });
    assert.ok(next.source.heatW < 0);
    assert.equal(next.tankChargeW, 0);
    assert.ok(next.circuitTempC < 30);
  });

  it('gives its warm water to emitters that call, unless the unit is told to stand', () => {
    const cold = calling({ ...NEW, circuitTempC: 45, source: AT_WORK });
    const heated = step({ ...cold, hcu: unit({ mode: 'heat', supplyTempC: 45 }) });
    assert.ok(heated.emitters.every(({ heatW }) => heatW > 0));
    const stopped = step({ ...cold, hcu: unit({ mode: 'idle' }) });
    assert.ok(stopped.emitters.every(({ heatW }) => heatW === 0));
  });

  it('has no water for emitters where the house has no source, and leaves a missing buffer alone', () => {
    const cold = calling({ ...NEW, circuitTempC: 45, hcu: unit({ mode: 'heat' }) });
    const next = step(cold, { ...LAYOUT, source: undefined, buffer: undefined });
    assert.ok(next.emitters.every(({ heatW }) => heatW === 0));
    assert.equal(next.source, cold.source);
    assert.equal(next.buffer, cold.buffer);
  });
});
