/**
 * LMDB begins with two pages that say where everything is, the one before and the one after the last commit. It does not
 * survive it where one of them is damaged, though the other leads to all but that commit.
 */
import { copyFileSync, openSync, closeSync, mkdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beginsAt, MACHINE, MAGIC, PAGE_SIZES_BYTES, STORE_FILE } from './store-file.ts';

/** From the magic number on, on a machine of 64 bits. */
const PAGE_SIZE_AT = 24;
const HEAD_BYTES = 128;

/** The size of a page, by the first one; undefined where it cannot be. */
function pageSize(file: number): number | undefined {
  const head = Buffer.alloc(HEAD_BYTES);
  readSync(file, head, 0, HEAD_BYTES, 0);
  const magicAt = head.indexOf(MAGIC);
  const bytes = head.readUInt32LE(Math.max(0, magicAt) + PAGE_SIZE_AT);
  return PAGE_SIZES_BYTES.includes(bytes) ? bytes : undefined;
}

/** Puts the one page that is good in the place of the other, too. @returns false where both are, or neither */
function mend(file: number): boolean {
  const isFirstGood = beginsAt(file, 0);
  const second = PAGE_SIZES_BYTES.find((at) => beginsAt(file, at));
  if (isFirstGood === (second !== undefined)) return false;
  const bytes = isFirstGood ? pageSize(file) : second;
  if (bytes === undefined) return false;
  const page = Buffer.alloc(bytes);
  readSync(file, page, 0, bytes, isFirstGood ? 0 : bytes);
  // Each begins with its own number.
  page.writeBigUInt64LE(isFirstGood ? 1n : 0n, 0);
  writeSync(file, page, 0, bytes, isFirstGood ? bytes : 0);
  return true;
}

/**
 * A copy of the store in a folder of its own, with both of its first pages, where it has but one.
 * @returns undefined where that would be of no use; else the folder, and what removes it
 */
export function withFirstPages(folder: string): { path: string; remove(): void } | undefined {
  if (MACHINE.wordBits !== 64 || MACHINE.endianness !== 'LE') return undefined;
  const path = join(folder, 'store.mended');
  const remove = () => rmSync(path, { recursive: true, force: true });
  remove();
  mkdirSync(path, { mode: 0o700 });
  try {
    copyFileSync(join(folder, STORE_FILE), join(path, STORE_FILE));
    const file = openSync(join(path, STORE_FILE), 'r+');
    try {
      if (mend(file)) return { path, remove };
    } finally {
      closeSync(file);
    }
  } catch {
    // It is missing, or there is no room for a copy.
  }
  remove();
  return undefined;
}
