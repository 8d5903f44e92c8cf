/** The backups of this hub: made when they are due or somebody asks, kept as many as there may be. */
import { HubError, messageOf } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { Doer } from '../../domain/doer.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import type { EventJournal } from '../records/journal.ts';
import type { BackupCodec, BackupFile, BackupFolder } from './ports.ts';
import { pruneBackups } from './pruning.ts';
import { backupView } from './view.ts';
import type { BackupWatch } from './watch.ts';
import { linesOf, writeBackup, type BackupChoice, type BesideStore } from './writing.ts';

export interface BackupMaker {
  /**
   * Makes one in the folder, and lets go of those that are too many.
   * @param onRecords is told how many records are in it so far
   * @throws HubError `conflict` while one is being made, `storage_full`, `storage_unwritable`
   */
  make(
    choice: BackupChoice,
    asked?: { readonly doer?: Doer; readonly onRecords?: (count: number) => void },
  ): Promise<BackupFile>;
  /** The bytes of a new one, no faster than they are read, and no longer than LIMITS.backupDownloadMs. */
  download(choice: Omit<BackupChoice, 'kind'>): AsyncIterable<Uint8Array>;
  /** Newest first. */
  list(): Promise<readonly BackupFile[]>;
}

export interface BackupParts {
  readonly store: Pick<Store, 'snapshot'>;
  readonly beside: BesideStore;
  readonly folder: BackupFolder;
  readonly codec: BackupCodec;
  readonly watch: BackupWatch;
  /** Has the disk have what waits for it. */
  readonly flush: () => Promise<void>;
  readonly journal: Pick<EventJournal, 'later'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createBackups(parts: BackupParts): BackupMaker {
  const { store, beside, folder, codec, watch, flush, journal, clock, log } = parts;
  let isBusy = false;

  /** What cannot be written is in memory alone: a backup of the rest is better than none. */
  async function flushed(): Promise<void> {
    await flush().catch((error: unknown) =>
      log.warn('a backup lacks what was not on the disk yet', { reason: messageOf(error) }),
    );
  }

  /** The backup is made and good, whether or not others go. */
  async function prune(): Promise<void> {
    await pruneBackups({ folder, codec, clock }).catch((error: unknown) =>
      log.warn('backups that are too many are still there', { reason: messageOf(error) }),
    );
  }

  function noteFailure(error: unknown, doer: Doer | undefined): void {
    const reason = messageOf(error);
    log.error('no backup was made', { folder: folder.path, reason });
    // A folder that stays full is told of once.
    if (reason !== watch.status().failure)
      journal.later({ type: 'backup_failed', severity: 'warning', ...doer, data: { reason } });
    watch.failed(reason);
  }

  const make: BackupMaker['make'] = async (choice, { doer, onRecords } = {}) => {
    if (isBusy)
      throw new HubError('conflict', 'a backup is being made already', {
        ...because('backup_busy'),
      });
    isBusy = true;
    try {
      await flushed();
      const writing = { choice, madeAtMs: clock.nowMs(), onRecords, folder, codec };
      const file = await writeBackup(store.snapshot, beside, writing);
      watch.made(file);
      const { name, kind, sizeBytes } = backupView(file);
      journal.later({
        type: 'backup_made',
        severity: 'info',
        ...doer,
        data: { name, kind, sizeBytes },
      });
      log.info('backup made', { path: file.path, bytes: file.bytes });
      await prune();
      return file;
    } catch (error) {
      noteFailure(error, doer);
      throw error;
    } finally {
      isBusy = false;
    }
  };

  async function* download(choice: BackupChoice): AsyncGenerator<Uint8Array> {
    const overAtMs = clock.monotonicMs() + LIMITS.backupDownloadMs;
    await flushed();
    const lines = linesOf(store.snapshot, beside, { choice, madeAtMs: clock.nowMs() });
    for await (const chunk of codec.pack(lines)) {
      if (clock.monotonicMs() > overAtMs) throw new Error('the backup was read too slowly');
      yield chunk;
    }
  }

  return {
    make,
    download: (choice) => download({ ...choice, kind: 'manual' }),
    async list() {
      const files = await folder.list();
      watch.see(files);
      return files;
    },
  };
}
