/** Whose a folder is: who may use it, and root as that one, so that nothing in it becomes root's. */
import { accessSync, chownSync, constants, statSync } from 'node:fs';

const { R_OK, W_OK, X_OK } = constants;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Whether an error says that this user may not. */
export const isDenial = (error: unknown): boolean =>
  ['EACCES', 'EPERM'].includes(codeOf(error) ?? '');

/**
 * Whether a folder is there.
 * @throws Error (EACCES) where this user may not use it
 */
export function isUsableFolder(path: string): boolean {
  try {
    accessSync(path, R_OK | W_OK | X_OK);
    return true;
  } catch (error) {
    if (isDenial(error)) throw error;
    // A disk that takes no writes is no question of rights.
    return codeOf(error) === 'EROFS';
  }
}

/** As root, is the folder's owner from now on. */
export function actAsOwner(folder: string): void {
  const { uid, gid } = statSync(folder);
  if (process.geteuid?.() !== 0 || uid === 0) return;
  process.setgroups?.([gid]);
  process.setegid?.(gid);
  process.seteuid?.(uid);
}

/** As root, gives a file to who owns the folder: the hub that runs there is to read it. */
export function giveToOwner(path: string, folder: string): void {
  const { uid, gid } = statSync(folder);
  if (process.geteuid?.() === 0) chownSync(path, uid, gid);
}

/** Whether this process belongs to an account that nobody signs in to. */
export function isSystemAccount(): boolean {
  const uid = process.geteuid?.() ?? 0;
  return uid > 0 && uid < 1000;
}
