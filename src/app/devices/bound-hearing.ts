/** What a message says of a bound device's readings and named places, and what follows from those. */
import { BINDABLE, type DerivedReading, type PlaceReading } from '../../domain/binding/binding.ts';
import { readBound, type BoundValue } from '../../domain/binding/bound-reading.ts';
import { derive, type KnownAt } from '../../domain/binding/derived-reading.ts';
import { readNamed, tellsTime } from '../../domain/binding/meaning.ts';
import { placeOf, type ReadPlace } from '../../domain/binding/place.ts';
import { isMeasure } from '../../domain/equipment/reading.ts';
import { allFaults, isFresh, take, takeNamed, type Bound } from './bound-device.ts';
import type { BoundPart, NamedPlace } from './bound-parts.ts';

export interface Heard {
  /** The payload as JSON, or as text where it is none. */
  readonly document: unknown;
  /** Whether the broker had kept it. */
  readonly retained: boolean;
  /** Monotonic. */
  readonly nowMs: number;
  /** Wall time; undefined while it may be wrong, and no age can be told by it. */
  readonly wallMs: number | undefined;
}

export interface HeardOf {
  /** By field: what was said of readings, and what follows from what was said. */
  readonly readings: readonly (readonly [field: string, value: BoundValue])[];
  /** The named places that it says something of. */
  readonly names: readonly string[];
}

const isTimed = (place: ReadPlace, { document, wallMs }: Heard) =>
  wallMs !== undefined && tellsTime(place, document);

/** What the message says of one reading; undefined where that says nothing now. */
function hearReading(bound: Bound, reading: PlaceReading, heard: Heard): BoundValue | undefined {
  const { kind } = bound.binding;
  const table = BINDABLE[kind];
  // What the broker kept may be of any age. A state stands all the same; a measurement does not.
  if (heard.retained && !isTimed(reading, heard) && isMeasure(table[reading.field]))
    return undefined;
  const value = readBound(kind, reading, heard.document, heard.wallMs);
  if (value === undefined || 'refused' in value || table[reading.field]?.type !== 'faults')
    return value;
  const { ageMs = 0 } = value;
  const faults = Array.isArray(value.value) ? value.value : [];
  return { value: allFaults(bound, placeOf(reading), faults, heard.nowMs - ageMs), ageMs };
}

/** @returns whether it says something of the place that counts */
function hearNamed(bound: Bound, { name, place, isSetting }: NamedPlace, heard: Heard): boolean {
  const said = readNamed(place, heard.document, heard.wallMs);
  if (said === undefined) return false;
  const { value, ageMs } = said;
  const isOfAnyAge = heard.retained && !isTimed(place, heard);
  // A word is a state, and stands. A number is most likely a measurement.
  if (isOfAnyAge && !isSetting && typeof value === 'number') return false;
  const atMs = heard.nowMs - ageMs;
  takeNamed(bound, name, value === null ? null : { value, atMs, isRetained: isOfAnyAge }, atMs);
  return true;
}

/** What the places say now, as a measurement may follow from it or a state. */
function knownAt(bound: Bound, reading: DerivedReading, nowMs: number): KnownAt {
  const isMeasured = isMeasure(BINDABLE[bound.binding.kind][reading.field]);
  return (name) => {
    const said = bound.places.get(name);
    if (said === undefined || !isFresh(bound, said.atMs, nowMs)) return undefined;
    if ((isMeasured && said.isRetained === true) || typeof said.value === 'object')
      return undefined;
    return { value: said.value, ageMs: nowMs - said.atMs };
  };
}

/** Takes in what the message says. */
export function hearPart(part: BoundPart, heard: Heard): HeardOf {
  const { bound } = part;
  const said = part.readings.flatMap((reading) => {
    const value = hearReading(bound, reading, heard);
    return value === undefined ? [] : [[reading.field, value] as const];
  });
  const names = part.places.flatMap((one) => (hearNamed(bound, one, heard) ? [one.name] : []));
  const derived = part.derived
    .filter(({ names: of }) => names.some((name) => of.has(name)))
    .map(({ reading }) => {
      const at = knownAt(bound, reading, heard.nowMs);
      return [reading.field, derive(bound.binding.kind, reading, at)] as const;
    });
  const readings = [...said, ...derived];
  for (const [field, value] of readings) take(bound, field, value, heard);
  return { readings, names };
}
