/** The times in which hot water is kept hot, as people say them (these days, from, until), and as the hub keeps them. */
import type { DhwEntry } from '../../../app/house/dhw-schedule.ts';
import type { Weekday } from '../../../domain/local-time.ts';

export const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export interface HotTime {
  readonly days: readonly Weekday[];
  readonly from: string;
  /** Of the next day where it is no later than `from`. */
  readonly until: string;
}

/** With one more: of the days that have none yet, else of all at noon. */
export function withAdded(times: readonly HotTime[]): HotTime[] {
  const free = DAYS.filter((day) => !times.some(({ days }) => days.includes(day)));
  return free.length > 0
    ? [...times, { days: free, from: '06:00', until: '22:00' }]
    : [...times, { days: DAYS, from: '12:00', until: '14:00' }];
}

const dayAfter = (day: Weekday): Weekday => DAYS[(DAYS.indexOf(day) + 1) % DAYS.length] ?? 'mon';
const inWeek = (days: readonly Weekday[]) => DAYS.filter((day) => days.includes(day));

const endDays = ({ days, from, until }: HotTime): readonly Weekday[] =>
  until > from ? days : inWeek(days.map(dayAfter));

export const entriesOf = (times: readonly HotTime[]): DhwEntry[] =>
  times.flatMap((time) => [
    { days: time.days, at: time.from, level: 'comfort' as const },
    { days: endDays(time), at: time.until, level: 'reduced' as const },
  ]);

/** Undefined where the entries say what no list of times does: a program has set them. */
export function timesOf(entries: readonly DhwEntry[]): HotTime[] | undefined {
  const times: HotTime[] = [];
  for (let index = 0; index < entries.length; index += 2) {
    const [begin, end] = entries.slice(index, index + 2);
    if (begin?.level !== 'comfort' || end?.level !== 'reduced') return undefined;
    const time = { days: inWeek(begin.days), from: begin.at, until: end.at };
    if (endDays(time).join() !== inWeek(end.days).join()) return undefined;
    times.push(time);
  }
  return times;
}

export const withTime = (
  times: readonly HotTime[],
  index: number,
  change: Partial<HotTime>,
): HotTime[] => times.map((time, at) => (at === index ? { ...time, ...change } : time));

/** Whether it can be saved: days and both times are there. */
export const isWhole = ({ days, from, until }: HotTime): boolean =>
  days.length > 0 && from !== '' && until !== '';
