/** What breaks in the plant is found by the hub that lives with it, and the house goes on as well as it can. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import type { SourceState } from '../../src/simulator/heat-pump.ts';
import type { Filling } from '../../src/simulator/filling.ts';
import { placeHouse } from '../../src/simulator/layout.ts';
import { livePlant, newPlant, type PlantState } from '../../src/simulator/plant.ts';
import { hubControl, type Saying } from '../support/weeks/hub.ts';
import { SEASONS, weatherOf, WEEK_HOUSE } from '../support/weeks/season.ts';

const START_MS = SEASONS.winter + 10 * HOUR_MS;
const placement = placeHouse(WEEK_HOUSE);
const { layout } = placement;
const weather = weatherOf(1);

/** A house in the hub's hands, from a winter's morning on. */
async function begin(says?: Saying) {
  let atMs = START_MS;
  let plant = newPlant(layout, weather.at(atMs), 1);
  plant = { ...plant, tank: { ...plant.tank, lastSanitizationMs: atMs } };
  const inHand = await hubControl(placement, atMs, 50, says);
  const { app } = inHand;
  let ranMs = 0;

  return {
    plant: () => plant,
    /** So long the source has run. */
    ranMs: () => ranMs,
    change(filling: Partial<Filling>, source: Partial<SourceState> = {}): void {
      const { filling: before, source: running } = plant;
      plant = { ...plant, filling: { ...before, ...filling }, source: { ...running, ...source } };
    },
    async live(forMs: number): Promise<void> {
      const look = ({ source }: PlantState, dtMs: number) => {
        if (source.running !== 'no') ranMs += dtMs;
      };
      for (const endMs = atMs + forMs; atMs < endMs; atMs += MINUTE_MS) {
        const toMs = atMs + MINUTE_MS;
        plant = livePlant(layout, weather, plant, { fromMs: atMs, toMs, nowMs: toMs }, look);
        plant = await inHand.tend(plant, toMs);
      }
    },
    /** Codes of the faults that were found, and of those that have ended, since the start. */
    async told(type: 'fault_raised' | 'fault_cleared' = 'fault_raised'): Promise<string[]> {
      const { events } = await app.journal.query({ type, audit: 'hidden' });
      const ofPlant = events.filter(({ source }) => source !== 'hub' && source !== 'system');
      return ofPlant.map(({ data }) => String((data as { code?: string }).code)).toReversed();
    },
  };
}

const coldestC = ({ rooms }: PlantState) => Math.min(...rooms.map(({ tempC }) => tempC));

describe('a plant that breaks', () => {
  it('is not found to while it is sound', async () => {
    const house = await begin();
    await house.live(6 * HOUR_MS);
    assert.deepEqual(await house.told(), []);
  });

  it('with a clogged filter: little water flows, and the house is heated all the same', async () => {
    const house = await begin();
    await house.live(HOUR_MS);
    house.change({ filterShare: 0.2 });
    await house.live(4 * HOUR_MS);
    assert.deepEqual(await house.told(), ['flow_low']);
    assert.ok(coldestC(house.plant()) > 19, `${coldestC(house.plant())} °C`);
    house.change({ filterShare: 1 });
    await house.live(HOUR_MS);
    assert.deepEqual(await house.told('fault_cleared'), ['flow_low']);
  });

  it('with a source that stands whatever it is told: rooms that nobody serves blame no valve', async () => {
    // It does not say that it is broken.
    const house = await begin(({ kind }) => (kind === 'hcu' ? { state: 'standby' } : undefined));
    await house.live(HOUR_MS);
    house.change({}, { hasFault: true });
    await house.live(8 * HOUR_MS);
    const told = await house.told();
    assert.ok(told.includes('source_idle') && !told.includes('no_effect'), told.join());
  });

  it('with a thermometer that is stuck below the setpoint: its room gets no hotter than it may', async () => {
    let isStuck = false;
    const stuck = { tempC: 20.2, rhPercent: 40, co2Ppm: 600 };
    const house = await begin(({ id }) => (isStuck && id === 'sensor_living' ? stuck : undefined));
    await house.live(HOUR_MS);
    isStuck = true;
    await house.live(9 * HOUR_MS);
    assert.deepEqual(await house.told(), ['thermometer_stuck']);
    const [{ tempC } = { tempC: NaN }] = house.plant().rooms;
    assert.ok(tempC > 18 && tempC < 24, `${tempC} °C`);
    isStuck = false;
    await house.live(HOUR_MS);
    assert.deepEqual(await house.told('fault_cleared'), ['thermometer_stuck']);
  });

  it('with a leak: its pressure is told of before the pump runs dry, and the source is stopped then', async () => {
    const house = await begin();
    await house.live(HOUR_MS);
    house.change({ leakBarPerHour: 0.5 });
    await house.live(2 * HOUR_MS);
    assert.deepEqual(await house.told(), ['pressure_low']);
    await house.live(HOUR_MS);
    const before = house.ranMs();
    await house.live(4 * HOUR_MS);
    const told = await house.told();
    const found = ['flow_lost', 'flow_low', 'not_served', 'pressure_low'];
    assert.deepEqual([...new Set(told)].sort(), found);
    const dryMs = house.ranMs() - before;
    assert.ok(dryMs <= 4 * 10 * MINUTE_MS, `${dryMs / MINUTE_MS} min without water`);
    house.change({ leakBarPerHour: 0, coldBar: 1.5 });
    // Three times within a day are enough, save that somebody has filled it up.
    await house.live(HOUR_MS);
    assert.ok((await house.told('fault_cleared')).includes('flow_lost'));
  });
});
