/** The days until whose evening somebody may be away, to choose from with a tap. */
import { instantAt, wallDay } from '../../house-time.ts';

const DAY_MS = 24 * 60 * 60_000;
/** On the house's clocks: when most people are back. */
const EVENING = '18:00';
const DAYS = 7;

/** The day so many days later, as `2026-11-22`: days of the calendar, of which some have 23 hours. */
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The evenings to come, that of today first where it is not past, as a `datetime-local` field has them. */
export function evenings(nowMs: number, timeZone: string): readonly string[] {
  const today = wallDay(nowMs, timeZone);
  return Array.from({ length: DAYS + 1 }, (_, days) => `${dayAfter(today, days)}T${EVENING}`)
    .filter((wall) => instantAt(wall, timeZone) > nowMs)
    .slice(0, DAYS);
}

/** How many days of the calendar it is until then. */
export const daysUntil = (wall: string, nowMs: number, timeZone: string): number =>
  (Date.parse(`${wall.slice(0, 10)}T00:00Z`) - Date.parse(`${wallDay(nowMs, timeZone)}T00:00Z`)) /
  DAY_MS;
