/** What `createTokens` joins, each part for itself: over the in-memory store, without people, in nobody's turn. */
import type { Journal } from '../../src/app/base/ports/journal.ts';
import { createTokenIndex } from '../../src/app/tokens/token-index.ts';
import { createTokenMaking } from '../../src/app/tokens/token-making.ts';
import { createTokenWrites } from '../../src/app/tokens/token-writes.ts';
import { createUsers } from '../../src/app/users/users.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import type { TokenRecord } from '../../src/domain/token.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from './fake-clock.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createSeededRandom } from './seeded-random.ts';

/** @param random of the mint */
export function createTokenParts({
  texts = createMemoryTexts(),
  random = createSeededRandom(),
} = {}) {
  const clock = createFakeClock();
  const log = createMemoryLog();
  const store = createRecordStore({ texts, clock, log });
  const events: NewEvent[] = [];
  /** What happens while something is written. */
  const disk = { meanwhile: (): void => undefined };
  const journal: Journal = {
    async commit(changes, news) {
      await store.commit(changes);
      events.push(...news);
      disk.meanwhile();
    },
  };
  const index = createTokenIndex({ store, clock, digest, users: createUsers(store) });
  const writes = createTokenWrites({ index, journal, clock, log });
  const mint = createTokenMint(random, digest);
  const making = createTokenMaking({ index, writes, store, clock, mint });
  return { texts, clock, log, store, events, disk, index, writes, mint, making };
}

export const tokenRecord = (id: string, more: Partial<TokenRecord> = {}): TokenRecord => ({
  id,
  name: `name of ${id}`,
  prefix: 'aris_tok',
  hash: Buffer.alloc(32).toString('base64'),
  createdAtMs: 0,
  createdBy: 'cli',
  ...more,
});
