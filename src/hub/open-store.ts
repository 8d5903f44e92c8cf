/** Opening the store of a data folder, as whole as it can be had, with its backups at hand. */
import type { Backups } from '../app/base/ports/backups.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { OwnerMark } from '../app/base/ports/owner-mark.ts';
import type { Store } from '../app/base/ports/store.ts';
import { RESTORED } from '../app/records/restored-store.ts';
import { finishSwap } from '../backup/swap.ts';
import type { OpenDeps } from '../store/open.ts';
import { mendRecords } from '../store/mend.ts';
import { openOwnerMark } from '../store/owner-mark.ts';
import { createRecordStore, type TextStore } from '../store/records.ts';
import { makePrivateFolder } from '../system/files.ts';
import { storeFolder } from './store-folder.ts';
import { ALL_TABLES, ESSENTIAL_TABLES } from './tables.ts';
import type { HubConfig, Parts } from './types.ts';

/** Where a store lies, and its backups. */
export interface StorePlace extends Pick<HubConfig, 'dataFolder' | 'isVirtual' | 'version'> {
  /** ARIS_BACKUP, where it is set. */
  readonly backupFolder?: string | undefined;
}

export interface OpenedStore {
  /** Of the store, its keys and what else belongs to it. */
  readonly folder: string;
  readonly store: Store;
  readonly ownerMark: OwnerMark;
  /** For who gives it up before it is handed on. */
  readonly abandon: () => void;
}

/** What knows backups is loaded where one is needed, which is seldom. */
function backupsOf(place: StorePlace, folder: string, parts: Parts) {
  const whole = { ...place, folder, parts };
  const backups: Backups = parts.rescue?.backups ?? {
    async newestGood() {
      const { backupsBeside } = await import('./store-backups.ts');
      return backupsBeside(whole).newestGood();
    },
  };
  const beforeUpgrade: OpenDeps['beforeUpgrade'] = async (texts, format) => {
    const { backUpBeforeUpgrade } = await import('./store-backups.ts');
    await backUpBeforeUpgrade(texts, format, whole);
  };
  return { backups, beforeUpgrade };
}

/** What a start has failed with; of a newer store with both versions, and the backup that fits. */
export async function explainedStart(
  error: unknown,
  place: StorePlace,
  parts: Parts,
): Promise<unknown> {
  const folder = storeFolder(place.dataFolder, place.isVirtual);
  const { backups } = backupsOf(place, folder, parts);
  const { version } = place;
  const { explained } = await import('../store/explained.ts');
  return explained(error, folder, { version, backups, log: parts.log });
}

/** Where there is any of these there has been an owner, or nobody can say that there was none. */
const OWNED_BY = ['users/', 'damaged/users/', `${RESTORED.name}/`];

async function recordsOf(
  texts: TextStore,
  folder: string,
  { backups, clock, log }: { backups: Backups; clock: Parts['clock']; log: Log },
): Promise<OpenedStore> {
  const ownerMark = openOwnerMark(folder, log);
  // Of a hub of 0.1.0, too, where none of them can be read, and where the store that had them was replaced.
  if (OWNED_BY.some((prefix) => texts.count(prefix) > 0)) ownerMark.set();
  const mended = await mendRecords(texts, { tables: ESSENTIAL_TABLES, backups, log });
  const store = createRecordStore({ texts, clock, log, mended });
  await store.look();
  if (store.trouble() === 'unwritable')
    log.error('the disk takes no writes: the house goes on, but nothing is kept', { folder });
  return { folder, store, ownerMark, abandon: () => void texts.close() };
}

/**
 * The caller holds the folder's lock.
 * @param mayHeal whether a store that cannot be used is replaced; else it is refused
 * @throws StoreError where the store is of a newer program, or cannot be used; nothing in it was changed
 */
export async function openStore(
  place: StorePlace,
  parts: Parts,
  mayHeal: boolean,
): Promise<OpenedStore> {
  const { clock, log, rescue } = parts;
  const folder = storeFolder(place.dataFolder, place.isVirtual);
  makePrivateFolder(folder);
  finishSwap(folder);
  const { backups, beforeUpgrade } = backupsOf(place, folder, parts);
  // lmdb takes as long to load as all the rest: the hub listens before it does.
  const { openTexts } = await import('../store/open.ts');
  const texts = await openTexts(folder, {
    version: place.version,
    log,
    ...(rescue !== undefined && { apart: { run: rescue.ownProcess, clock } }),
    healing: mayHeal ? { prefixes: ALL_TABLES.map(({ name }) => `${name}/`) } : undefined,
    backups,
    beforeUpgrade,
  });
  try {
    return await recordsOf(texts, folder, { backups, clock, log });
  } catch (error) {
    void texts.close();
    throw error;
  }
}
