/** What a table of events has to let go of. */
import { LIMITS } from '../../domain/limits.ts';
import type { Store, Table } from '../base/ports/store.ts';
import type { EventRecord } from './event-record.ts';
import type { EventTable } from './event-tables.ts';

function startsBefore(
  store: Store,
  table: Table<EventRecord>,
  timeMs: number,
  nowMs: number,
): boolean {
  for (const [, { timestampMs }] of store.range(table, {}))
    if (timestampMs <= nowMs) return timestampMs < timeMs;
  return false;
}

/**
 * The keys of what it has too much of, or from too long ago, oldest first and at most LIMITS.eventTrimSlice. Whatever
 * its time says, an event happened before those with greater numbers: one that a wrong clock stamped goes with the one
 * after it.
 * @param now `nowMs` has come for certain; `added` events are about to come; undefined where there cannot be too many
 */
export function outdatedKeys(
  store: Store,
  { table, cap, ageMs }: EventTable,
  now: { readonly nowMs: number; readonly added: number | undefined },
): readonly string[] {
  const { nowMs, added } = now;
  const oldestMs = nowMs - ageMs;
  const excess = added === undefined ? 0 : store.count(table) + added - cap;
  if (excess <= 0 && !startsBefore(store, table, oldestMs, nowMs)) return [];
  const slice = [...store.range(table, { limit: LIMITS.eventTrimSlice })];
  const tooOld = slice.findLastIndex(([, { timestampMs }]) => timestampMs < oldestMs) + 1;
  return slice.slice(0, Math.max(tooOld, excess)).map(([key]) => key);
}
