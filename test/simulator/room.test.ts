import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { ORDINARY } from '../../src/simulator/building.ts';
import { occupantsAt } from '../../src/simulator/habits.ts';
import { placeHouse, type PlantLayout } from '../../src/simulator/layout.ts';
import { newPlant, stepPlant, STEP_MAX_MS, type PlantState } from '../../src/simulator/plant.ts';
import { airLossWPerK, newRoom, stepRoom, type RoomInputs } from '../../src/simulator/room.ts';
import { TEMPERATE, type Conditions } from '../../src/simulator/weather.ts';
import { HOUSE } from './house.ts';
import { KIND_LAYOUT, LAYOUT, WINTER_MS, SUMMER_MS, begin, live, order } from './lived-plant.ts';

const NO_SUN = { south: 0, west: 0, north: 0, east: 0 };
const COLD_NIGHT: Conditions = {
  outdoorTempC: 0,
  outdoorDewPointC: -3,
  solarWPerM2: NO_SUN,
  localDay: 20_000,
  localHour: 3,
};
/** Nobody at home, no sun, the freezing point outdoors. */
const STILL: RoomInputs = {
  outdoorTempC: 0,
  outdoorDewPointC: -3,
  solarWPerM2: 0,
  occupants: 0,
  isWindowOpen: false,
  emitterAirW: 0,
  emitterRadiantW: 0,
  condensateGPerHour: 0,
  neighboursW: 0,
  noise: 0,
};
const [SPEC] = LAYOUT.rooms.slice(1);
assert.ok(SPEC);

/** Heat in all that stores some outside the water circuit, above 0 °C. */
function storedJ({ rooms, emitters }: PlantLayout, plant: PlantState): number {
  const ofRooms = rooms.map((spec, index) => {
    const { tempC = 0, massTempC = 0 } = plant.rooms[index] ?? {};
    return spec.airJPerK * tempC + spec.massJPerK * massTempC;
  });
  const ofEmitters = emitters.map(({ body }, index) =>
    body.kind === 'fan_coil'
      ? 0
      : body.store.capacityJPerK * (plant.emitters[index]?.storeTempC ?? 0),
  );
  return [...ofRooms, ...ofEmitters].reduce((sum, joules) => sum + joules, 0);
}

