/** What backups need of the outside: files, and the form that they lie in. */
import type { BackupStamp } from '../../domain/backup.ts';

export interface BackupFile extends BackupStamp {
  readonly path: string;
  readonly bytes: number;
}

/** The folder of the backups. It is made when the first one is. */
export interface BackupFolder {
  readonly path: string;
  /** None where there is no folder. */
  list(): Promise<readonly BackupFile[]>;
  /**
   * Writes a file whole, past a power cut, under a name that is not listed.
   * @returns what gives it its own name, or takes it away again
   * @throws HubError `storage_full`, `storage_unwritable`; nothing is left of it
   */
  write(stamp: BackupStamp, bytes: AsyncIterable<Uint8Array>): Promise<DraftBackup>;
  read(path: string): AsyncIterable<Uint8Array>;
  remove(file: BackupFile): Promise<void>;
}

export interface DraftBackup {
  readonly path: string;
  keep(): Promise<BackupFile>;
  discard(): Promise<void>;
}

/** The form of the files. */
export interface BackupCodec {
  /** @param lines each with the end of its line; several at a time */
  pack(lines: AsyncIterable<string>): AsyncIterable<Uint8Array>;
  /**
   * The lines, as they come, without their ends; that they were all as they were packed is certain at the end of them.
   * @throws HubError `invalid` for what is no backup, or not as it was packed
   */
  unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<readonly string[]>;
}

/** Who was thrown out, in a file outside the store. */
export interface RevocationFile {
  /** The whole text; empty where there is none. */
  read(): Promise<string>;
  /** On the disk when it resolves. */
  append(text: string): Promise<void>;
  /** The same, in place of all that was there. */
  replace(text: string): Promise<void>;
}

/** Files of the firmware folder that go with a backup. */
export interface FirmwareSource {
  files(): AsyncIterable<{ readonly path: string; readonly bytes: Uint8Array }>;
}
