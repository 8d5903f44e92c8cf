/** A binding as `house.json` has it. */
import * as v from 'valibot';
import { BINDABLE, type BindableKind } from '../../domain/binding/binding.ts';
import { pointerSteps } from '../../domain/json-pointer.ts';
import { LIMITS } from '../../domain/limits.ts';

const KINDS = Object.keys(BINDABLE) as readonly BindableKind[];
const CONTROL_CHARACTER = /\p{Cc}/u;

function isPlainTopic(topic: string): boolean {
  const bytes = Buffer.byteLength(topic);
  return bytes > 0 && bytes <= LIMITS.bindingTopicBytes && !CONTROL_CHARACTER.test(topic);
}

const TOPIC = v.pipe(
  v.string(),
  v.check(isPlainTopic, `must be a topic of 1 to ${LIMITS.bindingTopicBytes} bytes`),
  v.check((topic) => !/[+#]/.test(topic), 'must be one topic, without the wildcards + and #'),
  v.check((topic) => !topic.startsWith('$'), "must not begin with $: those are the broker's own"),
);
const POINTER = v.pipe(
  v.string(),
  v.maxLength(LIMITS.bindingTopicBytes),
  v.check(
    (pointer) => pointerSteps(pointer) !== undefined,
    'must be a JSON pointer such as /temperature, or /a~1b for the member a/b',
  ),
);
const FACTOR = v.pipe(v.number(), v.minValue(-1e6), v.maxValue(1e6));

const isSmall = (value: unknown) => JSON.stringify(value).length <= LIMITS.bindingMessageChars;
const TOO_LARGE = `must be no longer than ${LIMITS.bindingMessageChars} characters`;
const MESSAGE = v.pipe(
  v.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  ),
  v.check<Record<string, unknown>, string>(isSmall, TOO_LARGE),
);

function mapOf<Value extends v.GenericSchema>(value: Value) {
  return v.pipe(
    v.record(v.string(), value),
    v.check(
      (values) => Object.keys(values).length <= LIMITS.bindingValues,
      `must not have more than ${LIMITS.bindingValues} values`,
    ),
  );
}

const MEANING = v.custom<string | number | boolean | null>(
  (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  'must be text, a number, true, false or null',
);

const READING = v.strictObject({
  field: v.string(),
  topic: TOPIC,
  pointer: v.optional(POINTER),
  scale: v.optional(
    v.pipe(
      FACTOR,
      v.check((scale) => scale !== 0, 'must not be 0'),
    ),
  ),
  offset: v.optional(FACTOR),
  values: v.optional(mapOf(MEANING)),
  timePointer: v.optional(POINTER),
});

const AVAILABILITY = v.strictObject({
  topic: TOPIC,
  pointer: v.optional(POINTER),
  values: v.optional(mapOf(v.picklist(['online', 'offline']))),
});

const PAYLOAD = v.pipe(
  v.unknown(),
  v.check(
    (payload) => payload !== null && payload !== '' && payload !== undefined,
    'must be text, a number, true, false, or an object',
  ),
  v.check(isSmall, TOO_LARGE),
);

const SWITCH = v.strictObject({
  topic: TOPIC,
  on: PAYLOAD,
  off: PAYLOAD,
  modes: v.optional(v.pipe(v.array(v.picklist(['heat', 'cool'])), v.minLength(1), v.maxLength(2))),
});

const SETPOINT = v.strictObject({
  topic: TOPIC,
  pointer: v.optional(POINTER),
  message: v.optional(MESSAGE),
  stepC: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(5))),
  offC: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(30))),
});

export const BINDINGS = v.pipe(
  v.array(
    v.strictObject({
      kind: v.picklist(KINDS),
      id: v.string(),
      readings: v.pipe(v.array(READING), v.minLength(1), v.maxLength(LIMITS.bindingReadings)),
      availability: v.optional(
        v.pipe(v.array(AVAILABILITY), v.maxLength(LIMITS.bindingAvailabilities)),
      ),
      staleAfterMinutes: v.optional(
        v.pipe(v.number(), v.minValue(1), v.maxValue(LIMITS.bindingStaleMinutes)),
      ),
      standsWhileOnline: v.optional(v.boolean()),
      switch: v.optional(SWITCH),
      setpoint: v.optional(SETPOINT),
    }),
  ),
  v.maxLength(LIMITS.bindings),
);
