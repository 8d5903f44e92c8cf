/**
 * Home Assistant's own checks of a device's description, as its documents give them: the root is closed, each platform
 * has its required keys, enumerations are exact. Where it ignores what it does not know, this does not.
 */
import * as v from 'valibot';

const TEXT = v.pipe(v.string(), v.minLength(1));
const ID = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_-]+$/));
const TOPIC = v.pipe(v.string(), v.regex(/^[^+#\0]+$/));
const TEMPLATE = v.pipe(v.string(), v.regex(/^\{\{ .+ \}\}$/));
const NUMBER = v.number();
const opt = v.optional;

const AVAILABILITY = v.array(
  v.strictObject({
    topic: TOPIC,
    value_template: opt(TEMPLATE),
    payload_available: opt(TEXT),
    payload_not_available: opt(TEXT),
  }),
);

const DEVICE = v.strictObject({
  identifiers: v.pipe(v.array(ID), v.minLength(1)),
  name: TEXT,
  manufacturer: opt(TEXT),
  model: opt(TEXT),
  model_id: opt(TEXT),
  hw_version: opt(TEXT),
  sw_version: opt(TEXT),
  serial_number: opt(TEXT),
  suggested_area: opt(TEXT),
  via_device: opt(ID),
  configuration_url: opt(v.pipe(v.string(), v.regex(/^(?:https?|homeassistant):\/\//))),
});

const COMMON = {
  unique_id: ID,
  default_entity_id: v.pipe(v.string(), v.regex(/^[a-z_]+\../)),
  name: v.nullable(TEXT),
  entity_category: opt(v.picklist(['config', 'diagnostic'])),
  enabled_by_default: opt(v.boolean()),
  icon: opt(v.pipe(v.string(), v.startsWith('mdi:'))),
  availability: opt(AVAILABILITY),
  json_attributes_topic: opt(TOPIC),
  json_attributes_template: opt(TEMPLATE),
};

/** Device class of a sensor → the units that go with it. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  temperature: ['°C', '°F', 'K'],
  humidity: ['%'],
  carbon_dioxide: ['ppm'],
  power: ['W', 'kW', 'MW'],
  energy: ['Wh', 'kWh', 'MWh', 'J', 'kJ', 'MJ', 'GJ'],
  volume_flow_rate: ['L/min', 'L/h', 'm³/h'],
  volume_storage: ['L', 'mL', 'm³'],
  pressure: ['bar', 'mbar', 'Pa', 'kPa', 'hPa', 'psi'],
  frequency: ['Hz', 'kHz', 'MHz', 'GHz'],
  voltage: ['V', 'mV'],
  current: ['A', 'mA'],
  duration: ['d', 'h', 'min', 's', 'ms'],
};
const STATE_CLASSES: Readonly<Record<string, readonly string[]>> = {
  energy: ['total', 'total_increasing'],
  duration: ['measurement', 'total', 'total_increasing'],
  volume_storage: ['measurement'],
};

const SENSOR = v.pipe(
  v.strictObject({
    ...COMMON,
    platform: v.literal('sensor'),
    state_topic: TOPIC,
    value_template: opt(TEMPLATE),
    device_class: opt(v.picklist([...Object.keys(UNITS), 'enum', 'timestamp'])),
    state_class: opt(v.picklist(['measurement', 'measurement_angle', 'total', 'total_increasing'])),
    unit_of_measurement: opt(TEXT),
    options: opt(v.pipe(v.array(TEXT), v.minLength(1))),
    suggested_display_precision: opt(v.pipe(NUMBER, v.integer())),
    expire_after: opt(v.pipe(NUMBER, v.integer())),
    force_update: opt(v.boolean()),
  }),
  v.check(
    ({ device_class: of, unit_of_measurement: unit }) =>
      of === undefined || !(of in UNITS) || UNITS[of]?.includes(unit ?? '') === true,
    'a unit that its device class does not have',
  ),
  v.check(
    ({ device_class: of, state_class: state }) =>
      of === undefined ||
      state === undefined ||
      (STATE_CLASSES[of] ?? ['measurement']).includes(state),
    'a state class that its device class does not have',
  ),
  v.check(
    ({ options, device_class: of, state_class: state, unit_of_measurement: unit }) =>
      (options !== undefined) === (of === 'enum') &&
      (options === undefined || (state === undefined && unit === undefined)),
    'options go with the device class enum, and without state class and unit',
  ),
);

const BINARY_SENSOR = v.strictObject({
  ...COMMON,
  platform: v.literal('binary_sensor'),
  state_topic: TOPIC,
  value_template: opt(TEMPLATE),
  device_class: opt(
    v.picklist([
      'problem',
      'running',
      'heat',
      'cold',
      'connectivity',
      'window',
      'opening',
      'power',
    ]),
  ),
  payload_on: opt(TEXT),
  payload_off: opt(TEXT),
  off_delay: opt(NUMBER),
  expire_after: opt(NUMBER),
});

const CLIMATE_MODES = ['auto', 'off', 'cool', 'heat', 'dry', 'fan_only', 'heat_cool'] as const;
const HEATER_MODES = [
  'off',
  'eco',
  'electric',
  'gas',
  'heat_pump',
  'high_demand',
  'performance',
] as const;
const PRECISION = opt(v.picklist([0.1, 0.5, 1]));

/** A value with a topic that tells it and perhaps one that sets it. */
const knob = (name: string) =>
  ({
    [`${name}_state_topic`]: opt(TOPIC),
    [`${name}_state_template`]: opt(TEMPLATE),
    [`${name}_command_topic`]: opt(TOPIC),
    [`${name}_command_template`]: opt(TEMPLATE),
  }) as unknown as Record<string, v.OptionalSchema<typeof TOPIC, undefined>>;

const CLIMATE = v.pipe(
  v.strictObject({
    ...COMMON,
    platform: v.literal('climate'),
    // The default leaves heat_cool out.
    modes: v.pipe(v.array(v.picklist(CLIMATE_MODES)), v.minLength(1)),
    ...knob('mode'),
    ...knob('temperature'),
    ...knob('temperature_low'),
    ...knob('temperature_high'),
    current_temperature_topic: opt(TOPIC),
    current_temperature_template: opt(TEMPLATE),
    current_humidity_topic: opt(TOPIC),
    current_humidity_template: opt(TEMPLATE),
    action_topic: opt(TOPIC),
    action_template: opt(TEMPLATE),
    preset_modes: opt(v.pipe(v.array(v.pipe(TEXT, v.notValue('none'))), v.minLength(1))),
    preset_mode_command_topic: opt(TOPIC),
    preset_mode_state_topic: opt(TOPIC),
    preset_mode_value_template: opt(TEMPLATE),
    min_temp: NUMBER,
    max_temp: NUMBER,
    temp_step: NUMBER,
    precision: PRECISION,
    // The default is the unit of Home Assistant.
    temperature_unit: v.literal('C'),
  }),
  v.check(
    (one) => (one.preset_modes === undefined) === (one.preset_mode_command_topic === undefined),
    'presets and their command topic come together',
  ),
  v.check(({ min_temp, max_temp }) => min_temp < max_temp, 'bounds the wrong way round'),
);

const WATER_HEATER = v.strictObject({
  ...COMMON,
  platform: v.literal('water_heater'),
  modes: v.pipe(v.array(v.picklist(HEATER_MODES)), v.minLength(1)),
  ...knob('mode'),
  ...knob('temperature'),
  current_temperature_topic: opt(TOPIC),
  current_temperature_template: opt(TEMPLATE),
  min_temp: NUMBER,
  max_temp: NUMBER,
  precision: PRECISION,
  temperature_unit: v.literal('C'),
});

const SWITCH = v.strictObject({
  ...COMMON,
  platform: v.literal('switch'),
  command_topic: TOPIC,
  state_topic: opt(TOPIC),
  value_template: opt(TEMPLATE),
  payload_on: opt(TEXT),
  payload_off: opt(TEXT),
  state_on: opt(TEXT),
  state_off: opt(TEXT),
});

const NUMBER_ENTITY = v.strictObject({
  ...COMMON,
  platform: v.literal('number'),
  device_class: opt(v.picklist(['temperature', 'power'])),
  command_topic: TOPIC,
  state_topic: opt(TOPIC),
  value_template: opt(TEMPLATE),
  min: NUMBER,
  max: NUMBER,
  step: v.pipe(NUMBER, v.minValue(0.001)),
  mode: opt(v.picklist(['auto', 'box', 'slider'])),
  unit_of_measurement: opt(TEXT),
});

const SELECT = v.strictObject({
  ...COMMON,
  platform: v.literal('select'),
  command_topic: TOPIC,
  command_template: opt(TEMPLATE),
  options: v.pipe(v.array(TEXT), v.minLength(1)),
  state_topic: opt(TOPIC),
  value_template: opt(TEMPLATE),
});

const BUTTON = v.strictObject({
  ...COMMON,
  platform: v.literal('button'),
  command_topic: TOPIC,
  payload_press: opt(TEXT),
  device_class: opt(v.picklist(['restart', 'update', 'identify'])),
});

const EVENT = v.strictObject({
  ...COMMON,
  platform: v.literal('event'),
  state_topic: TOPIC,
  value_template: opt(TEMPLATE),
  event_types: v.pipe(v.array(TEXT), v.minLength(1)),
  device_class: opt(v.picklist(['button', 'doorbell', 'motion'])),
});

const PLATFORMS = v.variant('platform', [
  SENSOR,
  BINARY_SENSOR,
  CLIMATE,
  WATER_HEATER,
  SWITCH,
  NUMBER_ENTITY,
  SELECT,
  BUTTON,
  EVENT,
]);

/** A component that goes is reduced to its platform. */
export const isReduced = (component: object): boolean =>
  Object.keys(component).join() === 'platform';

const COMPONENT = v.union([v.strictObject({ platform: TEXT }), PLATFORMS]);

export const DESCRIPTION = v.strictObject({
  device: DEVICE,
  origin: v.strictObject({ name: TEXT, sw_version: opt(TEXT), support_url: opt(TEXT) }),
  components: v.pipe(v.record(ID, COMPONENT), v.minEntries(1)),
  availability: opt(AVAILABILITY),
  availability_mode: opt(v.picklist(['all', 'any', 'latest'])),
  state_topic: opt(TOPIC),
  command_topic: opt(TOPIC),
  qos: opt(v.picklist([0, 1, 2])),
  encoding: opt(TEXT),
});

export type Description = v.InferOutput<typeof DESCRIPTION>;

/** Every fault, by its place; none where Home Assistant takes it. */
export function faultsOfDescription(value: unknown): string[] {
  const { issues = [] } = v.safeParse(DESCRIPTION, value);
  return issues.map((issue) => `${v.getDotPath(issue) ?? 'the root'}: ${issue.message}`);
}
