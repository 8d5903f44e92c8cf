import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { carryOut, type ParsedCommand } from '../../src/simulator/commands.ts';
import { occupantsAt } from '../../src/simulator/habits.ts';
import { placeHouse } from '../../src/simulator/layout.ts';
import {
  livePlant,
  newPlant,
  stepPlant,
  STEP_MAX_MS,
  type PlantState,
} from '../../src/simulator/plant.ts';
import { createWeather, TEMPERATE, type Weather } from '../../src/simulator/weather.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { createTruth } from '../support/house-truth.ts';
import { HOUSE } from './house.ts';

const WINTER_MS = Date.UTC(2026, 0, 20);
const SUMMER_MS = Date.UTC(2026, 6, 20);
const PLACEMENT = placeHouse(HOUSE);
const { layout: LAYOUT } = PLACEMENT;

interface Run {
  readonly weather: Weather;
  plant: PlantState;
  atMs: number;
}

function begin(startMs: number, seed = 1, climate = TEMPERATE): Run {
  const weather = createWeather(createSeededRandom(seed), 0, climate);
  return { weather, plant: newPlant(LAYOUT, weather.at(startMs)), atMs: startMs };
}

/** Lets the house live, and looks at it each minute. */
function live(run: Run, forMs: number, look: (plant: PlantState) => void = () => undefined): void {
  const endMs = run.atMs + forMs;
  while (run.atMs < endMs) {
    const toMs = run.atMs + MINUTE_MS;
    run.plant = livePlant(LAYOUT, run.weather, run.plant, {
      fromMs: run.atMs,
      toMs,
      nowMs: toMs,
    });
    run.atMs = toMs;
    look(run.plant);
  }
}

