/** What stands in for thermostats where clients may set nothing: one that is only shown would look as if it could be turned. */
import type { Zone } from '../../domain/house.ts';
import { ZONE_PRESETS } from '../../domain/hold.ts';
import type { Topics } from '../messages/topics.ts';
import type { Component, Components } from './component.ts';
import { climateModes } from './controls.ts';
import { valueAt } from './template.ts';

const enumeration = (options: readonly string[]) => ({ device_class: 'enum', options });
const TEMPERATURE = {
  device_class: 'temperature',
  unit_of_measurement: '°C',
  state_class: 'measurement',
  suggested_display_precision: 1,
};

function display(
  objectId: string,
  state_topic: string,
  { key, path, name }: { readonly key: string; readonly path: string; readonly name: string },
  more: object,
): Components {
  const component: Component = {
    platform: 'sensor',
    unique_id: `${objectId}_${key}`,
    name,
    state_topic,
    value_template: valueAt(path),
    ...more,
  };
  return { [key]: component };
}

/** @param topic where the zone is told as a thermostat shows it */
export function zoneDisplays(zone: Zone, topics: Topics, objectId: string): Components {
  const topic = topics.climate(zone.zoneId);
  const of = (path: string, name: string, more: object) =>
    display(objectId, topic, { key: `climate_${path}`, path, name }, more);
  const isBoth = zone.supportsHeat && zone.supportsCool;
  return {
    ...of('mode', 'Mode', enumeration(climateModes(zone))),
    ...of('preset', 'Preset', enumeration([...ZONE_PRESETS, 'none'])),
    ...of('targetC', 'Setpoint', TEMPERATURE),
    ...(isBoth && {
      ...of('lowC', 'Heating setpoint', TEMPERATURE),
      ...of('highC', 'Cooling setpoint', TEMPERATURE),
    }),
  };
}

/** How hot it is, and until when it is boosted, is said beside it. */
export const tankDisplays = (stateTopic: string, objectId: string): Components =>
  display(
    objectId,
    stateTopic,
    { key: 'targetTempC', path: 'targetTempC', name: 'Setpoint' },
    TEMPERATURE,
  );
