/**
 * The numbers of events: they ascend, over restarts too. One that was shown is given to no other event, though a crash
 * may have lost the event itself.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Store } from '../base/ports/store.ts';
import { ALL_EVENT_TABLES, type NumberedEvent } from './event-tables.ts';

/** How far back the last start or stop of the hub is looked for. */
const LAST_STOP_EVENTS = 100;

/** The last number given before this start. */
function lastNumber(store: Store): number {
  const newest = ALL_EVENT_TABLES.map(({ table }) => [
    ...store.range(table, { newestFirst: true, limit: LAST_STOP_EVENTS }),
  ]);
  const lastId = Math.max(0, ...newest.map(([first]) => Number(first?.[0] ?? 0)));
  const turn = newest[0]?.find(([, { type }]) => /^system_(?:startup|shutdown)$/.test(type));
  const wasStopped = lastId === 0 || turn?.[1].type === 'system_shutdown';
  // After a crash: the numbers of what waited then were shown to clients, and are not given again.
  return wasStopped ? lastId : lastId + LIMITS.eventNumbersAhead;
}

export interface EventNumbers {
  last(): number;
  next(): number;
  /** Whether one more would be too far ahead of what is on the disk to be told apart after a crash. */
  areSpent(): boolean;
  /** These are on the disk. */
  keep(written: readonly NumberedEvent[]): void;
}

export function createEventNumbers(store: Store): EventNumbers {
  let last = lastNumber(store);
  let kept = last;
  return {
    last: () => last,
    next: () => ++last,
    areSpent: () => last - kept >= LIMITS.eventNumbersAhead,
    keep(written) {
      for (const [id] of written) kept = Math.max(kept, id);
    },
  };
}
