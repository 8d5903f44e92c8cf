/** Firmware files for the house's devices, as the use cases see them. */
import type { Readable } from 'node:stream';

export interface FirmwareFile {
  readonly sizeBytes: number;
  /** A strong entity tag, quoted: two files that differ in a byte differ in it. */
  readonly etag: string;
  readonly modifiedMs: number;
  /** The bytes from `start` up to and without `end`. Ends the file's use, read to its end or destroyed. */
  read(start: number, end: number): Readable;
  /** Ends the file's use where it is not read. */
  close(): Promise<void>;
}

export interface FirmwareEntry {
  /** Below the folder, with `/` between the parts. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** The served folder. It is read-only, and nothing outside it is ever reached. */
export interface FirmwareFolder {
  /** @param path decoded, without a leading slash; undefined where there is no such regular file */
  open(path: string): Promise<FirmwareFile | undefined>;
  /** Every file, by path; at most LIMITS.firmwareIndexEntries. */
  list(): Promise<readonly FirmwareEntry[]>;
}
