/**
 * A device that does not speak the hub's own topics, bound to a device of the house: which topic and which part of its
 * messages is which reading, how it says that it is there, and how a terminal is told what to do.
 */
import { READINGS, type DeviceKind } from '../equipment/catalogue.ts';
import { FCU_READINGS } from '../equipment/fcu.ts';
import { isMeasure, type ReadingTable } from '../equipment/reading.ts';
import { LIMITS } from '../limits.ts';
import { MINUTE_MS } from '../units.ts';
import type { Level } from './level.ts';
import { echoNames } from './order-echo.ts';
import type { BoundOrders, LevelNeeds, NeedsHelp } from './order.ts';
import { isBound, type Condition, type MappedValue, type Place, type ReadPlace } from './place.ts';

/** A reading that is said at a place of its own. */
export interface PlaceReading extends ReadPlace {
  /** A reading of the kind, or what a terminal says of its command: `on`, `tempHeatSetC`. */
  readonly field: string;
}

/** The sum of the numbers at named places, each of which has to be known: three phases, say. */
export interface SumReading {
  readonly field: string;
  readonly sum: readonly string[];
  readonly scale?: number | undefined;
}

/** What follows from named places: the first case whose condition holds. */
export interface CaseReading {
  readonly field: string;
  readonly cases: readonly { readonly if: Condition; readonly then: MappedValue }[];
}

/** What follows from named places. */
export type DerivedReading = SumReading | CaseReading;
export type BoundReading = PlaceReading | DerivedReading;

export const hasOwnPlace = (reading: BoundReading): reading is PlaceReading => 'topic' in reading;

/** The names of the places that it follows from, as they stand in it. */
export const namesIn = (reading: DerivedReading): readonly string[] =>
  'sum' in reading ? reading.sum : reading.cases.flatMap((one) => Object.keys(one.if));

export interface BoundAvailability extends Place {
  readonly values?: Readonly<Record<string, 'online' | 'offline'>> | undefined;
}

/** What a relay may switch. */
export const RELAY_LOADS = ['valve', 'pump', 'heater'] as const;

/** A relay: on while the zone calls for one of `modes`. */
export interface BoundSwitch {
  readonly topic: string;
  /** Sent as it is where it is text, else as JSON. */
  readonly on: unknown;
  readonly off: unknown;
  /** Heating alone where absent: cold water in what is not made for it drips. */
  readonly modes?: readonly ('heat' | 'cool')[] | undefined;
  /** Not known where absent: then it is taken for an electric heater. */
  readonly drives?: (typeof RELAY_LOADS)[number] | undefined;
}

/** A radiator valve that judges for itself: the zone's setpoint while its circuit heats, else `offC`. */
export interface BoundSetpoint extends Place {
  /** The JSON object that the number is put into, at `pointer`. */
  readonly message?: Readonly<Record<string, unknown>> | undefined;
  /** It is sent `scale` × °C + `offset`: a valve in °F. */
  readonly scale?: number | undefined;
  readonly offset?: number | undefined;
  /** What the valve can be set to: whole multiples of that, in K. */
  readonly stepC?: number | undefined;
  /** What closes it, in °C. */
  readonly offC?: number | undefined;
}

/** Where a valve is told what its room is measured at, by the sensors of its zone. */
export interface BoundRoomTemp extends Place {
  /** The JSON object that the number is put into, at `pointer`. */
  readonly message?: Readonly<Record<string, unknown>> | undefined;
  /** It is sent `scale` × °C + `offset`: one that counts in hundredths. */
  readonly scale?: number | undefined;
  readonly offset?: number | undefined;
  /** It is told of each change of so much, in K, and at least so often. */
  readonly stepC?: number | undefined;
  readonly everySeconds?: number | undefined;
}

/** A place where something has to be said again and again: what shows that the machine behind a gateway is alive. */
export interface BoundAlive extends Place {
  readonly withinSeconds: number;
}

/** What a gateway has to be sent again and again, or it falls silent. */
export interface BoundKeepalive {
  readonly topic: string;
  /** Nothing, where absent. */
  readonly message?: unknown;
  readonly everySeconds: number;
}

export type BindableKind = DeviceKind;

