/** The houses that live through simulated weeks: the same rooms, people and weather, whoever controls them. */
import type { House } from '../../../src/domain/house.ts';
import type { ScheduleEntry } from '../../../src/domain/schedule.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createWeather, TEMPERATE, type Weather } from '../../../src/simulator/weather.ts';
import { DRAINED_HOUSE } from '../../simulator/house.ts';
import {
  createRecordedWeather,
  PLACE_NAMES,
  recordedWeekStartMs,
  type PlaceName,
} from '../../simulator/recorded-weather.ts';
import { createSeededRandom } from '../seeded-random.ts';

/** Local time is UTC here, so that an hour of the day is one for all. */
export const WEEK_HOUSE: House = { ...DRAINED_HOUSE, timeZone: 'UTC' };

/** Midnights with which the synthetic weather begins. */
export const SEASONS = {
  winter: Date.UTC(2026, 0, 20),
  shoulder: Date.UTC(2026, 3, 10),
  summer: Date.UTC(2026, 6, 20),
} as const;
export type Season = keyof typeof SEASONS;
export const SEASON_NAMES = Object.keys(SEASONS) as readonly Season[];
export const weatherOf = (seed: number): Weather =>
  createWeather(createSeededRandom(seed), 0, TEMPERATE);

/** The first three seeds are of places whose weather was measured. */
const PLACES: readonly (PlaceName | undefined)[] = PLACE_NAMES;
export const SEEDS = [1, 2, 3, 4, 5] as const;

/** A season in the weather of a seed, from some hours before the first morning. */
export function seasonOf(season: Season, seed: number) {
  const place = PLACES[seed - 1];
  const midnightMs = place === undefined ? SEASONS[season] : recordedWeekStartMs(place, season);
  const weather = place === undefined ? weatherOf(seed) : createRecordedWeather(place);
  return { startMs: midnightMs + 4 * HOUR_MS, weather, seed };
}

/** The same weather with a spell that makes it colder by so much within a day. */
export const turningCold = (weather: Weather, fromMs: number, byK: number): Weather => ({
  at(instantMs) {
    const conditions = weather.at(instantMs);
    const colderK = byK * Math.min(1, Math.max(0, (instantMs - fromMs) / DAY_MS));
    const { outdoorTempC, outdoorDewPointC } = conditions;
    return {
      ...conditions,
      outdoorTempC: outdoorTempC - colderK,
      outdoorDewPointC: outdoorDewPointC - colderK,
    };
  },
});

/** °C by zone: by day and, where it is another, by night. */
const HEAT_SETS: Readonly<Record<string, { readonly dayC: number; readonly nightC: number }>> = {
  living: { dayC: 21, nightC: 18 },
  bedroom: { dayC: 20, nightC: 20 },
  study: { dayC: 21, nightC: 18 },
  bath: { dayC: 21.5, nightC: 21.5 },
};
const COOL_SET_C = 25;
/** When the day's setpoints begin, and the night's. */
export const MORNING_MS = 6.5 * HOUR_MS;
const EVENING_MS = 22 * HOUR_MS;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export interface Setpoints {
  readonly heatC: number;
  /** Undefined where the zone cannot be cooled. */
  readonly coolC: number | undefined;
  /** How long ago the heating setpoint was raised. */
  readonly raisedMs: number;
}

const clockOf = (ms: number) =>
  `${String(Math.floor(ms / HOUR_MS)).padStart(2, '0')}:${String((ms % HOUR_MS) / MINUTE_MS).padStart(2, '0')}`;

const setsOf = (zoneId: string) => {
  const sets = HEAT_SETS[zoneId];
  if (sets === undefined) throw new Error(`${zoneId} has no setpoints`);
  return sets;
};

export function setpointsAt(zoneIndex: number, atMs: number): Setpoints {
  const zone = WEEK_HOUSE.zones[zoneIndex];
  const { dayC, nightC } = setsOf(zone?.zoneId ?? '');
  const timeMs = atMs % DAY_MS;
  const isDay = timeMs >= MORNING_MS && timeMs < EVENING_MS;
  return {
    heatC: isDay ? dayC : nightC,
    coolC: zone?.supportsCool === true ? COOL_SET_C : undefined,
    raisedMs: isDay && dayC > nightC ? timeMs - MORNING_MS : Infinity,
  };
}

/** The same as a schedule of the hub's. */
export function scheduleOf(zoneId: string): readonly ScheduleEntry[] {
  const { dayC, nightC } = setsOf(zoneId);
  const coolable = WEEK_HOUSE.zones.find((zone) => zone.zoneId === zoneId)?.supportsCool;
  const entry = (atMs: number, tempHeatSetC: number): ScheduleEntry => ({
    days: DAYS,
    at: clockOf(atMs),
    tempHeatSetC,
    ...(coolable === true && { tempCoolSetC: COOL_SET_C, mode: 'auto' }),
  });
  return [entry(MORNING_MS, dayC), entry(EVENING_MS, nightC)];
}
