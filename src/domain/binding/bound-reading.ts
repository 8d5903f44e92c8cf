/** What a message of a bound device says of a reading, and of being there. */
import {
  BINDABLE,
  type BindableKind,
  type BoundAvailability,
  type PlaceReading,
} from './binding.ts';
import { parseReadings } from '../equipment/parse-readings.ts';
import type { Reading, ReadingValue } from '../equipment/reading.ts';
import { refusal, type ReadingRefusal } from '../equipment/refused.ts';
import { pointerSteps, valueAt } from '../json-pointer.ts';
import { LIMITS } from '../limits.ts';
import { SECOND_MS } from '../units.ts';

/** What a message says at a place; undefined: nothing of it. */
export const saidAt = (document: unknown, pointer: string | undefined): unknown =>
  valueAt(document, pointerSteps(pointer ?? '') ?? []);

function mapped<T>(values: Readonly<Record<string, T>>, said: unknown): T | undefined {
  const word = typeof said === 'object' && said !== null ? undefined : String(said);
  return word !== undefined && Object.hasOwn(values, word) ? values[word] : undefined;
}

/** What a message says of a reading: a value, null where there is none now, or what it says that cannot be. */
export type BoundValue =
  | {
      readonly value: ReadingValue | null;
      /** How old it is by its own time, in ms; absent where it does not tell. */
      readonly ageMs?: number;
    }
  | { readonly refused: ReadingRefusal };

const refused = (field: string, said: unknown, reason: string) => ({
  refused: refusal(field, said, reason),
});

const oneOf = (values: object) => `must be one of ${Object.keys(values).join(', ')}`;

type Meant = { readonly meaning: unknown } | { readonly reason: string };

/** A number, and perhaps its unit, as text: `20.5`, `20.2 °C`. */
const NUMBER = /^(?<number>[+-]?\d+(?:\.\d+)?)\s*(?<unit>[^\d\s.,+-]\S{0,15})?$/u;

/** A number that is said as text. One in another unit is what a person says that it is, or nothing. */
function numberIn(said: string, { scale }: PlaceReading, reading: Reading | undefined): Meant {
  const { number, unit } = NUMBER.exec(said.trim())?.groups ?? {};
  if (number === undefined) return { meaning: said };
  const wanted = reading !== undefined && 'unit' in reading ? reading.unit : undefined;
  if (unit !== undefined && unit !== wanted && scale === undefined)
    return {
      reason: `is in ${unit}${wanted === undefined ? '' : `, not ${wanted}`}: say its scale`,
    };
  return { meaning: Number(number) };
}

/** What a person wrote that words mean goes before what they would mean as JSON. */
function meant(bound: PlaceReading, said: unknown, reading: Reading | undefined): Meant {
  const { scale = 1, offset = 0, values } = bound;
  const word = values && mapped(values, said);
  if (word !== undefined) return { meaning: word };
  const isNumber = reading?.type === 'number' || reading?.type === 'integer';
  const read = isNumber && typeof said === 'string' ? numberIn(said, bound, reading) : undefined;
  if (read !== undefined && 'reason' in read) return read;
  const meaning = read?.meaning ?? said;
  if (typeof meaning === 'number') return { meaning: meaning * scale + offset };
  return values === undefined || said === null ? { meaning } : { reason: oneOf(values) };
}

/** Before that, a number of ms lies in 1973: it is one of seconds. */
const FIRST_MS = 1e11;

/** How old what a message says is, in ms, or why its time is none. */
function ageOf(
  pointer: string,
  said: unknown,
  nowMs: number,
): { readonly ageMs: number } | { readonly reason: string } {
  const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
  const time = typeof said === 'string' && ISO.test(said) ? Date.parse(said) : said;
  if (typeof time !== 'number' || !Number.isFinite(time))
    return { reason: `has no time at ${pointer}: ISO 8601 with a zone, ms or s` };
  const saidMs = time < FIRST_MS ? time * SECOND_MS : time;
  return saidMs > nowMs + LIMITS.deviceClockAheadMs
    ? { reason: `has a time at ${pointer} that lies ahead` }
    : { ageMs: Math.max(0, nowMs - saidMs) };
}

/**
 * What a message says of a reading; undefined where it says nothing of it.
 * @param document the payload as JSON, or as text where it is none
 * @param nowMs wall time, by which the reading's own time makes it old; undefined where no age can be told
 */
export function readBound(
  kind: BindableKind,
  reading: PlaceReading,
  document: unknown,
  nowMs: number | undefined,
): BoundValue | undefined {
  const { field, pointer, timePointer } = reading;
  const said = saidAt(document, pointer);
  if (said === undefined) return undefined;
  const what = meant(reading, said, BINDABLE[kind][field]);
  if ('reason' in what) return refused(field, said, what.reason);
  const parsed = parseReadings(BINDABLE[kind], { [field]: what.meaning });
  const [fault] = parsed.refused;
  if (fault !== undefined) return refused(field, said, fault.reason);
  const value = parsed.readings[field] ?? null;
  if (timePointer === undefined || nowMs === undefined) return { value };
  const saidTime = saidAt(document, timePointer);
  const age = ageOf(timePointer, saidTime, nowMs);
  return 'reason' in age
    ? refused(field, saidTime ?? null, age.reason)
    : { value, ageMs: age.ageMs };
}

const AVAILABILITY: Readonly<Record<string, 'online' | 'offline'>> = {
  online: 'online',
  offline: 'offline',
};

/** Whether a message says that the device is there; undefined where it says nothing of it. */
export function readAvailability(
  { pointer, values = AVAILABILITY }: BoundAvailability,
  document: unknown,
): 'online' | 'offline' | ReadingRefusal | undefined {
  const said = saidAt(document, pointer);
  if (said === undefined) return undefined;
  const word = mapped(values, said);
  if (word !== undefined) return word;
  return said === null ? undefined : refusal('availability', said, oneOf(values));
}