function order(run: Run, id: string, command: ParsedCommand): void {
  run.plant = carryOut(PLACEMENT, run.plant, id, command);
}

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
        const coilsW = run.plant.coils
          .filter((_, coil) => LAYOUT.coils[coil]?.roomIndex === index)
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
    live(run, 3 * DAY_MS, ({ coils }) => {
      assert.ok(coils.every(({ mode, heatW }) => mode === 'idle' && heatW === 0));
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

describe('the fan coils of the virtual house', () => {
  it('do not blow before the water is of use', () => {
    const run = begin(WINTER_MS);
    order(run, 'hcu_main', { kind: 'hcu', command: { commandId: 'c', mode: 'idle' } });
    live(run, 12 * HOUR_MS);
    for (const { call, mode, fanPercent } of run.plant.coils) {
      assert.deepEqual([call, mode, fanPercent], ['heat', 'inhibit', 0]);
    }
  });

  it('blow as hard as they are told, else by the error', () => {
    const run = begin(WINTER_MS);
    const command = { commandId: 'c', mode: 'heat', tempHeatSetC: 26 } as const;
    order(run, 'fcu_3', { kind: 'fcu', command });
    order(run, 'fcu_4', { kind: 'fcu', command: { ...command, fanPercent: 40 } });
    live(run, 30 * MINUTE_MS);
    assert.deepEqual(
      run.plant.coils.slice(2, 4).map(({ mode, fanPercent }) => [mode, fanPercent]),
      [
        ['heat', 100],
        ['heat', 40],
      ],
    );
  });

  it('leave the mode alone that a zone does not support', () => {
    const run = begin(SUMMER_MS);
    live(run, 2 * DAY_MS, ({ coils }) => {
      assert.notEqual(coils[4]?.call, 'cool');
    });
  });
});

describe('the heat pump of the virtual house', () => {
  it('delivers more than it consumes, and its totals only grow', () => {
    for (const startMs of [WINTER_MS, SUMMER_MS]) {
      const run = begin(startMs);
      let before = run.plant.source;
      live(run, 3 * DAY_MS, ({ source }) => {
        assert.ok(source.lifetimeThermalKwh >= before.lifetimeThermalKwh);
        assert.ok(source.lifetimeElecKwh > before.lifetimeElecKwh);
        before = source;
      });
      const factor = before.lifetimeThermalKwh / before.lifetimeElecKwh;
      assert.ok(factor > 2 && factor < 6, `seasonal performance ${factor}`);
    }
  });

  it('defrosts in the cold, and not in the warm', () => {
    const defrosts = (startMs: number) => {
      let minutes = 0;
      live(begin(startMs), 3 * DAY_MS, ({ source }) => {
        minutes += source.defrostLeftMs > 0 ? 1 : 0;
      });
      return minutes;
    };
    assert.ok(defrosts(WINTER_MS) > 0);
    assert.equal(defrosts(SUMMER_MS), 0);
  });

  it('is helped by the electric heater on the coldest days alone', () => {
    const helped = (annualMeanTempC: number) => {
      let minutes = 0;
      const climate = { ...TEMPERATE, annualMeanTempC };
      live(begin(WINTER_MS, 1, climate), 2 * DAY_MS, ({ source, conditions }) => {
        if (source.backupW === 0) return;
        minutes += 1;
        assert.ok(source.running === 'heat' && conditions.outdoorTempC < 0);
      });
      return minutes;
    };
    assert.ok(helped(-2) > 60);
    assert.equal(helped(14), 0);
  });

  it('needs more electricity for warmer water', () => {
    const performance = (supplyTempC: number) => {
      const run = begin(WINTER_MS);
      order(run, 'hcu_main', {
        kind: 'hcu',
        command: { commandId: 'c', mode: 'heat', supplyTempC },
      });
      live(run, DAY_MS);
      return run.plant.source.lifetimeThermalKwh / run.plant.source.lifetimeElecKwh;
    };
    assert.ok(performance(35) > performance(50));
  });

  it('reaches and holds the supply temperature that it is told', () => {
    const run = begin(WINTER_MS);
    const command = { commandId: 'c', mode: 'heat', supplyTempC: 45 } as const;
    order(run, 'hcu_main', { kind: 'hcu', command });
    live(run, 9 * HOUR_MS);
    assert.ok(Math.abs(run.plant.circuitTempC - 45) < 4, `${run.plant.circuitTempC} °C`);
  });

  it('does not turn the circuit round within half an hour by itself', () => {
    const run = begin(Date.UTC(2026, 4, 15));
    let { circuit } = run.plant.hcu;
    let heldMinutes = Infinity;
    live(run, 5 * DAY_MS, ({ hcu }) => {
      heldMinutes += 1;
      if (hcu.circuit === circuit) return;
      assert.ok(heldMinutes >= 30, `${heldMinutes} min`);
      circuit = hcu.circuit;
      heldMinutes = 0;
    });
  });
});

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
    assert.ok(run.plant.coils.some(({ call }) => call === 'cool'));
    order(run, 'hcu_main', { kind: 'hcu', command: { commandId: 'c', mode: 'dhw_charge' } });
    live(run, 10 * MINUTE_MS, ({ source }) => assert.equal(source.running, 'heat'));
  });
});

