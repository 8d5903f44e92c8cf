/**
 * What happened: events under ascending numbers, at most LIMITS.events or a year of them, refusals in a table and
 * under a cap of their own.
 *
 * What must not be lost is committed with its events in one transaction. The rest waits for the lazy batch, and is
 * among the events meanwhile, under the number that it will have there.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { HOUR_MS } from '../../domain/units.ts';
import { matches, type EventPage, type EventQuery } from './event-query.ts';
import {
  eventKey,
  eventRecord,
  eventTable,
  eventView,
  type EventRecord,
  type EventView,
} from './event-record.ts';
import type { Change, Clock, Journal, LazySource, Log, Store, Table } from '../ports.ts';

/** What an event got when it was told of. */
export interface EventStamp {
  readonly id: number;
  readonly timestampMs: number;
}

export interface EventJournal extends Journal, LazySource {
  /** Keeps an event that is no part of a commit; the lazy batch writes it. */
  later(event: NewEvent): EventStamp;
  /** Tells an event of `later` anew, under its number and time, with the next lazy batch. */
  amend(stamp: EventStamp, event: NewEvent): void;
  query(query: EventQuery): Promise<EventPage>;
  /** Called with each new event: with one of a commit once it is on the disk. */
  onEvent(listener: (event: EventView) => void): void;
}

interface Shelf {
  readonly table: Table<EventRecord>;
  /** How many events it holds at most. */
  readonly cap: number;
}

const EVENTS: Shelf = { table: eventTable('events'), cap: LIMITS.events };
const REFUSALS: Shelf = { table: eventTable('refusals'), cap: LIMITS.refusalEvents };
const SHELVES = [EVENTS, REFUSALS];

const shelfOf = ({ type }: EventRecord) => (type === 'access_refused' ? REFUSALS : EVENTS);
const putOf = ([id, record]: readonly [number, EventRecord]): Change => ({
  put: shelfOf(record).table,
  key: eventKey(id),
  value: record,
});

/** By so much may times disagree with numbers: a power cut takes some from the clock's mark. */
const TIME_SLACK_MS = HOUR_MS;
/** How far back the last start or stop of the hub is looked for. */
const LAST_STOP_EVENTS = 100;

/** The last number given before this start. */
function lastNumber(store: Store): number {
  const newest = SHELVES.map(({ table }) => [
    ...store.range(table, { newestFirst: true, limit: LAST_STOP_EVENTS }),
  ]);
  const lastId = Math.max(0, ...newest.map(([first]) => Number(first?.[0] ?? 0)));
  const turn = newest[0]?.find(([, { type }]) => /^system_(?:startup|shutdown)$/.test(type));
  const wasStopped = lastId === 0 || turn?.[1].type === 'system_shutdown';
  // After a crash: the numbers of what waited then were shown to clients, and are not given again.
  return wasStopped ? lastId : lastId + LIMITS.eventsWaiting;
}

