/** What becomes of tokens where the clock turns out to have been wrong. */
import { movedToken, type TokenRecord } from '../../domain/token.ts';
import type { ClockMove } from '../base/ports/clock.ts';
import type { Change } from '../base/ports/store.ts';
import { TOKENS } from './token-records.ts';
import type { TokenBook } from './token-book.ts';

/** No token outlives what made it, whose own expiry may be a day of the calendar. */
function within(record: TokenRecord, maker: TokenRecord | undefined): TokenRecord {
  const { expiresAtMs = Infinity } = record;
  return maker?.expiresAtMs === undefined || expiresAtMs <= maker.expiresAtMs
    ? record
    : { ...record, expiresAtMs: maker.expiresAtMs };
}

/** Moves them along. @returns what is to be written of it, as it is when that is asked */
export function moveTokens(
  entries: TokenBook,
  { sinceMs, byMs }: ClockMove,
  onMoved: () => void,
): () => Change[] {
  // What made a token is older than it.
  const oldestFirst = entries.values().sort((a, b) => a.record.createdAtMs - b.record.createdAtMs);
  const moved = oldestFirst.filter((entry) => {
    const { record } = entry;
    const next = movedToken(record, sinceMs, byMs);
    if (next === record) return false;
    entry.take(within(next, entries.get(record.createdBy.replace(/^tok_/, ''))?.record));
    return true;
  });
  onMoved();
  return () => moved.map(({ record }) => ({ put: TOKENS, key: record.id, value: record }));
}
