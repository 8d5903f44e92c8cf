/**
 * A device that does not speak the hub's own topics, bound to a device of the house: which topic and which part of its
 * messages is which reading, how it says that it is there, and how a terminal is told what to do.
 */
import { READINGS, type DeviceKind } from './equipment/catalogue.ts';
import { FCU_READINGS } from './equipment/fcu.ts';
import type { ReadingTable } from './equipment/reading.ts';
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

/** Terminals, and what is only read: a machine that control commands has to speak the hub's own topics. */
export type BindableKind = Extract<DeviceKind, 'sensor' | 'fcu' | 'heatpump' | 'solar' | 'meter'>;

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

/** A list of faults is no single value that a place could have. */
const singleOf = (table: ReadingTable): ReadingTable =>
  Object.fromEntries(Object.entries(table).filter(([, { type }]) => type !== 'faults'));

/** What may be bound, by kind. */
export const BINDABLE: Readonly<Record<BindableKind, ReadingTable>> = {
  sensor: singleOf(READINGS.sensor),
  heatpump: singleOf(READINGS.heatpump),
  solar: singleOf(READINGS.solar),
  meter: singleOf(READINGS.meter),
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
