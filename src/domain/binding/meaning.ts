/** What stands at a place of a message, what a person wrote that it means, and how old it is. */
import type { Reading } from '../equipment/reading.ts';
import { pointerSteps, valueAt } from '../json-pointer.ts';
import { LIMITS } from '../limits.ts';
import { SECOND_MS } from '../units.ts';
import type { MappedValue, ReadPlace } from './place.ts';

/** What a message says at a place; undefined: nothing of it. */
export const saidAt = (document: unknown, pointer: string | undefined): unknown =>
  pointer === undefined || pointer === ''
    ? document
    : valueAt(document, pointerSteps(pointer) ?? []);

export function mapped<T>(values: Readonly<Record<string, T>>, said: unknown): T | undefined {
  const word = typeof said === 'object' && said !== null ? undefined : String(said);
  return word !== undefined && Object.hasOwn(values, word) ? values[word] : undefined;
}

export const oneOf = (values: object) => `must be one of ${Object.keys(values).join(', ')}`;

/** What it means, or why it can mean nothing. */
export type Meant = { readonly meaning: unknown } | { readonly reason: string };

/** A number, and perhaps its unit, as text: `20.5`, `20.2 °C`. */
const NUMBER = /^(?<number>[+-]?\d+(?:\.\d+)?)\s*(?<unit>[^\d\s.,+-]\S{0,15})?$/u;

function numberAndUnit(said: string): { readonly number?: number; readonly unit?: string } {
  const { number, unit } = NUMBER.exec(said.trim())?.groups ?? {};
  if (number === undefined) return {};
  return unit === undefined ? { number: Number(number) } : { number: Number(number), unit };
}

/** A word as text; undefined of what is none. */
function textOf(said: unknown): string | undefined {
  if (typeof said === 'string') return said.trim();
  return typeof said === 'number' || typeof said === 'boolean' ? String(said) : undefined;
}

/** Whether it is one of the words that mean that there is no value. A number is the same however it is written. */
function isNone({ none }: ReadPlace, said: unknown): boolean {
  const word = none && textOf(said);
  if (none === undefined || word === undefined) return false;
  const number = typeof said === 'number' ? said : numberAndUnit(word).number;
  return none.some((one) => (typeof one === 'number' ? one === number : one === word));
}

const scaled = ({ scale = 1, offset = 0 }: ReadPlace, number: number) => number * scale + offset;

/** A number that is said as text. One in another unit is what a person says that it is, or nothing. */
function numberIn(said: string, { scale }: ReadPlace, reading: Reading): Meant {
  const { number, unit } = numberAndUnit(said);
  if (number === undefined) return { meaning: said };
  const wanted = 'unit' in reading ? reading.unit : undefined;
  if (unit !== undefined && unit !== wanted && scale === undefined)
    return {
      reason: `is in ${unit}${wanted === undefined ? '' : `, not ${wanted}`}: say its scale`,
    };
  return { meaning: number };
}

/** A word for a fault, or that there is none. */
function codesOf(place: ReadPlace, said: unknown): readonly unknown[] {
  const word = place.values && mapped(place.values, said);
  const meaning = word === undefined ? said : word;
  if (isNone(place, said) || meaning === null || meaning === false) return [];
  // That there is one is no code.
  const code = meaning === true ? meaning : (textOf(meaning) ?? meaning);
  return code === '' ? [] : [code];
}

/** Faults are a list; a gateway may say one code, or that there is none. */
export const faultsIn = (place: ReadPlace, said: unknown): unknown =>
  said === null
    ? null
    : (Array.isArray(said) ? said : [said]).flatMap((one) => codesOf(place, one));

const isNumber = (reading: Reading | undefined) =>
  reading?.type === 'number' || reading?.type === 'integer';

/** What a person wrote that words mean goes before what they would mean as JSON. */
export function meant(place: ReadPlace, said: unknown, reading: Reading | undefined): Meant {
  if (reading?.type === 'faults') return { meaning: faultsIn(place, said) };
  if (isNone(place, said)) return { meaning: null };
  const { values } = place;
  const word = values && mapped(values, said);
  if (word !== undefined) return { meaning: word };
  const read =
    reading !== undefined && isNumber(reading) && typeof said === 'string'
      ? numberIn(said, place, reading)
      : undefined;
  if (read !== undefined && 'reason' in read) return read;
  const meaning = read?.meaning ?? said;
  if (typeof meaning === 'number') return { meaning: scaled(place, meaning) };
  return values === undefined || said === null ? { meaning } : { reason: oneOf(values) };
}

/** A word at a place that has a name, and no type: what reads as a number is one, with its unit where it has a scale. */
function wordAt(place: ReadPlace, said: unknown): MappedValue {
  const text = textOf(said);
  if (text === undefined || isNone(place, said)) return null;
  const word = place.values && mapped(place.values, said);
  if (word !== undefined) return word;
  if (typeof said === 'boolean') return said;
  const { number, unit } = numberAndUnit(text);
  const inText = unit === undefined || place.scale !== undefined ? number : undefined;
  const read = typeof said === 'number' ? said : inText;
  if (read !== undefined) return Number.isFinite(read) ? scaled(place, read) : null;
  return text.length <= LIMITS.bindingWordChars ? text : null;
}

/** Whether the message tells when that was: a gateway may be set to leave it out, and what comes live is of now then. */
export const tellsTime = ({ timePointer }: ReadPlace, document: unknown): boolean =>
  timePointer !== undefined && saidAt(document, timePointer) !== undefined;

/** Before that, a number of ms lies in 1973: it is one of seconds. */
const FIRST_MS = 1e11;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** How old what a message says is, in ms, or why its time is none. */
export function ageOf(
  pointer: string,
  said: unknown,
  nowMs: number,
): { readonly ageMs: number } | { readonly reason: string } {
  const time = typeof said === 'string' && ISO_TIME.test(said) ? Date.parse(said) : said;
  if (typeof time !== 'number' || !Number.isFinite(time))
    return { reason: `has no time at ${pointer}: ISO 8601 with a zone, ms or s` };
  const saidMs = time < FIRST_MS ? time * SECOND_MS : time;
  return saidMs > nowMs + LIMITS.deviceClockAheadMs
    ? { reason: `has a time at ${pointer} that lies ahead` }
    : { ageMs: Math.max(0, nowMs - saidMs) };
}

/**
 * What a message says at a named place: null where there is no value now; undefined where it says nothing of it.
 * @param nowMs wall time, by which the place's own time makes it old; undefined where no age can be told
 */
export function readNamed(
  place: ReadPlace,
  document: unknown,
  nowMs: number | undefined,
): { readonly value: MappedValue; readonly ageMs: number } | undefined {
  const said = saidAt(document, place.pointer);
  if (said === undefined) return undefined;
  const value = wordAt(place, said);
  const { timePointer = '' } = place;
  if (!tellsTime(place, document) || nowMs === undefined) return { value, ageMs: 0 };
  const age = ageOf(timePointer, saidAt(document, timePointer), nowMs);
  return 'reason' in age ? undefined : { value, ageMs: age.ageMs };
}
