/**
 * What the hub and the command line share: the folder's lock, the store in it, and in that the time, the events and the
 * tokens. Whoever has a core is the one process that writes.
 */
import { createCertainClock } from '../app/base/certain-clock.ts';
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Store } from '../app/base/ports/store.ts';
import { resumeClock } from '../app/records/clock-mark.ts';
import { createJournal, type EventJournal } from '../app/records/journal.ts';
import { createLazyBatch, type LazyBatch } from '../app/records/lazy-batch.ts';
import { createRefusals } from '../app/records/refusals.ts';
import { createAccess, type Access } from './access.ts';
import { openSigningKeys, type SigningKeys } from '../store/key-file.ts';
import { createRecordStore } from '../store/records.ts';
import { makePrivateFolder } from '../system/files.ts';
import type { HubConfig, Parts } from './types.ts';
import { join } from 'node:path';

export interface Core {
  readonly store: Store;
  readonly journal: EventJournal;
  readonly refusals: Refusals;
  readonly lazyBatch: LazyBatch;
  readonly access: Access;
  /** Writes what waits, closes the store. The lock is its taker's to release. */
  close(): Promise<void>;
}

/** Virtual data lives apart, but under the same lock and socket. */
export function storeFolder(dataFolder: string, isVirtual: boolean): string {
  return isVirtual ? join(dataFolder, 'virtual') : dataFolder;
}

/**
 * The caller holds the folder's lock.
 * @throws StoreError where the store is of a newer program, or cannot be used; nothing in it was changed
 */
export async function openCore(
  { dataFolder, isVirtual, version }: Pick<HubConfig, 'dataFolder' | 'isVirtual' | 'version'>,
  parts: Parts,
): Promise<Core> {
  const { log } = parts;
  const folder = storeFolder(dataFolder, isVirtual);
  makePrivateFolder(folder);
  // lmdb takes as long to load as all the rest: the hub listens before it does.
  const { openTexts } = await import('../store/open.ts');
  const texts = await openTexts(folder, { version, log });
  try {
    const store = createRecordStore({ texts, ...parts });
    await store.look();
    if (store.trouble() === 'unwritable')
      log.error('the disk takes no writes: the house goes on, but nothing is kept', { folder });
    const keys = openSigningKeys(folder, parts);
    return joinCore({ store, keys, ...parts });
  } catch (error) {
    void texts.close();
    throw error;
  }
}

/** A core over a store that is open already. */
export function joinCore(deps: Parts & { store: Store; keys: SigningKeys }): Core {
  const { keys, clock, random, log } = deps;
  // First of all: whatever follows asks for the time.
  const { store, lazy } = resumeClock(deps);
  const lazyBatch = createLazyBatch({ store, clock, log });
  lazyBatch.add(lazy);
  const journal = createJournal({ store, clock, log, batch: lazyBatch });
  const refusals = createRefusals({ clock, journal });
  // In this order: what the refusals have to tell goes by way of the journal.
  lazyBatch.add(refusals);
  lazyBatch.add(journal);
  const expiry = createCertainClock(clock);
  const access = createAccess({ store, journal, refusals, keys, clock: expiry, random, log });
  access.lazy.forEach((source) => lazyBatch.add(source));
  return {
    store,
    journal,
    refusals,
    lazyBatch,
    access,
    async close() {
      try {
        await lazyBatch.flush();
      } catch (error) {
        log.error('what waited for the disk is lost', { ...lazyBatch.unwritten() });
        throw error;
      } finally {
        await store.close();
      }
    },
  };
}
