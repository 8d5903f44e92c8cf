/**
 * LMDB's file is in the machine's own word size, and opening one of the other ends the process without a word. What
 * made the file is therefore written beside it, and read first.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { arch, endianness } from 'node:os';
import { join } from 'node:path';

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

function writeMarker(folder: string): void {
  const path = join(folder, MARKER);
  const fd = openSync(`${path}.new`, 'w', 0o600);
  writeSync(fd, `${JSON.stringify(own)}\n`);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(`${path}.new`, path);
  const folderFd = openSync(folder, 'r');
  fsyncSync(folderFd);
  closeSync(folderFd);
}

/**
 * @param hasStore whether there is a store in the folder already
 * @throws Error where the store was made by another kind of machine, or nothing says by which
 */
export function checkMarker(folder: string, hasStore: boolean): void {
  const marker = readMarker(join(folder, MARKER));
  if (marker === undefined) {
    if (hasStore)
      throw new Error(
        `${folder} has a store but no readable ${MARKER}: it cannot be opened safely`,
      );
    writeMarker(folder);
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
