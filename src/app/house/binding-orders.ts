/** What a machine of another make can be told, as a binding in `house.json` has it. */
import * as v from 'valibot';
import { LIMITS } from '../../domain/limits.ts';
import {
  CONDITION,
  mapOf,
  MESSAGE,
  OFFSET,
  PAYLOAD,
  PLACE_NAME,
  POINTER,
  SCALE,
  TOPIC,
  valuesOf,
} from './binding-place.ts';

const TOLD_LEVEL = v.picklist(['nudge', 'steer']);
const BOUND = v.pipe(v.number(), v.minValue(-1e6), v.maxValue(1e6));

const wholeUpTo = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));

const MESSAGES = v.pipe(
  v.array(
    v.strictObject({
      topic: TOPIC,
      message: PAYLOAD,
      pauseMs: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.bindingPauseMs)),
      ),
    }),
  ),
  v.minLength(1),
  v.maxLength(LIMITS.bindingMessages),
);

const NUMBER = v.strictObject({
  topic: TOPIC,
  pointer: v.optional(POINTER),
  message: v.optional(MESSAGE),
  hex: v.optional(
    v.strictObject({
      prefix: v.pipe(v.string(), v.maxLength(LIMITS.bindingWordChars)),
      digits: wholeUpTo(LIMITS.bindingHexDigits),
    }),
  ),
  scale: v.optional(SCALE),
  offset: v.optional(OFFSET),
  min: BOUND,
  max: BOUND,
  step: v.pipe(v.number(), v.minValue(0.01), v.maxValue(1e6)),
});

const PLACE_ECHO = v.strictObject({
  place: PLACE_NAME,
  tolerance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6))),
});

const CASE_ECHO = v.strictObject({
  cases: v.pipe(
    v.array(v.strictObject({ if: CONDITION, then: v.string() })),
    v.minLength(1),
    v.maxLength(LIMITS.bindingCases),
  ),
});

/** By what it has, so that its faults are told of the form that was meant. */
const ECHO = v.lazy((echo) =>
  typeof echo === 'object' && echo !== null && 'cases' in echo ? CASE_ECHO : PLACE_ECHO,
);

const ORDER = v.strictObject({
  level: TOLD_LEVEL,
  modes: v.optional(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(LIMITS.bindingWanted))),
  number: v.optional(NUMBER),
  values: v.optional(valuesOf(MESSAGES)),
  echo: v.optional(ECHO),
  repeatSeconds: v.optional(wholeUpTo(LIMITS.bindingRepeatSeconds)),
  minIntervalSeconds: v.optional(wholeUpTo(LIMITS.bindingRepeatSeconds)),
  perDay: v.optional(wholeUpTo(LIMITS.bindingOrdersPerDay)),
  giveBack: v.optional(MESSAGES),
});

export const ORDERS = mapOf(ORDER, LIMITS.bindingValues, 'orders');

export const NEEDS = v.strictObject({
  nudge: v.exactOptional(CONDITION),
  steer: v.exactOptional(CONDITION),
});

const HELP = v.record(
  PLACE_NAME,
  v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.profileSentenceChars)),
);
export const NEEDS_HELP = v.strictObject({
  nudge: v.exactOptional(HELP),
  steer: v.exactOptional(HELP),
});

export const WITHOUT_HUB = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bindingHelpChars));
