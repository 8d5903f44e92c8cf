/**
 * What hub and command line share: a store with its clock, its events, its lazy writes, and who may come in: people and
 * tokens. Whoever has a core is the one process that writes.
 */
import type { RevocationFile } from '../app/backup/ports.ts';
import { keepRevocations, type Revocations } from '../app/backup/revocations.ts';
import { createCertainClock } from '../app/base/certain-clock.ts';
import type { PasswordHasher } from '../app/base/credential-ports.ts';
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { OwnerMark } from '../app/base/ports/owner-mark.ts';
import type { Store } from '../app/base/ports/store.ts';
import { resumeClock } from '../app/records/clock-mark.ts';
import { tellDamaged } from '../app/records/damaged-records.ts';
import { createJournal, type EventJournal } from '../app/records/journal.ts';
import { createLazyBatch, type LazyBatch } from '../app/records/lazy-batch.ts';
import { createRefusals } from '../app/records/refusals.ts';
import { tellRestored } from '../app/records/restored-store.ts';
import { createRevocationFile } from '../backup/revocation-file.ts';
import { createPasswordHasher } from '../crypto/scrypt.ts';
import { isStoreTrouble, messageOf } from '../domain/errors.ts';
import { openSigningKeys, type SigningKeys } from '../store/key-file.ts';
import { createAccess, type Access } from './access.ts';
import { explainedStart, openStore, type StorePlace } from './open-store.ts';
import type { Parts } from './types.ts';

export interface Core {
  readonly store: Store;
  readonly journal: EventJournal;
  readonly refusals: Refusals;
  readonly lazyBatch: LazyBatch;
  readonly access: Access;
  readonly revocations: Revocations;
  readonly keys: SigningKeys;
  /** Tells of the records that could not be read of late. */
  tellOfRecords(): Promise<void>;
  /** Writes what waits, closes the store. The lock is its taker's to release. */
  close(): Promise<void>;
}

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
  place: StorePlace,
  parts: Parts,
  { mayHeal = false } = {},
): Promise<Core> {
  const { folder, store, ownerMark, abandon } = await openStore(place, parts, mayHeal);
  try {
    const keys = openSigningKeys(folder, parts);
    const revocationFile = createRevocationFile(folder);
    const core = joinCore({ store, ownerMark, keys, revocationFile, ...parts });
    await tellOfStore(core, parts.log);
    return core;
  } catch (error) {
    abandon();
    throw await explainedStart(error, place, parts);
  }
}

interface CoreDeps extends Parts {
  readonly store: Store;
  readonly keys: SigningKeys;
  readonly ownerMark: OwnerMark;
  readonly revocationFile: RevocationFile;
  /** In place of the slow one. */
  readonly hasher?: PasswordHasher;
}

/** A core over a store that is open already. */
export function joinCore(deps: CoreDeps): Core {
  const { keys, ownerMark, revocationFile, clock, random, log } = deps;
  // First of all: whatever follows asks for the time.
  const marked = resumeClock(deps);
  const revocations = keepRevocations({ store: marked.store, file: revocationFile, clock, log });
  const { store } = revocations;
  const lazyBatch = createLazyBatch({ store, clock, log });
  lazyBatch.add(marked.lazy);
  lazyBatch.add(revocations.lazy);
  const journal = createJournal({ store, clock, log, batch: lazyBatch });
  const refusals = createRefusals({ clock, journal });
  // In this order: what the refusals have to tell goes by way of the journal.
  lazyBatch.add(refusals);
  lazyBatch.add(journal);
  const expiry = createCertainClock(clock);
  const { hasher = createPasswordHasher({ random, clock: expiry }) } = deps;
  const access = createAccess({
    store,
    journal,
    refusals,
    keys,
    ownerMark,
    clock: expiry,
    random,
    log,
    hasher,
  });
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
    revocations,
    keys,
    tellOfRecords,
    async close() {
      hasher.rest();
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
