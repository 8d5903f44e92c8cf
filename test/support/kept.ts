/** A store in memory, a clock in the test's hands and a journal whose events are there to be looked at. */
import type { HouseClock } from '../../src/app/base/ports/clock.ts';
import type { Journal } from '../../src/app/base/ports/journal.ts';
import { createListeners } from '../../src/app/base/listeners.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';

export interface SetClock extends FakeClock, HouseClock {
  /** As if somebody set the clock of the house. */
  set(byMs: number): void;
}

function createSetClock(): SetClock {
  const clock = createFakeClock();
  const listeners = createListeners<number>();
  return {
    ...clock,
    onSet: listeners.add,
    set(byMs) {
      clock.jumpWall(byMs);
      listeners.tell(byMs);
    },
  };
}

export function createKept(texts = createMemoryTexts(), clock = createSetClock()) {
  const log = createMemoryLog();
  const store = createRecordStore({ texts, clock, log });
  const told: NewEvent[] = [];
  const journal: Journal = {
    async commit(changes, events) {
      await store.commit(changes);
      told.push(...events);
    },
  };
  return {
    texts,
    clock,
    log,
    store,
    journal,
    told,
    /** The same disk, as the next life of the hub finds it. */
    again: () => createKept(texts, clock),
  };
}
