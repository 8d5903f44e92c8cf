/** What a house needs its hub to be let do at the broker, and nothing more. */
import { listenedTopics, toldTopics } from '../../domain/binding/topics.ts';
import type { House } from '../../domain/house.ts';
import type { Topics } from '../messages/topics.ts';

export interface TopicRights {
  /** Filters and topics. */
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const sorted = (topics: readonly string[]) => [...new Set(topics)].sort();

/**
 * @param discoveryPrefix of Home Assistant's topics; undefined where it is told nothing
 * @param found by which devices are found, where that is wanted too
 */
export function topicRights(
  { bindings = [] }: Pick<House, 'bindings'>,
  topics: Topics,
  {
    discoveryPrefix,
    found = [],
  }: { discoveryPrefix: string | undefined; found?: readonly string[] },
): TopicRights {
  const [read, write] =
    discoveryPrefix === undefined
      ? [[], []]
      : [[`${discoveryPrefix}/status`], [`${discoveryPrefix}/device/+/config`]];
  return {
    read: sorted([...topics.hubFilters, ...read, ...bindings.flatMap(listenedTopics), ...found]),
    write: sorted([
      ...topics.hubWrites,
      ...write,
      ...bindings.flatMap((binding) => toldTopics(binding, binding.level ?? 'watch')),
    ]),
  };
}
