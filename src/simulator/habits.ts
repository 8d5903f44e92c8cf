/** What the people of the house do over a day, by the local hour (0 to under 24). */
import { chanceOf } from './chance.ts';
import type { Conditions } from './weather.ts';

/** People in a room: in one of two they live by day, in the other they sleep. */
export function occupantsAt(roomIndex: number, localHour: number): number {
  const isNight = localHour >= 22.5 || localHour < 7;
  if (roomIndex % 2 === 1) return isNight ? 2 : 0;
  if (isNight) return 0;
  return localHour < 9 || localHour >= 17 ? 2 : 0.5;
}

/** When water is kept warm up to the taps, where the house has a loop for it. */
export function isRecirculationTime(localHour: number): boolean {
  return localHour >= 6 && localHour < 22 && (localHour * 60) % 30 < 10;
}

/** Each room is aired within an hour from these, for ten minutes; once in twenty times the window is forgotten. */
const AIRING_HOURS = [7, 20.5] as const;
const AIRED_HOURS = 10 / 60;
const FORGOTTEN_HOURS = 1;
const FORGOTTEN_SHARE = 0.05;

export function isWindowOpenAt(
  seed: number,
  roomIndex: number,
  { localDay, localHour }: Pick<Conditions, 'localDay' | 'localHour'>,
): boolean {
  return AIRING_HOURS.some((earliestHour) => {
    const chance = (what: number) => chanceOf(seed, roomIndex, localDay, earliestHour * 2, what);
    const sinceHours = localHour - earliestHour - chance(0);
    const hours = chance(1) < FORGOTTEN_SHARE ? FORGOTTEN_HOURS : AIRED_HOURS;
    return sinceHours >= 0 && sinceHours < hours;
  });
}
