/** What the broker's access list keeps from the hub itself: it is not connected then, and would only seem to be away. */
import type { Finding } from '../../domain/control/findings.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Topics } from '../messages/topics.ts';
import { HUB } from '../records/store-findings.ts';

export function refusedTopicFindings(
  bus: Pick<Bus, 'refused'>,
  { hubFilters }: Pick<Topics, 'hubFilters'>,
): readonly Finding[] {
  const { heard } = bus.refused();
  const refused = hubFilters.filter((filter) => heard.has(filter));
  if (refused.length === 0) return [];
  return [{ ...HUB, code: 'topic_refused', isCertain: true, about: refused.join(', ') }];
}
