/** What a message of a bound device says of a reading, and of being there. */
import {
  BINDABLE,
  type BindableKind,
  type BoundAvailability,
  type PlaceReading,
} from './binding.ts';
import { parseReadings } from '../equipment/parse-readings.ts';
import type { ReadingValue } from '../equipment/reading.ts';
import { refusal, type ReadingRefusal } from '../equipment/refused.ts';
import { ageOf, mapped, meant, oneOf, saidAt, tellsTime } from './meaning.ts';

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

/** What it means as a reading of the kind. @param said for the refusal of what it cannot be */
export function valueOf(
  kind: BindableKind,
  field: string,
  meaning: unknown,
  said: unknown = meaning,
): { readonly value: ReadingValue | null } | { readonly refused: ReadingRefusal } {
  const parsed = parseReadings(BINDABLE[kind], { [field]: meaning });
  const [fault] = parsed.refused;
  return fault === undefined
    ? { value: parsed.readings[field] ?? null }
    : refused(field, said, fault.reason);
}

/** Whether there is something, and no part of it that a pointer could lead to: a gateway's words in place of its JSON. */
const isPlain = (document: unknown): boolean =>
  document !== null && document !== '' && typeof document !== 'object';

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
  const { field, pointer, timePointer = '' } = reading;
  const said = saidAt(document, pointer);
  if (said === undefined)
    return isPlain(document) ? refused(field, document, 'is no JSON object') : undefined;
  const what = meant(reading, said, BINDABLE[kind][field]);
  if ('reason' in what) return refused(field, said, what.reason);
  const read = valueOf(kind, field, what.meaning, said);
  if ('refused' in read || !tellsTime(reading, document) || nowMs === undefined) return read;
  const saidTime = saidAt(document, timePointer);
  const age = ageOf(timePointer, saidTime, nowMs);
  return 'reason' in age
    ? refused(field, saidTime ?? null, age.reason)
    : { value: read.value, ageMs: age.ageMs };
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