describe('the tanks of the virtual house', () => {
  it('keep the hot water hot, layered the right way up', () => {
    const run = begin(WINTER_MS);
    live(run, 4 * HOUR_MS);
    live(run, 3 * DAY_MS, ({ tank }) => {
      const [topC, midC, bottomC] = tank.layers;
      assert.ok(topC >= midC - 1e-9 && midC >= bottomC - 1e-9, tank.layers.join(' '));
      assert.ok(topC > 40 && topC < 60 && bottomC >= 12, tank.layers.join(' '));
    });
  });

  it('let the water cool where the hub forbids to heat it', () => {
    const run = begin(WINTER_MS);
    order(run, 'dhw_main', { kind: 'dhw', command: { commandId: 'c', heat: false } });
    live(run, 2 * DAY_MS, ({ hcu }) => {
      assert.notEqual(hcu.mode, 'dhw_charge');
    });
    assert.ok(run.plant.tank.layers[0] < 40);
  });

  it('heat what is at the top with the heater when told, up to the target, and stop when not', () => {
    const run = begin(WINTER_MS);
    const tell = (backupHeater?: true) => {
      const command = { commandId: 'c', heat: false, targetTempC: 50, recirc: false } as const;
      order(run, 'dhw_main', {
        kind: 'dhw',
        command: { ...command, ...(backupHeater && { backupHeater }) },
      });
    };
    tell();
    live(run, 2 * DAY_MS);
    const [beforeC, , bottomC] = run.plant.tank.layers;
    tell(true);
    live(run, 10 * MINUTE_MS, ({ tank, source }) => {
      assert.equal(tank.backupW, 3_000);
      assert.equal(source.running === 'heat' && tank.chargeW > 0, false);
    });
    const [topC, , bottomThenC] = run.plant.tank.layers;
    assert.ok(topC - beforeC > 3, `${beforeC} → ${topC} °C`);
    assert.ok(bottomThenC < bottomC + 0.1, 'the bottom is left alone');
    live(run, 12 * HOUR_MS, ({ tank }) => assert.ok(tank.layers[0] < 50.5));
    tell();
    live(run, HOUR_MS, ({ tank }) => assert.equal(tank.backupW, 0));
  });

  it('disinfect when told, with the backup heater, and note when', () => {
    const run = begin(WINTER_MS);
    const command = { commandId: 'c', heat: true, sanitize: true } as const;
    order(run, 'dhw_main', { kind: 'dhw', command });
    let backupMinutes = 0;
    let hotMinutes = 0;
    live(run, 12 * HOUR_MS, ({ tank }) => {
      backupMinutes += tank.backupW > 0 ? 1 : 0;
      if (tank.isSanitizing && tank.layers[2] >= 60) hotMinutes += 1;
    });
    assert.ok(hotMinutes >= 19 && hotMinutes <= 20, `hot for ${hotMinutes} min`);
    assert.equal(run.plant.tank.isSanitizing, false);
    assert.ok(backupMinutes > 0);
    const doneMs = run.plant.tank.lastSanitizationMs;
    assert.ok(doneMs !== undefined && doneMs > WINTER_MS && doneMs < run.atMs);
  });

  it('charge and discharge the buffer, unless it is told to stand', () => {
    const flows = (mode?: 'idle') => {
      const run = begin(WINTER_MS);
      if (mode) order(run, 'tes_main', { kind: 'tes', command: { commandId: 'c', mode } });
      let minutes = 0;
      live(run, 2 * DAY_MS, ({ buffer }) => {
        assert.ok(!(buffer.chargeActive && buffer.dischargeActive));
        minutes += buffer.chargeActive || buffer.dischargeActive ? 1 : 0;
      });
      return minutes;
    };
    assert.ok(flows() > 0);
    assert.equal(flows('idle'), 0);
  });
});

describe('the weather of the virtual house', () => {
  it('is the same for the same chance, and follows season, day and sun', () => {
    const at = (ms: number) => createWeather(createSeededRandom(7)).at(ms);
    assert.deepEqual(at(WINTER_MS + 5), createWeather(createSeededRandom(7)).at(WINTER_MS + 5));
    assert.ok(at(SUMMER_MS).outdoorTempC > at(WINTER_MS).outdoorTempC + 5);
    assert.equal(at(WINTER_MS + HOUR_MS).solarWPerM2, 0);
    assert.ok(at(WINTER_MS + 12 * HOUR_MS).solarWPerM2 > 0);
  });

  it('has no jumps, and stays within what the climate allows', () => {
    const weather = createWeather(createSeededRandom(7));
    const mostK = TEMPERATE.seasonAmplitudeK + TEMPERATE.dayAmplitudeK + TEMPERATE.driftK;
    let before = weather.at(WINTER_MS).outdoorTempC;
    for (let hour = 1; hour < 365 * 24; hour += 1) {
      const { outdoorTempC } = weather.at(WINTER_MS + hour * HOUR_MS);
      assert.ok(Math.abs(outdoorTempC - before) < 2);
      assert.ok(Math.abs(outdoorTempC - TEMPERATE.annualMeanTempC) <= mostK);
      before = outdoorTempC;
    }
  });
});