/** From water, sun and people, less what goes outdoors; rooms as they were before the step. */
function intoHouseW(layout: PlantLayout, rooms: PlantState['rooms'], after: PlantState): number {
  const { conditions, emitters } = after;
  const ofRooms = layout.rooms.map((spec, index) => {
    const { tempC = 0, massTempC = 0 } = rooms[index] ?? {};
    const isOpen = after.rooms[index]?.isWindowOpen === true;
    const lossW =
      (spec.windowLossWPerK + airLossWPerK(spec, isOpen)) * (tempC - conditions.outdoorTempC) +
      spec.wallLossWPerK * (massTempC - conditions.outdoorTempC);
    const sunW = 0.5 * spec.windowM2 * conditions.solarWPerM2[spec.facing];
    return sunW + 80 * occupantsAt(index, conditions.localHour) + 40 - lossW;
  });
  const ofWater = emitters.map(({ waterHeatW }) => waterHeatW);
  return [...ofRooms, ...ofWater].reduce((sum, watts) => sum + watts, 0);
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
        const run = begin(startMs, seed, TEMPERATE, KIND_LAYOUT);
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

  for (const emitters of [['fan_coil'], ['radiator'], ['floor']] as const)
    it(`and their ${emitters[0]}s gain and lose exactly the heat that flows`, () => {
      const { layout } = placeHouse(HOUSE, { ...ORDINARY, emitters });
      const run = begin(WINTER_MS, 1, TEMPERATE, layout);
      live(run, 6 * HOUR_MS);
      const before = storedJ(layout, run.plant);
      let flowedJ = 0;
      for (let step = 0; step < DAY_MS / STEP_MAX_MS; step += 1) {
        const conditions = run.weather.at(run.atMs);
        const { rooms } = run.plant;
        run.plant = stepPlant(layout, run.plant, { conditions, nowMs: run.atMs }, STEP_MAX_MS);
        run.atMs += STEP_MAX_MS;
        flowedJ += (intoHouseW(layout, rooms, run.plant) * STEP_MAX_MS) / SECOND_MS;
      }
      const gainedJ = storedJ(layout, run.plant) - before;
      assert.ok(Math.abs(gainedJ - flowedJ) < 1_000, `${gainedJ} J stored of ${flowedJ} J`);
    });

  it('come to rest where the heat that enters leaves again', () => {
    const inputs = { ...STILL, emitterAirW: 700, emitterRadiantW: 300, neighboursW: 50 };
    let room = newRoom(10);
    for (let step = 0; step < (20 * DAY_MS) / STEP_MAX_MS; step += 1)
      room = stepRoom(SPEC, room, inputs, STEP_MAX_MS);
    // Half of the 40 W of things that are always on goes to the air, half to the mass.
    const [airW, massW] = [700 + 50 + 20, 300 + 20];
    const airLoss = SPEC.windowLossWPerK + airLossWPerK(SPEC, false);
    const { surfaceWPerK, wallLossWPerK } = SPEC;
    const throughMass = (surfaceWPerK * wallLossWPerK) / (surfaceWPerK + wallLossWPerK);
    const airC =
      (airW + (massW * surfaceWPerK) / (surfaceWPerK + wallLossWPerK)) / (airLoss + throughMass);
    const massC = (massW + surfaceWPerK * airC) / (surfaceWPerK + wallLossWPerK);
    assert.ok(Math.abs(room.tempC - airC) < 1e-6, `${room.tempC} and not ${airC} °C`);
    assert.ok(Math.abs(room.massTempC - massC) < 1e-6, `${room.massTempC} and not ${massC} °C`);
  });

  it('lose what their air holds through an open window, and have some back of their walls', () => {
    let room = { ...newRoom(21), moistureGPerKg: 9, co2Ppm: 1_500 };
    const minutes = (count: number, isWindowOpen: boolean) => {
      for (let minute = 0; minute < count; minute += 1)
        room = stepRoom(SPEC, room, { ...STILL, isWindowOpen }, MINUTE_MS);
    };
    minutes(10, true);
    assert.ok(room.tempC < 17.5 && room.massTempC > 20.5, `${room.tempC}, ${room.massTempC} °C`);
    assert.ok(room.co2Ppm < 800 && room.moistureGPerKg < 7, `${room.co2Ppm} ppm`);
    const airedC = room.tempC;
    minutes(30, false);
    assert.ok(room.tempC > airedC + 1, `${airedC} → ${room.tempC} °C`);
  });

  it('warm each other, and keep the heat between them', () => {
    const { layout } = placeHouse(HOUSE);
    const cold = { ...newPlant(layout, COLD_NIGHT), rooms: [20, 10, 20, 20].map(newRoom) };
    const { rooms } = stepPlant(layout, cold, { conditions: COLD_NIGHT, nowMs: 0 }, MINUTE_MS);
    const alone = placeHouse(HOUSE, { ...ORDINARY, neighbourWPerK: 0 }).layout;
    const apart = stepPlant(alone, cold, { conditions: COLD_NIGHT, nowMs: 0 }, MINUTE_MS).rooms;
    const gainedJ = rooms.map(
      ({ tempC }, index) =>
        (tempC - (apart[index]?.tempC ?? 0)) * (layout.rooms[index]?.airJPerK ?? 0),
    );
    const [first = 0, second = 0, third = 0, fourth = 0] = gainedJ;
    // 20 W/K over 10 K, for a minute, to each side.
    assert.ok(Math.abs(first + 12_000) < 1 && Math.abs(third + 12_000) < 1, `${first}, ${third}`);
    assert.ok(Math.abs(second - 24_000) < 1 && fourth === 0, `${second}, ${fourth}`);
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
