/**
 * Documents of Home Assistant's discovery (home-assistant.io/integrations/mqtt): one for an entity, or one for a device
 * with all of its entities; abbreviated or not. Here they become entities, each with all that holds for it.
 */
import { isRaw, listOf, rawOf, textOf, type Raw } from './sighting.ts';

/** Those that say something the house could use. */
export const COMPONENTS = ['sensor', 'switch', 'climate'] as const;
export type DiscoveryComponent = (typeof COMPONENTS)[number];

export interface DiscoveryEntity {
  readonly component: DiscoveryComponent;
  /** Tells it from the other entities of the document. */
  readonly key: string;
  /** All of its members, with their full names. */
  readonly config: Raw;
}

/** A short name → the full one; only those that are read here. */
const FULL_NAMES: Readonly<Record<string, string>> = {
  act_t: 'action_topic',
  act_tpl: 'action_template',
  avty: 'availability',
  avty_t: 'availability_topic',
  avty_tpl: 'availability_template',
  cmd_t: 'command_topic',
  cmd_tpl: 'command_template',
  cmps: 'components',
  curr_temp_t: 'current_temperature_topic',
  curr_temp_tpl: 'current_temperature_template',
  dev: 'device',
  dev_cla: 'device_class',
  ent_cat: 'entity_category',
  o: 'origin',
  p: 'platform',
  pl_avail: 'payload_available',
  pl_not_avail: 'payload_not_available',
  pl_off: 'payload_off',
  pl_on: 'payload_on',
  stat_off: 'state_off',
  stat_on: 'state_on',
  stat_t: 'state_topic',
  temp_cmd_t: 'temperature_command_topic',
  temp_cmd_tpl: 'temperature_command_template',
  temp_stat_t: 'temperature_state_topic',
  temp_stat_tpl: 'temperature_state_template',
  temp_unit: 'temperature_unit',
  uniq_id: 'unique_id',
  unit_of_meas: 'unit_of_measurement',
  val_tpl: 'value_template',
};
const DEVICE_NAMES: Readonly<Record<string, string>> = {
  ids: 'identifiers',
  mdl: 'model',
  mf: 'manufacturer',
  sa: 'suggested_area',
};
const AVAILABILITY_NAMES: Readonly<Record<string, string>> = {
  t: 'topic',
  pl_avail: 'payload_available',
  pl_not_avail: 'payload_not_available',
  val_tpl: 'value_template',
};

const fullName = (names: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name;
const withFullNames = (value: Raw, names: Readonly<Record<string, string>>): Raw =>
  Object.fromEntries(Object.entries(value).map(([name, one]) => [fullName(names, name), one]));

/** `~` at either end of a topic stands for the base. */
function based(topic: unknown, base: string | undefined): unknown {
  if (typeof topic !== 'string' || base === undefined) return topic;
  if (topic.startsWith('~')) return base + topic.slice(1);
  return topic.endsWith('~') ? topic.slice(0, -1) + base : topic;
}

function expanded(value: Raw): Raw {
  const all = withFullNames(value, FULL_NAMES);
  const base = textOf(all['~']);
  return Object.fromEntries(
    Object.entries(all).map(([name, one]) => {
      if (name.endsWith('topic')) return [name, based(one, base)];
      if (name === 'device') return [name, withFullNames(rawOf(one), DEVICE_NAMES)];
      if (name !== 'availability') return [name, one];
      const places = listOf(one).map((place) => {
        const place1 = withFullNames(rawOf(place), AVAILABILITY_NAMES);
        return { ...place1, topic: based(place1['topic'], base) };
      });
      return [name, places];
    }),
  );
}

const componentOf = (word: unknown): DiscoveryComponent | undefined =>
  COMPONENTS.find((component) => component === word);

/** Whether another hub of this make, or this one, tells of itself. */
const isOwn = ({ origin }: Raw): boolean => rawOf(origin)['name'] === 'Aris hub';

/** What all entities of a device's document share, each member of which it may say otherwise. */
const SHARED = [
  ...['availability', 'availability_topic', 'availability_template', 'payload_available'],
  ...['payload_not_available', 'state_topic', 'command_topic', 'device'],
];

function entitiesOfDevice(config: Raw): DiscoveryEntity[] {
  const shared = Object.fromEntries(
    Object.entries(config).filter(([name]) => SHARED.includes(name)),
  );
  const base = textOf(config['~']);
  return Object.entries(rawOf(config['components'])).flatMap(([key, said]) => {
    if (!isRaw(said)) return [];
    const own = expanded({ ...(base !== undefined && { '~': base }), ...said });
    const component = componentOf(own['platform']);
    return component === undefined ? [] : [{ component, key, config: { ...shared, ...own } }];
  });
}

/**
 * Where such a document lies: its component, or `device`; undefined where it lies elsewhere, or is of a component that
 * says nothing of use.
 */
export function discoveryKind(
  topic: string,
  prefix: string,
): DiscoveryComponent | 'device' | undefined {
  if (!topic.startsWith(`${prefix}/`) || !topic.endsWith('/config')) return undefined;
  const [component = '', ...rest] = topic.slice(prefix.length + 1).split('/');
  if (rest.length < 2 || rest.length > 3) return undefined;
  return component === 'device' ? component : componentOf(component);
}

/** What listens to all of them. */
export const discoveryFilters = (prefix: string): string[] =>
  [...COMPONENTS, 'device'].flatMap((component) => [
    `${prefix}/${component}/+/config`,
    `${prefix}/${component}/+/+/config`,
  ]);

/** Each entity that the house could use. */
export function entitiesIn(
  kind: DiscoveryComponent | 'device',
  topic: string,
  document: unknown,
): readonly DiscoveryEntity[] {
  if (!isRaw(document)) return [];
  const config = expanded(document);
  if (isOwn(config)) return [];
  return kind === 'device' ? entitiesOfDevice(config) : [{ component: kind, key: topic, config }];
}
