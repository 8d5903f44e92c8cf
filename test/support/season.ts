/**
 * The hub and its house for some days of a season, restarted in the middle. `ARIS_TEST_LONG=1` lets them live for a whole
 * season (`npm run test:long`). They are in two test files, which run side by side.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMPRESSOR_DEFAULTS } from '../../src/domain/control/source/compressor.ts';
import { DHW_DEFAULTS } from '../../src/domain/control/hot-water/dhw.ts';
import { HYGIENE_DEFAULTS } from '../../src/domain/control/hot-water/hygiene.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { KIND } from '../../src/simulator/building.ts';
import { COMFORT_K } from './comfort.ts';
import { createWatchedHouse, type WatchedHouse } from './watched-house.ts';
import { DRAINED_HOUSE } from '../simulator/house.ts';
import { doer } from './doers.ts';

const isLong = process.env['ARIS_TEST_LONG'] === '1';
const LONG_DAYS = 90;
const SETTLING_MS = 6 * HOUR_MS;
const DOWN_MS = 1 * MINUTE_MS;
const HOLD = { tempHeatSetC: 20.5, durationMinutes: 100 * 24 * 60 };
/** For some minutes the last of several rooms may lack a little more, while the tank has its turn. */
const WORST_K = COMFORT_K + 0.1;
const COOLED_ABOVE_C = 10;
/** What is measured may be this far from what is true. */
const ENERGY_ERROR = 0.02;

/** The hub goes for a minute and comes back, over what it has stored. */
async function restart(living: WatchedHouse, isClean: boolean): Promise<void> {
  const before = living.hub();
  const { total } = before.energy.report();
  const { hold } = before.zones.get('study');
  await (isClean ? living.stopHub() : living.killHub());
  await living.pass(DOWN_MS);
  await living.startHub();
  const { zones, energy } = living.hub();
  assert.ok(hold);
  assert.deepEqual(zones.get('study').hold, hold);
  const kwhNow = energy.report().total.electricalKwh ?? NaN;
  assert.ok(kwhNow >= (total.electricalKwh ?? NaN), 'energy was lost');
}

/** Minutes of each zone's temperature that history lacks, of those in which the hub ran. */
function missingMinutes({ hub, clock }: WatchedHouse, fromMs: number): number[] {
  const { history, zones } = hub();
  // The rest is kept as quarters of hours.
  const firstMs = Math.max(fromMs, clock.nowMs() - 7 * DAY_MS);
  return zones.list().map(({ zoneId }) => {
    let found = 0;
    for (let startMs = firstMs; startMs < clock.nowMs(); startMs += DAY_MS) {
      const endMs = Math.min(startMs + DAY_MS, clock.nowMs());
      const { points } = history.query('zone', zoneId, { startMs, endMs });
      found += points.filter((point) => point['tempC'] !== undefined).length;
    }
    return (clock.nowMs() - firstMs) / MINUTE_MS - found;
  });
}

function assertPlantWasSpared({ truth }: WatchedHouse): void {
  const { startsPerHour, minRestMs } = COMPRESSOR_DEFAULTS;
  assert.ok(truth.startsPerHour() <= startsPerHour, `${truth.startsPerHour()} starts in an hour`);
  assert.ok(truth.shortestRestMs() >= minRestMs, `rested ${truth.shortestRestMs()} ms`);
}

function assertHotWater({ truth, clock }: WatchedHouse): void {
  const { coldestTopC } = truth.found();
  assert.ok(coldestTopC >= DHW_DEFAULTS.floorC, `hot water of ${coldestTopC} °C`);
  const { everyMs, graceMs } = HYGIENE_DEFAULTS;
  const cleanMs = truth.plant().tank.lastSanitizationMs ?? 0;
  assert.ok(clock.nowMs() - cleanMs <= everyMs + graceMs, 'not disinfected');
}

async function liveThrough(startMs: number, days: number, isClean: boolean): Promise<void> {
  const settledMs = startMs + SETTLING_MS;
  const house = DRAINED_HOUSE;
  const living = await createWatchedHouse({ house, building: KIND, startMs, settledMs });
  await living.hub().zoneCommands.command('study', HOLD, doer('test'));
  // Rooms are looked at in any weather here, not left to it.
  await living.hub().settings.patch({ coolingLimitC: COOLED_ABOVE_C }, doer('test'));
  const halfMs = Math.floor(days / 2) * DAY_MS + 10 * HOUR_MS;
  await living.live(halfMs);
  await restart(living, isClean);
  await living.live(days * DAY_MS - halfMs - DOWN_MS);

  const { truth, comfort } = living;
  const worst = comfort.worst();
  // On the coldest morning of a winter the heat pump is at its end, and people shower besides.
  assert.ok(worst.byK <= (isLong ? 2 * COMFORT_K : WORST_K), JSON.stringify(worst));
  assert.ok(comfort.beyondShare() <= 0.005, `${comfort.beyondShare()} of the time`);
  assert.equal(truth.found().bothWays, 0, 'heated and cooled at once');
  assertPlantWasSpared(living);
  assertHotWater(living);
  assert.ok(truth.imbalance() < ENERGY_ERROR, `${truth.imbalance()} of the energy is missing`);
  const { electrical, thermal } = await living.energyErrors();
  assert.ok(electrical < ENERGY_ERROR, `electricity off by ${electrical}`);
  assert.ok(thermal < ENERGY_ERROR, `heat off by ${thermal}`);
  const lostMs = DOWN_MS + (isClean ? 0 : 5 * MINUTE_MS);
  for (const missing of missingMinutes(living, startMs))
    assert.ok(missing <= lostMs / MINUTE_MS + 1, `history lacks ${missing} minutes`);
  assert.deepEqual(living.warnings, []);
  await living.stop();
}

/** Tests of these seasons, by when each begins; the first alone, for so many days, where it is not for long. */
export function describeSeasons(
  shortDays: number,
  seasons: readonly (readonly [season: string, startMs: number, isClean: boolean])[],
): void {
  const days = isLong ? LONG_DAYS : shortDays;
  describe('a house that lives with its hub', () => {
    for (const [season, startMs, isClean] of isLong ? seasons : seasons.slice(0, 1)) {
      it(`is well in ${season}, for a time in days of ${days}`, { timeout: HOUR_MS }, async () =>
        liveThrough(startMs, days, isClean),
      );
    }
  });
}
