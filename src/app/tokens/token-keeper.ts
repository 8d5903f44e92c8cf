/** What becomes of tokens by and by: their use reaches the disk, and those that were revoked long ago go. */
import { LIMITS } from '../../domain/limits.ts';
import type { LiveToken } from './live-token.ts';
import { TOKENS } from './token-records.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { LazySource, Store } from '../base/ports/store.ts';
import type { TokenBook } from './token-book.ts';
import type { TokenUsage } from './token-usage.ts';
import { usageRemoval } from './usage-records.ts';

export function createTokenKeeper(deps: {
  entries: TokenBook;
  store: Store;
  clock: Clock;
}): LazySource {
  const { entries, store, clock } = deps;
  /** Those that are still to come in this flush. */
  let waiting: TokenUsage[] = [];
  let writing: TokenUsage[] = [];
  let burying: LiveToken[] = [];

  function expiredTombstones(): LiveToken[] {
    const before = clock.nowMs() - LIMITS.tombstoneMs;
    return entries.values().filter(({ record }) => (record.revokedAtMs ?? Infinity) < before);
  }

  const unsaved = () =>
    entries
      .values()
      .flatMap(({ usageIfUsed }) => (usageIfUsed?.isSaved === false ? [usageIfUsed] : []));

  return {
    gather() {
      const nowMs = clock.nowMs();
      if (waiting.length === 0) waiting = unsaved();
      writing = waiting.slice(0, LIMITS.tokenUsesWritten);
      waiting = waiting.slice(LIMITS.tokenUsesWritten);
      // With the last of them: what is buried must not be written behind that.
      burying = waiting.length === 0 ? expiredTombstones() : [];
      for (const usage of writing) usage.isSaved = true;
      return [
        ...writing.flatMap((usage) => usage.changes(nowMs)),
        ...burying.flatMap(({ record: { id } }) => [
          { remove: TOKENS, key: id },
          ...usageRemoval(store, id),
        ]),
      ];
    },
    settle(wasWritten) {
      for (const usage of writing) usage.settle(wasWritten);
      if (!wasWritten) {
        waiting = [];
        return;
      }
      for (const { usageIfUsed } of burying) usageIfUsed?.forgetRecent();
      entries.delete(new Set(burying));
    },
    hasMore: () => waiting.length > 0,
  };
}
