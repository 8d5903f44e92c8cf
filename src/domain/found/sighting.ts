/** What a device on the broker says of itself, and what the house could make of it. */
import type { MappedValue, ReadPlace } from '../binding/place.ts';
import type { DeviceKind } from '../equipment/catalogue.ts';

/** How it was found. */
export const FOUND_SOURCES = [
  'home_assistant',
  'zigbee2mqtt',
  'tasmota',
  'shelly',
  'profile',
  'own_topics',
] as const;
export type FoundSource = (typeof FOUND_SOURCES)[number];

/** A binding as `house.json` has it, without `kind` and `id`; with `use`, or all by itself. */
export type OfferedBinding = Readonly<Record<string, unknown>>;

/** A device of the house that it could be. */
export interface Offer {
  readonly kind: DeviceKind;
  /** What tells it from the others of the same device, such as `relay 2`. */
  readonly part?: string | undefined;
  /** Of a terminal: whether it measures its room itself, as radiator valves do. */
  readonly hasThermometer?: boolean | undefined;
  /** Where it reports under an id on the hub's own topics already. */
  readonly id?: string | undefined;
  /** Absent of one that speaks the hub's own topics. */
  readonly binding?: OfferedBinding | undefined;
}

export interface Sighting {
  /** Tells it from all others, for as long as it is there. */
  readonly key: string;
  readonly source: FoundSource;
  /** As it calls itself. */
  readonly name: string;
  readonly model?: string | undefined;
  /** The room that it says it is in. */
  readonly room?: string | undefined;
  /** Whatever else is told of topics below these is of this device. */
  readonly covers?: readonly string[] | undefined;
  readonly offers: readonly Offer[];
  /** What of it cannot be read, and why: sentences. */
  readonly unread: readonly string[];
}

/** An object of a document of which nothing is known yet. */
export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const rawOf = (value: unknown): Raw => (isRaw(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];
/** Text that is not empty; a number, as which some write an id, as text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number without the noise of floating point. */
export const tidy = (number: number): number => Number(number.toPrecision(10));

/** What is read at a place. */
export interface FoundPlace extends Pick<ReadPlace, 'topic' | 'pointer' | 'scale' | 'offset'> {
  readonly values?: Readonly<Record<string, MappedValue>> | undefined;
}

/** From a unit to that of the hub's reading: hub = scale × said + offset. Undefined where it is another thing. */
const UNITS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  tempC: {
    '°C': [1, 0],
    C: [1, 0],
    '°F': [5 / 9, -160 / 9],
    F: [5 / 9, -160 / 9],
    K: [1, -273.15],
  },
  rhPercent: { '%': [1, 0] },
  co2Ppm: { ppm: [1, 0] },
  powerKw: { W: [0.001, 0], kW: [1, 0] },
  energyKwh: { Wh: [0.001, 0], kWh: [1, 0], MWh: [1_000, 0] },
};

/** The place with its number in the hub's unit; undefined where it is in one that the field cannot have. */
export function inUnit(field: string, place: FoundPlace, unit: string): FoundPlace | undefined {
  const units = UNITS[field] ?? {};
  const [scale, offset] = (Object.hasOwn(units, unit) ? units[unit] : undefined) ?? [];
  if (scale === undefined || offset === undefined) return undefined;
  const { topic, pointer, values, scale: own = 1, offset: ownOffset = 0 } = place;
  const all = { scale: tidy(own * scale), offset: tidy(ownOffset * scale + offset) };
  return {
    topic,
    ...(pointer !== undefined && { pointer }),
    ...(all.scale !== 1 && { scale: all.scale }),
    ...(all.offset !== 0 && { offset: all.offset }),
    ...(values !== undefined && { values }),
  };
}
