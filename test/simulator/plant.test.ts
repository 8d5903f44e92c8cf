import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { ORDINARY } from '../../src/simulator/building.ts';
import { placeHouse } from '../../src/simulator/layout.ts';
import { livePlant } from '../../src/simulator/plant.ts';
import { TEMPERATE } from '../../src/simulator/weather.ts';
import { createTruth } from '../support/house-truth.ts';
import { HOUSE } from './house.ts';
import { LAYOUT, WINTER_MS, SUMMER_MS, begin, live, order } from './lived-plant.ts';

describe('the water of the virtual house', () => {
  it('gains and loses exactly the heat that flows', () => {
    for (const startMs of [WINTER_MS, SUMMER_MS]) {
      const run = begin(startMs);
      const truth = createTruth(LAYOUT);
      order(run, 'dhw_main', {
        kind: 'dhw',
        command: { commandId: 'c', heat: true, sanitize: true },
      });
      const toMs = startMs + DAY_MS;
      livePlant(
        LAYOUT,
        run.weather,
        run.plant,
        { fromMs: startMs, toMs, nowMs: toMs },
        truth.onStep,
      );
      assert.ok(truth.found().movedKwh > 5, `${truth.found().movedKwh} kWh`);
      assert.ok(truth.imbalance() < 1e-9, `${truth.imbalance()}`);
    }
  });

  for (const [tapping, wantedKwh] of [
    ['M', 5.845],
    ['L', 11.655],
  ] as const)
    it(`is drawn by the profile ${tapping} of EN 16147, all that it wants`, () => {
      const { layout } = placeHouse(HOUSE, { ...ORDINARY, tapping });
      const run = begin(WINTER_MS, 1, TEMPERATE, layout);
      const truth = createTruth(layout);
      const toMs = WINTER_MS + DAY_MS;
      const span = { fromMs: WINTER_MS, toMs, nowMs: toMs };
      livePlant(layout, run.weather, run.plant, span, truth.onStep);
      const { taps } = truth.flows();
      assert.ok(Math.abs(taps - wantedKwh) < 1e-6, `${taps} kWh`);
    });

  it('is neither heated nor cooled for less than five minutes, whoever asks', () => {
    const run = begin(WINTER_MS);
    const ask = (mode: 'heat' | 'idle' | 'dhw_charge') =>
      order(run, 'hcu_main', { kind: 'hcu', command: { commandId: 'c', mode } });
    ask('idle');
    live(run, HOUR_MS);
    ask('heat');
    live(run, MINUTE_MS);
    ask('idle');
    live(run, 3 * MINUTE_MS);
    assert.equal(run.plant.source.running, 'heat');
    live(run, 2 * MINUTE_MS);
    assert.equal(run.plant.source.running, 'no');
  });

  it('is not cooled because the tank is to be charged', () => {
    const run = begin(SUMMER_MS + 12 * HOUR_MS);
    const warm = { commandId: 'c', mode: 'cool', tempCoolSetC: 20 } as const;
    order(run, 'fcu_3', { kind: 'fcu', command: warm });
    order(run, 'hcu_main', { kind: 'hcu', command: { commandId: 'c', mode: 'idle' } });
    live(run, HOUR_MS);
    assert.ok(run.plant.emitters.some(({ call }) => call === 'cool'));
    order(run, 'hcu_main', { kind: 'hcu', command: { commandId: 'c', mode: 'dhw_charge' } });
    live(run, 10 * MINUTE_MS, ({ source }) => assert.equal(source.running, 'heat'));
  });
});
