/** A backup on the disk, as it is shown. What makes one is loaded when the first is made. */
import type { BackupKind } from '../../domain/backup.ts';
import { isoTime } from '../../domain/units.ts';
import type { BackupFile } from './ports.ts';

export interface BackupView {
  readonly name: string;
  readonly kind: BackupKind;
  readonly madeAt: string;
  readonly sizeBytes: number;
}

export const backupView = ({ name, kind, madeAtMs, bytes }: BackupFile): BackupView => ({
  name,
  kind,
  madeAt: isoTime(madeAtMs),
  sizeBytes: bytes,
});
