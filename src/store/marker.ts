/**
 * What made the store is written beside it, and read first. LMDB's file is in the machine's own word size, and opening
 * one of the other ends the process without a word; a store of a newer program must not be touched; and one that is
 * missing where there was one is damage, not a new house.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { arch, endianness } from 'node:os';
import { join } from 'node:path';
import { messageOf, StoreError } from '../domain/errors.ts';
import { STORE_FORMAT } from './migrations.ts';
import { NewerStoreError } from './newer-store.ts';
import { writeFileDurably } from './write-file.ts';

const MARKER = 'store.json';
export const STORE_FILE = 'store.mdb';
/** LMDB begins with two pages that say where its trees are; no page is smaller. */
const LEAST_STORE_BYTES = 2 * 4_096;
/** Of LMDB, in the machine's own byte order, soon after the beginning: how soon depends on the word size. */
export const MAGIC = Buffer.from(Uint32Array.of(0xbeefc0de).buffer);
const MAGIC_WITHIN_BYTES = 64;
/** One page is as large as the machine's, of which there are these. */
export const PAGE_SIZES_BYTES = [4, 8, 16, 32, 64].map((kibibytes) => kibibytes * 1_024);
const ARCHES_OF_32_BITS: readonly string[] = ['arm', 'ia32', 'mips', 'mipsel', 'ppc', 's390'];

interface Marker {
  /** The newest format that the store may have. */
  readonly format: number;
  readonly wordBits: 32 | 64;
  readonly endianness: 'LE' | 'BE';
  /** The version of the program that gave it that format; absent in format 1. */
  readonly version?: string;
  /** Until the first commit: nothing is lost with such a store. */
  readonly isNew?: true;
}

export const MACHINE = {
  wordBits: ARCHES_OF_32_BITS.includes(arch()) ? 32 : 64,
  endianness: endianness(),
} as const;

function readMarker(path: string): Partial<Marker> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Marker>;
  } catch {
    return undefined;
  }
}

/** What is wrong with the file at first sight; undefined where it may be a store. LMDB would not survive it. */
function damageOf(path: string): string | undefined {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size;
  if (bytes === undefined) return 'its file is missing';
  if (bytes < LEAST_STORE_BYTES) return `it has only ${bytes} bytes`;
  const file = openSync(path, 'r');
  try {
    const good = [beginsAt(file, 0), PAGE_SIZES_BYTES.some((at) => beginsAt(file, at))];
    if (good.every(Boolean)) return undefined;
    // Each commit writes the other one: with one alone the last commit would be gone in silence.
    return good.some(Boolean)
      ? 'one of its two first pages is damaged, and its last commit may be gone'
      : 'it does not begin as a store';
  } finally {
    closeSync(file);
  }
}

/** Whether one of LMDB's two first pages begins there. */
export function beginsAt(file: number, at: number): boolean {
  const beginning = Buffer.alloc(MAGIC_WITHIN_BYTES);
  readSync(file, beginning, 0, MAGIC_WITHIN_BYTES, at);
  return beginning.includes(MAGIC);
}

/** From now on no program that does not know the format opens the store. */
export function writeMarker(
  folder: string,
  version: string,
  { format = STORE_FORMAT, isNew = false } = {},
): void {
  const marker: Marker = { format, ...MACHINE, version, ...(isNew && { isNew }) };
  writeFileDurably(join(folder, MARKER), `${JSON.stringify(marker)}\n`);
}

function refuseOther(folder: string, marker: Partial<Marker>, version: string): void {
  const { format, wordBits, endianness: order, version: maker = 'a newer version' } = marker;
  if (wordBits !== MACHINE.wordBits || order !== MACHINE.endianness)
    throw new StoreError(
      `the store in ${folder} was made by a ${String(wordBits)}-bit ${String(order)} machine; ` +
        `this is a ${MACHINE.wordBits}-bit ${MACHINE.endianness} one. Move it as a backup, not as a file`,
    );
  if (typeof format !== 'number' || format > STORE_FORMAT)
    throw new NewerStoreError(
      `the store in ${folder} is of format ${String(format)}, made by ${maker}`,
      `${version}, which knows formats up to ${STORE_FORMAT}`,
    );
}

/** What keeps the store from being opened by its marker and its file's first pages; undefined where nothing does. */
export function markerFault(folder: string, version: string): string | undefined {
  const marker = readMarker(join(folder, MARKER));
  if (marker === undefined) return `${join(folder, MARKER)} is missing or cannot be read`;
  try {
    refuseOther(folder, marker, version);
  } catch (error) {
    return messageOf(error);
  }
  const path = join(folder, STORE_FILE);
  const damage = damageOf(path);
  return damage === undefined ? undefined : `${path}: ${damage}`;
}

export interface MarkerWord {
  /** Whether nothing was ever kept in the store. */
  readonly isNew: boolean;
  /** The newest format that it may have. */
  readonly format: number;
  /** What is wrong with its file at first sight, where a house was kept in it. */
  readonly damage?: string;
}

/**
 * To be called before the store is opened.
 * @throws StoreError where the store was made by another kind of machine or by a newer program, or nothing says by which
 */
export function checkMarker(folder: string, version: string): MarkerWord {
  const store = join(folder, STORE_FILE);
  const damage = damageOf(store);
  const marker = readMarker(join(folder, MARKER));
  if (marker === undefined) {
    if (existsSync(store))
      throw new StoreError(
        `${folder} has a store but no readable ${MARKER}: it cannot be opened safely. Put ${MARKER} back from a backup`,
      );
    writeMarker(folder, version, { isNew: true });
    return { isNew: true, format: STORE_FORMAT };
  }
  refuseOther(folder, marker, version);
  const { format = STORE_FORMAT } = marker;
  if (damage === undefined) return { isNew: marker.isNew === true, format };
  if (marker.isNew !== true) return { isNew: false, format, damage };
  // What a first start that was cut short has left.
  rmSync(store, { force: true });
  return { isNew: true, format };
}
