/**
 * Events that wait for the lazy batch. One is asked for before many wait; so only a disk that takes none lets there be
 * too many, and then the oldest are lost, and counted.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { EventRecord } from './event-record.ts';
import type { NumberedEvent } from './event-tables.ts';

export interface WaitingEvents extends Iterable<NumberedEvent> {
  /** One that waits under that number already is told anew. */
  put(event: NumberedEvent): void;
  /** Counts one that cannot even wait. */
  lose(): void;
  /** What is to be written, the oldest first: LIMITS.eventWriteSlice at most. */
  gather(): readonly NumberedEvent[];
  /** @returns how many were lost since something was last written */
  settle(wasWritten: boolean): number;
  /** Whether the last gathering left some. */
  hasMore(): boolean;
  /** Since the start. */
  readonly lostCount: () => number;
}

/** @param writeNow has the lazy batch written */
export function createWaitingEvents(deps: {
  clock: Clock;
  writeNow: () => void;
  onLoss: () => void;
}): WaitingEvents {
  const { clock, writeNow, onLoss } = deps;
  const waiting = new Map<number, EventRecord>();
  let gathered: readonly NumberedEvent[] = [];
  let hasMore = false;
  /** Monotonic: a disk that takes none is not tried for each event. */
  let mayAskMs = -Infinity;
  let lost = 0;
  let toldLost = 0;

  function lose(): void {
    if (lost++ === toldLost) onLoss();
  }

  function loseOldest(): void {
    const [oldest = 0] = waiting.keys();
    waiting.delete(oldest);
    lose();
  }

  return {
    [Symbol.iterator]: () => waiting.entries(),
    put([id, record]) {
      waiting.set(id, record);
      if (waiting.size > LIMITS.eventsWaiting) loseOldest();
      if (waiting.size < LIMITS.eventsWrittenAt || clock.monotonicMs() < mayAskMs) return;
      mayAskMs = Infinity;
      writeNow();
    },
    lose,
    gather() {
      gathered = [...waiting].slice(0, LIMITS.eventWriteSlice);
      hasMore = gathered.length < waiting.size;
      return gathered;
    },
    settle(wasWritten) {
      mayAskMs = clock.monotonicMs() + (wasWritten ? 0 : LIMITS.lazySoonMs);
      if (!wasWritten) return 0;
      // What was told anew meanwhile waits on.
      for (const [id, record] of gathered) if (waiting.get(id) === record) waiting.delete(id);
      const since = lost - toldLost;
      toldLost = lost;
      return since;
    },
    hasMore: () => hasMore,
    lostCount: () => lost,
  };
}
