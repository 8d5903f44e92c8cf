/** Outdoor temperature and sun over days and seasons, for a temperate place. */
import type { Random } from '../app/base/ports/random.ts';
import { DAY_MS, HOUR_MS } from '../domain/units.ts';
import { clamp } from './water.ts';

export interface WeatherClimate {
  readonly annualMeanTempC: number;
  /** Warmest and coldest days' means lie this far from the annual mean. */
  readonly seasonAmplitudeK: number;
  /** Afternoon and dawn lie this far from the day's mean. */
  readonly dayAmplitudeK: number;
  /** Most that a day's mean differs from its season's. */
  readonly driftK: number;
}

export const TEMPERATE: WeatherClimate = {
  annualMeanTempC: 10,
  seasonAmplitudeK: 10,
  dayAmplitudeK: 4,
  driftK: 4,
};

/** Where the windows of a room look. */
export type Facing = 'south' | 'west' | 'north' | 'east';

export interface Conditions {
  readonly outdoorTempC: number;
  readonly outdoorDewPointC: number;
  /** Sun on a window that looks there, W/m². */
  readonly solarWPerM2: Readonly<Record<Facing, number>>;
  /** Days since 1970 by the local clock. */
  readonly localDay: number;
  /** Hour of the local day, 0 to under 24. */
  readonly localHour: number;
}

export interface Weather {
  /** The weather at an instant, ms since 1970: the same answer each time it is asked. */
  at(instantMs: number): Conditions;
}

const YEAR_DAYS = 365.2425;
const COLDEST_DAY = 20;
const DARKEST_DAY = -10;
const WARMEST_HOUR = 15;
const SOLAR_NOON_HOUR = 12.5;
/** The air's moisture hardly changes over a day, and dawn is when it comes near to dew. */
const DAWN_ABOVE_DEW_K = 1;
/** Days after which drift and clouds repeat. */
const PATTERN_DAYS = 61;

/** Runs from −1 on `lowestDay` of the year to 1 half a year later. */
const seasonal = (day: number, lowestDay: number) =>
  -Math.cos((2 * Math.PI * (day - lowestDay)) / YEAR_DAYS);

function sunOn(day: number, localHour: number, clearness: number): number {
  const season = seasonal(day, DARKEST_DAY);
  const daylightHours = 12 + 4 * season;
  const angle = (Math.PI * (localHour - SOLAR_NOON_HOUR)) / daylightHours;
  if (Math.abs(angle) >= Math.PI / 2) return 0;
  return (350 + 100 * season) * clearness * Math.cos(angle);
}

/** The windows to the east and west have their sun so much earlier and later, lower; to the north it only scatters. */
const ASIDE_HOURS = 4;
const ASIDE_SHARE = 0.7;
const SCATTERED_SHARE = 0.15;

const sunOnEach = (
  day: number,
  localHour: number,
  clearness: number,
): Conditions['solarWPerM2'] => ({
  south: sunOn(day, localHour, clearness),
  east: ASIDE_SHARE * sunOn(day, localHour + ASIDE_HOURS, clearness),
  west: ASIDE_SHARE * sunOn(day, localHour - ASIDE_HOURS, clearness),
  north: SCATTERED_SHARE * sunOn(day, localHour, clearness),
});

/** @param utcOffsetMs how far the place's clocks are ahead of UTC */
export function createWeather(random: Random, utcOffsetMs = 0, climate = TEMPERATE): Weather {
  const bytes = random.bytes(2 * PATTERN_DAYS);
  /** From 0 to 1, one for each day of the pattern. */
  const chance = (index: number) => (bytes[index] ?? 0) / 255;
  const drift = (day: number) => 2 * chance(day % PATTERN_DAYS) - 1;
  const clearness = (day: number) => 0.25 + 0.75 * chance(PATTERN_DAYS + (day % PATTERN_DAYS));

  return {
    at(instantMs) {
      const localDays = (instantMs + utcOffsetMs) / DAY_MS;
      const day = Math.floor(localDays);
      const dayShare = localDays - day;
      const localHour = (dayShare * DAY_MS) / HOUR_MS;
      const { annualMeanTempC, seasonAmplitudeK, dayAmplitudeK, driftK } = climate;
      const driftNow = drift(day) + dayShare * (drift(day + 1) - drift(day));
      const dayMeanC =
        annualMeanTempC + seasonAmplitudeK * seasonal(localDays, COLDEST_DAY) + driftK * driftNow;
      const outdoorTempC =
        dayMeanC + dayAmplitudeK * Math.cos((2 * Math.PI * (localHour - WARMEST_HOUR)) / 24);
      return {
        outdoorTempC: clamp(outdoorTempC, -40, 50),
        outdoorDewPointC: clamp(dayMeanC - dayAmplitudeK - DAWN_ABOVE_DEW_K, -45, 30),
        solarWPerM2: sunOnEach(localDays, localHour, clearness(day)),
        localDay: day,
        localHour,
      };
    },
  };
}
