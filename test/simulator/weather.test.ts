import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS } from '../../src/domain/units.ts';
import { createWeather, TEMPERATE } from '../../src/simulator/weather.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { WINTER_MS, SUMMER_MS } from './lived-plant.ts';

describe('the weather of the virtual house', () => {
  it('is the same for the same chance, and follows season, day and sun', () => {
    const at = (ms: number) => createWeather(createSeededRandom(7)).at(ms);
    assert.deepEqual(at(WINTER_MS + 5), createWeather(createSeededRandom(7)).at(WINTER_MS + 5));
    assert.ok(at(SUMMER_MS).outdoorTempC > at(WINTER_MS).outdoorTempC + 5);
    assert.deepEqual(at(WINTER_MS + HOUR_MS).solarWPerM2, { south: 0, east: 0, west: 0, north: 0 });
    assert.ok(at(WINTER_MS + 12 * HOUR_MS).solarWPerM2.south > 0);
  });

  it('has its sun in the east in the morning and in the west in the evening, and least in the north', () => {
    const sunAt = (hour: number) =>
      createWeather(createSeededRandom(7)).at(SUMMER_MS + hour * HOUR_MS).solarWPerM2;
    assert.ok(sunAt(8).east > sunAt(8).south && sunAt(8).west === 0);
    assert.ok(sunAt(17).west > sunAt(17).south && sunAt(17).east < sunAt(17).north);
    assert.ok(sunAt(12).south > sunAt(12).east && sunAt(12).south > sunAt(12).west);
  });

  it('counts the days of the local clock', () => {
    const weather = createWeather(createSeededRandom(7), HOUR_MS);
    const { localDay, localHour } = weather.at(WINTER_MS - HOUR_MS);
    assert.deepEqual([localDay, localHour], [WINTER_MS / (24 * HOUR_MS), 0]);
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
