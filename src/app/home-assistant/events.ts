/** The entities of Home Assistant that show what happened last. */
import { HOUSE_EVENT_NAMES, wordsOf, type HouseEvent } from '../messages/house-events.ts';
import type { Topics } from '../messages/topics.ts';
import type { Components } from './component.ts';

const NAMES: Readonly<Record<HouseEvent, string>> = {
  fault: 'Fault',
  confirmation: 'Confirmation',
};

export const houseEvents = (topics: Pick<Topics, 'event'>, objectId: string): Components =>
  Object.fromEntries(
    HOUSE_EVENT_NAMES.map((event) => [
      `${event}_event`,
      {
        platform: 'event',
        unique_id: `${objectId}_${event}_event`,
        name: NAMES[event],
        entity_category: 'diagnostic',
        event_types: wordsOf(event),
        state_topic: topics.event(event),
      },
    ]),
  );
