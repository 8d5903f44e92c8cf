/**
 * What a meter has counted only rises. A gateway that starts says 0, or what it counted an hour ago, and is right again
 * a minute later: whoever adds up the differences would book all that was ever counted. So what is lower than before
 * counts once it has stayed so, by `LIMITS.meterResetTimes` and `LIMITS.meterResetMs`; until then what was counted
 * last stands. A first 0 may be such a one as well.
 */
import { LIMITS } from '../limits.ts';
import { MINUTE_MS } from '../units.ts';
import { READINGS, type DeviceKind } from './catalogue.ts';
import type { Readings, ReadingValue } from './reading.ts';
import { refusal, type ReadingRefusal } from './refused.ts';

/** Times are monotonic. */
export interface MeterCount {
  /** What counts; undefined where nothing does yet. */
  readonly value: number | undefined;
  /** What is lower, and may stay: since when and how often it was said, and when last. */
  readonly lower?: {
    readonly value: number;
    readonly sinceMs: number;
    readonly atMs: number;
    readonly times: number;
  };
}

const NOTHING_COUNTED: MeterCount = { value: undefined };

/** @param atMs monotonic, when the meter said so; the same time is the same word */
export function counted(
  before: MeterCount | undefined = NOTHING_COUNTED,
  said: number,
  atMs: number,
): MeterCount {
  const { value, lower } = before;
  if (value === undefined ? said > 0 : said >= value) return { value: said };
  if (lower?.atMs === atMs) return before;
  // One that runs back further is set back anew.
  const isSame = lower !== undefined && said >= lower.value;
  const times = isSame ? lower.times + 1 : 1;
  const sinceMs = isSame ? lower.sinceMs : atMs;
  const stays = times >= LIMITS.meterResetTimes && atMs - sinceMs >= LIMITS.meterResetMs;
  return stays ? { value: said } : { value, lower: { value: said, sinceMs, atMs, times } };
}

/** The meters among the readings of each kind that has any. */
const METERS = new Map<string, readonly string[]>(
  Object.entries(READINGS).map(([kind, table]) => [
    kind,
    Object.entries(table).flatMap(([field, reading]) => ('rises' in reading ? [field] : [])),
  ]),
);

const LESS = `is less than it has counted: it counts once it has stayed so for ${LIMITS.meterResetMs / MINUTE_MS} minutes`;

/**
 * A report with what its meters have counted in place of what they say.
 * @param counts by field, of the reports before; brought up to date
 * @param saidMs when the field was said, monotonic
 */
export function withCounts(
  kind: DeviceKind,
  readings: Readings,
  counts: Map<string, MeterCount>,
  saidMs: (field: string) => number,
): { readonly readings: Readings; readonly held: readonly ReadingRefusal[] } {
  const held: ReadingRefusal[] = [];
  const shown: Record<string, ReadingValue | undefined> = {};
  for (const field of METERS.get(kind) ?? []) {
    const said = readings[field];
    if (typeof said !== 'number') continue;
    const count = counted(counts.get(field), said, saidMs(field));
    counts.set(field, count);
    if (count.lower === undefined) continue;
    shown[field] = count.value;
    // A meter that is new begins with 0 as well: there is nothing wrong with it.
    if (count.value !== undefined) held.push(refusal(field, said, LESS));
  }
  if (Object.keys(shown).length === 0) return { readings, held };
  const all = Object.entries({ ...readings, ...shown }).filter(([, value]) => value !== undefined);
  return { readings: Object.fromEntries(all) as Readings, held };
}
