/**
 * A commit that fails, as lmdb-js tells it: by the promise it returned, and by rejections of its own that no caller
 * can catch. Those must not be taken for faults of the program.
 */
import { HubError, messageOf } from '../domain/errors.ts';
import { freeBytes } from './disk.ts';

/** With less room than this on the disk, a failed commit is taken to have failed for want of it. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024;

/** @param why the end of the sentence */
export function full(why: string): HubError {
  return new HubError('storage_full', `nothing was changed, since ${why}`);
}

export function unwritable(why: string, cause?: unknown): HubError {
  const error = new HubError(
    'storage_unwritable',
    `nothing was changed, since the disk takes no writes (${why})`,
  );
  error.cause = cause;
  return error;
}

/** Of a commit that met a page which cannot be what it is: corrupted, full, not found, a transaction that went wrong. */
const DAMAGE_CODES: readonly number[] = [-30_797, -30_796, -30_787, -30_786, -30_782, -30_779];

function damaged(code: number, cause: unknown): HubError {
  const error = new HubError(
    'storage_damaged',
    `nothing was changed, since the store is damaged (code ${code}): the hub puts it right when it is started anew`,
  );
  error.cause = cause;
  return error;
}

/** The reason of a failed commit, where `error` tells of one: the file system's error code. */
async function commitFailureCode(error: unknown): Promise<number | undefined> {
  const { commitError } = error as { commitError?: Promise<unknown> };
  if (!(commitError instanceof Promise)) return undefined;
  const reason: unknown = await commitError.catch((inner: unknown) => inner);
  return (reason as { code?: number }).code ?? 0;
}

const isPanic = (error: unknown) => messageOf(error).includes('MDB_PANIC');
const givenUp = (error: unknown) =>
  unwritable('LMDB has given it up until the hub is started anew', error);

/** LMDB that has given up does not even read what it has. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isPanic(error) ? givenUp(error) : error;
  }
}

/** A full disk fails a commit with the code of any I/O error: how much room is left tells them apart. */
export async function commitFault(error: unknown, folder: string): Promise<unknown> {
  if (isPanic(error)) return givenUp(error);
  const ofCommit = await commitFailureCode(error);
  const code = ofCommit ?? Number((error as { code?: unknown }).code);
  const isDamage = DAMAGE_CODES.includes(code);
  if (ofCommit === undefined && !isDamage) return error;
  if ((freeBytes(folder) ?? Infinity) < LEAST_FREE_BYTES) return full('the disk is full');
  return isDamage ? damaged(code, error) : unwritable(`code ${code}`, error);
}

/** Whether a rejection that nobody caught only repeats what the caller of a commit was told. */
export function isEchoOfCommitFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'commitError' in error || /node_modules\/lmdb\/|lmdb\/write\.js/.test(error.stack ?? '');
}
