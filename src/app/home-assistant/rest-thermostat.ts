/** A zone as a thermostat without a broker: a climate entity of templates, over a sensor that has the zone as attributes. */
import { CLIMATE_ACTIONS, CLIMATE_MODES } from '../../domain/climate.ts';
import { freeId } from '../../domain/ids.ts';
import type { Zone } from '../../domain/house.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C } from '../../domain/zone-setpoints.ts';
import { climateModes, STEP_C } from './controls.ts';
import { has, plainName, within, zoneObject } from './rest-object.ts';
import { listOf, mapped, valueAt } from './template.ts';
import type { Yaml } from './yaml.ts';

/** What the templates read. */
const ATTRIBUTES = [
  'tempC',
  'rhPercent',
  'mode',
  'tempHeatSetC',
  'tempCoolSetC',
  'effectiveMode',
] as const;
type Attribute = (typeof ATTRIBUTES)[number];

/** A thermostat, and the sensor that has what it shows. */
interface Thermostat {
  readonly source: Readonly<Record<string, Yaml>>;
  readonly climate: Readonly<Record<string, Yaml>>;
}

/** As Home Assistant makes an entity id of a name: known here, since ids of zones have no letters but those of ASCII. */
const slugOf = (zoneId: string) =>
  `aris_zone_${zoneId}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/_$/, '');

/** @param name of its entity id, too. Its state is the zone's mode. */
function sourceOf({ zoneId }: Zone, hubId: string, name: string): Thermostat['source'] {
  const object = zoneObject(zoneId);
  return {
    name,
    unique_id: `${hubId}_zone_${zoneId}_source`,
    value_template: within(object, valueAt('mode')),
    availability: has(object, 'mode'),
    json_attributes_path: object.path,
    json_attributes: ATTRIBUTES,
  };
}

/** What a set temperature is of: one of two where there are two. */
function setTemperature({ supportsHeat, supportsCool }: Zone, mode: string): string {
  const single = supportsHeat
    ? `'tempCoolSetC' if ${mode} == 'cool' else 'tempHeatSetC'`
    : `'tempCoolSetC'`;
  const range = supportsHeat && supportsCool;
  const pairs = [
    `(${single}, temperature)`,
    ...(range ? ["('tempHeatSetC', target_temp_low)", "('tempCoolSetC', target_temp_high)"] : []),
  ];
  return `{{ dict([${pairs.join(', ')}] | rejectattr(1, 'none')) }}`;
}

function climateOf(zone: Zone, hubId: string, source: string): Thermostat['climate'] {
  const { zoneId, friendlyName, supportsHeat, supportsCool } = zone;
  const at = (name: Attribute) => `state_attr('${source}', '${name}')`;
  const value = (name: Attribute) => `{{ ${at(name)} }}`;
  const mode = at('mode');
  const isRange = `${mode} in ['auto', 'off']`;
  const isBoth = supportsHeat && supportsCool;
  const single = supportsHeat
    ? `${at('tempCoolSetC')} if ${mode} == 'cool' else ${at('tempHeatSetC')}`
    : at('tempCoolSetC');
  const tell = (command: Yaml): Yaml => [
    { action: 'rest_command.aris_zone', data: { zone: zoneId, command } },
    // At once, not with the next poll.
    { action: 'homeassistant.update_entity', data: { entity_id: source } },
  ];
  return {
    name: plainName(friendlyName),
    unique_id: `${hubId}_zone_${zoneId}_climate`,
    availability: `{{ has_value('${source}') }}`,
    temperature_unit: '°C',
    min_temperature: SETPOINT_MIN_C,
    max_temperature: SETPOINT_MAX_C,
    target_temperature_step: STEP_C,
    hvac_modes: listOf(climateModes(zone)),
    hvac_mode: mapped(mode, CLIMATE_MODES),
    hvac_action: mapped(at('effectiveMode'), CLIMATE_ACTIONS),
    current_temperature: value('tempC'),
    current_humidity: value('rhPercent'),
    target_temperature: isBoth ? `{{ none if ${isRange} else ${single} }}` : `{{ ${single} }}`,
    ...(isBoth && {
      target_temperature_low: `{{ ${at('tempHeatSetC')} if ${isRange} else none }}`,
      target_temperature_high: `{{ ${at('tempCoolSetC')} if ${isRange} else none }}`,
    }),
    set_hvac_mode: tell({
      mode: mapped(
        'hvac_mode',
        Object.fromEntries(Object.entries(CLIMATE_MODES).map(([own, theirs]) => [theirs, own])),
      ),
    }),
    set_temperature: tell(setTemperature(zone, mode)),
  };
}

export function thermostats(zones: readonly Zone[], hubId: string): Thermostat[] {
  const taken = new Set<string>();
  return zones.map((zone) => {
    const name = freeId(slugOf(zone.zoneId), taken);
    taken.add(name);
    return {
      source: sourceOf(zone, hubId, name),
      climate: climateOf(zone, hubId, `sensor.${name}`),
    };
  });
}
