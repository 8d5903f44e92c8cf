/** A gateway with a plant behind it, in a test's hands. */
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import type { Gateway } from '../../../src/simulator/gateways/gateway.ts';
import { placeHouse } from '../../../src/simulator/layout.ts';
import { livePlant, newPlant } from '../../../src/simulator/plant.ts';
import { createWeather } from '../../../src/simulator/weather.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { HOUSE } from '../house.ts';

const START_MS = Date.UTC(2026, 0, 20, 9);
const PLACEMENT = placeHouse(HOUSE);

export function createStage(gateway: Gateway) {
  const weather = createWeather(createSeededRandom(1), 0);
  let plant = newPlant(PLACEMENT.layout, weather.at(START_MS));
  let atMs = START_MS;
  const live = (forMs: number) => {
    for (const endMs = atMs + forMs; atMs < endMs; atMs += MINUTE_MS) {
      plant = gateway.obey(PLACEMENT, plant);
      const toMs = atMs + MINUTE_MS;
      plant = livePlant(PLACEMENT.layout, weather, plant, { fromMs: atMs, toMs, nowMs: toMs });
    }
  };
  live(2 * HOUR_MS);
  return {
    live,
    plant: () => plant,
    /** What it says now, by topic. */
    said: () =>
      new Map(gateway.report(PLACEMENT, plant).map(({ topic, payload }) => [topic, payload])),
    /** What it says now at a topic, as JSON. */
    object: (topic: string): Readonly<Record<string, unknown>> => {
      const { payload = '{}' } =
        gateway.report(PLACEMENT, plant).find((one) => one.topic === topic) ?? {};
      return JSON.parse(payload) as Readonly<Record<string, unknown>>;
    },
  };
}
