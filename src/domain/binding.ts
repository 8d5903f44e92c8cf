/**
 * A device that does not speak the hub's own topics, bound to a sensor or a terminal of the house: which topic and
 * which part of its messages is which reading, how it says that it is there, and how it is told what to do.
 */
import type { DeviceKind } from './equipment/catalogue.ts';
import { FCU_READINGS } from './equipment/fcu.ts';
import { parseReadings } from './equipment/parse-readings.ts';
import type { ReadingTable, ReadingValue } from './equipment/reading.ts';
import { refusal, type ReadingRefusal } from './equipment/refused.ts';
import { SENSOR_READINGS } from './equipment/sensor.ts';
import { pointerSteps, valueAt } from './json-pointer.ts';
import { LIMITS } from './limits.ts';
import { MINUTE_MS } from './units.ts';

/** What a sensor's message may be told to mean. `null` is: no value now. */
export type MappedValue = string | number | boolean | null;

/** A part of the messages of a topic. */
interface Place {
  readonly topic: string;
  /** A JSON pointer; the whole payload where absent. */
  readonly pointer?: string | undefined;
}

export interface BoundReading extends Place {
  /** A reading of the kind, or what a terminal says of its command: `on`, `tempHeatSetC`. */
  readonly field: string;
  /** A number is `scale` × what was said + `offset`. */
  readonly scale?: number | undefined;
  readonly offset?: number | undefined;
  /** What was said, as text → what it means. */
  readonly values?: Readonly<Record<string, MappedValue>> | undefined;
  /** A JSON pointer to the time of the reading, in the same message. */
  readonly timePointer?: string | undefined;
}

export interface BoundAvailability extends Place {
  readonly values?: Readonly<Record<string, 'online' | 'offline'>> | undefined;
}

/** A relay: on while the zone calls for one of `modes`. */
export interface BoundSwitch {
  readonly topic: string;
  /** Sent as it is where it is text, else as JSON. */
  readonly on: unknown;
  readonly off: unknown;
  /** Heating alone where absent: cold water in what is not made for it drips. */
  readonly modes?: readonly ('heat' | 'cool')[] | undefined;
}

/** A radiator valve that judges for itself: the zone's setpoint while its circuit heats, else `offC`. */
export interface BoundSetpoint extends Place {
  /** The JSON object that the number is put into, at `pointer`. */
  readonly message?: Readonly<Record<string, unknown>> | undefined;
  /** What the valve can be set to: whole multiples of that, in K. */
  readonly stepC?: number | undefined;
  /** What closes it, in °C. */
  readonly offC?: number | undefined;
}

export type BindableKind = Extract<DeviceKind, 'sensor' | 'fcu'>;

export interface DeviceBinding {
  readonly kind: BindableKind;
  readonly id: string;
  readonly readings: readonly BoundReading[];
  /** It is there while all of them say so. */
  readonly availability?: readonly BoundAvailability[] | undefined;
  readonly staleAfterMinutes?: number | undefined;
  /** What it said holds for as long as it is online: it tells changes alone. */
  readonly standsWhileOnline?: boolean | undefined;
  readonly switch?: BoundSwitch | undefined;
  readonly setpoint?: BoundSetpoint | undefined;
}

/** What a terminal says of its command, beside its readings. */
export const COMMAND_ECHOES = {
  on: { type: 'boolean', name: 'Relay', help: 'Whether the relay is on' },
  tempHeatSetC: {
    type: 'number',
    unit: '°C',
    min: -20,
    max: 100,
    stands: true,
    name: 'Valve setpoint',
    help: 'What the valve is set to',
  },
} as const satisfies ReadingTable;

const { mode, fanPercent, roomTempC, rhPercent, supplyTempC, returnTempC } = FCU_READINGS;

/** What may be bound, by kind. */
export const BINDABLE: Readonly<Record<BindableKind, ReadingTable>> = {
  sensor: SENSOR_READINGS,
  fcu: { mode, fanPercent, roomTempC, rhPercent, supplyTempC, returnTempC, ...COMMAND_ECHOES },
};

/** How long what it said counts; for ever, while it is online, where it stands. */
export function freshMsOf(binding: DeviceBinding | undefined): number {
  if (binding?.standsWhileOnline === true) return Infinity;
  return binding?.staleAfterMinutes === undefined
    ? LIMITS.readingFreshMs
    : binding.staleAfterMinutes * MINUTE_MS;
}

export const placeOf = ({ topic, pointer = '' }: Place): string => `${topic} ${pointer}`;

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

/** What a person wrote that words mean goes before what they would mean as JSON. */
function meant(
  { scale = 1, offset = 0, values }: BoundReading,
  said: unknown,
): { readonly meaning: unknown } | { readonly reason: string } {
  const meaning = values && mapped(values, said);
  if (meaning !== undefined) return { meaning };
  if (typeof said === 'number') return { meaning: said * scale + offset };
  return values === undefined || said === null ? { meaning: said } : { reason: oneOf(values) };
}

/** How old what a message says is, in ms, or why its time is none. */
function ageOf(
  pointer: string,
  said: unknown,
  nowMs: number,
): { readonly ageMs: number } | { readonly reason: string } {
  const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
  const saidMs = typeof said === 'string' && ISO.test(said) ? Date.parse(said) : said;
  if (typeof saidMs !== 'number' || !Number.isFinite(saidMs))
    return { reason: `has no time at ${pointer}: ISO 8601 with a zone, or ms` };
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
  reading: BoundReading,
  document: unknown,
  nowMs: number | undefined,
): BoundValue | undefined {
  const { field, pointer, timePointer } = reading;
  const said = saidAt(document, pointer);
  if (said === undefined) return undefined;
  const what = meant(reading, said);
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
