/** The entities that tell what the hub did not do of what clients set. */
import { REFUSAL_EVENT } from '../messages/sets.ts';
import type { Topics } from '../messages/topics.ts';
import { FALSE, TRUE, type Components } from './component.ts';
import { valueAt } from './template.ts';

/** What of the words that clients set was refused, and why. */
export function refusals({ refused, refusedEvent }: Topics, objectId: string): Components {
  return {
    refused: {
      platform: 'binary_sensor',
      unique_id: `${objectId}_refused`,
      name: 'Refused command',
      device_class: 'problem',
      entity_category: 'diagnostic',
      state_topic: refused,
      value_template: valueAt('problem'),
      payload_on: TRUE,
      payload_off: FALSE,
      json_attributes_topic: refused,
    },
    refusal: {
      platform: 'event',
      unique_id: `${objectId}_refusal`,
      name: 'Refusal',
      entity_category: 'diagnostic',
      event_types: [REFUSAL_EVENT],
      state_topic: refusedEvent,
    },
  };
}
