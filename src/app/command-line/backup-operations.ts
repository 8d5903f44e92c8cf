/** What the command line can do with backups, by name. Making one takes longer than one answer may: it is asked how far it is. */
import * as v from 'valibot';
import type { Doer } from '../../domain/doer.ts';
import { HubError, messageOf } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { BackupMaker } from '../backup/backups.ts';
import { backupView, type BackupView } from '../backup/view.ts';
import { checked } from '../base/schema.ts';

const NOTHING = v.strictObject({});
const CHOICE = v.strictObject({ history: v.boolean(), firmware: v.boolean() });
const PASSPHRASE = v.strictObject({ passphrase: v.optional(v.string()) });

export const BACKUP_OPERATIONS = [
  'backup.make',
  'backup.progress',
  'backup.list',
  'backup.passphrase',
] as const;
export type BackupOperation = (typeof BACKUP_OPERATIONS)[number];

/** How far the making of one is. */
export interface BackupProgress {
  readonly state: 'running' | 'made' | 'failed';
  readonly records: number;
  /** Once it is made. */
  readonly made?: BackupView & { readonly path: string; readonly isSealed: boolean };
  /** Why it was not. */
  readonly failure?: string;
}

export interface SealedBackups extends BackupMaker {
  isSealing(): boolean;
  /** From now on they are sealed; with undefined no more. @throws HubError `invalid`, `storage_unwritable` */
  setPassphrase(passphrase: string | undefined): Promise<void>;
}

/** @param options.waits whether making one is answered when it is made, where nobody else would wait */
export function createBackupOperations(
  open: () => Promise<SealedBackups>,
  {
    doer,
    waits,
    onRecords = () => undefined,
  }: { doer: Doer; waits: boolean; onRecords?: ((count: number) => void) | undefined },
): Record<BackupOperation, (input: unknown) => unknown> {
  let progress: BackupProgress | undefined;

  async function make(backups: SealedBackups, choice: v.InferOutput<typeof CHOICE>): Promise<void> {
    progress = { state: 'running', records: 0 };
    const counted = (records: number) => {
      progress = { state: 'running', records };
      onRecords(records);
    };
    try {
      const file = await backups.make(
        { kind: 'manual', hasHistory: choice.history, hasFirmware: choice.firmware },
        { doer, onRecords: counted },
      );
      const made = { ...backupView(file), path: file.path, isSealed: backups.isSealing() };
      progress = { state: 'made', records: progress.records, made };
    } catch (error) {
      progress = { state: 'failed', records: progress.records, failure: messageOf(error) };
      if (waits) throw error;
    }
  }

  return {
    async 'backup.make'(input) {
      const choice = checked(CHOICE, input);
      if (progress?.state === 'running')
        throw new HubError('conflict', 'a backup is being made already', {
          ...because('backup_busy'),
        });
      const making = make(await open(), choice);
      if (waits) await making;
      return progress;
    },
    'backup.progress'(input) {
      checked(NOTHING, input);
      return progress ?? { state: 'failed', records: 0, failure: 'no backup was asked for' };
    },
    async 'backup.list'(input) {
      checked(NOTHING, input);
      return (await (await open()).list()).map((file) => ({
        ...backupView(file),
        path: file.path,
      }));
    },
    async 'backup.passphrase'(input) {
      const { passphrase } = checked(PASSPHRASE, input);
      await (await open()).setPassphrase(passphrase);
    },
  };
}
