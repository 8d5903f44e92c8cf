/** The entities of Home Assistant that follow from the tables of readings. */
import type { NumberReading, Reading, ReadingTable, Unit } from '../../domain/equipment/reading.ts';
import { labelsOf, optionsOf } from './label.ts';
import { attributeAt, isFilledAt, labelAt, valueAt } from './template.ts';

/** As discovery spells it. */
export interface Component {
  readonly platform: string;
  readonly [key: string]: unknown;
}

/** By their keys, which no version may change: another key is another entity. */
export type Components = Readonly<Record<string, Component>>;

export interface Availability {
  readonly topic: string;
  readonly value_template: string;
  readonly payload_available?: string;
  readonly payload_not_available?: string;
}

/** Of the device that components belong to. */
export interface ComponentContext {
  /** Begins every `unique_id`. */
  readonly objectId: string;
  readonly stateTopic: string;
}

/** `{{ … }}` of a boolean says so. */
export const TRUE = 'True';
export const FALSE = 'False';

const CLASS_OF_UNIT: Readonly<Partial<Record<Unit, string>>> = {
  '°C': 'temperature',
  ppm: 'carbon_dioxide',
  kW: 'power',
  kWh: 'energy',
  'L/min': 'volume_flow_rate',
  L: 'volume_storage',
  bar: 'pressure',
  Hz: 'frequency',
  V: 'voltage',
  A: 'current',
  h: 'duration',
};

export const keyOf = (path: string): string => path.replaceAll('.', '_');

function numberOptions({ unit, deviceClass, rises }: NumberReading): object {
  const unitClass = unit === undefined ? undefined : CLASS_OF_UNIT[unit];
  const shownClass = deviceClass ?? unitClass;
  return {
    ...(shownClass !== undefined && { device_class: shownClass }),
    ...(unit !== undefined && { unit_of_measurement: unit }),
    state_class: rises === true ? 'total_increasing' : 'measurement',
  };
}

/** What a reading is to Home Assistant, and what it says of its value. */
function kindOf(reading: Reading, path: string, { stateTopic }: ComponentContext): Component {
  const value_template = valueAt(path);
  switch (reading.type) {
    case 'number':
    case 'integer':
      return { platform: 'sensor', value_template, ...numberOptions(reading) };
    case 'enum':
      return {
        platform: 'sensor',
        value_template: labelAt(path, labelsOf(reading.values)),
        device_class: 'enum',
        options: optionsOf(labelsOf(reading.values)),
      };
    case 'timestamp':
      return { platform: 'sensor', value_template, device_class: 'timestamp' };
    case 'text':
      return { platform: 'sensor', value_template };
    case 'boolean':
      return {
        platform: 'binary_sensor',
        value_template,
        payload_on: TRUE,
        payload_off: FALSE,
        ...(reading.deviceClass !== undefined && { device_class: reading.deviceClass }),
      };
    case 'faults':
      return {
        platform: 'binary_sensor',
        value_template: isFilledAt(path),
        payload_on: TRUE,
        payload_off: FALSE,
        device_class: 'problem',
        json_attributes_topic: stateTopic,
        json_attributes_template: attributeAt('faults', path),
      };
  }
}

function readingComponent(path: string, reading: Reading, context: ComponentContext): Component {
  const isDiagnostic = reading.isDiagnostic === true || reading.type === 'faults';
  return {
    ...kindOf(reading, path, context),
    unique_id: `${context.objectId}_${keyOf(path)}`,
    name: reading.name,
    state_topic: context.stateTopic,
    ...(isDiagnostic && { entity_category: 'diagnostic' }),
    ...(reading.isNoisy === true && { enabled_by_default: false }),
  };
}

/** What is so of the entities of a table. */
export interface EntityOptions {
  /** Further keys of each, such as an availability of its own. */
  readonly more?: object;
  /** Readings that nobody misses: they are there, and not shown before somebody asks for them. */
  readonly unused?: ReadonlySet<string>;
}

export function tableComponents(
  table: ReadingTable,
  context: ComponentContext,
  { more = {}, unused = new Set() }: EntityOptions = {},
): Components {
  return Object.fromEntries(
    Object.entries(table).map(([path, reading]) => [
      keyOf(path),
      {
        ...readingComponent(path, reading, context),
        ...(unused.has(path) && { enabled_by_default: false }),
        ...more,
      },
    ]),
  );
}

/** Whether the device is there: the one entity that is available while it is not. */
export function connectivity(
  { objectId, stateTopic }: ComponentContext,
  availability: readonly Availability[],
): Component {
  return {
    platform: 'binary_sensor',
    unique_id: `${objectId}_online`,
    name: 'Connection',
    device_class: 'connectivity',
    entity_category: 'diagnostic',
    state_topic: stateTopic,
    value_template: valueAt('online'),
    payload_on: TRUE,
    payload_off: FALSE,
    availability,
  };
}
