/** An entity of Home Assistant's discovery, as what it could be in the house: a reading, a relay or a valve. */
import type { BoundAvailability } from '../binding/binding.ts';
import { LIMITS } from '../limits.ts';
import type { DiscoveryEntity } from './discovery-document.ts';
import {
  inUnit,
  listOf,
  rawOf,
  textOf,
  tidy,
  type FoundPlace,
  type OfferedBinding,
  type Raw,
} from './sighting.ts';
import { readTemplate } from './value-template.ts';
import { readCommandTemplate } from './command-template.ts';

/** The device that an entity is of. */
export interface DiscoveryDevice {
  /** The same of all its entities. */
  readonly id: string;
  readonly name: string;
  readonly model?: string | undefined;
  readonly room?: string | undefined;
}

export type DiscoveryPart = { readonly device: DiscoveryDevice; readonly label: string } & (
  | {
      readonly type: 'reading';
      readonly field: string;
      readonly place: FoundPlace;
      readonly availability: readonly BoundAvailability[];
    }
  | {
      readonly type: 'terminal';
      readonly binding: OfferedBinding;
      /** Whether it measures its room itself. */
      readonly hasThermometer?: boolean | undefined;
      readonly topics: readonly string[];
    }
  | { readonly type: 'unread'; readonly sentence: string; readonly topics: readonly string[] }
);

const short = (text: string | undefined): string | undefined =>
  text?.slice(0, 2 * LIMITS.friendlyNameChars);

function deviceOf({ config, key }: DiscoveryEntity): DiscoveryDevice {
  const device = rawOf(config['device']);
  const [identifier] = [device['identifiers']].flat();
  const [connection] = listOf(device['connections']).map((one) => listOf(one).join(' '));
  const label = textOf(config['name']) ?? textOf(config['unique_id']) ?? key;
  const model = [textOf(device['manufacturer']), textOf(device['model'])].filter(Boolean).join(' ');
  return {
    id: short(textOf(identifier) ?? connection ?? textOf(config['unique_id']) ?? key) ?? key,
    name: short(textOf(device['name']) ?? label) ?? key,
    model: short(textOf(model)),
    room: short(textOf(device['suggested_area'])),
  };
}

function availabilityAt(place: Raw, template: string): BoundAvailability[] {
  const topic = textOf(place['topic']);
  const read = readTemplate(textOf(place[template]));
  const isPlain = read !== undefined && read.scale === undefined && read.offset === undefined;
  if (topic === undefined || !isPlain || read.values !== undefined) return [];
  const online = textOf(place['payload_available']) ?? 'online';
  const offline = textOf(place['payload_not_available']) ?? 'offline';
  const isUsual = online === 'online' && offline === 'offline';
  return [
    {
      topic,
      ...(read.pointer !== undefined && { pointer: read.pointer }),
      ...(!isUsual && {
        values: Object.fromEntries([
          [online, 'online' as const],
          [offline, 'offline' as const],
        ]),
      }),
    },
  ];
}

/** As far as it can be read: what is left out costs nothing but that a device that is gone is noticed later. */
function availabilityOf(config: Raw): BoundAvailability[] {
  const { availability_topic: topic, availability } = config;
  const own =
    topic === undefined ? [] : availabilityAt({ ...config, topic }, 'availability_template');
  const listed = listOf(availability).flatMap((one) =>
    availabilityAt(rawOf(one), 'value_template'),
  );
  return [...own, ...listed].slice(0, LIMITS.bindingAvailabilities);
}

/** Where a part of it is said; a text is why that cannot be read; undefined where it says nothing of it. */
function placeAt(
  config: Raw,
  topicName: string,
  template: string,
): FoundPlace | string | undefined {
  const topic = textOf(config[topicName]);
  if (topic === undefined) return undefined;
  const read = readTemplate(textOf(config[template]));
  return read === undefined ? unreadable(template, config[template]) : { topic, ...read };
}

const unreadable = (name: string, template: unknown): string =>
  `its ${name} cannot be read: ${String(template).slice(0, 80)}`;

/** What a sensor measures for the house, by its class. */
const FIELDS: Readonly<Record<string, string>> = {
  temperature: 'tempC',
  humidity: 'rhPercent',
  carbon_dioxide: 'co2Ppm',
  power: 'powerKw',
  energy: 'energyKwh',
};

type Made =
  | Omit<Extract<DiscoveryPart, { type: 'reading' }>, 'device' | 'label'>
  | Pick<Extract<DiscoveryPart, { type: 'terminal' }>, 'type' | 'binding' | 'hasThermometer'>
  | string
  | undefined;

function sensorOf(config: Raw): Made {
  const wanted = textOf(config['device_class']);
  const field = wanted !== undefined && Object.hasOwn(FIELDS, wanted) ? FIELDS[wanted] : undefined;
  if (field === undefined) return undefined;
  const place = placeAt(config, 'state_topic', 'value_template');
  if (place === undefined || typeof place === 'string') return place;
  const unit = textOf(config['unit_of_measurement']) ?? '';
  const measured = inUnit(field, place, unit);
  if (measured === undefined) return `its unit "${unit.slice(0, 20)}" is none of ${wanted ?? ''}`;
  return { type: 'reading', field, place: measured, availability: availabilityOf(config) };
}

