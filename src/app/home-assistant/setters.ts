/** Entities that set something, in the forms that several of them share. */
import { PRESS } from '../messages/sets.ts';
import type { Component } from './component.ts';
import { optionsOf, type Labels } from './label.ts';
import { labelAt, wordOfLabel } from './template.ts';

/** What a select shows and, by the same labels, sets. */
export const choice = (labels: Labels, stateTopic: string, path: string, commandTopic: string) => ({
  options: optionsOf(labels),
  state_topic: stateTopic,
  value_template: labelAt(path, labels),
  command_topic: commandTopic,
  command_template: wordOfLabel(labels),
});

export function button(objectId: string, key: string, name: string, more: object): Component {
  return {
    platform: 'button',
    unique_id: `${objectId}_${key}`,
    name,
    payload_press: PRESS,
    ...more,
  };
}
