/**
 * The short form of the weeks (`npm run weeks`): half a day of each season and of all measured weather, from before the
 * morning's step to the afternoon, in the hub's hands and beside it in those of a plain thermostat.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outOfBounds } from '../support/weeks/bounds.ts';
import { hubControl } from '../support/weeks/hub.ts';
import { SEASON_NAMES, SEEDS, seasonOf } from '../support/weeks/season.ts';
import { thermostatControl } from '../support/weeks/thermostat.ts';
import { liveWeek } from '../support/weeks/week.ts';
import { PLACE_NAMES } from './recorded-weather.ts';

/** Those whose weather was measured: the others' is by chance, of which planted-faults.test.ts has its days. */
const SHORT_SEEDS = SEEDS.slice(0, PLACE_NAMES.length);

describe('half a day of a house', () => {
  for (const season of SEASON_NAMES)
    for (const seed of SHORT_SEEDS)
      it(`in ${season}, in weather ${seed}, is as it should be`, async () => {
        const week = { ...seasonOf(season, seed), hours: 12 };
        const plain = await liveWeek({ ...week, control: thermostatControl });
        const hub = await liveWeek({ ...week, control: hubControl });
        assert.deepEqual(outOfBounds(hub, plain), []);
      });
});
