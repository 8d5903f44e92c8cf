/** The hub and its house on days when something is wrong, or out of the ordinary. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DHW_DEFAULTS } from '../../src/domain/control/hot-water/dhw.ts';
import { isoTime, HOUR_MS } from '../../src/domain/units.ts';
import { KIND } from '../../src/simulator/building.ts';
import type { DeviceFault } from '../../src/simulator/virtual-house.ts';
import { COMFORT_K } from '../support/comfort.ts';
import { createWatchedHouse, type WatchedHouse } from '../support/watched-house.ts';
import { DRAINED_HOUSE, HOUSE } from './house.ts';
import { doer } from '../support/doers.ts';

const WINTER_MS = Date.UTC(2026, 0, 20);
const SUMMER_MS = Date.UTC(2026, 6, 20);
const SETTLING_MS = 6 * HOUR_MS;
/** For some minutes the last of several rooms may lack a little more, while the tank has its turn. */
const WORST_K = COMFORT_K + 0.1;

const NO_FAULTS: Readonly<Record<string, DeviceFault>> = {};

/** Rooms are looked at in any weather here, not left to it. */
const COOLED_ABOVE_C = 10;

async function begin(startMs: number, { house = DRAINED_HOUSE, faults = NO_FAULTS } = {}) {
  let areBroken = false;
  const living = await createWatchedHouse({
    house,
    building: KIND,
    startMs,
    settledMs: startMs + SETTLING_MS,
    excused: ['too_humid'],
    faultOf: ({ id }) => (areBroken ? faults[id] : undefined),
  });
  await living.hub().settings.patch({ coolingLimitC: COOLED_ABOVE_C }, doer('test'));
  return { ...living, breakThem: (isTrue: boolean) => void (areBroken = isTrue) };
}

const tempsOf = ({ truth }: WatchedHouse) => truth.plant().rooms.map(({ tempC }) => tempC);

describe('a day of the house and its hub', () => {
  it('with a sensor lost: its fan coils stand in', async () => {
    const living = await begin(WINTER_MS, {
      faults: { sensor_living: { isSilent: true }, sensor_study: { says: { tempC: 85 } } },
    });
    await living.live(SETTLING_MS);
    living.breakThem(true);
    await living.live(6 * HOUR_MS);
    assert.ok(living.comfort.worst().byK <= WORST_K, JSON.stringify(living.comfort.worst()));
    await living.stop();
  });

  it('with a room that nobody measures: it is kept from freezing, and the others warm', async () => {
    const living = await begin(WINTER_MS, {
      faults: { sensor_bedroom: { isSilent: true }, fcu_3: { isSilent: true } },
    });
    await living.live(SETTLING_MS);
    living.breakThem(true);
    await living.live(8 * HOUR_MS);
    const { zones } = living.hub();
    assert.equal(zones.get('bedroom').tempC, undefined);
    const [, bedroomC = 0, ...others] = tempsOf(living);
    assert.ok(bedroomC > 10 && bedroomC < 20, `${bedroomC} °C`);
    assert.ok(Math.min(...others) >= 20.5, `${others.join(', ')} °C`);
    living.breakThem(false);
    await living.live(6 * HOUR_MS);
    const [, againC = 0] = tempsOf(living);
    assert.ok(againC >= 20.5, `${againC} °C`);
    await living.stop();
  });

  it('with a fan coil that hears nothing: it is told of', async () => {
    const living = await begin(WINTER_MS, { faults: { fcu_4: { isDeaf: true } } });
    living.breakThem(true);
    await living.live(4 * HOUR_MS);
    const { journal } = living.hub();
    const { events } = await journal.query({ type: 'command_unconfirmed', audit: 'hidden' });
    assert.ok(events.length > 0 && events.length < 100, `${events.length} events`);
    assert.ok(events.every(({ objectId }) => objectId === 'fcu_4'));
    await living.stop();
  });

  it('with the broker gone for an hour: the house judges for itself meanwhile', async () => {
    const living = await begin(WINTER_MS);
    await living.live(7 * HOUR_MS);
    living.broker.breakConnections();
    await living.live(HOUR_MS);
    assert.equal(living.truth.plant().hcu.settings, undefined);
    assert.equal(living.hub().zones.get('living').tempC, undefined);
    living.broker.restore();
    await living.live(7 * HOUR_MS);
    assert.ok(living.truth.plant().hcu.settings);
    assert.ok(living.comfort.worst().byK <= WORST_K, JSON.stringify(living.comfort.worst()));
    assert.ok(living.truth.found().coldestTopC >= DHW_DEFAULTS.floorC);
    const { electrical, thermal } = await living.energyErrors();
    assert.ok(electrical < 0.02 && thermal < 0.02, `energy off by ${electrical}, ${thermal}`);
    await living.stop();
  });

  it('that is the last of a vacation: warm and with hot water at the return', async () => {
    const living = await begin(WINTER_MS);
    await living.live(HOUR_MS);
    const returnMs = WINTER_MS + 26 * HOUR_MS;
    const mode = { mode: 'vacation', until: isoTime(returnMs) } as const;
    await living.hub().system.command(mode, doer('test'));
    await living.live(13 * HOUR_MS);
    assert.ok(tempsOf(living).every((tempC) => tempC < 19));
    await living.live(returnMs - living.clock.nowMs());
    for (const tempC of tempsOf(living)) assert.ok(tempC >= 20.5, `${tempC} °C at the return`);
    assert.ok(living.truth.plant().tank.layers[0] >= 45, 'no hot water at the return');
    await living.stop();
  });

  it('with surplus in the afternoon: it is stored, and more of it at level 4', async () => {
    const living = await begin(WINTER_MS + 6 * HOUR_MS);
    await living.live(SETTLING_MS);
    const before = tempsOf(living);
    for (const [level, raisedK] of [
      [3, 0.3],
      [4, 0.6],
    ] as const) {
      await living.hub().surplus.command(level, isoTime(WINTER_MS + 18 * HOUR_MS), doer('test'));
      await living.live(3 * HOUR_MS);
      for (const [index, tempC] of tempsOf(living).entries())
        assert.ok(tempC >= (before[index] ?? 0) + raisedK, `${before[index]} → ${tempC} °C`);
      const [topC] = living.truth.plant().tank.layers;
      assert.ok(topC >= 53, `hot water of ${topC} °C`);
    }
    await living.live(3 * HOUR_MS);
    assert.ok(living.truth.startsPerHour() <= 3);
    await living.stop();
  });

  it('in summer without drains: nothing drips', async () => {
    const living = await begin(SUMMER_MS + 5 * HOUR_MS, { house: HOUSE });
    await living.live(12 * HOUR_MS);
    const { condensateG } = living.truth.found();
    assert.ok(condensateG < 1, `${condensateG} g`);
    assert.ok(living.comfort.worst().byK <= WORST_K, JSON.stringify(living.comfort.worst()));
    await living.stop();
  });
});
