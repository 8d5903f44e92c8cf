/** One entity of Home Assistant: how it takes in what is told on its topics, and what it warns of in its log. */
import { render } from './template.ts';

export type Config = Readonly<Record<string, unknown>> & { readonly platform: string };

/** What each of its values shows now; undefined is "unknown". */
type Shown = Record<string, string | number | boolean | undefined>;

export interface Entity {
  readonly config: Config;
  /** Its name in the list of topics → what it shows. A climate entity has several. */
  readonly shown: Shown;
  readonly attributes: Readonly<Record<string, unknown>>;
  isAvailable(): boolean;
  readonly topics: ReadonlySet<string>;
  hear(topic: string, payload: string): void;
}

interface AvailabilityConfig {
  readonly topic: string;
  readonly value_template?: string | undefined;
  readonly payload_available?: string | undefined;
  readonly payload_not_available?: string | undefined;
}

const ACTIONS = ['off', 'preheating', 'heating', 'cooling', 'drying', 'idle', 'fan', 'defrosting'];
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The value that a payload stands for on this kind of entity. @throws Error for what it warns of */
function valueOf(config: Config, name: string, payload: string): Shown[string] {
  const { platform } = config;
  const wordOf = (words: unknown) => {
    if (!(words as readonly string[]).includes(payload)) throw new Error(`no such ${name}`);
    return payload;
  };
  const number = () => {
    const value = Number(payload);
    if (payload.trim() === '' || !Number.isFinite(value)) throw new Error('no number');
    return value;
  };
  if (name === 'preset_mode' && payload === 'none') return undefined;
  if (payload === 'None') return undefined;
  if (name === 'mode') return wordOf(config['modes']);
  if (name === 'preset_mode') return wordOf(config['preset_modes']);
  if (name === 'action') return wordOf(ACTIONS);
  // What a thermostat shows is rounded; the preciser value is what it makes °F of.
  const { precision } = config as { precision?: number };
  if (precision !== undefined && name.includes('temperature'))
    return Number((Math.round(number() / precision) * precision).toFixed(1));
  if (name !== 'state') return number();
  switch (platform) {
    case 'sensor': {
      if (config['device_class'] === 'enum') return wordOf(config['options']);
      if (config['device_class'] === 'timestamp') {
        if (!RFC3339.test(payload)) throw new Error('no timestamp with a zone');
        return payload;
      }
      return config['state_class'] === undefined ? payload : number();
    }
    case 'binary_sensor':
      return (
        wordOf([config['payload_on'] ?? 'ON', config['payload_off'] ?? 'OFF']) ===
        (config['payload_on'] ?? 'ON')
      );
    case 'switch':
      return (
        wordOf([config['state_on'] ?? 'ON', config['state_off'] ?? 'OFF']) ===
        (config['state_on'] ?? 'ON')
      );
    case 'event': {
      const { event_type: type } = JSON.parse(payload) as { event_type: string };
      if (!(config['event_types'] as readonly string[]).includes(type))
        throw new Error('no such event');
      return payload;
    }
    case 'select':
      return wordOf(config['options']);
    case 'number': {
      const value = number();
      if (value < (config['min'] as number) || value > (config['max'] as number))
        throw new Error('out of range');
      return value;
    }
    default:
      throw new Error(`${platform} has no state`);
  }
}

/** Each name with its topic and template. */
function readsOf(config: Config): { name: string; topic: string; template: string | undefined }[] {
  const names = [
    'mode',
    'temperature',
    'temperature_low',
    'temperature_high',
    'preset_mode',
    'current_temperature',
    'current_humidity',
    'action',
  ];
  const state = text(config['state_topic']);
  const template = text(config['value_template']);
  return [
    ...(state === undefined ? [] : [{ name: 'state', topic: state, template }]),
    ...names.flatMap((name) => {
      const topic = text(config[`${name}_state_topic`] ?? config[`${name}_topic`]);
      const own = ['_state_template', '_value_template', '_template'].map(
        (end) => config[name + end],
      );
      const found = own.map(text).find((one) => one !== undefined);
      return topic === undefined ? [] : [{ name, topic, template: found }];
    }),
  ];
}

/** A single setpoint resets the range, and the range the single one. */
function keepExclusive(shown: Shown, name: string): void {
  if (shown[name] === undefined) return;
  if (name === 'temperature') shown['temperature_low'] = shown['temperature_high'] = undefined;
  if (name === 'temperature_low' || name === 'temperature_high') shown['temperature'] = undefined;
}

/** @param shared the description's own availability, where the entity has none */
export function createEntity(
  config: Config,
  shared: readonly AvailabilityConfig[],
  warn: (text: string) => void,
): Entity {
  const shown: Shown = {};
  let attributes: Readonly<Record<string, unknown>> = {};
  const levels = (config['availability'] as readonly AvailabilityConfig[] | undefined) ?? shared;
  const available = new Map<AvailabilityConfig, boolean>();
  const reads = readsOf(config);
  const attributesTopic = text(config['json_attributes_topic']);

  function rendered(template: string | undefined, payload: string): string {
    return template === undefined ? payload : render(template, payload);
  }

  function read(name: string, template: string | undefined, payload: string): void {
    const value = rendered(template, payload);
    // What renders to nothing is ignored.
    if (value === '') return;
    try {
      shown[name] = valueOf(config, name, value);
      if (config.platform === 'climate') keepExclusive(shown, name);
    } catch (error) {
      warn(`${String(config['unique_id'])} ${name}: ${String(error)} in ${value}`);
    }
  }

  return {
    config,
    shown,
    get attributes() {
      return attributes;
    },
    isAvailable: () => levels.every((level) => available.get(level) === true),
    topics: new Set([
      ...[...levels, ...reads].map(({ topic }) => topic),
      ...(attributesTopic === undefined ? [] : [attributesTopic]),
    ]),
    hear(topic, payload) {
      if (payload === '') {
        // Its templates look for members of nothing.
        warn(`${String(config['unique_id'])}: an empty message on ${topic}`);
        return;
      }
      for (const level of levels.filter((one) => one.topic === topic)) {
        const word = rendered(level.value_template, payload);
        if (word === (level.payload_available ?? 'online')) available.set(level, true);
        else if (word === (level.payload_not_available ?? 'offline')) available.set(level, false);
        else warn(`${String(config['unique_id'])} availability: ${word}`);
      }
      for (const { name, topic: of, template } of reads)
        if (of === topic) read(name, template, payload);
      if (attributesTopic === topic)
        attributes = JSON.parse(
          rendered(text(config['json_attributes_template']), payload),
        ) as Readonly<Record<string, unknown>>;
    },
  };
}
