/**
 * Time zones as the system keeps them: TZif files (RFC 9636), each the changes of one zone's clocks up to now and, as
 * a POSIX TZ rule, what goes on for ever after.
 */
import type { OffsetOf } from '../domain/local-time.ts';
import { DAY_MS, SECOND_MS } from '../domain/units.ts';

/** When clocks change in a year: ms after the year's start, by the clock before the change. */
type YearlyChange = (year: number) => number;

const HEADER_BYTES = 44;

interface Counts {
  readonly isUtc: number;
  readonly isStandard: number;
  readonly leap: number;
  readonly time: number;
  readonly type: number;
  readonly chars: number;
}

function countsAt(view: DataView, at: number): Counts {
  if (view.getUint32(at) !== 0x54_5a_69_66) throw new Error('not a TZif file');
  const [isUtc, isStandard, leap, time, type, chars] = Array.from({ length: 6 }, (_, index) =>
    view.getUint32(at + 20 + index * 4),
  ) as [number, number, number, number, number, number];
  return { isUtc, isStandard, leap, time, type, chars };
}

/** @param timeBytes 4 in the old block, 8 in the one that counts */
const blockBytes = (counts: Counts, timeBytes: number) =>
  counts.time * (timeBytes + 1) +
  counts.type * 6 +
  counts.chars +
  counts.leap * (timeBytes + 4) +
  counts.isStandard +
  counts.isUtc;

/** `-3`, `3:30`, `03:30:15`: hours and what is below them, in ms. */
function parseSpan(text: string): number {
  const [hours = '', minutes = '0', seconds = '0'] = text.replace(/^[+-]/, '').split(':');
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (text.startsWith('-') ? -size : size) * SECOND_MS;
}

const isLeapYear = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const yearStart = (year: number) => Date.UTC(year, 0, 1);

/** Days after the year's start of `M3.5.0`: in month 3, the last (5) Sunday (0). */
function dayOfMonthRule(year: number, month: number, week: number, weekday: number): number {
  const first = Date.UTC(year, month - 1, 1);
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const firstMatch = (weekday - new Date(first).getUTCDay() + 7) % 7;
  const inMonth = firstMatch + (week - 1) * 7;
  return (first - yearStart(year)) / DAY_MS + (inMonth < length ? inMonth : inMonth - 7);
}

/** `M3.5.0/2`, `J60` (29 February is never counted) or `59`, each perhaps with a time; else at two o'clock. */
function parseChange(text: string): YearlyChange {
  const [day = '', time = '2'] = text.split('/');
  const timeMs = parseSpan(time);
  const [month = 0, week = 0, weekday = 0] = day.slice(1).split('.').map(Number);
  const dayOf = (year: number): number => {
    if (day.startsWith('M')) return dayOfMonthRule(year, month, week, weekday);
    // Of `J60` the number stands where that of a month would.
    if (day.startsWith('J')) return month - 1 + (month >= 60 && isLeapYear(year) ? 1 : 0);
    return Number(day);
  };
  return (year) => dayOf(year) * DAY_MS + timeMs;
}

const RULE =
  /^(?:<[^>]+>|[A-Za-z]+)(?<standard>[+-]?[\d:]+)(?:(?:<[^>]+>|[A-Za-z]+)(?<summer>[+-]?[\d:]+)?(?:,(?<start>[^,]+),(?<end>[^,]+))?)?$/;

/** A POSIX TZ rule such as `CET-1CEST,M3.5.0,M10.5.0/3`. Its offsets count westward: 0 minus them, since −0 is no offset. */
function parseRule(text: string): OffsetOf {
  const groups = RULE.exec(text)?.groups;
  if (groups?.['standard'] === undefined) throw new Error(`no time zone rule: ${text}`);
  const standardMs = 0 - parseSpan(groups['standard']);
  const { summer, start, end } = groups;
  if (start === undefined || end === undefined) return () => standardMs;
  const summerMs = summer === undefined ? standardMs + 3_600 * SECOND_MS : 0 - parseSpan(summer);
  const startOf = parseChange(start);
  const endOf = parseChange(end);
  return (instantMs) => {
    const year = new Date(instantMs + standardMs).getUTCFullYear();
    const startMs = yearStart(year) + startOf(year) - standardMs;
    const endMs = yearStart(year) + endOf(year) - summerMs;
    // South of the equator summer lies across the turn of the year.
    const isSummer =
      startMs < endMs
        ? instantMs >= startMs && instantMs < endMs
        : instantMs >= startMs || instantMs < endMs;
    return isSummer ? summerMs : standardMs;
  };
}

/**
 * The zone that a file describes.
 * @throws Error where it is no TZif file of version 2 or later
 */
export function parseTzif(bytes: Uint8Array): OffsetOf {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const oldCounts = countsAt(view, 0);
  if (view.getUint8(4) < 0x32) throw new Error('a TZif file of version 1');
  const header = HEADER_BYTES + blockBytes(oldCounts, 4);
  const counts = countsAt(view, header);
  const times = header + HEADER_BYTES;
  const indexes = times + counts.time * 8;
  const types = indexes + counts.time;
  const offset = (type: number) => view.getInt32(types + type * 6) * SECOND_MS;
  const changes = Array.from({ length: counts.time }, (_, index) => ({
    atMs: Number(view.getBigInt64(times + index * 8)) * SECOND_MS,
    offsetMs: offset(view.getUint8(indexes + index)),
  }));
  const footer = Buffer.from(bytes.subarray(times + blockBytes(counts, 8))).toString('latin1');
  return offsetFrom(
    offset(0),
    changes,
    footer.trim() === '' ? undefined : parseRule(footer.trim()),
  );
}

interface Change {
  readonly atMs: number;
  readonly offsetMs: number;
}

function offsetFrom(
  firstMs: number,
  changes: readonly Change[],
  rule: OffsetOf | undefined,
): OffsetOf {
  const last = changes.at(-1);
  return (instantMs) => {
    if (rule !== undefined && (last === undefined || instantMs >= last.atMs))
      return rule(instantMs);
    // The number of changes up to the instant.
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((changes[middle]?.atMs ?? Infinity) <= instantMs) low = middle + 1;
      else high = middle;
    }
    return changes[low - 1]?.offsetMs ?? firstMs;
  };
}
