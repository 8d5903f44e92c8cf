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
  let writing: TokenUsage[] = [];
  let burying: LiveToken[] = [];

  function expiredTombstones(): LiveToken[] {
    const before = clock.nowMs() - LIMITS.tombstoneMs;
    return entries.values().filter(({ record }) => (record.revokedAtMs ?? Infinity) < before);
  }

  return {
    gather() {
      const nowMs = clock.nowMs();
      writing = entries
        .values()
        .flatMap(({ usageIfUsed }) => (usageIfUsed?.isSaved === false ? [usageIfUsed] : []));
      burying = expiredTombstones();
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
      if (!wasWritten) return;
      for (const { usageIfUsed } of burying) usageIfUsed?.forgetRecent();
      entries.delete(new Set(burying));
    },
  };
}
