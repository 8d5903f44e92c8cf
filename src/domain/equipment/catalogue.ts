/**
 * The table of the kinds of device. A kind's name is its word in topics, events and metrics. What is said here of a
 * kind stands nowhere else: the house file, the API, the state and its stream, discovery, metrics and history follow
 * from it, so that a new kind is a table of readings and an entry here.
 */
import { LIMITS } from '../limits.ts';
import type { ReadingsIn, ReadingTable } from './reading.ts';
import { DHW_READINGS } from './dhw.ts';
import { FCU_READINGS } from './fcu.ts';
import { HCU_READINGS } from './hcu.ts';
import { HEAT_PUMP_READINGS } from './heat-pump.ts';
import { METER_READINGS } from './meter.ts';
import { SENSOR_READINGS } from './sensor.ts';
import { SOLAR_READINGS } from './solar.ts';
import { TES_READINGS } from './tes.ts';

/** What the house file says of a device besides its id. All but flags are required there, and shown in the API. */
export type Member =
  /** What people call it. */
  | { readonly type: 'name' }
  /** The id of the HCU through which it is reached. */
  | { readonly type: 'parent' }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly help: string }
  /** For control alone; false where it is absent. */
  | { readonly type: 'flag' };

interface Kind {
  readonly readings: ReadingTable;
  /** What it is, in full: `Fan coil unit`. */
  readonly model: string;
  /** Of the page. */
  readonly icon: string;
  /** Whether control commands it: one that is told nothing can confirm nothing. */
  readonly isCommanded: boolean;
}

/** A kind that the API has a path for. */
export interface Equipment extends Kind {
  /** Its member of the house file and of the state, and its word in paths of the API. */
  readonly key: string;
  /** How its id is called there. */
  readonly id: string;
  /** As the API says that there is none. */
  readonly title: string;
  /** As people say it: `Fan coil`. */
  readonly name: string;
  readonly members: Readonly<Record<string, Member>>;
  readonly cardinality: 'one' | 'many';
  /** How many a house may have of many; `LIMITS.devicesOfKind` where it is not said. */
  readonly max?: number;
  /** Whether a house file has the list even where it is empty. */
  readonly isRequired?: true;
  /** What control may have it do, where it decides that for the kind as a whole. */
  readonly works?: readonly string[];
}

/** In the order in which everything lists them; what refers to a parent comes after it. */
export const EQUIPMENT = {
  fcu: {
    readings: FCU_READINGS,
    key: 'fcus',
    id: 'fcuId',
    title: 'FCU',
    name: 'Fan coil',
    model: 'Fan coil unit',
    icon: 'fan',
    cardinality: 'many',
    max: LIMITS.fcus,
    isRequired: true,
    isCommanded: true,
    // One that drains what condenses on its coil may be colder than the dew point. Not assumed.
    members: { friendlyName: { type: 'name' }, drainsCondensate: { type: 'flag' } },
  },
  hcu: {
    readings: HCU_READINGS,
    key: 'hcu',
    id: 'hcuId',
    title: 'HCU',
    name: 'Hydronic unit',
    model: 'Hydronic control unit',
    icon: 'plant',
    cardinality: 'one',
    isCommanded: true,
    works: ['heat', 'cool', 'hot_water', 'none'],
    members: {},
  },
  heatpump: {
    readings: HEAT_PUMP_READINGS,
    key: 'heatpumps',
    id: 'hpId',
    title: 'Heat pump',
    name: 'Heat pump',
    model: 'Heat pump',
    icon: 'fan',
    cardinality: 'many',
    max: LIMITS.heatpumps,
    isRequired: true,
    isCommanded: false,
    members: { parentHcuId: { type: 'parent' } },
  },
  dhw: {
    readings: DHW_READINGS,
    key: 'dhw',
    id: 'dhwId',
    title: 'DHW tank',
    name: 'Hot water',
    model: 'Hot water tank',
    icon: 'drop',
    cardinality: 'one',
    isCommanded: true,
    works: ['heat', 'rest'],
    members: {},
  },
  tes: {
    readings: TES_READINGS,
    key: 'tes',
    id: 'tesId',
    title: 'TES tank',
    name: 'Buffer tank',
    model: 'Buffer tank',
    icon: 'flame',
    cardinality: 'one',
    isCommanded: true,
    works: ['heat', 'cool', 'idle'],
    members: {},
  },
  solar: {
    readings: SOLAR_READINGS,
    key: 'solar',
    id: 'solarId',
    title: 'Solar collector',
    name: 'Solar collector',
    model: 'Solar collector',
    icon: 'leaf',
    cardinality: 'one',
    isCommanded: false,
    members: {},
  },
  meter: {
    readings: METER_READINGS,
    key: 'meters',
    id: 'meterId',
    title: 'Meter',
    name: 'Meter',
    model: 'Energy meter',
    icon: 'bolt',
    cardinality: 'many',
    isCommanded: false,
    members: {
      friendlyName: { type: 'name' },
      measures: {
        type: 'choice',
        values: ['electricity', 'heat'],
        help: 'What the meter measures',
      },
    },
  },
} as const satisfies Record<string, Equipment>;

/** Sensors stand in their zones, in the house file and in the API. */
const KINDS = {
  sensor: {
    readings: SENSOR_READINGS,
    model: 'Room sensor',
    icon: 'thermometer',
    isCommanded: false,
  },
  ...EQUIPMENT,
} as const satisfies Record<string, Kind>;

export type EquipmentKind = keyof typeof EQUIPMENT;
export type DeviceKind = keyof typeof KINDS;

export type KindsWith<Said> = {
  [K in EquipmentKind]: (typeof EQUIPMENT)[K] extends Said ? K : never;
}[EquipmentKind];
/** Kinds of which a house has at most one. */
export type SingleKind = KindsWith<{ readonly cardinality: 'one' }>;
/** Kinds that are told what to do. */
type CommandedKind = KindsWith<{ readonly isCommanded: true }>;
/** Kinds that control decides for as a whole. */
export type DecidedKind = KindsWith<{ readonly works: readonly string[] }>;

export const EQUIPMENT_KINDS = Object.keys(EQUIPMENT) as readonly EquipmentKind[];
export const DEVICE_KINDS = Object.keys(KINDS) as readonly DeviceKind[];

export const isSingle = (kind: EquipmentKind): kind is SingleKind =>
  EQUIPMENT[kind].cardinality === 'one';
export const isCommanded = (kind: DeviceKind): kind is CommandedKind => KINDS[kind].isCommanded;
export const modelOf = (kind: DeviceKind): string => KINDS[kind].model;

export const READINGS = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { readings }]) => [kind, readings]),
) as { readonly [K in DeviceKind]: (typeof KINDS)[K]['readings'] };

/** What a device of the kind may have reported: a name that its table does not have is none. */
export type ReadingsOf<K extends DeviceKind> = ReadingsIn<(typeof KINDS)[K]['readings']>;
