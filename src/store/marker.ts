/**
 * What made the store is written beside it, and read first. LMDB's file is in the machine's own word size, and opening
 * one of the other ends the process without a word; a store of a newer program must not be touched; and one that is
 * missing where there was one is damage, not a new house.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { arch, endianness } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '../domain/errors.ts';
import { STORE_FORMAT } from './migrations.ts';
import { newerStore } from './newer-store.ts';
import { writeFileDurably } from './write-file.ts';

const MARKER = 'store.json';
export const STORE_FILE = 'store.mdb';
/** LMDB begins with two pages that say where its trees are; no page is smaller. */
const LEAST_STORE_BYTES = 2 * 4_096;
/** Of LMDB, in the machine's own byte order, soon after the beginning: how soon depends on the word size. */
const MAGIC = Buffer.from(Uint32Array.of(0xbeefc0de).buffer);
const MAGIC_WITHIN_BYTES = 64;
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

const MACHINE = {
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
  if (bytes === undefined) return 'is missing';
  if (bytes < LEAST_STORE_BYTES) return `is damaged: it has ${bytes} bytes`;
  const beginning = Buffer.alloc(MAGIC_WITHIN_BYTES);
  const file = openSync(path, 'r');
  readSync(file, beginning);
  closeSync(file);
  return beginning.includes(MAGIC) ? undefined : 'is damaged: it does not begin as a store';
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
    throw newerStore(
      `the store in ${folder} is of format ${String(format)}, made by ${maker}`,
      `${version}, which knows formats up to ${STORE_FORMAT}`,
    );
}

/**
 * To be called before the store is opened.
 * @returns whether nothing was ever kept in it
 * @throws StoreError where the store was made by another kind of machine, by a newer program, nothing says by which, or
 *   it is gone
 */
export function checkMarker(folder: string, version: string): boolean {
  const store = join(folder, STORE_FILE);
  const damage = damageOf(store);
  const marker = readMarker(join(folder, MARKER));
  if (marker === undefined) {
    if (existsSync(store))
      throw new StoreError(
        `${folder} has a store but no readable ${MARKER}: it cannot be opened safely. Put ${MARKER} back from a backup`,
      );
    writeMarker(folder, version, { isNew: true });
    return true;
  }
  refuseOther(folder, marker, version);
  if (damage === undefined) return marker.isNew === true;
  if (marker.isNew !== true)
    throw new StoreError(
      `${store} ${damage}, and ${MARKER} says that a house was kept in it. ` +
        `Put it back from a backup; to begin anew, without people and tokens, remove ${join(folder, MARKER)}`,
    );
  // What a first start that was cut short has left.
  rmSync(store, { force: true });
  return true;
}
