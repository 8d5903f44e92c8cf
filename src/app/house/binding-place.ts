/** Topics, places and what stands at them, as a binding in `house.json` has them. */
import * as v from 'valibot';
import type { Wanted } from '../../domain/binding/place.ts';
import { pointerSteps } from '../../domain/json-pointer.ts';
import { LIMITS } from '../../domain/limits.ts';

const CONTROL_CHARACTER = /\p{Cc}/u;

function isPlainTopic(topic: string): boolean {
  const bytes = Buffer.byteLength(topic);
  return bytes > 0 && bytes <= LIMITS.bindingTopicBytes && !CONTROL_CHARACTER.test(topic);
}

export const TOPIC = v.pipe(
  v.string(),
  v.check(isPlainTopic, `must be a topic of 1 to ${LIMITS.bindingTopicBytes} bytes`),
  v.check((topic) => !/[+#]/.test(topic), 'must be one topic, without the wildcards + and #'),
  v.check((topic) => !topic.startsWith('$'), "must not begin with $: those are the broker's own"),
);
export const POINTER = v.pipe(
  v.string(),
  v.maxLength(LIMITS.bindingTopicBytes),
  v.check(
    (pointer) => pointerSteps(pointer) !== undefined,
    'must be a JSON pointer such as /temperature, or /a~1b for the member a/b',
  ),
);
const FACTOR = v.pipe(v.number(), v.minValue(-1e6), v.maxValue(1e6));
export const OFFSET = FACTOR;
export const SCALE = v.pipe(
  FACTOR,
  v.check((scale) => scale !== 0, 'must not be 0'),
);

export function mapOf<Value extends v.GenericSchema>(value: Value, max: number, what: string) {
  return v.pipe(
    v.record(v.string(), value),
    v.check(
      (values) => Object.keys(values).length <= max,
      `must not have more than ${max} ${what}`,
    ),
  );
}
export const valuesOf = <Value extends v.GenericSchema>(value: Value) =>
  mapOf(value, LIMITS.bindingValues, 'values');

const isWord = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

export const MEANING = v.custom<string | number | boolean | null>(
  (value) => value === null || isWord(value),
  'must be text, a number, true, false or null',
);

const NONES = v.pipe(
  v.array(
    v.custom<string | number>(
      (value) => typeof value === 'string' || typeof value === 'number',
      'must be text or a number',
    ),
  ),
  v.minLength(1),
  v.maxLength(LIMITS.bindingNones),
);

/** The members of what is read at a place. */
export const READ_PLACE = {
  topic: TOPIC,
  pointer: v.optional(POINTER),
  scale: v.optional(SCALE),
  offset: v.optional(OFFSET),
  values: v.optional(valuesOf(MEANING)),
  none: v.optional(NONES),
  timePointer: v.optional(POINTER),
  optional: v.optional(v.boolean()),
};

export const PLACE_NAME = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^[a-zA-Z0-9_-]{1,${LIMITS.idChars}}$`),
    `must be 1 to ${LIMITS.idChars} letters, digits, _ or -`,
  ),
);

function isEdge(wanted: object): boolean {
  const [[name, number] = [], ...others] = Object.entries(wanted);
  const isNumber = typeof number === 'number';
  return others.length === 0 && (name === 'above' || name === 'below') && isNumber;
}

function isWanted(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length > 0 && value.length <= LIMITS.bindingWanted && value.every(isWord);
  return isWord(value) || (typeof value === 'object' && value !== null && isEdge(value));
}

/** `null` stands nowhere: a place without a value is not known. */
const WANTED = v.custom<Wanted>(
  isWanted,
  `must be text, a number, true, false, a list of 1 to ${LIMITS.bindingWanted} of them, {"above": a number} or {"below": a number}`,
);

export const CONDITION = v.pipe(
  mapOf(WANTED, LIMITS.bindingConditions, 'places'),
  v.check((condition) => Object.keys(condition).length > 0, 'must name a place'),
);

const isSmall = (value: unknown) => JSON.stringify(value).length <= LIMITS.bindingMessageChars;
const TOO_LARGE = `must be no longer than ${LIMITS.bindingMessageChars} characters`;

/** A JSON object that a number goes into. */
export const MESSAGE = v.pipe(
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  ),
  v.check<Record<string, unknown>, string>(isSmall, TOO_LARGE),
);

export const PAYLOAD = v.pipe(
  v.unknown(),
  v.check(
    (payload) => payload !== null && payload !== '' && payload !== undefined,
    'must be text, a number, true, false, or an object',
  ),
  v.check(isSmall, TOO_LARGE),
);