export interface DeviceBinding {
  readonly kind: BindableKind;
  readonly id: string;
  readonly readings: readonly BoundReading[];
  /** Places by name, for readings that follow from several, for echoes of orders and what a level needs. */
  readonly places?: Readonly<Record<string, ReadPlace>> | undefined;
  /** It is there while all of them say so. */
  readonly availability?: readonly BoundAvailability[] | undefined;
  readonly alive?: BoundAlive | undefined;
  readonly keepalive?: BoundKeepalive | undefined;
  readonly staleAfterMinutes?: number | undefined;
  /** What it said holds for as long as it is online: it tells changes alone. */
  readonly standsWhileOnline?: boolean | undefined;
  readonly switch?: BoundSwitch | undefined;
  readonly setpoint?: BoundSetpoint | undefined;
  /** Whether a turn of its own knob sets the zone; else it is told again what the zone is set to. */
  readonly keepsTurns?: boolean | undefined;
  readonly roomTemp?: BoundRoomTemp | undefined;
  /** How far control may go: `watch` where absent. */
  readonly level?: Level | undefined;
  readonly needs?: LevelNeeds | undefined;
  readonly needsHelp?: NeedsHelp | undefined;
  readonly orders?: BoundOrders | undefined;
  /** What it does when the hub falls silent: a sentence for people. */
  readonly withoutHub?: string | undefined;
}

/** What a terminal of another make is, where it is no fan coil. */
export const TERMINALS = ['valve', 'relay'] as const;
export type Terminal = (typeof TERMINALS)[number];

export function terminalOf(binding: DeviceBinding | undefined): Terminal | undefined {
  if (binding?.setpoint !== undefined) return 'valve';
  return binding?.switch === undefined ? undefined : 'relay';
}

/** A fan coil has one; a valve or relay has none, unless it tells of a fan. */
export const hasFilter = (binding: DeviceBinding | undefined): boolean =>
  terminalOf(binding) === undefined ||
  binding?.readings.some(({ field }) => field === 'fanPercent') === true;

/** Whether a terminal may be opened for some minutes so that nothing gets stuck: it moves water, and makes no heat itself. */
export const movesWater = (binding: DeviceBinding | undefined): boolean =>
  binding?.switch === undefined ||
  binding.switch.drives === 'valve' ||
  binding.switch.drives === 'pump';

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
  sensor: READINGS.sensor,
  heatpump: READINGS.heatpump,
  solar: READINGS.solar,
  meter: READINGS.meter,
  hcu: READINGS.hcu,
  dhw: READINGS.dhw,
  tes: READINGS.tes,
  fcu: { mode, fanPercent, roomTempC, rhPercent, supplyTempC, returnTempC, ...COMMAND_ECHOES },
};

/**
 * The places that show what it was set to: that stands until it is changed, so an old word of it holds. What a level
 * needs to be one of some words is such a setting, though a gateway says it as a number; what has to lie above or below
 * a bound is measured.
 */
export const settingsOf = ({ orders = {}, needs = {} }: DeviceBinding): ReadonlySet<string> =>
  new Set([
    ...Object.values(orders).flatMap(({ echo }) => (echo ? echoNames(echo) : [])),
    ...Object.values(needs).flatMap((need) =>
      Object.entries(need).flatMap(([name, wanted]) => (isBound(wanted) ? [] : [name])),
    ),
  ]);

/**
 * How long what it said counts; for ever, while it is online, where it stands. A measurement stands only where something
 * shows that what measures is alive.
 * @param field of a reading, where that matters
 */
export function freshMsOf(binding: DeviceBinding | undefined, field?: string): number {
  if (binding?.standsWhileOnline === true) {
    const isMeasured = field !== undefined && isMeasure(BINDABLE[binding.kind][field]);
    if (!isMeasured || binding.alive !== undefined) return Infinity;
  }
  return binding?.staleAfterMinutes === undefined
    ? LIMITS.readingFreshMs
    : binding.staleAfterMinutes * MINUTE_MS;
}

/** How a device is bound, to be compared: whatever the hub may tell it, it says the same. */
export const boundText = (binding: DeviceBinding | undefined): string =>
  JSON.stringify({ ...binding, level: undefined });
