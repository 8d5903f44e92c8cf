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
import { STORE_FILE } from './store-file.ts';

const DAMAGED = 'damaged';
const KEPT_NAME = /^store-(\d+)\.mdb$/;

/** Where a new store is made: LMDB has a lock file beside it. */
export const newStoreFolder = (folder: string): string => join(folder, 'store.new');

const nameOf = (number: number) => `store-${number}.mdb`;

function keptNumbers(folder: string): number[] {
  const to = join(folder, DAMAGED);
  const names = existsSync(to) ? readdirSync(to) : [];
  return names
    .flatMap((name) => KEPT_NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Where the damaged store will be kept: a name that none has. Undefined where there is no file. */
export function placeForDamaged(folder: string): string | undefined {
  if (!existsSync(join(folder, STORE_FILE))) return undefined;
  return join(folder, DAMAGED, nameOf((keptNumbers(folder).at(-1) ?? 0) + 1));
}

/** Keeps the damaged store as it is; the oldest of too many goes. */
export function keepDamaged(folder: string, place: string): void {
  mkdirSync(join(folder, DAMAGED), { recursive: true, mode: 0o700 });
  const path = join(folder, STORE_FILE);
  try {
    // The name that the store has must not be without a file, not even for a moment.
    linkSync(path, place);
  } catch {
    copyFileSync(path, place);
  }
  for (const old of keptNumbers(folder).slice(0, -LIMITS.damagedStores))
    rmSync(join(folder, DAMAGED, nameOf(old)), { force: true });
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
