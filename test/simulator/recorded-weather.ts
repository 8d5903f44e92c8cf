/** Weather that was measured: weeks of three seasons at three places (`data/README.md` says whose they are). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts';
import type { Conditions, Facing, Weather } from '../../src/simulator/weather.ts';

interface Place {
  readonly latitude: number;
  /** East of Greenwich, and that of the meridian whose time the place has. */
  readonly longitude: number;
  readonly meridian: number;
}

const PLACES = {
  cold: { latitude: 50.32, longitude: 11.91, meridian: 15 },
  mild: { latitude: 51.46, longitude: 7.06, meridian: 15 },
  hot: { latitude: 25.8, longitude: -80.27, meridian: -75 },
} as const satisfies Readonly<Record<string, Place>>;

export type PlaceName = keyof typeof PLACES;
export const PLACE_NAMES = Object.keys(PLACES) as PlaceName[];

/** The first day that is recorded of each season, counted from 1 January. */
export const FIRST_DAYS: Readonly<Record<PlaceName, Readonly<Record<Season, number>>>> = {
  cold: { winter: 37, shoulder: 99, summer: 228 },
  mild: { winter: 9, shoulder: 99, summer: 224 },
  hot: { winter: 37, shoulder: 99, summer: 222 },
};
export type Season = 'winter' | 'shoulder' | 'summer';
export const RECORDED_DAYS = 10;

type Recorded = Pick<Conditions, 'outdoorTempC' | 'outdoorDewPointC' | 'solarWPerM2'>;

/** Where a window looks, in degrees from south to the west. */
const AZIMUTH: Readonly<Record<Facing, number>> = { south: 0, west: 90, north: 180, east: -90 };
/** What the ground throws back of the sun. */
const ALBEDO = 0.2;
/** Below it the sun is behind hills, and its heat on a horizontal plane says nothing of a wall. */
const LOWEST_SINE = 0.05;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Declination and hour angle of the sun, to half a degree (Cooper; Spencer's equation of time). */
function sunAt({ longitude, meridian }: Place, day: number, hour: number) {
  const turn = (2 * Math.PI * day) / 365;
  const equationMinutes =
    229.2 *
    (0.000_075 +
      0.001_868 * Math.cos(turn) -
      0.032_077 * Math.sin(turn) -
      0.014_615 * Math.cos(2 * turn) -
      0.040_89 * Math.sin(2 * turn));
  const solarHour = hour + (longitude - meridian) / 15 + equationMinutes / 60;
  return {
    declination: radians(23.45) * Math.sin((2 * Math.PI * (285 + day)) / 365),
    hourAngle: radians(15 * (solarHour - 12)),
  };
}

/** The sun on upright windows, from what falls on a horizontal plane. */
function onWindows(place: Place, day: number, hour: number, beamW: number, diffuseW: number) {
  const latitude = radians(place.latitude);
  const { declination, hourAngle } = sunAt(place, day, hour);
  const sine =
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  const toSouth =
    Math.sin(latitude) * Math.cos(declination) * Math.cos(hourAngle) -
    Math.cos(latitude) * Math.sin(declination);
  const toWest = Math.cos(declination) * Math.sin(hourAngle);
  const facing = (name: Facing) => {
    const azimuth = radians(AZIMUTH[name]);
    const cosine = toSouth * Math.cos(azimuth) + toWest * Math.sin(azimuth);
    const direct = sine > LOWEST_SINE ? (beamW * Math.max(0, cosine)) / sine : 0;
    return direct + diffuseW / 2 + (ALBEDO * (beamW + diffuseW)) / 2;
  };
  return {
    south: facing('south'),
    west: facing('west'),
    north: facing('north'),
    east: facing('east'),
  };
}

/** By the hour of the year. */
function recordedAt(name: PlaceName): ReadonlyMap<number, Recorded> {
  const text = readFileSync(join(import.meta.dirname, 'data', `weather-${name}.csv`), 'utf8');
  const lines = text.trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [day = NaN, hour = NaN, tempC = NaN, dewPointC = NaN, beamW = NaN, diffuseW = NaN] =
        line.split(',').map(Number);
      const solarWPerM2 = onWindows(PLACES[name], day, hour + 0.5, beamW, diffuseW);
      return [day * 24 + hour, { outdoorTempC: tempC, outdoorDewPointC: dewPointC, solarWPerM2 }];
    }),
  );
}

const between = (before: number, after: number, share: number) => before + share * (after - before);

/**
 * @param utcOffsetMs how far the house's clocks are ahead of UTC: the day of the place is laid over that of the house
 * @throws RangeError where it is asked for a time that nobody recorded
 */
export function createRecordedWeather(name: PlaceName, utcOffsetMs = 0): Weather {
  const recorded = recordedAt(name);

  function hourAt(instantMs: number, hourOfYear: number): Recorded {
    const found = recorded.get(hourOfYear);
    if (found) return found;
    throw new RangeError(`no weather of ${new Date(instantMs).toISOString()} for ${name}`);
  }

  return {
    at(instantMs) {
      const localMs = instantMs + utcOffsetMs;
      const localDay = Math.floor(localMs / DAY_MS);
      const yearStartMs = Date.UTC(new Date(localMs).getUTCFullYear(), 0, 1);
      // What was recorded stands in the middle of its hour.
      const hours = (localMs - yearStartMs) / HOUR_MS - 0.5;
      const before = hourAt(instantMs, Math.floor(hours));
      const after = hourAt(instantMs, Math.floor(hours) + 1);
      const share = hours - Math.floor(hours);
      const sun = (facing: Facing) =>
        between(before.solarWPerM2[facing], after.solarWPerM2[facing], share);
      return {
        outdoorTempC: between(before.outdoorTempC, after.outdoorTempC, share),
        outdoorDewPointC: between(before.outdoorDewPointC, after.outdoorDewPointC, share),
        solarWPerM2: {
          south: sun('south'),
          west: sun('west'),
          north: sun('north'),
          east: sun('east'),
        },
        localDay,
        localHour: (localMs - localDay * DAY_MS) / HOUR_MS,
      };
    },
  };
}

/** Local midnight of the second recorded day of the season in a year, ms: a house lives some hours before it is looked at. */
export const recordedWeekStartMs = (
  name: PlaceName,
  season: Season,
  { year = 2026, utcOffsetMs = 0 } = {},
): number => Date.UTC(year, 0, 1) + (FIRST_DAYS[name][season] + 1) * DAY_MS - utcOffsetMs;
