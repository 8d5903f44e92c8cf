/** A weekly schedule while somebody works on it: by day, as people think of it. The hub keeps entries of several days. */
import type { Weekday } from '../../../domain/local-time.ts';
import type { ScheduleEntry } from '../../../domain/schedule.ts';
import type { ZoneMode } from '../../../domain/zone-setpoints.ts';
import { areApart, SETPOINT_MAX_C, SETPOINT_MIN_C } from '../../setpoints.ts';
import { zone } from '../../strings/zone.ts';

const words = zone.schedule.faults;

export const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_MINUTES = 24 * 60;
/** As many entries as the hub takes. */
const ENTRIES_MAX = 100;

export interface DraftChange {
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
  readonly mode?: ZoneMode | undefined;
}

export interface DraftEntry extends DraftChange {
  /** Of this draft alone: it stays while the entry is changed. */
  readonly key: number;
  /** `06:30`; empty while it is being typed. */
  readonly at: string;
}

/** In the order of time, but for what is being typed. */
export type Draft = Readonly<Record<Weekday, readonly DraftEntry[]>>;

let lastKey = 0;
const newKey = () => ++lastKey;

const byTime = (one: DraftEntry, other: DraftEntry) => one.at.localeCompare(other.at);
const sorted = (entries: readonly DraftEntry[]) => [...entries].sort(byTime);

export const changeOf = ({ tempHeatSetC, tempCoolSetC, mode }: DraftChange): DraftChange => ({
  ...(tempHeatSetC !== undefined && { tempHeatSetC }),
  ...(tempCoolSetC !== undefined && { tempCoolSetC }),
  ...(mode !== undefined && { mode }),
});

export function draftOf(entries: readonly ScheduleEntry[]): Draft {
  const on = (day: Weekday) =>
    entries
      .filter(({ days }) => days.includes(day))
      .map((entry) => ({ key: newKey(), at: entry.at, ...changeOf(entry) }));
  return Object.fromEntries(DAYS.map((day) => [day, sorted(on(day))])) as unknown as Draft;
}

/** What is to be kept: the same on several days is one entry. */
export function entriesOf(draft: Draft): readonly ScheduleEntry[] {
  const byText = new Map<string, ScheduleEntry>();
  for (const day of DAYS) {
    for (const entry of sorted(draft[day])) {
      const what = { at: entry.at, ...changeOf(entry) };
      const text = JSON.stringify(what);
      const days = [...(byText.get(text)?.days ?? []), day];
      byText.set(text, { days, ...what });
    }
  }
  return [...byText.values()];
}

export const isSame = (one: Draft, other: Draft): boolean =>
  JSON.stringify(entriesOf(one)) === JSON.stringify(entriesOf(other));

export function withChanged(
  draft: Draft,
  day: Weekday,
  key: number,
  change: Partial<DraftEntry>,
): Draft {
  const entries = draft[day].map((entry) => (entry.key === key ? { ...entry, ...change } : entry));
  return { ...draft, [day]: entries };
}

export const withSorted = (draft: Draft, day: Weekday): Draft => ({
  ...draft,
  [day]: sorted(draft[day]),
});

export const without = (draft: Draft, day: Weekday, key: number): Draft => ({
  ...draft,
  [day]: draft[day].filter((entry) => entry.key !== key),
});

/** Hours at which days change for most people, then every half hour. */
const USUAL = ['06:30', '08:30', '17:00', '22:30'];
const HALF_HOURS = Array.from({ length: 48 }, (_, index) => textOf(index * 30));

export function textOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** One more time on the day, with what counts there already. @param start where nothing counts yet */
export function withAdded(draft: Draft, day: Weekday, start: DraftChange): Draft {
  const taken = new Set(draft[day].map(({ at }) => at));
  const at = [...USUAL, ...HALF_HOURS].find((text) => !taken.has(text)) ?? '';
  const before = sorted(draft[day]).findLast((entry) => entry.at <= at) ?? lastBefore(draft, day);
  const added = { key: newKey(), at, ...changeOf(before ?? start) };
  return { ...draft, [day]: sorted([...draft[day], added]) };
}