const withAvailability = (config: Raw): OfferedBinding => {
  const availability = availabilityOf(config);
  return availability.length === 0 ? {} : { availability };
};

function relayOf(config: Raw): Made {
  const topic = textOf(config['command_topic']);
  if (topic === undefined) return undefined;
  const told = textOf(config['command_template']);
  if (told !== undefined && !/^\s*\{\{\s*value\s*\}\}\s*$/.test(told))
    return unreadable('command_template', told);
  const place = placeAt(config, 'state_topic', 'value_template');
  if (typeof place === 'string') return place;
  const on = textOf(config['payload_on']) ?? 'ON';
  const off = textOf(config['payload_off']) ?? 'OFF';
  const isOn = textOf(config['state_on']) ?? on;
  const isOff = textOf(config['state_off']) ?? off;
  const values = Object.fromEntries([
    [isOn, true],
    [isOff, false],
  ]);
  if (place?.values !== undefined) return unreadable('value_template', config['value_template']);
  return {
    type: 'terminal',
    binding: {
      readings: place === undefined ? [] : [{ field: 'on', ...place, values }],
      ...withAvailability(config),
      switch: { topic, on, off },
    },
  };
}

const ACTIONS = { heating: 'heat', idle: 'idle', off: 'idle' } as const;

/** What a thermostat does, where that is said in Home Assistant's own words, or mapped to them. */
function actionOf(config: Raw): object[] {
  const place = placeAt(config, 'action_topic', 'action_template');
  if (place === undefined || typeof place === 'string') return [];
  const { values, ...at } = place;
  const words = Object.entries(
    values ?? Object.fromEntries(Object.keys(ACTIONS).map((one) => [one, one])),
  );
  const known = words.flatMap(([said, action]) => {
    const does = Object.entries(ACTIONS).find(([name]) => name === action)?.[1];
    return does === undefined ? [] : [[said, does] as const];
  });
  return known.length === 0 ? [] : [{ field: 'mode', ...at, values: Object.fromEntries(known) }];
}

function valveOf(config: Raw): Made {
  const topic = textOf(config['temperature_command_topic']);
  if (topic === undefined) return undefined;
  const unit = textOf(config['temperature_unit']) ?? 'C';
  const told = readCommandTemplate(textOf(config['temperature_command_template']));
  if (told === undefined)
    return unreadable('temperature_command_template', config['temperature_command_template']);
  const places = (
    [
      ['tempHeatSetC', 'temperature_state_topic', 'temperature_state_template'],
      ['roomTempC', 'current_temperature_topic', 'current_temperature_template'],
    ] as const
  ).map(([field, at, template]) => [field, placeAt(config, at, template)] as const);
  const fault = places.find(([, place]) => typeof place === 'string')?.[1];
  if (typeof fault === 'string') return fault;
  const readings = places.flatMap(([field, place]) => {
    const read = typeof place === 'object' ? inUnit('tempC', place, unit) : undefined;
    return read === undefined ? [] : [{ field, ...read }];
  });
  const step = Number(config['temp_step'] ?? 0.5);
  const stepC = tidy(unit === 'F' ? (step * 5) / 9 : step);
  return {
    type: 'terminal',
    hasThermometer: readings.some(({ field }) => field === 'roomTempC'),
    binding: {
      readings: [...readings, ...actionOf(config)],
      ...withAvailability(config),
      setpoint: {
        topic,
        ...told,
        ...(unit === 'F' && { scale: 1.8, offset: 32 }),
        stepC: stepC >= 0.1 && stepC <= 5 ? stepC : 0.5,
      },
    },
  };
}

const MAKERS = { sensor: sensorOf, switch: relayOf, climate: valveOf } as const;

const topicsIn = (config: Raw): string[] =>
  Object.entries(config).flatMap(([name, topic]) =>
    name.endsWith('_topic') && typeof topic === 'string' ? [topic] : [],
  );

/** What the entity could be; undefined where it is of no use to the house: settings and diagnoses are none. */
export function partOf(entity: DiscoveryEntity): DiscoveryPart | undefined {
  const { component, config } = entity;
  if (config['entity_category'] !== undefined) return undefined;
  const made: Made = MAKERS[component](config);
  if (made === undefined) return undefined;
  const device = deviceOf(entity);
  const label = short(textOf(config['name'])) ?? device.name;
  const topics = topicsIn(config).slice(0, LIMITS.foundUnread);
  if (typeof made === 'string')
    return { device, label, type: 'unread', sentence: `${label}: ${made}`, topics };
  return made.type === 'reading' ? { device, label, ...made } : { device, label, ...made, topics };
}
