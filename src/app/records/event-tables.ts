/** The tables that events lie in, under one row of numbers: each with its own cap, read together. */
import * as v from 'valibot';
import { kindOf, EVENT_TABLES, type EventTableName } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { recordValue } from '../base/schema.ts';
import { eventKey, eventTable, type EventRecord } from './event-record.ts';
import type { Change, Store, Table } from '../base/ports/store.ts';

export interface EventTable {
  readonly table: Table<EventRecord>;
  /** How many events it holds at most, and how long. */
  readonly cap: number;
  readonly ageMs: number;
}

export type NumberedEvent = readonly [id: number, record: EventRecord];

const { eventAgeMs, auditAgeMs } = LIMITS;
export const EVENT_TABLE: Readonly<Record<EventTableName, EventTable>> = {
  house: { table: eventTable('events'), cap: LIMITS.events, ageMs: eventAgeMs },
  access: { table: eventTable('audit'), cap: LIMITS.auditEvents, ageMs: auditAgeMs },
  traffic: {
    table: eventTable('audit_traffic'),
    cap: LIMITS.auditTrafficEvents,
    ageMs: auditAgeMs,
  },
  refusals: { table: eventTable('refusals'), cap: LIMITS.refusalEvents, ageMs: eventAgeMs },
};
export const ALL_EVENT_TABLES: readonly EventTable[] = EVENT_TABLES.map(
  (name) => EVENT_TABLE[name],
);

/** Under the numbers of events that owners are to notice: which of them have. */
export const NOTICES: Table<{ readonly dismissedBy: readonly string[] }> = {
  name: 'notices',
  version: 1,
  parse: (value) => recordValue(v.strictObject({ dismissedBy: v.array(v.string()) }), value),
};

export const eventTableOf = ({ type }: EventRecord): EventTable =>
  EVENT_TABLE[kindOf(type)?.table ?? 'house'];

export function putsOf([id, record]: NumberedEvent): Change[] {
  const key = eventKey(id);
  const put = { put: eventTableOf(record).table, key, value: record };
  if (kindOf(record.type)?.isNotice !== true) return [put];
  return [put, { put: NOTICES, key, value: { dismissedBy: [] } }];
}

export function findEvent(store: Store, id: number): EventRecord | undefined {
  for (const { table } of ALL_EVENT_TABLES) {
    const record = store.get(table, eventKey(id));
    if (record !== undefined) return record;
  }
  return undefined;
}

function* below(
  store: Store,
  { table }: EventTable,
  before: number,
): Generator<NumberedEvent, undefined> {
  for (const [key, record] of store.range(table, { to: eventKey(before), newestFirst: true }))
    yield [Number(key), record];
}

/** The one with the greatest number, taken off its row. */
function takeNewest(
  rows: readonly Iterator<NumberedEvent>[],
  heads: (NumberedEvent | undefined)[],
): NumberedEvent | undefined {
  let newest: NumberedEvent | undefined;
  for (const head of heads) if (head && head[0] > (newest?.[0] ?? 0)) newest = head;
  if (newest === undefined) return undefined;
  const [id] = newest;
  // One that is told anew stands in two rows: the first counts.
  for (const [index, head] of heads.entries()) {
    if (head?.[0] !== id) continue;
    const next = rows[index]?.next();
    heads[index] = next?.done === true ? undefined : next?.value;
  }
  return newest;
}

/**
 * The newest events whose number is below `before`, read no further than they are taken. Not valid across an await.
 * @param waiting those that are not on the disk as they are here, by number in whatever order
 */
export function* newestFirst(
  store: Store,
  tables: readonly EventTable[],
  before: number,
  waiting: Iterable<NumberedEvent>,
): Generator<NumberedEvent, undefined> {
  const unwritten = [...waiting].filter(([id]) => id < before).sort(([a], [b]) => b - a);
  const rows = [unwritten.values(), ...tables.map((table) => below(store, table, before))];
  const heads = rows.map((row) => {
    const { done, value } = row.next();
    return done === true ? undefined : value;
  });
  try {
    for (;;) {
      const event = takeNewest(rows, heads);
      if (event === undefined) return;
      yield event;
    }
  } finally {
    // What is not read to its end would keep a reading of the disk open.
    for (const row of rows) row.return?.();
  }
}
