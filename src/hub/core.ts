/**
 * What the hub and the command line share: the folder's lock, the store in it, and in that the time, the events and the
 * tokens. Whoever has a core is the one process that writes.
 */
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { OwnerMark } from '../app/base/ports/owner-mark.ts';
import type { Store } from '../app/base/ports/store.ts';
import { resumeClock } from '../app/records/clock-mark.ts';
import { createJournal, type EventJournal } from '../app/records/journal.ts';
import { createLazyBatch, type LazyBatch } from '../app/records/lazy-batch.ts';
import { createRefusals } from '../app/records/refusals.ts';
import { tellDamaged } from '../app/records/damaged-records.ts';
import { RESTORED, tellRestored } from '../app/records/restored-store.ts';
import { isStoreTrouble, messageOf } from '../domain/errors.ts';
import { createAccess, type Access } from './access.ts';
import { openSigningKeys, type SigningKeys } from '../store/key-file.ts';
import { mendRecords } from '../store/mend.ts';
import { openOwnerMark } from '../store/owner-mark.ts';
import { createRecordStore } from '../store/records.ts';
import { makePrivateFolder } from '../system/files.ts';
import { ALL_TABLES, ESSENTIAL_TABLES } from './tables.ts';
import type { Parts } from './types.ts';
import { join } from 'node:path';

export interface Core {
  readonly store: Store;
  readonly journal: EventJournal;
  readonly refusals: Refusals;
  readonly lazyBatch: LazyBatch;
  readonly access: Access;
  /** Tells of the records that could not be read of late. */
  tellOfRecords(): Promise<void>;
  /** Writes what waits, closes the store. The lock is its taker's to release. */
  close(): Promise<void>;
}

/** Virtual data lives apart, but under the same lock and socket. */
export function storeFolder(dataFolder: string, isVirtual: boolean): string {
  return isVirtual ? join(dataFolder, 'virtual') : dataFolder;
}

interface Place {
  readonly dataFolder: string;
  readonly isVirtual: boolean;
  readonly version: string;
}

/** The store of a folder, as whole as it can be had, and what could not be read of it. */
async function openStore(folder: string, version: string, mayHeal: boolean, parts: Parts) {
  const { clock, log, rescue } = parts;
  // lmdb takes as long to load as all the rest: the hub listens before it does.
  const { openTexts } = await import('../store/open.ts');
  const texts = await openTexts(folder, {
    version,
    log,
    ...(rescue !== undefined && { apart: { run: rescue.ownProcess, clock } }),
    healing: mayHeal ? { prefixes: ALL_TABLES.map(({ name }) => `${name}/`) } : undefined,
    backups: rescue?.backups,
    beforeUpgrade: rescue?.beforeUpgrade,
  });
  try {
    const ownerMark = openOwnerMark(folder, log);
    // Of a hub of 0.1.0, too, where none of them can be read, and where the store that had them was replaced.
    if (OWNED_BY.some((prefix) => texts.count(prefix) > 0)) ownerMark.set();
    const backups = rescue?.backups;
    const mended = await mendRecords(texts, { tables: ESSENTIAL_TABLES, backups, log });
    const store = createRecordStore({ texts, clock, log, mended });
    await store.look();
    if (store.trouble() === 'unwritable')
      log.error('the disk takes no writes: the house goes on, but nothing is kept', { folder });
    return { texts, store, ownerMark };
  } catch (error) {
    void texts.close();
    throw error;
  }
}

/** Where there is any of these there has been an owner, or nobody can say that there was none. */
const OWNED_BY = ['users/', 'damaged/users/', `${RESTORED.name}/`];

/** What is told of the store is on the disk before anything else is, where that takes it. */
async function tellOfStore({ store, journal }: Core, log: Log): Promise<void> {
  try {
    await tellRestored(store, journal);
    await tellDamaged(store.takeDamaged(), journal);
  } catch (error) {
    if (!isStoreTrouble(error)) throw error;
    log.error('what became of the store is not in the events', { reason: messageOf(error) });
  }
}

/**
 * The caller holds the folder's lock.
 * @param mayHeal whether a store that cannot be used is replaced; else it is refused
 * @throws StoreError where the store is of a newer program, or cannot be used; nothing in it was changed
 */
export async function openCore(
  { dataFolder, isVirtual, version }: Place,
  parts: Parts,
  { mayHeal = false } = {},
): Promise<Core> {
  const folder = storeFolder(dataFolder, isVirtual);
  makePrivateFolder(folder);
  const { texts, ...opened } = await openStore(folder, version, mayHeal, parts);
  try {
    const keys = openSigningKeys(folder, parts);
    const core = joinCore({ ...opened, keys, ...parts });
    await tellOfStore(core, parts.log);
    return core;
  } catch (error) {
    void texts.close();
    throw error;
  }
}

/** A core over a store that is open already. */
export function joinCore(
  deps: Parts & { store: Store; keys: SigningKeys; ownerMark: OwnerMark },
): Core {
  const { keys, ownerMark, clock, random, log } = deps;
  // First of all: whatever follows asks for the time.
  const { store, lazy } = resumeClock(deps);
  const lazyBatch = createLazyBatch({ store, clock, log });
  lazyBatch.add(lazy);
  const journal = createJournal({ store, clock, log });
  const refusals = createRefusals({ clock, journal });
  // In this order: what the refusals have to tell goes by way of the journal.
  lazyBatch.add(refusals);
  lazyBatch.add(journal);
  const access = createAccess({ store, journal, refusals, keys, ownerMark, clock, random, log });
  access.lazy.forEach((source) => lazyBatch.add(source));

  const tellOfRecords = async () =>
    tellDamaged(store.takeDamaged(), journal).catch((error: unknown) =>
      log.error('damaged records are not in the events', { reason: messageOf(error) }),
    );

  return {
    store,
    journal,
    refusals,
    lazyBatch,
    access,
    tellOfRecords,
    async close() {
      try {
        await tellOfRecords();
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
