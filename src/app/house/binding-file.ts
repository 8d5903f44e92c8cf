/** A binding as `house.json` has it. */
import * as v from 'valibot';
import { BINDABLE, RELAY_LOADS, type BindableKind } from '../../domain/binding/binding.ts';
import { LEVELS } from '../../domain/binding/level.ts';
import { LIMITS } from '../../domain/limits.ts';
import { NEEDS, NEEDS_HELP, ORDERS, WITHOUT_HUB } from './binding-orders.ts';
import {
  CONDITION,
  mapOf,
  MEANING,
  MESSAGE,
  OFFSET,
  PAYLOAD,
  PLACE_NAME,
  POINTER,
  READ_PLACE,
  SCALE,
  TOPIC,
  valuesOf,
} from './binding-place.ts';

const KINDS = Object.keys(BINDABLE) as readonly BindableKind[];

const PLACE_READING = v.strictObject({ field: v.string(), ...READ_PLACE });
const SUM_READING = v.strictObject({
  field: v.string(),
  sum: v.pipe(v.array(PLACE_NAME), v.minLength(1), v.maxLength(LIMITS.bindingSumPlaces)),
  scale: v.optional(SCALE),
});
const CASE_READING = v.strictObject({
  field: v.string(),
  cases: v.pipe(
    v.array(v.strictObject({ if: CONDITION, then: MEANING })),
    v.minLength(1),
    v.maxLength(LIMITS.bindingCases),
  ),
});

/** By what it has, so that its faults are told of the form that was meant. */
const READING = v.lazy((reading) => {
  if (typeof reading === 'object' && reading !== null && 'sum' in reading) return SUM_READING;
  if (typeof reading === 'object' && reading !== null && 'cases' in reading) return CASE_READING;
  return PLACE_READING;
});

const PLACES = v.pipe(
  mapOf(v.strictObject(READ_PLACE), LIMITS.bindingPlaces, 'places'),
  v.check(
    (places) => Object.keys(places).every((name) => v.is(PLACE_NAME, name)),
    `must have names of 1 to ${LIMITS.idChars} letters, digits, _ or -`,
  ),
);

const AVAILABILITY = v.strictObject({
  topic: TOPIC,
  pointer: v.optional(POINTER),
  values: v.optional(valuesOf(v.picklist(['online', 'offline']))),
});

const ALIVE = v.strictObject({
  topic: TOPIC,
  pointer: v.optional(POINTER),
  withinSeconds: v.pipe(v.number(), v.minValue(1), v.maxValue(LIMITS.bindingAliveSeconds)),
});

const KEEPALIVE = v.strictObject({
  topic: TOPIC,
  message: v.optional(PAYLOAD),
  everySeconds: v.pipe(
    v.number(),
    v.minValue(LIMITS.bindingKeepaliveLeastSeconds),
    v.maxValue(LIMITS.bindingAliveSeconds),
  ),
});

const SWITCH = v.strictObject({
  topic: TOPIC,
  on: PAYLOAD,
  off: PAYLOAD,
  modes: v.optional(v.pipe(v.array(v.picklist(['heat', 'cool'])), v.minLength(1), v.maxLength(2))),
  drives: v.optional(v.picklist(RELAY_LOADS)),
});

const SETPOINT = v.strictObject({
  topic: TOPIC,
  pointer: v.optional(POINTER),
  message: v.optional(MESSAGE),
  scale: v.optional(SCALE),
  offset: v.optional(OFFSET),
  stepC: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(5))),
  offC: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(30))),
});

const ROOM_TEMP = v.strictObject({
  topic: TOPIC,
  pointer: v.optional(POINTER),
  message: v.optional(MESSAGE),
  scale: v.optional(SCALE),
  offset: v.optional(OFFSET),
  stepC: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(5))),
  everySeconds: v.optional(
    v.pipe(v.number(), v.minValue(60), v.maxValue(LIMITS.bindingRoomTempSeconds)),
  ),
});

export const BINDINGS = v.pipe(
  v.array(
    v.strictObject({
      kind: v.picklist(KINDS),
      id: v.string(),
      readings: v.pipe(v.array(READING), v.maxLength(LIMITS.bindingReadings)),
      places: v.optional(PLACES),
      availability: v.optional(
        v.pipe(v.array(AVAILABILITY), v.maxLength(LIMITS.bindingAvailabilities)),
      ),
      alive: v.optional(ALIVE),
      keepalive: v.optional(KEEPALIVE),
      staleAfterMinutes: v.optional(
        v.pipe(v.number(), v.minValue(1), v.maxValue(LIMITS.bindingStaleMinutes)),
      ),
      standsWhileOnline: v.optional(v.boolean()),
      switch: v.optional(SWITCH),
      setpoint: v.optional(SETPOINT),
      keepsTurns: v.optional(v.boolean()),
      roomTemp: v.optional(ROOM_TEMP),
      level: v.optional(v.picklist(LEVELS)),
      needs: v.optional(NEEDS),
      needsHelp: v.optional(NEEDS_HELP),
      orders: v.optional(ORDERS),
      withoutHub: v.optional(WITHOUT_HUB),
    }),
  ),
  v.maxLength(LIMITS.bindings),
);
