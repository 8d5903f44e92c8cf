/** Whether entries make a schedule, of a zone or of the hot water. */
import { LIMITS } from './limits.ts';
import { parseTimeOfDay, WEEKDAYS, type Weekday } from './local-time.ts';
import type { ScheduleEntry } from './schedule.ts';
import { fromTenthsC, toTenthsC } from './units.ts';
import {
  modeFault,
  SETPOINT_GAP,
  setpointFault,
  supportedModes,
  type Capabilities,
  type ZoneMode,
} from './zone-setpoints.ts';

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
