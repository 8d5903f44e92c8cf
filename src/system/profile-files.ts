/**
 * The profiles in their folders: those that ship, beside the program, and the house's own, which go before. They are
 * read when asked for: a house uses a few of them.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileTexts } from '../app/house/profile.ts';
import { LIMITS } from '../domain/limits.ts';
import { readTextFile } from './files.ts';

/** Seen from the program's chunks as from this file. */
const SHIPPED = fileURLToPath(new URL('../profiles/', import.meta.url));

const ENDING = '.json';

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(ENDING))
      .map((file) => file.slice(0, -ENDING.length))
      .sort()
      .slice(0, LIMITS.profiles);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Larger than a profile may be, it is not read: its beginning alone says so. */
function readIn(folder: string, name: string): string | undefined {
  const path = join(folder, name + ENDING);
  const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return size > LIMITS.profileBytes ? ' '.repeat(LIMITS.profileBytes + 1) : readTextFile(path);
}

/** @param ownFolder where the house has its own; it need not be there */
export function createProfileFiles(ownFolder: string, shippedFolder = SHIPPED): ProfileTexts {
  return {
    names: () => [...new Set([...namesIn(shippedFolder), ...namesIn(ownFolder)])].sort(),
    read: (name) => readIn(ownFolder, name) ?? readIn(shippedFolder, name),
  };
}

/** Of a data folder. */
export const profilesOf = (dataFolder: string): ProfileTexts =>
  createProfileFiles(join(dataFolder, 'profiles'));
