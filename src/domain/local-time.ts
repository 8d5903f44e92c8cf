/**
 * The house's wall clock. A wall time is written as ms since 1970 as if its clock showed UTC, so that days are all of
 * one length and weekdays are a division.
 */
import { DAY_MS, MINUTE_MS } from './units.ts';

/** How far a place's clocks are ahead of UTC at an instant, ms. */
export type OffsetOf = (instantMs: number) => number;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A day counted from 1 January 1970, an integer. */
export type EpochDay = number;

/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 3;

export function weekdayOf(day: EpochDay): Weekday {
  // A negative remainder counts from the end, as the days before 1970 do.
  return WEEKDAYS.at((day + FIRST_WEEKDAY) % WEEKDAYS.length) ?? 'mon';
}

export function localDayOf(instantMs: number, offsetOf: OffsetOf): EpochDay {
  return Math.floor((instantMs + offsetOf(instantMs)) / DAY_MS);
}

/** The first instant in (beforeMs, afterMs] at which the wall clock shows `wallMs` or later. */
function firstReaching(
  wallMs: number,
  beforeMs: number,
  afterMs: number,
  offsetOf: OffsetOf,
): number {
  let low = beforeMs;
  let high = afterMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetOf(middle) >= wallMs) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The first instant at which the wall clock shows this time or a later one. So a time that is doubled in autumn counts
 * once, the first time, and one that is skipped in spring comes when the clocks have jumped over it.
 */
export function instantOf(wallMs: number, offsetOf: OffsetOf): number {
  // Clocks change at most once in these two days, and no zone is a day away from UTC.
  const before = offsetOf(wallMs - DAY_MS);
  const after = offsetOf(wallMs + DAY_MS);
  const early = wallMs - Math.max(before, after);
  const late = wallMs - Math.min(before, after);
  if (early + offsetOf(early) === wallMs) return early;
  if (late + offsetOf(late) === wallMs) return late;
  return firstReaching(wallMs, early, late, offsetOf);
}

export const TIME_OF_DAY = /^(?<hours>[01]\d|2[0-3]):(?<minutes>[0-5]\d)$/;

/** Minutes since midnight of a text such as `06:30`; undefined for any other text. */
export function parseTimeOfDay(text: string): number | undefined {
  const { hours, minutes } = TIME_OF_DAY.exec(text)?.groups ?? {};
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The instant at which a day of the house has come to this minute. */
export function instantOfMinute(day: EpochDay, minute: number, offsetOf: OffsetOf): number {
  return instantOf(day * DAY_MS + minute * MINUTE_MS, offsetOf);
}