export function createJournal(deps: { store: Store; clock: Clock; log: Log }): EventJournal {
  const { store, clock, log } = deps;
  const waiting = new Map<number, EventRecord>();
  const listeners: ((event: EventView) => void)[] = [];
  let lastId = lastNumber(store);
  let gathered: (readonly [number, EventRecord])[] = [];
  let hasMore = false;
  let isLosing = false;

  // The number is given when the transaction is queued: they are carried out in that order.
  const numbered = (event: NewEvent): [number, EventRecord] => [
    ++lastId,
    eventRecord(event, clock.nowMs()),
  ];

  function tell([id, record]: readonly [number, EventRecord]): void {
    if (listeners.length === 0) return;
    const view = eventView(id, record);
    listeners.forEach((listener) => listener(view));
  }

  function loseOldest(): void {
    const [oldest = 0] = waiting.keys();
    waiting.delete(oldest);
    if (!isLosing) log.error('events are lost, since they cannot be written');
    isLosing = true;
  }

  /**
   * What a shelf has too much of, or from too long ago. Whatever its time says, an event happened before those with
   * greater numbers: one that a wrong clock stamped goes with the one after it.
   */
  function outdated({ table, cap }: Shelf): Change[] {
    const nowMs = clock.nowMs();
    const oldestMs = clock.isProvisional?.() === true ? -Infinity : nowMs - LIMITS.eventAgeMs;
    // There are never more events than numbers.
    const excess = lastId <= cap ? 0 : store.count(table) + countNew(table) - cap;
    if (excess <= 0 && !startsBefore(table, oldestMs, nowMs)) return [];
    const slice = [...store.range(table, { limit: LIMITS.eventTrimSlice })];
    const tooOld = slice.findLastIndex(([, { timestampMs }]) => timestampMs < oldestMs) + 1;
    const gone = slice.slice(0, Math.max(tooOld, excess));
    hasMore ||= gone.length === LIMITS.eventTrimSlice;
    return gone.map(([key]) => ({ remove: table, key }));
  }

  function countNew(table: Table<EventRecord>): number {
    return gathered.filter(
      ([id, record]) =>
        shelfOf(record).table === table && store.get(table, eventKey(id)) === undefined,
    ).length;
  }

  function startsBefore(table: Table<EventRecord>, timeMs: number, nowMs: number): boolean {
    for (const [, { timestampMs }] of store.range(table, {}))
      if (timestampMs <= nowMs) return timestampMs < timeMs;
    return false;
  }

  /** The newest events whose number is below `before`, at most `limit`. */
  function slice(before: number, limit: number): (readonly [number, EventRecord])[] {
    const byId = new Map<number, EventRecord>();
    for (const { table } of SHELVES) {
      const range = { to: eventKey(before), newestFirst: true, limit };
      for (const [key, record] of store.range(table, range)) byId.set(Number(key), record);
    }
    for (const [id, record] of waiting) if (id < before) byId.set(id, record);
    return [...byId].sort(([a], [b]) => b - a).slice(0, limit);
  }

  /** The matching events, newest first. Others have their turn after each slice of what is read. */
  async function* matching(query: EventQuery, firstSlice: number) {
    let before = lastId + 1;
    for (let size = firstSlice; ; size = LIMITS.eventSlice) {
      const records = slice(before, size);
      for (const [id, record] of records) {
        if (matches(query, record)) yield eventView(id, record);
        // All that is left happened before `from`, even where a wrong clock said otherwise.
        if (record.timestampMs < (query.from ?? -Infinity) - TIME_SLACK_MS) return;
      }
      if (records.length < size) return;
      before = records.at(-1)?.[0] ?? 0;
      await nextTurn();
    }
  }

  return {
    async commit(changes, newEvents) {
      const events = newEvents.map(numbered);
      await store.commit([...changes, ...events.map(putOf)]);
      events.forEach(tell);
    },

    later(event) {
      const [id, record] = numbered(event);
      waiting.set(id, record);
      if (waiting.size > LIMITS.eventsWaiting) loseOldest();
      tell([id, record]);
      return { id, timestampMs: record.timestampMs };
    },

    amend: ({ id, timestampMs }, event) => void waiting.set(id, eventRecord(event, timestampMs)),

    async query(query) {
      const { limit = LIMITS.eventDefaultPage, offset = 0 } = query;
      const events: EventView[] = [];
      let skipped = 0;
      for await (const event of matching(query, Math.min(offset + limit, LIMITS.eventSlice))) {
        if (skipped < offset) skipped++;
        else if (events.push(event) === limit) break;
      }
      return { events, metadata: { count: events.length, limit, offset } };
    },

    onEvent: (listener) => void listeners.push(listener),

    gather() {
      gathered = [...waiting];
      hasMore = false;
      return [...gathered.map(putOf), ...SHELVES.flatMap(outdated)];
    },

    settle(wasWritten) {
      if (!wasWritten) return;
      isLosing = false;
      // What was amended meanwhile waits on.
      for (const [id, record] of gathered) if (waiting.get(id) === record) waiting.delete(id);
    },

    hasMore: () => hasMore,
  };
}
