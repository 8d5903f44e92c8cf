/**
 * A weekly schedule, of a zone or of the hot water. From each entry's time on, until the next one's, what it sets holds (a
 * zone's own settings under it); the last entry of the week reaches into the next week.
 */
import {
  instantOfMinute,
  localDayOf,
  parseTimeOfDay,
  WEEKDAYS,
  weekdayOf,
  type EpochDay,
  type OffsetOf,
  type Weekday,
} from './local-time.ts';
import type { ZoneCommand } from './zone-setpoints.ts';

/** When an entry comes into force. */
export interface EntryTime {
  readonly days: readonly Weekday[];
  /** On the wall clock: `06:30`. */
  readonly at: string;
}

export interface ScheduleEntry extends ZoneCommand, EntryTime {}

/** One entry on one day of the week. */
interface Slot<E> {
  readonly minute: number;
  readonly entry: E;
}

export interface Schedule<E extends EntryTime = ScheduleEntry> {
  readonly entries: readonly E[];
  /** Each day's, in their order. */
  readonly slots: Readonly<Record<Weekday, readonly Slot<E>[]>>;
}

/** @param entries without fault */
export function createSchedule<E extends EntryTime>(entries: readonly E[]): Schedule<E> {
  const slotsOf = (day: Weekday): Slot<E>[] =>
    entries
      .filter(({ days }) => days.includes(day))
      .map((entry) => ({ minute: parseTimeOfDay(entry.at) ?? 0, entry }))
      .sort((one, other) => one.minute - other.minute);
  const slots = Object.fromEntries(WEEKDAYS.map((day) => [day, slotsOf(day)])) as Record<
    Weekday,
    Slot<E>[]
  >;
  return { entries, slots };
}

/** An entry that comes into force. */
export interface ScheduledChange<E = ScheduleEntry> {
  readonly atMs: number;
  readonly entry: E;
}

/** A week, and a day on either side, since an instant's local day is found before the clocks change. */
const REACH_DAYS = WEEKDAYS.length + 1;

function changesOn<E extends EntryTime>(
  schedule: Schedule<E>,
  day: EpochDay,
  offsetOf: OffsetOf,
): ScheduledChange<E>[] {
  return schedule.slots[weekdayOf(day)].map(({ minute, entry }) => ({
    atMs: instantOfMinute(day, minute, offsetOf),
    entry,
  }));
}

/** The entry in force, with the instant since when; undefined where the schedule is empty. */
export function settingsAt<E extends EntryTime>(
  schedule: Schedule<E>,
  nowMs: number,
  offsetOf: OffsetOf,
): ScheduledChange<E> | undefined {
  const today = localDayOf(nowMs, offsetOf);
  for (let day = today + 1; day >= today - REACH_DAYS; day--) {
    const change = changesOn(schedule, day, offsetOf).findLast(({ atMs }) => atMs <= nowMs);
    if (change !== undefined) return change;
  }
  return undefined;
}

/** The next entry to come into force; undefined where the schedule is empty. */
export function nextChange<E extends EntryTime>(
  schedule: Schedule<E>,
  nowMs: number,
  offsetOf: OffsetOf,
): ScheduledChange<E> | undefined {
  const today = localDayOf(nowMs, offsetOf);
  for (let day = today - 1; day <= today + REACH_DAYS; day++) {
    const change = changesOn(schedule, day, offsetOf).find(({ atMs }) => atMs > nowMs);
    // Of those that a leap of the clocks brings together only the last comes into force.
    if (change !== undefined) return settingsAt(schedule, change.atMs, offsetOf);
  }
  return undefined;
}
