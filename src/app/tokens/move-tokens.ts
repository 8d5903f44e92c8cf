/** What becomes of tokens where the clock turns out to have been wrong. */
import { movedToken, type TokenRecord } from '../../domain/token.ts';
import type { ClockMove } from '../base/ports/clock.ts';
import type { LiveToken } from './live-token.ts';
import type { TokenBook } from './token-book.ts';

/** No token outlives what made it, whose own expiry may be a day of the calendar. */
function within(record: TokenRecord, maker: TokenRecord | undefined): TokenRecord {
  const { expiresAtMs = Infinity } = record;
  return maker?.expiresAtMs === undefined || expiresAtMs <= maker.expiresAtMs
    ? record
    : { ...record, expiresAtMs: maker.expiresAtMs };
}

/** Moves them along. @returns those that are others then */
export function moveTokens(entries: TokenBook, { sinceMs, byMs }: ClockMove): LiveToken[] {
  // What made a token is older than it.
  const oldestFirst = entries.values().sort((a, b) => a.record.createdAtMs - b.record.createdAtMs);
  return oldestFirst.filter((entry) => {
    const { record } = entry;
    const moved = movedToken(record, sinceMs, byMs);
    if (moved === record) return false;
    entry.take(within(moved, entries.get(record.createdBy.replace(/^tok_/, ''))?.record));
    return true;
  });
}
