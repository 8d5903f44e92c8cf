import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NEW_SOURCE, type SourceState } from '../../src/simulator/heat-pump.ts';
import { newPlant, type PlantState } from '../../src/simulator/plant.ts';
import { isPlayed, reportOf } from '../../src/simulator/reports.ts';
import { createWeather } from '../../src/simulator/weather.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { LAYOUT, PLACEMENT, WINTER_MS } from './lived-plant.ts';

const PLANT = newPlant(LAYOUT, createWeather(createSeededRandom(1), 0).at(WINTER_MS));
const of = (kind: Parameters<typeof reportOf>[2]['kind'], id: string, plant: PlantState = PLANT) =>
  reportOf(PLACEMENT, plant, { kind, id });
const withSource = (source: Partial<SourceState>): PlantState => ({
  ...PLANT,
  source: { ...NEW_SOURCE, ...source },
});
const RUNNING = { running: 'heat', heatW: 4_000, electricalW: 1_000, speed: 0.5 } as const;

describe('what simulated devices report', () => {
  it('is of the room that a sensor hangs in, or of outdoors', () => {
    const indoors = of('sensor', 'sensor_bath');
    assert.equal(indoors['tempC'], PLANT.rooms[0]?.tempC);
    const rooms = PLANT.rooms.map((room) => ({ ...room, sensor: { tempC: 20, shownC: 20.1 } }));
    const shown = { ...PLANT, rooms };
    assert.equal(of('sensor', 'sensor_bath', shown)['tempC'], 20.1);
    assert.equal(of('fcu', 'fcu_5', shown)['roomTempC'], 20.1);
    assert.ok('co2Ppm' in indoors && 'rhPercent' in indoors);
    const outdoors = { tempC: Number(PLANT.conditions.outdoorTempC.toFixed(2)) };
    assert.deepEqual(of('sensor', 'elsewhere'), outdoors);
  });

  it('is of the fan coil that is asked, with its orders, and nothing of a stranger', () => {
    const { commandedMode, tempHeatSetC, tempCoolSetC } = of('fcu', 'fcu_5');
    assert.deepEqual([commandedMode, tempHeatSetC, tempCoolSetC], ['heat', 21, undefined]);
    assert.equal(of('fcu', 'fcu_1')['commandedMode'], 'auto');
    assert.deepEqual(of('fcu', 'stranger'), {});
  });

  it('is silence of a kind that is not played', () => {
    assert.deepEqual(
      (['hcu', 'meter', 'solar'] as const).map((kind) => isPlayed({ kind, id: 'x' })),
      [true, false, false],
    );
    assert.deepEqual(of('meter', 'x'), {});
  });

  for (const [state, source] of [
    ['standby', {}],
    ['fault', { hasFault: true }],
    ['running', { running: 'heat' }],
    ['defrost', { running: 'heat', defrostLeftMs: 1 }],
  ] as const) {
    it(`has a unit in the state ${state}`, () =>
      assert.equal(of('hcu', 'hcu_main', withSource(source))['state'], state));
  }

  it('has flow, and a return that is colder, only while the source works', () => {
    const still = of('hcu', 'hcu_main', withSource({}));
    assert.deepEqual([still['flowRateLpm'], still['returnTempC']], [0, still['supplyTempC']]);
    const working = of('hcu', 'hcu_main', withSource(RUNNING));
    assert.ok(Number(working['flowRateLpm']) > 0);
    assert.equal(Number(working['supplyTempC']) - Number(working['returnTempC']), 3);
  });

  it('has output that counts the same hot or cold, and a loss while it defrosts', () => {
    const power = (source: Partial<SourceState>) => {
      const { thermalPowerKw, copInstant } = of('hcu', 'hcu_main', withSource(source));
      return [thermalPowerKw, copInstant];
    };
    assert.deepEqual(power(RUNNING), [4, 4]);
    assert.deepEqual(power({ ...RUNNING, running: 'cool', heatW: -4_000 }), [4, 4]);
    assert.deepEqual(power({ ...RUNNING, heatW: -500, defrostLeftMs: 1 }), [-0.5, undefined]);
    const helped = { ...RUNNING, heatW: 600, backupW: 3_000, defrostLeftMs: 1 };
    assert.deepEqual(power(helped), [0.6, undefined]);
  });

  it('has no electric heater in what the heat pump outdoors does, nor a fan that turns in a defrost', () => {
    const helped = { ...RUNNING, heatW: 7_000, electricalW: 4_000, backupW: 3_000 };
    const pump = of('heatpump', 'hp_1', withSource(helped));
    assert.deepEqual([pump['thermalPowerKw'], pump['electricalPowerKw']], [4, 1]);
    assert.equal(of('hcu', 'hcu_main', withSource(helped))['backupHeaterActive'], true);
    assert.ok(Number(pump['fanRpm']) > 0 && Number(pump['compressorHz']) > 0);
    const thawing = of('heatpump', 'hp_1', withSource({ ...RUNNING, defrostLeftMs: 1 }));
    assert.deepEqual([thawing['fanRpm'], thawing['defrostActive']], [0, true]);
    const still = of('heatpump', 'hp_1', withSource({}));
    assert.deepEqual([still['compressorHz'], still['fanRpm']], [0, 0]);
  });

  it('has a tank that says when it was disinfected, once it was', () => {
    assert.equal('lastSanitizationTs' in of('dhw', 'dhw_main'), false);
    const tank = { ...PLANT.tank, lastSanitizationMs: 0 };
    const { lastSanitizationTs } = of('dhw', 'dhw_main', { ...PLANT, tank });
    assert.equal(lastSanitizationTs, '1970-01-01T00:00:00Z');
  });

  it('has a tank that is heated while the source heats it, and no longer than it wants', () => {
    const charging = (hcu: PlantState['hcu']['mode'], source: Partial<SourceState>) =>
      of('dhw', 'dhw_main', {
        ...withSource(source),
        tank: { ...PLANT.tank, layers: [20, 20, 20], isCalling: true },
        hcu: { ...PLANT.hcu, mode: hcu },
      })['heatingActive'];
    assert.deepEqual(
      [charging('dhw_charge', RUNNING), charging('heat', RUNNING), charging('dhw_charge', {})],
      [true, false, false],
    );
  });
});
