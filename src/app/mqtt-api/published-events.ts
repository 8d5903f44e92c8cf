/** What happens in the house, told on the bus: once each. Who was not there can read it in the journal. */
import { messageOf } from '../../domain/errors.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Log } from '../base/ports/log.ts';
import { houseEventOf } from '../messages/house-events.ts';
import type { Topics } from '../messages/topics.ts';
import type { EventJournal } from '../records/journal.ts';

export function publishEvents(deps: {
  journal: Pick<EventJournal, 'onEvent'>;
  topics: Pick<Topics, 'event'>;
  bus: Pick<Bus, 'isConnected' | 'publish'>;
  log: Log;
}): void {
  const { journal, topics, bus, log } = deps;
  journal.onEvent((happened) => {
    const told = houseEventOf(happened);
    if (told === undefined || !bus.isConnected()) return;
    const topic = topics.event(told.event);
    bus
      .publish({ topic, payload: JSON.stringify(told.payload), qos: 1 })
      .catch((error: unknown) => log.debug('not published', { topic, reason: messageOf(error) }));
  });
}
