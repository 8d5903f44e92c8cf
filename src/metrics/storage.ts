/** The store on its disk, and the backups of it. */
import { unconfirmed } from '../app/people/notice-findings.ts';
import type { Notices } from '../app/people/notices.ts';
import type { BackupWatch } from '../app/backup/watch.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Store } from '../app/base/ports/store.ts';
import { SECOND_MS } from '../domain/units.ts';
import { everySecond } from './every-second.ts';
import { counter, gauge } from './family.ts';
import type { ProcessSamples } from './process.ts';
import { singles, type Section } from './section.ts';

export interface StorageSources {
  readonly store: Pick<Store, 'stats' | 'lastCommitMs' | 'trouble' | 'isSlow' | 'newerCount'>;
  readonly notices: Pick<Notices, 'list'>;
  readonly backupWatch: Pick<BackupWatch, 'status'>;
  readonly processFacts: () => Pick<ProcessSamples, 'diskWrittenBytes'>;
  readonly clock: Clock;
}

function storeSection({ store, processFacts, clock, notices }: StorageSources): Section {
  const of = everySecond(clock, () => store.stats());
  return singles([
    [counter('aris_storage_commits', 'Transactions that are on the disk.'), () => of().commits],
    [
      counter('aris_storage_commit_failures', 'Transactions that could not be written.'),
      () => of().failures,
    ],
    [
      counter('aris_storage_record_bytes', 'Records given to the store, without what it adds.'),
      () => of().recordBytes,
    ],
    [
      counter(
        'aris_storage_written_bytes',
        'Written to the disk by the process, by the kernel: the most that a flash card has to bear.',
      ),
      () => processFacts().diskWrittenBytes,
    ],
    [
      counter('aris_storage_damaged_records', 'Records that could not be read and were set aside.'),
      () => of().damaged,
    ],
    [gauge('aris_storage_used_bytes', 'Size of what is stored.'), () => of().usedBytes],
    [gauge('aris_storage_limit_bytes', 'What may be stored at most.'), () => of().limitBytes],
    [gauge('aris_storage_free_bytes', 'Free space of the disk.'), () => of().freeBytes],
    [
      gauge('aris_storage_last_commit_timestamp_seconds', 'When the store was last written.'),
      () => {
        const lastMs = store.lastCommitMs();
        return lastMs && lastMs / SECOND_MS;
      },
    ],
    [
      gauge('aris_storage_full', 'Whether the last write failed for want of space.'),
      () => (store.trouble() === 'full' ? 1 : 0),
    ],
    [
      gauge(
        'aris_storage_unwritable',
        'Whether the disk takes no writes, or the store is damaged.',
      ),
      () => (['unwritable', 'damaged'].includes(store.trouble() ?? '') ? 1 : 0),
    ],
    [
      gauge('aris_storage_slow', 'Whether the last writes took so long that people notice.'),
      () => (store.isSlow() ? 1 : 0),
    ],
    [
      gauge(
        'aris_storage_restored',
        'Whether the store was replaced, and no owner has confirmed it yet.',
      ),
      () => (unconfirmed(notices, 'store_restored') ? 1 : 0),
    ],
    [
      gauge('aris_clock_provisional', 'Whether the clock of the machine may yet turn out wrong.'),
      () => (clock.isProvisional?.() === true ? 1 : 0),
    ],
    [
      gauge('aris_storage_newer_records', 'Records of a newer version that were left as they are.'),
      () => store.newerCount(),
    ],
  ]);
}

function backupSection({ backupWatch }: StorageSources): Section {
  const of = () => backupWatch.status();
  return singles([
    [
      gauge('aris_backup_last_success_timestamp_seconds', 'When the last good backup was made.'),
      () => {
        const { last } = of();
        return last && last.madeAtMs / SECOND_MS;
      },
    ],
    [gauge('aris_backup_last_size_bytes', 'Size of the last good backup.'), () => of().last?.bytes],
    [
      gauge('aris_backup_failing', 'Whether the last try to make a backup failed.'),
      () => (of().state === 'failing' ? 1 : 0),
    ],
    [counter('aris_backup_failures', 'Backups that could not be made.'), () => of().failures],
  ]);
}

export const storageSections = (sources: StorageSources): Section[] => [
  storeSection(sources),
  backupSection(sources),
];
