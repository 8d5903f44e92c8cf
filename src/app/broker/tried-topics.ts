/** What is asked of a broker that is tried: all that a hub hears, and one topic of each kind that it writes. */
import type { TriedTopics } from '../base/ports/broker.ts';
import type { Topics } from '../messages/topics.ts';

/** No device has this id, and no zone. */
const NOBODY = 'aris-check';

/** @param discoveryPrefix of the topics of Home Assistant's discovery; undefined where it is told nothing */
export function triedTopics(topics: Topics, discoveryPrefix: string | undefined): TriedTopics {
  return {
    read: topics.hubFilters,
    write: [
      topics.hubAnswer,
      topics.command({ kind: 'fcu', id: NOBODY }),
      topics.zoneState(NOBODY),
      ...(discoveryPrefix === undefined ? [] : [`${discoveryPrefix}/device/${NOBODY}/config`]),
    ],
    // An answer that no hub has asked for.
    echo: topics.hubAnswer,
  };
}
