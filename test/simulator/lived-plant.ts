/** A plant that lives through its weather, and what is measured of it on the way. */
import { MINUTE_MS } from '../../src/domain/units.ts';
import { KIND } from '../../src/simulator/building.ts';
import { carryOut, type ParsedCommand } from '../../src/simulator/commands.ts';
import { placeHouse, type PlantLayout } from '../../src/simulator/layout.ts';
import { livePlant, newPlant, type PlantState } from '../../src/simulator/plant.ts';
import { createWeather, TEMPERATE, type Weather } from '../../src/simulator/weather.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { HOUSE } from './house.ts';

export const WINTER_MS = Date.UTC(2026, 0, 20);
export const SUMMER_MS = Date.UTC(2026, 6, 20);
export const PLACEMENT = placeHouse(HOUSE);
export const LAYOUT = PLACEMENT.layout;
/** Kind to its thermostats: what is measured of one device is not blurred by others. */
export const KIND_LAYOUT = placeHouse(HOUSE, KIND).layout;

export interface Run {
  readonly layout: PlantLayout;
  readonly weather: Weather;
  plant: PlantState;
  atMs: number;
}

export function begin(startMs: number, seed = 1, climate = TEMPERATE, layout = LAYOUT): Run {
  const weather = createWeather(createSeededRandom(seed), 0, climate);
  return { layout, weather, plant: newPlant(layout, weather.at(startMs), seed), atMs: startMs };
}

/** Lets the house live, and looks at it each minute. */
export function live(
  run: Run,
  forMs: number,
  look: (plant: PlantState) => void = () => undefined,
): void {
  const endMs = run.atMs + forMs;
  while (run.atMs < endMs) {
    const toMs = run.atMs + MINUTE_MS;
    run.plant = livePlant(run.layout, run.weather, run.plant, {
      fromMs: run.atMs,
      toMs,
      nowMs: toMs,
    });
    run.atMs = toMs;
    look(run.plant);
  }
}

export function order(run: Run, id: string, command: ParsedCommand): void {
  run.plant = carryOut(PLACEMENT, run.plant, id, command);
}
