/** The files of a store that is replaced: where damaged ones are kept, and how the new one gets into its place. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../domain/limits.ts';
import { STORE_FILE } from './marker.ts';

const DAMAGED = 'damaged';
const KEPT_NAME = /^store-(\d+)\.mdb$/;

/** Where a new store is made: LMDB has a lock file beside it. */
export const newStoreFolder = (folder: string): string => join(folder, 'store.new');

/** The damaged store as it is, under a name of its own; the oldest of too many goes. @returns where; undefined where there is no file */
export function keepDamaged(folder: string): string | undefined {
  const path = join(folder, STORE_FILE);
  if (!existsSync(path)) return undefined;
  const to = join(folder, DAMAGED);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const numbers = readdirSync(to)
    .flatMap((name) => KEPT_NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  for (const old of numbers.slice(0, Math.max(0, numbers.length + 1 - LIMITS.damagedStores)))
    rmSync(join(to, `store-${old}.mdb`), { force: true });
  const kept = join(to, `store-${(numbers.at(-1) ?? 0) + 1}.mdb`);
  try {
    // The name that the store has must not be without a file, not even for a moment.
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept);
  }
  return kept;
}

/** The new store takes the place of the damaged one. */
export function putInPlace(folder: string): void {
  rmSync(join(folder, `${STORE_FILE}-lock`), { force: true });
  renameSync(join(newStoreFolder(folder), STORE_FILE), join(folder, STORE_FILE));
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
  rmSync(newStoreFolder(folder), { recursive: true, force: true });
}
