/** The state of a house over time, brought up to the clock whenever someone looks: it needs no timer of its own. */
import type { Clock } from '../app/base/ports/clock.ts';
import type { Random } from '../app/base/ports/random.ts';
import { HOUR_MS } from '../domain/units.ts';
import type { Placement } from './layout.ts';
import { livePlant, newPlant, type PlantState, type StepObserver } from './plant.ts';
import { utcOffsetMs } from './utc-offset.ts';
import { createWeather, type Weather } from './weather.ts';

export interface Life {
  /** The house as it is now. */
  plant(): PlantState;
  /** Changes what the devices are told, and lets them make up their minds about it. */
  change(alter: (plant: PlantState) => PlantState): void;
}

export interface LifeOptions {
  readonly placement: Placement;
  /** An IANA name: people shower and the sun shines by its time. */
  readonly timeZone: string;
  readonly clock: Clock;
  readonly random: Random;
  /** That of a temperate place, by chance, where it is absent. */
  readonly weather?: Weather | undefined;
  /** How many times faster than the clock the house lives. */
  readonly speed: number;
  /** The house moves on by whole grains of the clock's time, however often it is looked at. */
  readonly grainMs: number;
  /** Looks at each step. */
  readonly onStep?: StepObserver | undefined;
}

/** The house has already lived so long when it is first seen: nobody starts from cold water. */
const WARM_UP_MS = 2 * HOUR_MS;
/** After a command the devices get this long to make up their minds before they confirm it. */
const DECISION_MS = 1;

export function createLife(options: LifeOptions): Life {
  const { placement, timeZone, clock, random, speed, grainMs, onStep } = options;
  const { layout } = placement;
  const startMs = clock.nowMs();
  const startMonotonicMs = clock.monotonicMs();
  const weather = options.weather ?? createWeather(random, utcOffsetMs(timeZone, startMs));
  const [seed = 0] = new Uint32Array(random.bytes(4).slice().buffer);
  let atMs = startMs - WARM_UP_MS;
  let state = newPlant(layout, weather.at(atMs), seed);

  function liveUntil(toMs: number): void {
    if (toMs <= atMs) return;
    const span = { fromMs: atMs, toMs, nowMs: clock.nowMs() };
    state = livePlant(layout, weather, state, span, onStep);
    atMs = toMs;
  }
  const houseNowMs = () => startMs + (clock.monotonicMs() - startMonotonicMs) * speed;

  return {
    plant() {
      const grains = Math.floor((houseNowMs() - atMs) / (grainMs * speed));
      liveUntil(atMs + grains * grainMs * speed);
      return state;
    },
    change(alter) {
      liveUntil(houseNowMs());
      state = alter(state);
      liveUntil(atMs + DECISION_MS);
    },
  };
}
