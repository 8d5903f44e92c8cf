/** Whether there is a good backup of late, for health, faults and metrics: what makes and lists backups tells it. */
import { nearestTo, type BackupStamp } from '../../domain/backup.ts';
import type { Finding } from '../../domain/control/findings.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';
import { HUB } from '../records/store-findings.ts';

/** The last try failed; or the last good one is too old. */
export const BACKUP_STATES = ['failing', 'old'] as const;
export type BackupState = (typeof BACKUP_STATES)[number];

/** A file has its name once it was read back: what has one was good. */
export interface GoodFile extends BackupStamp {
  readonly bytes: number;
}

export interface BackupStatus {
  readonly state: BackupState | undefined;
  /** The last good one. */
  readonly last: GoodFile | undefined;
  /** Tries that failed since the start. */
  readonly failures: number;
  /** Why the last one could not be made; undefined where it could. */
  readonly failure: string | undefined;
}

export interface BackupWatch {
  /** Those that are there. */
  see(files: readonly GoodFile[]): void;
  made(file: GoodFile): void;
  failed(reason: string): void;
  status(): BackupStatus;
}

export function createBackupWatch(clock: Pick<Clock, 'nowMs' | 'monotonicMs'>): BackupWatch {
  const startedMs = clock.monotonicMs();
  let last: GoodFile | undefined;
  let failures = 0;
  let failure: string | undefined;

  /** A hub that was off for long makes one first. */
  const hadTime = () =>
    clock.monotonicMs() - startedMs >= LIMITS.backupFirstMs + LIMITS.backupLookMs;
  const isOld = () =>
    last === undefined || Math.abs(clock.nowMs() - last.madeAtMs) >= LIMITS.backupOldMs;

  function state(): BackupState | undefined {
    if (failure !== undefined) return 'failing';
    return hadTime() && isOld() ? 'old' : undefined;
  }

  return {
    see: (files) => void (last = nearestTo(files, clock.nowMs())),
    made(file) {
      last = file;
      failure = undefined;
    },
    failed(reason) {
      failures++;
      failure = reason;
    },
    status: () => ({ state: state(), last, failures, failure }),
  };
}

export function backupFindings({ status }: Pick<BackupWatch, 'status'>): Finding[] {
  const { state } = status();
  return state === undefined ? [] : [{ ...HUB, code: `backup_${state}`, isCertain: true }];
}
