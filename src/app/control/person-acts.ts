/** Whether a person has just asked something of the house: whoever waits before it sees it done at once. */
import { isByHand } from '../../domain/doer.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { EventJournal } from '../records/journal.ts';

export interface PersonActs {
  readonly isRecent: () => boolean;
}

/** Events of what is asked of rooms, hot water and the house. */
const ASKING: ReadonlySet<string> = new Set([
  'setpoint_change',
  'command_sent',
  'mode_change',
  'settings_changed',
]);

export function createPersonActs({
  journal,
  clock,
}: {
  journal: Pick<EventJournal, 'onEvent'>;
  clock: Clock;
}): PersonActs {
  let lastMs = -Infinity;
  journal.onEvent(({ type, by }) => {
    if (ASKING.has(type) && isByHand(by)) lastMs = clock.monotonicMs();
  });
  return { isRecent: () => clock.monotonicMs() - lastMs < LIMITS.personActMs };
}
