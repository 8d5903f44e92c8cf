/** What a device said that cannot be, and why: it is left out, and costs nothing else that it said. */
import { LIMITS } from '../limits.ts';
import { visible } from '../text.ts';
import { isMeasure, type Readings, type ReadingTable, type ReadingValue } from './reading.ts';

export interface ReadingRefusal {
  /** Its name in the API; `availability` and `hardwareId` are no readings, and can be refused as well. */
  readonly field: string;
  /** What was said, as JSON that can be shown anywhere, cut to `LIMITS.refusedValueChars`. */
  readonly value: string;
  /** Such as `must be from 0 to 100 %`. */
  readonly reason: string;
}

/** As the API shows it (`refused`). */
export interface RefusedReading extends ReadingRefusal {
  /** ISO 8601: since when nothing else is said of the field. */
  readonly sinceTs: string;
}

export const NOTHING_REFUSED: readonly RefusedReading[] = [];

/** JSON has no word for a number that is too large to be one. */
const textOf = (said: unknown): string =>
  typeof said === 'number' ? String(said) : JSON.stringify(said);

function cut(text: string): string {
  if (text.length <= LIMITS.refusedValueChars) return text;
  // Not through the middle of a character.
  return `${text.slice(0, LIMITS.refusedValueChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export const refusal = (field: string, said: unknown, reason: string): ReadingRefusal => ({
  field: visible(field),
  value: cut(visible(textOf(said))),
  reason: visible(reason),
});

/**
 * What stands refused after a report: each field once, with the newest value, and the time since when it is refused.
 * @param nowTs ISO 8601, of what was not refused before
 */
export function standingRefused(
  before: readonly RefusedReading[],
  refused: readonly ReadingRefusal[],
  nowTs: string,
): readonly RefusedReading[] {
  const since = new Map(before.map(({ field, sinceTs }) => [field, sinceTs]));
  const standing = new Map(
    refused.map((one) => [one.field, { ...one, sinceTs: since.get(one.field) ?? nowTs }]),
  );
  return [...standing.values()].slice(0, LIMITS.deviceRefused);
}

/** Field → when it was last measured, monotonic ms: of fields whose last good value still counts. */
export type MeasuredMs = ReadonlyMap<string, number>;
export const NONE_MEASURED: MeasuredMs = new Map();

/**
 * What was measured last of fields that a report has as what cannot be, while that is not too old: a thermometer that
 * says 85 °C once at power-on has not lost its room.
 * @param sinceMs monotonic: what was measured by then is too old
 */
export function stillMeasured(
  table: ReadingTable,
  refused: readonly ReadingRefusal[],
  before: {
    readonly readings: Readings;
    readonly heardMs: number;
    readonly measuredMs: MeasuredMs;
  },
  sinceMs: number,
): { readonly readings: Readings; readonly measuredMs: MeasuredMs } {
  const readings: Record<string, ReadingValue> = {};
  const measuredMs = new Map<string, number>();
  for (const { field } of refused) {
    const value = before.readings[field];
    const atMs = before.measuredMs.get(field) ?? before.heardMs;
    if (value === undefined || !isMeasure(table[field]) || atMs <= sinceMs) continue;
    readings[field] = value;
    measuredMs.set(field, atMs);
  }
  return { readings, measuredMs };
}
