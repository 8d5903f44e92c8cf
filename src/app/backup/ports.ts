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
  write(stamp: BackupStamp, bytes: AsyncIterable<Uint8Array>): Promise<DraftFile<BackupFile>>;
  read(path: string): AsyncIterable<Uint8Array>;
  remove(file: BackupFile): Promise<void>;
  /** Of history. */
  readonly blocks: BlockFolder;
}

/** A file under a name that is not listed. */
export interface DraftFile<Kept> {
  read(): AsyncIterable<Uint8Array>;
  /** Gives it its own name. */
  keep(): Promise<Kept>;
  discard(): Promise<void>;
}

export interface BlockFile {
  readonly name: string;
  readonly writtenAtMs: number;
}

/** Blocks of history, in a folder beside the backups that refer to them. */
export interface BlockFolder {
  readonly path: string;
  /** None where there is no folder. */
  list(): Promise<readonly BlockFile[]>;
  /** @throws HubError `storage_full`, `storage_unwritable`; nothing is left of it */
  write(name: string, bytes: AsyncIterable<Uint8Array>): Promise<DraftFile<void>>;
  read(name: string): AsyncIterable<Uint8Array>;
  remove(name: string): Promise<void>;
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
  /** SHA-256 of the lines, in hexadecimal. */
  digest(lines: AsyncIterable<string> | Iterable<string>): Promise<string>;
  /** 32 hexadecimal digits that tell what is packed of this digest from anything else, and nothing of what it is. */
  blockId(sha256: string): string;
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
