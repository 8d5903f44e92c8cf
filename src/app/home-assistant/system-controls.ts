/** What Home Assistant sets of the house as a whole. */
import { LIMITS } from '../../domain/limits.ts';
import { NAMED_SETTINGS } from '../../domain/settings.ts';
import { SYSTEM_MODES } from '../../domain/system-mode.ts';
import { NO_LIMIT } from '../messages/sets.ts';
import type { Topics } from '../messages/topics.ts';
import { keyOf, type Components } from './component.ts';
import { labelsOf, type Labels } from './label.ts';
import { button, choice } from './setters.ts';
import { valueAt } from './template.ts';

const LIMIT_STEP_KW = 0.1;

/** The levels of SG-Ready. */
const SURPLUS_LABELS: Labels = [
  [1, 'Blocked'],
  [2, 'Normal'],
  [3, 'Recommended'],
  [4, 'Take all'],
];

/** They stand in for the sensors of the same key. */
export function systemControls(topics: Topics, objectId: string): Components {
  const ref = { kind: 'system' } as const;
  const state_topic = topics.state(ref);
  const surplus = 'surplus.asked';
  const limit = 'powerLimit.askedKw';
  return {
    mode: {
      platform: 'select',
      unique_id: `${objectId}_mode`,
      name: 'Mode',
      ...choice(labelsOf(SYSTEM_MODES), state_topic, 'mode', topics.set(ref, 'mode')),
    },
    [keyOf(surplus)]: {
      platform: 'select',
      unique_id: `${objectId}_${keyOf(surplus)}`,
      name: 'Surplus level',
      ...choice(SURPLUS_LABELS, state_topic, surplus, topics.set(ref, 'surplus')),
    },
    [keyOf(limit)]: {
      platform: 'number',
      unique_id: `${objectId}_${keyOf(limit)}`,
      name: 'Power limit',
      min: 0,
      max: LIMITS.powerLimitKw,
      step: LIMIT_STEP_KW,
      mode: 'box',
      unit_of_measurement: 'kW',
      state_topic,
      value_template: valueAt(limit),
      command_topic: topics.set(ref, 'power_limit'),
    },
    power_limit_end: button(objectId, 'power_limit_end', 'End the power limit', {
      command_topic: topics.set(ref, 'power_limit'),
      payload_press: NO_LIMIT,
    }),
  };
}

const SETTING_STEP = 0.5;

/** What a person sets of the house, one by one. */
export function settingControls(topics: Topics, objectId: string): Components {
  const ref = { kind: 'system' } as const;
  const numbers = NAMED_SETTINGS.map(({ key, name, setting: { min, max, unit, type } }) => [
    `setting_${key}`,
    {
      platform: 'number',
      unique_id: `${objectId}_setting_${key}`,
      name,
      entity_category: 'config',
      min,
      max,
      step: type === 'integer' ? 1 : SETTING_STEP,
      mode: 'box',
      unit_of_measurement: unit,
      // A difference in K is no temperature: it would be taken for one that is −273 °C.
      ...(unit === '°C' && { device_class: 'temperature' }),
      state_topic: topics.settings,
      value_template: valueAt(key),
      command_topic: topics.set(ref, key),
    },
  ]);
  return Object.fromEntries(numbers) as Components;
}
