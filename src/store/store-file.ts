/**
 * What can be told of LMDB's file without opening it: whether it may be a store, and of what kind of machine. It is in the
 * machine's own word size, and opening one of the other ends the process without a word.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { arch, endianness } from 'node:os';

export const STORE_FILE = 'store.mdb';
/** LMDB begins with two pages that say where its trees are; no page is smaller. */
const LEAST_STORE_BYTES = 2 * 4_096;
/** Of LMDB, in the machine's own byte order, soon after the beginning: how soon depends on the word size. */
export const MAGIC = Buffer.from(Uint32Array.of(0xbeefc0de).buffer);
const MAGIC_WITHIN_BYTES = 64;
/** Before it stands the page's head: two words, and 8 bytes. */
const MAGIC_AT = { 64: 24, 32: 16 } as const;
/** One page is as large as the machine's, of which there are these. */
export const PAGE_SIZES_BYTES = [4, 8, 16, 32, 64].map((kibibytes) => kibibytes * 1_024);
const ARCHES_OF_32_BITS: readonly string[] = ['arm', 'ia32', 'mips', 'mipsel', 'ppc', 's390'];

export interface Machine {
  readonly wordBits: 32 | 64;
  readonly endianness: 'LE' | 'BE';
}

export const MACHINE: Machine = {
  wordBits: ARCHES_OF_32_BITS.includes(arch()) ? 32 : 64,
  endianness: endianness(),
};

export const isOwnKind = ({ wordBits, endianness: order }: Machine): boolean =>
  wordBits === MACHINE.wordBits && order === MACHINE.endianness;

function beginningAt(file: number, at: number): Buffer {
  const beginning = Buffer.alloc(MAGIC_WITHIN_BYTES);
  readSync(file, beginning, 0, MAGIC_WITHIN_BYTES, at);
  return beginning;
}

/** Whether one of LMDB's two first pages begins there. */
export const beginsAt = (file: number, at: number): boolean =>
  beginningAt(file, at).includes(MAGIC);

function reading<T>(path: string, read: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return read(file);
  } finally {
    closeSync(file);
  }
}

/** What is wrong with the file at first sight; undefined where it may be a store. LMDB would not survive it. */
export function damageOf(path: string): string | undefined {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size;
  if (bytes === undefined) return 'its file is missing';
  if (bytes < LEAST_STORE_BYTES) return `it has only ${bytes} bytes`;
  return reading(path, (file) => {
    const good = [beginsAt(file, 0), PAGE_SIZES_BYTES.some((at) => beginsAt(file, at))];
    if (good.every(Boolean)) return undefined;
    // Each commit writes the other one: with one alone the last commit would be gone in silence.
    return good.some(Boolean)
      ? 'one of its two first pages is damaged, and its last commit may be gone'
      : 'it does not begin as a store';
  });
}

const other = (order: 'LE' | 'BE') => (order === 'LE' ? 'BE' : 'LE');

/** Each kind of machine, with how LMDB's first page begins there. */
const KINDS = ([64, 32] as const).flatMap((wordBits) => {
  const kind = (order: 'LE' | 'BE', magic: Buffer) => ({
    machine: { wordBits, endianness: order },
    magic,
    at: MAGIC_AT[wordBits],
  });
  const own = MACHINE.endianness;
  return [kind(own, MAGIC), kind(other(own), Buffer.from(MAGIC).swap32())];
});

/** Of which kind of machine the file is, by either of its first pages; undefined where neither says. */
export function machineOf(path: string): Machine | undefined {
  return reading(path, (file) => {
    for (const page of [0, ...PAGE_SIZES_BYTES]) {
      const beginning = beginningAt(file, page);
      const found = KINDS.find(({ magic, at }) => beginning.indexOf(magic) === at);
      if (found !== undefined) return found.machine;
    }
    return undefined;
  });
}