/** How far a room may cool down, or warm up, in the night of a usual week, °C. */
const NIGHT_C = 3;

/** Every day alike: as it is now from the morning on, and resting at night. */
export function usualWeek({ tempHeatSetC, tempCoolSetC }: DraftChange): Draft {
  const night = {
    tempHeatSetC: tempHeatSetC && Math.max(tempHeatSetC - NIGHT_C, SETPOINT_MIN_C),
    tempCoolSetC: tempCoolSetC && Math.min(tempCoolSetC + NIGHT_C, SETPOINT_MAX_C),
  };
  return draftOf([
    { days: DAYS, at: '06:30', ...changeOf({ tempHeatSetC, tempCoolSetC }) },
    { days: DAYS, at: '22:30', ...changeOf(night) },
  ]);
}

export function withCopied(draft: Draft, from: Weekday, to: readonly Weekday[]): Draft {
  const copies = to
    .filter((day) => day !== from)
    .map((day) => [day, draft[from].map((entry) => ({ ...entry, key: newKey() }))] as const);
  return { ...draft, ...Object.fromEntries(copies) };
}

/** The last entry before a day begins: of the day before it, or of an earlier one, round the week. */
function lastBefore(draft: Draft, day: Weekday): DraftEntry | undefined {
  const index = DAYS.indexOf(day);
  const backwards = DAYS.map((_, back) => DAYS.at((index - 1 - back) % DAYS.length) ?? day);
  return backwards.map((one) => sorted(draft[one]).at(-1)).find((entry) => entry !== undefined);
}

export interface Segment {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly change: DraftChange;
}

const minuteOf = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5));

/** What counts when on a day, midnight to midnight; nothing where the schedule is empty. */
export function segmentsOf(draft: Draft, day: Weekday): readonly Segment[] {
  const entries = sorted(draft[day]).filter(({ at }) => at !== '');
  const carried = lastBefore(draft, day);
  const starts = [
    ...(carried === undefined ? [] : [{ fromMinute: 0, change: changeOf(carried) }]),
    ...entries.map((entry) => ({ fromMinute: minuteOf(entry.at), change: changeOf(entry) })),
  ];
  return starts
    .map((start, index) => ({
      ...start,
      toMinute: starts[index + 1]?.fromMinute ?? DAY_MINUTES,
    }))
    .filter(({ fromMinute, toMinute }) => toMinute > fromMinute);
}

/** The days on which something else counts in the one than in the other, or at another time. */
export const daysThatDiffer = (one: Draft, other: Draft): readonly Weekday[] =>
  DAYS.filter(
    (day) => JSON.stringify(segmentsOf(one, day)) !== JSON.stringify(segmentsOf(other, day)),
  );

export interface DraftFault {
  readonly day?: Weekday;
  readonly key?: number;
  readonly text: string;
}

function faultOf(entry: DraftEntry, before: readonly DraftEntry[]): string | undefined {
  const { at, mode, tempHeatSetC, tempCoolSetC } = entry;
  if (!/^\d\d:\d\d$/.test(at)) return words.noTime;
  if (before.some((other) => other.at === at)) return words.twice;
  if ((mode ?? tempHeatSetC ?? tempCoolSetC) === undefined) return words.empty;
  return areApart(entry) ? undefined : words.close;
}

/** What stands in the way of saving it. */
export function faultsOf(draft: Draft): readonly DraftFault[] {
  const faults = DAYS.flatMap((day) =>
    draft[day].flatMap((entry, index): DraftFault[] => {
      const text = faultOf(entry, draft[day].slice(0, index));
      return text === undefined ? [] : [{ day, key: entry.key, text }];
    }),
  );
  if (faults.length > 0 || entriesOf(draft).length <= ENTRIES_MAX) return faults;
  return [{ text: words.tooMany(ENTRIES_MAX) }];
}
