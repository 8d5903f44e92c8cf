/** The entities of Home Assistant that set something: thermostats, the hot water, and what the house is asked. */
import { hasFilter, type DeviceBinding } from '../../domain/binding/binding.ts';
import { couldDisinfect } from '../../domain/control/appliance/reach.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import { ZONE_PRESETS } from '../../domain/hold.ts';
import type { HoldLength } from '../../domain/hold-length.ts';
import type { Zone } from '../../domain/house.ts';
import { HOUSE_SETTINGS } from '../../domain/settings.ts';
import { BOOST_MINUTES } from '../../domain/zone-ask.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C } from '../../domain/zone-setpoints.ts';
import { SWITCH, TANK_MODES } from '../messages/sets.ts';
import type { Topics } from '../messages/topics.ts';
import { FALSE, TRUE, type Component, type Components } from './component.ts';
import type { Labels } from './label.ts';
import { button, choice } from './setters.ts';
import { trueUnlessAt, valueAt, wordByPresence } from './template.ts';

/** Of the device that the controls belong to. */
export interface ControlContext {
  readonly topics: Topics;
  /** Begins every `unique_id`. */
  readonly objectId: string;
  /** Of the zone or the device. */
  readonly id: string;
}

export const STEP_C = 0.5;
const PRECISION_C = 0.1;

export function climateModes({ supportsHeat, supportsCool }: Zone): string[] {
  return [
    'off',
    ...(supportsHeat ? ['heat'] : []),
    ...(supportsCool ? ['cool'] : []),
    ...(supportsHeat && supportsCool ? ['heat_cool'] : []),
  ];
}

/** A value that a thermostat shows and sets. */
const knob = (name: string, stateTopic: string, path: string, commandTopic: string) => ({
  [`${name}_state_topic`]: stateTopic,
  [`${name}_state_template`]: valueAt(path),
  [`${name}_command_topic`]: commandTopic,
});

export function climate(zone: Zone, context: ControlContext): Component {
  const { topics, objectId, id } = context;
  const ref = { kind: 'zone', id } as const;
  const [state, shown] = [topics.state(ref), topics.climate(id)];
  const set = (settable: string) => topics.set(ref, settable);
  const range = {
    ...knob('temperature_low', shown, 'lowC', set('temp_heat')),
    ...knob('temperature_high', shown, 'highC', set('temp_cool')),
  };
  const presets = {
    preset_modes: [...ZONE_PRESETS],
    preset_mode_state_topic: shown,
    preset_mode_value_template: valueAt('preset'),
    preset_mode_command_topic: set('preset'),
  };
  return {
    platform: 'climate',
    unique_id: `${objectId}_climate`,
    name: null,
    modes: climateModes(zone),
    ...knob('mode', shown, 'mode', set('mode')),
    ...knob('temperature', shown, 'targetC', set('target_temp')),
    ...(zone.supportsHeat && zone.supportsCool && range),
    current_temperature_topic: state,
    current_temperature_template: valueAt('tempC'),
    current_humidity_topic: state,
    current_humidity_template: valueAt('rhPercent'),
    action_topic: shown,
    action_template: valueAt('action'),
    ...presets,
    min_temp: SETPOINT_MIN_C,
    max_temp: SETPOINT_MAX_C,
    temp_step: STEP_C,
    precision: PRECISION_C,
    temperature_unit: 'C',
  };
}

export function waterHeater({ topics, objectId, id }: ControlContext): Component {
  const ref = { kind: 'dhw', id } as const;
  const state = topics.state(ref);
  const set = (settable: string) => topics.set(ref, settable);
  const { min, max } = HOUSE_SETTINGS.dhwTargetC;
  return {
    platform: 'water_heater',
    unique_id: `${objectId}_water_heater`,
    name: null,
    modes: Object.values(TANK_MODES),
    mode_state_topic: state,
    mode_state_template: wordByPresence('boostUntil', TANK_MODES.boost, TANK_MODES.normal),
    mode_command_topic: set('mode'),
    ...knob('temperature', state, 'targetTempC', set('target_temp')),
    current_temperature_topic: state,
    current_temperature_template: valueAt('tempTopC'),
    min_temp: min,
    max_temp: max,
    precision: PRECISION_C,
    temperature_unit: 'C',
  };
}

const HOLD_LABELS: Labels = Object.entries({
  none: 'No hold',
  '1h': '1 hour',
  '2h': '2 hours',
  '4h': '4 hours',
  next_change: 'Until the next change',
  until_changed: 'Until changed',
} satisfies Record<HoldLength, string>);

export function zoneControls({ topics, objectId, id }: ControlContext): Components {
  const ref = { kind: 'zone', id } as const;
  return {
    hold: {
      platform: 'select',
      unique_id: `${objectId}_hold`,
      name: 'Hold',
      ...choice(HOLD_LABELS, topics.climate(id), 'hold', topics.set(ref, 'hold')),
    },
    resume_schedule: button(objectId, 'resume_schedule', 'Resume schedule', {
      command_topic: topics.set(ref, 'resume_schedule'),
    }),
  };
}

/**
 * What can be set of a device besides what shows as a thermostat.
 * @param binding of a device of another make
 */
export function deviceControls(
  kind: DeviceKind,
  { topics, objectId, id }: ControlContext,
  binding?: DeviceBinding,
): Components {
  const ref = { kind, id };
  if (kind === 'fcu' && !hasFilter(binding)) return {};
  if (kind === 'fcu')
    return {
      filter_reset: button(objectId, 'filter_reset', 'Filter was changed', {
        command_topic: topics.set(ref, 'filter_reset'),
        entity_category: 'config',
      }),
    };
  if (kind !== 'dhw') return {};
  const [on, off] = SWITCH;
  return {
    ...(couldDisinfect(binding) && {
      sanitize: button(objectId, 'sanitize', 'Disinfect now', {
        command_topic: topics.set(ref, 'sanitize'),
      }),
    }),
    boost: button(objectId, 'boost', `Boost for ${BOOST_MINUTES} minutes`, {
      command_topic: topics.set(ref, 'boost_minutes'),
      payload_press: String(BOOST_MINUTES),
    }),
    recirc: {
      platform: 'switch',
      unique_id: `${objectId}_recirc`,
      name: 'Recirculation',
      entity_category: 'config',
      state_topic: topics.state(ref),
      value_template: trueUnlessAt('recirc'),
      state_on: TRUE,
      state_off: FALSE,
      command_topic: topics.set(ref, 'recirc'),
      payload_on: on,
      payload_off: off,
    },
  };
}
