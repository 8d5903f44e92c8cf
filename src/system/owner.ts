/** Whose a folder is: who may use it, and root as that one, so that nothing in it becomes root's. */
import { accessSync, chownSync, constants, statSync } from 'node:fs';
import { runAnew } from './run-anew.ts';

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

/**
 * As root, has this very command run by the folder's owner, in a process of its own: Node's seteuid is refused where its
 * libuv may use io_uring, as on Debian 13.
 * @returns its exit code; undefined where the command is this process's own to run
 */
export async function runAsOwner(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number | undefined> {
  const { uid, gid } = statSync(folder);
  if (process.geteuid?.() !== 0 || uid === 0) return undefined;
  return runAnew(env, { uid, gid });
}

/**
 * As root, gives a file to who owns the folder: the hub that runs there is to read it.
 * @returns whether that is somebody else
 */
export function giveToOwner(path: string, folder: string): boolean {
  const { uid, gid } = statSync(folder);
  if (process.geteuid?.() !== 0 || uid === 0) return false;
  chownSync(path, uid, gid);
  return true;
}

/** Whether this process belongs to an account that nobody signs in to. */
export function isSystemAccount(): boolean {
  const uid = process.geteuid?.() ?? 0;
  return uid > 0 && uid < 1000;
}
