/**
 * What happened: events under ascending numbers, on tables with caps of their own (`event-tables.ts`).
 *
 * What must not be lost is committed with its events in one transaction. The rest waits for the lazy batch, and is
 * among the events meanwhile, under the number that it will have there.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { HOUR_MS } from '../../domain/units.ts';
import { matches, tablesFor, type EventPage, type EventQuery } from './event-query.ts';
import { createEventNumbers } from './event-numbers.ts';
import { eventKey, eventRecord, eventView, type EventView } from './event-record.ts';
import {
  ALL_EVENT_TABLES,
  findEvent,
  newestFirst,
  putsOf,
  eventTableOf,
  type NumberedEvent,
  type EventTable,
} from './event-tables.ts';
import type { LazyBatch } from './lazy-batch.ts';
import { outdatedKeys } from './trim.ts';
import { createWaitingEvents } from './waiting-events.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, LazySource, Store } from '../base/ports/store.ts';

/** What an event got when it was told of. */
export interface EventStamp {
  readonly id: number;
  readonly timestampMs: number;
}

export interface EventJournal extends Journal, LazySource {
  /**
   * Keeps an event that is no part of a commit; the lazy batch writes it.
   * @returns undefined where it is lost, since the disk has taken none for LIMITS.eventNumbersAhead
   */
  later(event: NewEvent): EventStamp | undefined;
  /** Tells an event of `later` anew, under its number and time, with the next lazy batch. */
  amend(stamp: EventStamp, event: NewEvent): void;
  query(query: EventQuery): Promise<EventPage>;
  /**
   * The same a few at a time, and all of them where there is no limit. Others have their turn in between.
   * @returns at most LIMITS.eventExportSlice at a time, perhaps none
   */
  slices(query: EventQuery): AsyncIterable<readonly EventView[]>;
  /** One that is on the disk. */
  find(id: number): EventView | undefined;
  /** Called with each new event: with one of a commit once it is on the disk. */
  onEvent(listener: Listener<EventView>): Cancel;
  /** Events that the disk did not take in time, since the start. */
  lostCount(): number;
}

/** By so much may times disagree with numbers: a power cut takes some from the clock's mark. */
const TIME_SLACK_MS = HOUR_MS;
export function createJournal(deps: {
  store: Store;
  clock: Clock;
  log: Log;
  batch: Pick<LazyBatch, 'now'>;
}): EventJournal {
  const { store, clock, log, batch } = deps;
  const waiting = createWaitingEvents({
    clock,
    writeNow: batch.now,
    onLoss: () => log.error('the disk takes no events: the oldest that wait are lost'),
  });
  const listeners = createListeners<EventView>();
  const numbers = createEventNumbers(store);
  let gathered: readonly NumberedEvent[] = [];
  let hasMore = false;

  // The number is given when the transaction is queued: they are carried out in that order.
  const numbered = (event: NewEvent): NumberedEvent => [
    numbers.next(),
    eventRecord(event, clock.nowMs()),
  ];

  function tell([id, record]: NumberedEvent): void {
    if (!listeners.isEmpty()) listeners.tell(eventView(id, record));
  }

  function later(event: NewEvent): EventStamp | undefined {
    if (numbers.areSpent()) {
      waiting.lose();
      return undefined;
    }
    const one = numbered(event);
    waiting.put(one);
    tell(one);
    const [id, { timestampMs }] = one;
    return { id, timestampMs };
  }

  const comesNew = ([id, record]: NumberedEvent, { table }: EventTable) =>
    eventTableOf(record).table === table && store.get(table, eventKey(id)) === undefined;

  function outdated(table: EventTable): Change[] {
    const keys = outdatedKeys(store, table, {
      nowMs: clock.certainMs?.() ?? clock.nowMs(),
      // There are never more events than numbers.
      added:
        numbers.last() <= table.cap
          ? undefined
          : gathered.filter((one) => comesNew(one, table)).length,
    });
    hasMore ||= keys.length === LIMITS.eventTrimSlice;
    return keys.map((key) => ({ remove: table.table, key }));
  }

  async function* slices(query: EventQuery, size: number) {
    const tables = tablesFor(query);
    const { from = -Infinity, limit = Infinity, offset = 0 } = query;
    let toSkip = offset;
    let toGive = limit;
    for (let before = numbers.last() + 1; ;) {
      const found: EventView[] = [];
      let left = size;
      for (const [id, record] of newestFirst(store, tables, before, waiting)) {
        before = id;
        left--;
        if (matches(query, record) && toSkip-- <= 0 && toGive-- > 0)
          found.push(eventView(id, record));
        // All that is left happened before `from`, even where a wrong clock said otherwise.
        const isPast = record.timestampMs < from - TIME_SLACK_MS;
        if (isPast) toGive = 0;
        if (left === 0 || toGive <= 0) break;
      }
      yield found;
      if (left > 0 || toGive <= 0) return;
      await nextTurn();
    }
  }

  return {
    async commit(changes, newEvents) {
      const events = newEvents.map(numbered);
      await store.commit([...changes, ...events.flatMap(putsOf)]);
      numbers.keep(events);
      events.forEach(tell);
    },

    later,
    amend: ({ id, timestampMs }, event) => waiting.put([id, eventRecord(event, timestampMs)]),

    async query(query) {
      const { limit = LIMITS.eventDefaultPage, offset = 0 } = query;
      const events: EventView[] = [];
      for await (const found of slices({ ...query, limit }, LIMITS.eventSlice))
        events.push(...found);
      return { events, metadata: { count: events.length, limit, offset } };
    },

    slices: (query) => slices(query, LIMITS.eventExportSlice),
    find(id) {
      const record = findEvent(store, id);
      return record && eventView(id, record);
    },
    onEvent: listeners.add,
    lostCount: waiting.lostCount,

    gather() {
      gathered = waiting.gather();
      hasMore = false;
      return [...gathered.flatMap(putsOf), ...ALL_EVENT_TABLES.flatMap(outdated)];
    },

    settle(wasWritten) {
      const count = waiting.settle(wasWritten);
      if (wasWritten) numbers.keep(gathered);
      if (count === 0) return;
      log.error('events were lost while the disk took none', { count });
      later({ type: 'events_lost', severity: 'warning', data: { count } });
    },

    hasMore: () => hasMore || waiting.hasMore(),
  };
}
