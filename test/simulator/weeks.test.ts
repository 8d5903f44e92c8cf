/**
 * The short form of the weeks (`npm run weeks`): half a day of each season and seed, from before the morning's step
 * to the afternoon, in the hub's hands and beside it in those of a plain thermostat.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outOfBounds } from '../support/weeks/bounds.ts';
import { hubControl } from '../support/weeks/hub.ts';
import { SEASON_NAMES, SEEDS, seasonOf } from '../support/weeks/season.ts';
import { thermostatControl } from '../support/weeks/thermostat.ts';
import { liveWeek } from '../support/weeks/week.ts';

describe('half a day of a house', () => {
  for (const season of SEASON_NAMES)
    for (const seed of SEEDS)
      it(`in ${season}, in weather ${seed}, is as it should be`, async () => {
        const week = { ...seasonOf(season, seed), hours: 12 };
        const plain = await liveWeek({ ...week, control: thermostatControl });
        const hub = await liveWeek({ ...week, control: hubControl });
        assert.deepEqual(outOfBounds(hub, plain), []);
      });
});
