/**
 * What the hub and the command line share: the folder's lock, the store in it, and the tokens in that. Whoever has a
 * core is the one process that writes.
 */
import type { Store } from './app/ports.ts';
import { createTokens, type Tokens } from './app/tokens.ts';
import { createTokenMint } from './auth/token-format.ts';
import { digest } from './crypto/nacl.ts';
import { createRecordStore } from './store/records.ts';
import { makePrivateFolder } from './system/files.ts';
import type { Parts } from './hub.ts';
import { join } from 'node:path';

export interface Core {
  readonly store: Store;
  readonly tokens: Tokens;
  /** Writes what waits, closes the store. The lock is its taker's to release. */
  close(): Promise<void>;
}

/** Virtual data lives apart, but under the same lock and socket (DESIGN.md section 2). */
export function storeFolder(dataFolder: string, isVirtual: boolean): string {
  return isVirtual ? join(dataFolder, 'virtual') : dataFolder;
}

/** The caller holds the folder's lock. */
export async function openCore(
  dataFolder: string,
  isVirtual: boolean,
  parts: Parts,
): Promise<Core> {
  const { clock, random, log } = parts;
  const folder = storeFolder(dataFolder, isVirtual);
  makePrivateFolder(folder);
  // lmdb takes as long to load as all the rest: the hub listens before it does.
  const { openLmdb } = await import('./store/lmdb.ts');
  const store = createRecordStore({ texts: openLmdb(folder), clock, log });
  const tokens = createTokens({ store, clock, mint: createTokenMint(random, digest), log });
  return {
    store,
    tokens,
    async close() {
      try {
        await tokens.flushUsage();
      } finally {
        await store.close();
      }
    },
  };
}
