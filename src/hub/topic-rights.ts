/** What the hub of a house has to be let do at its broker, for hub and command line alike. */
import { topicRights, type TopicRights } from '../app/broker/topic-rights.ts';
import { createTopics } from '../app/messages/topics.ts';
import type { ProfileTexts } from '../app/house/profile.ts';
import type { HubSettings } from '../config/settings.ts';
import type { House } from '../domain/house.ts';

/** @param withFound also what finding devices takes: its code is loaded then */
export async function topicRightsOf(
  house: House,
  { mqttBase, haPrefix }: Pick<HubSettings, 'mqttBase' | 'haPrefix'>,
  profiles: ProfileTexts,
  withFound: boolean,
): Promise<TopicRights> {
  const topics = createTopics(mqttBase);
  const discoveryPrefix = haPrefix === 'off' ? undefined : haPrefix;
  if (!withFound) return topicRights(house, topics, { discoveryPrefix });
  const [{ foundFilters }, { createSigns }, { createProfileReader }] = await Promise.all([
    import('../app/found/listening.ts'),
    import('../app/found/signs.ts'),
    import('../app/house/profile-reader.ts'),
  ]);
  const signs = createSigns(profiles.names(), createProfileReader(profiles));
  const found = foundFilters({
    signs,
    topics,
    discoveryPrefix: discoveryPrefix ?? 'homeassistant',
  });
  return topicRights(house, topics, { discoveryPrefix, found });
}
