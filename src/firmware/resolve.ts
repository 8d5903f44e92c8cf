/** From a path that a client asked for to the one real file behind it, never outside the folder. */
import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { nameFault } from '../domain/text.ts';

/**
 * What the system says of a path that leads to nothing that may be served. A file that the hub may not read is one
 * of them: to a client it does not exist, and one unreadable folder must not take the whole index down.
 */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'ENXIO', 'EISDIR']);

/** The value, or undefined where the path leads nowhere; other faults (EIO, EMFILE) are thrown. */
export async function unlessAbsent<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && ABSENT.has(code)) return undefined;
    throw error;
  }
}

/** Whether a part of a path may be served: a name that can be shown, not hidden (`.` and `..` included), one reading only. */
export function isServedName(name: string): boolean {
  return !name.startsWith('.') && !/[\\/]/.test(name) && nameFault(name) === undefined;
}

export function isServedPath(path: string): boolean {
  return path.split('/').every(isServedName);
}

/**
 * The real path, all symlinks followed, of what `path` names below `realRoot`; undefined where there is none, where
 * it lies outside, or where a link leads to something hidden.
 * @param realRoot itself without symlinks
 */
export async function resolveInside(realRoot: string, path: string): Promise<string | undefined> {
  const real = await unlessAbsent(realpath(join(realRoot, path)));
  if (real === undefined) return undefined;
  const below = relative(realRoot, real);
  return below === '' || below.split(sep).every(isServedName) ? real : undefined;
}
