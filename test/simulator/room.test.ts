import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../src/domain/units.ts';
import { occupantsAt } from '../../src/simulator/habits.ts';
import { stepPlant, STEP_MAX_MS } from '../../src/simulator/plant.ts';
import { HOUSE } from './house.ts';
import { LAYOUT, WINTER_MS, SUMMER_MS, begin, live, order } from './lived-plant.ts';

describe('the rooms of the virtual house', () => {
  const seasons = [
    ['in winter', WINTER_MS],
    ['in spring', Date.UTC(2026, 3, 18)],
    ['in summer', SUMMER_MS],
    ['in autumn', Date.UTC(2026, 9, 18)],
  ] as const;
  for (const [season, startMs] of seasons) {
    for (const seed of [1, 3]) {
      it(`stay within half a degree of 21 to 24 °C ${season} (weather ${seed})`, () => {
        const run = begin(startMs, seed);
        live(run, 12 * HOUR_MS);
        live(run, 3 * DAY_MS, ({ rooms }) => {
          for (const [index, { tempC }] of rooms.entries()) {
            // The bath only heats: nothing keeps it from getting warm.
            const highestC = index === 3 ? 40 : 24.5;
            assert.ok(tempC >= 20.5 && tempC <= highestC, `room ${index} at ${tempC} °C`);
          }
        });
      });
    }
  }

  it('gain and lose exactly the heat that flows', () => {
    const run = begin(WINTER_MS);
    live(run, 6 * HOUR_MS);
    const before = run.plant.rooms;
    const flowedJ = before.map(() => 0);
    for (let step = 0; step < DAY_MS / STEP_MAX_MS; step += 1) {
      const conditions = run.weather.at(run.atMs);
      const rooms = run.plant.rooms;
      run.plant = stepPlant(LAYOUT, run.plant, { conditions, nowMs: run.atMs }, STEP_MAX_MS);
      run.atMs += STEP_MAX_MS;
      for (const [index, spec] of LAYOUT.rooms.entries()) {
        const coilsW = run.plant.emitters
          .filter((_, emitter) => LAYOUT.emitters[emitter]?.roomIndex === index)
          .reduce((sum, { heatW }) => sum + heatW, 0);
        const lossW = spec.heatLossWPerK * ((rooms[index]?.tempC ?? 0) - conditions.outdoorTempC);
        const gainsW =
          0.5 * spec.windowM2 * conditions.solarWPerM2 +
          80 * occupantsAt(index, conditions.localHour) +
          40;
        flowedJ[index] =
          (flowedJ[index] ?? 0) + ((coilsW + gainsW - lossW) * STEP_MAX_MS) / SECOND_MS;
      }
    }
    for (const [index, spec] of LAYOUT.rooms.entries()) {
      const warmedK = (run.plant.rooms[index]?.tempC ?? 0) - (before[index]?.tempC ?? 0);
      const storedJ = warmedK * spec.heatCapacityJPerK;
      assert.ok(Math.abs(storedJ - (flowedJ[index] ?? 0)) < 1_000, `room ${index}`);
    }
  });

  it('cool down towards outdoors when everything is off', () => {
    const run = begin(WINTER_MS);
    for (const { fcuId } of HOUSE.fcus) {
      order(run, fcuId, { kind: 'fcu', command: { commandId: 'c', mode: 'off' } });
    }
    live(run, 3 * DAY_MS, ({ emitters }) => {
      assert.ok(emitters.every(({ mode, heatW }) => mode === 'idle' && heatW === 0));
    });
    const { outdoorTempC } = run.plant.conditions;
    for (const { tempC } of run.plant.rooms) {
      assert.ok(tempC < 15 && tempC > outdoorTempC, `${tempC} °C`);
    }
  });

  it('have air that people can live in', () => {
    for (const startMs of [WINTER_MS, SUMMER_MS]) {
      const run = begin(startMs);
      live(run, 3 * DAY_MS, ({ rooms }) => {
        for (const { co2Ppm, moistureGPerKg } of rooms) {
          assert.ok(co2Ppm >= 400 && co2Ppm < 2_000, `${co2Ppm} ppm`);
          assert.ok(moistureGPerKg > 0.5 && moistureGPerKg < 20, `${moistureGPerKg} g/kg`);
        }
      });
    }
  });
});
