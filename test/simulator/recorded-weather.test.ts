import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts';
import { placeHouse } from '../../src/simulator/layout.ts';
import { livePlant, newPlant } from '../../src/simulator/plant.ts';
import { DRAINED_HOUSE } from './house.ts';
import {
  createRecordedWeather,
  PLACE_NAMES,
  RECORDED_DAYS,
  recordedWeekStartMs,
  type PlaceName,
  type Season,
} from './recorded-weather.ts';

const SEASONS = ['winter', 'shoulder', 'summer'] as const;
const hoursOf = (place: PlaceName, season: Season) => {
  const weather = createRecordedWeather(place);
  const startMs = recordedWeekStartMs(place, season);
  return Array.from({ length: 8 * 24 }, (_, hour) => weather.at(startMs + hour * HOUR_MS));
};
const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const temps = (place: PlaceName, season: Season) =>
  hoursOf(place, season).map(({ outdoorTempC }) => outdoorTempC);

describe('recorded weather', () => {
  it('has a cold place with a spell to −12 °C, a mild one, and a hot and humid one', () => {
    const coldestC = Math.min(...temps('cold', 'winter'));
    assert.ok(coldestC < -11.5 && coldestC > -12.5, `${coldestC} °C`);
    const means = SEASONS.map((season) =>
      PLACE_NAMES.map((place) => Math.round(meanOf(temps(place, season))) + 0),
    );
    assert.deepEqual(means, [
      [-2, 0, 17],
      [7, 11, 25],
      [20, 22, 29],
    ]);
    const dews = hoursOf('hot', 'summer').map(({ outdoorDewPointC }) => outdoorDewPointC);
    assert.ok(meanOf(dews) > 22, `${meanOf(dews)} °C`);
  });

  it('is never wetter than air can be, and has neither gaps nor sun at night', () => {
    const all = PLACE_NAMES.flatMap((place) => SEASONS.flatMap((season) => hoursOf(place, season)));
    for (const { outdoorTempC, outdoorDewPointC, solarWPerM2, localHour } of all) {
      const suns = Object.values(solarWPerM2);
      assert.ok(outdoorDewPointC <= outdoorTempC + 0.1, `${outdoorDewPointC} °C`);
      assert.ok(
        suns.every((sun) => sun >= 0 && sun < 1_000),
        `${suns.join(' ')} W/m²`,
      );
      const isNight = localHour < 3 || localHour >= 22;
      assert.equal(isNight && suns.some((sun) => sun > 0), false);
    }
  });

  it('has the sun come from the east, pass the south and go in the west', () => {
    for (const place of PLACE_NAMES) {
      const sunniest = (facing: 'east' | 'south' | 'west') => {
        const sums = Array.from({ length: 24 }, () => 0);
        for (const { solarWPerM2, localHour } of hoursOf(place, 'shoulder'))
          sums[localHour] = (sums[localHour] ?? 0) + solarWPerM2[facing];
        return sums.indexOf(Math.max(...sums));
      };
      const [east, south, west] = [sunniest('east'), sunniest('south'), sunniest('west')];
      assert.ok(east >= 7 && east <= 10 && south >= 11 && south <= 14, `${east}, ${south}`);
      assert.ok(west >= 14 && west <= 18, `${west}`);
    }
  });

  it('says so where it is asked for what nobody recorded', () => {
    const weather = createRecordedWeather('cold');
    const startMs = recordedWeekStartMs('cold', 'winter');
    weather.at(startMs + (RECORDED_DAYS - 2) * DAY_MS);
    assert.throws(() => weather.at(startMs + RECORDED_DAYS * DAY_MS), {
      name: 'RangeError',
      message: 'no weather of 2026-02-18T00:00:00.000Z for cold',
    });
  });

  it('lets a house live that judges for itself, warm in the coldest week', () => {
    const { layout } = placeHouse(DRAINED_HOUSE);
    const weather = createRecordedWeather('cold');
    const fromMs = recordedWeekStartMs('cold', 'winter');
    let coldestC = Infinity;
    let plant = newPlant(layout, weather.at(fromMs), 1);
    for (let day = 0; day < 7; day += 1) {
      const atMs = fromMs + day * DAY_MS;
      const span = { fromMs: atMs, toMs: atMs + DAY_MS, nowMs: atMs };
      plant = livePlant(layout, weather, plant, span, ({ rooms }) => {
        const closed = rooms.filter(({ isWindowOpen }) => !isWindowOpen);
        coldestC = Math.min(coldestC, ...closed.map(({ massTempC }) => massTempC));
      });
    }
    assert.ok(coldestC > 16, `${coldestC} °C`);
  });
});
