/**
 * LMDB's file is in the machine's own word size, and opening one of the other ends the process without a word. What
 * made the file is therefore written beside it, and read first.
 */
import { readFileSync } from 'node:fs';
import { arch, endianness } from 'node:os';
import { join } from 'node:path';
import { writeFileDurably } from './write-file.ts';

const MARKER = 'store.json';
const ARCHES_OF_32_BITS: readonly string[] = ['arm', 'ia32', 'mips', 'mipsel', 'ppc', 's390'];

interface Marker {
  readonly format: 1;
  readonly wordBits: 32 | 64;
  readonly endianness: 'LE' | 'BE';
}

const own: Marker = {
  format: 1,
  wordBits: ARCHES_OF_32_BITS.includes(arch()) ? 32 : 64,
  endianness: endianness(),
};

function readMarker(path: string): Partial<Marker> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Marker>;
  } catch {
    return undefined;
  }
}

/**
 * @param hasStore whether there is a store in the folder already
 * @throws Error where the store was made by another kind of machine, or nothing says by which
 */
export function checkMarker(folder: string, hasStore: boolean): void {
  const path = join(folder, MARKER);
  const marker = readMarker(path);
  if (marker === undefined) {
    if (hasStore)
      throw new Error(
        `${folder} has a store but no readable ${MARKER}: it cannot be opened safely`,
      );
    writeFileDurably(path, `${JSON.stringify(own)}\n`);
    return;
  }
  const { format, wordBits, endianness: order } = marker;
  if (format !== own.format || wordBits !== own.wordBits || order !== own.endianness) {
    throw new Error(
      `the store in ${folder} was made by a ${String(wordBits)}-bit ${String(order)} machine (format ${String(format)}); ` +
        `this is a ${own.wordBits}-bit ${own.endianness} one (format ${own.format}). Move it as a backup, not as a file`,
    );
  }
}
