/**
 * A weekly schedule, of a zone or of the hot water. From each entry's time on, until the next one's, what it sets holds (a
 * zone's own settings under it); the last entry of the week reaches into the next week.
 */
import { LIMITS } from './limits.ts';
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
import { fromTenthsC, toTenthsC } from './units.ts';
import {
  modeFault,
  SETPOINT_GAP,
  setpointFault,
  supportedModes,
  type Capabilities,
  type ZoneCommand,
  type ZoneMode,
} from './zone-setpoints.ts';

/** When an entry comes into force. */
export interface EntryTime {
  readonly days: readonly Weekday[];
  /** On the wall clock: `06:30`. */
  readonly at: string;
}

export interface ScheduleEntry extends ZoneCommand, EntryTime {}

/** The time of an entry as it may come from outside. */
interface AskedTime {
  readonly days: readonly string[];
  readonly at: string;
}

/** An entry as it may come from outside. */
export interface AskedEntry extends AskedTime {
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
  readonly mode?: ZoneMode | undefined;
}

export interface ScheduleFault {
  /** Such as `entries[2].at`. */
  readonly path: string;
  /** To be read after the path. */
  readonly message: string;
}

const SETTING_FIELDS = ['mode', 'tempHeatSetC', 'tempCoolSetC'] as const;
const isWeekday = (day: string): day is Weekday => (WEEKDAYS as readonly string[]).includes(day);

function gapFault({ tempHeatSetC, tempCoolSetC }: AskedEntry): string | undefined {
  if (tempHeatSetC === undefined || tempCoolSetC === undefined) return undefined;
  return toTenthsC(tempCoolSetC) - toTenthsC(tempHeatSetC) < SETPOINT_GAP
    ? `must be at least ${fromTenthsC(SETPOINT_GAP)} °C above tempHeatSetC`
    : undefined;
}

type FieldFault = readonly [field: string, message: string | undefined];

/** What is wrong with its time. */
function timeFaults({ days, at }: AskedTime): FieldFault[] {
  return [
    ['days', days.length === 0 ? 'must name at least one day' : undefined],
    ...days.map((day, index): FieldFault => [
      `days[${index}]`,
      !isWeekday(day)
        ? `must be one of ${WEEKDAYS.join(', ')}, not ${day.slice(0, 20)}`
        : days.indexOf(day) < index
          ? `stands twice: ${day}`
          : undefined,
    ]),
    ['at', parseTimeOfDay(at) === undefined ? 'must be a time such as 06:30' : undefined],
  ];
}

/** What is wrong with what it sets. */
function settingFaults(entry: AskedEntry, zone: Capabilities): FieldFault[] {
  const { mode, tempHeatSetC, tempCoolSetC } = entry;
  return [
    ['mode', modeFault(mode, zone)],
    ['tempHeatSetC', setpointFault('tempHeatSetC', tempHeatSetC, zone)],
    ['tempCoolSetC', setpointFault('tempCoolSetC', tempCoolSetC, zone) ?? gapFault(entry)],
    [
      'mode',
      SETTING_FIELDS.every((field) => entry[field] === undefined)
        ? `is missing: an entry sets at least one of ${SETTING_FIELDS.join(', ')}`
        : undefined,
    ],
  ];
}

/**
 * Every fault of the entries; none where they are fine.
 * @param faultsOf what an entry sets
 */
export function checkEntries<E extends AskedTime>(
  entries: readonly E[],
  faultsOf: (entry: E) => readonly FieldFault[] = () => [],
): ScheduleFault[] {
  if (entries.length > LIMITS.scheduleEntries) {
    const message = `must be at most ${LIMITS.scheduleEntries}, not ${entries.length}`;
    return [{ path: 'entries', message }];
  }
  const taken = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const path = `entries[${index}]`;
    const faults = [...timeFaults(entry), ...faultsOf(entry)].flatMap(([field, message]) =>
      message === undefined ? [] : [{ path: `${path}.${field}`, message }],
    );
    for (const day of new Set(entry.days)) {
      const slot = `${day} ${entry.at}`;
      const before = taken.get(slot);
      if (before === undefined) taken.set(slot, index);
      else faults.push({ path: `${path}.at`, message: `${slot} is already in entries[${before}]` });
    }
    return faults;
  });
}

/** Every fault of the entries as a schedule of the zone. */
export const checkSchedule = (
  entries: readonly AskedEntry[],
  zone: Capabilities,
): ScheduleFault[] => checkEntries(entries, (entry) => settingFaults(entry, zone));

/**
 * The entries as far as the zone can have them: without a setpoint or a mode that it does not support; what sets nothing
 * then is left out.
 */
export function fittingEntries(
  entries: readonly ScheduleEntry[],
  zone: Capabilities,
): readonly ScheduleEntry[] {
  const modes = supportedModes(zone);
  return entries
    .map(({ days, at, mode, tempHeatSetC, tempCoolSetC }) => ({
      days,
      at,
      ...(mode !== undefined && modes.includes(mode) && { mode }),
      ...(zone.supportsHeat && tempHeatSetC !== undefined && { tempHeatSetC }),
      ...(zone.supportsCool && tempCoolSetC !== undefined && { tempCoolSetC }),
    }))
    .filter((entry) => SETTING_FIELDS.some((field) => field in entry));
}

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
