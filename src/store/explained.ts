/** A store that this program is too old for, with what helps who reads it: both versions, and the backup that fits. */
import type { Backups, GoodBackup } from '../app/base/ports/backups.ts';
import type { Log } from '../app/base/ports/log.ts';
import { messageOf } from '../domain/errors.ts';
import { makerOf } from './marker.ts';
import { NewerStoreError } from './newer-store.ts';

async function newestGood(backups: Backups | undefined, log: Log): Promise<GoodBackup | undefined> {
  try {
    return await backups?.newestGood();
  } catch (failure) {
    log.error('no backup can be read', { reason: messageOf(failure) });
    return undefined;
  }
}

/** @returns the same error, unless it is of a newer store */
export async function explained(
  error: unknown,
  folder: string,
  known: { readonly version: string; readonly backups?: Backups | undefined; readonly log: Log },
): Promise<unknown> {
  // One that names a backup has been here.
  if (!(error instanceof NewerStoreError) || error.facts.backup !== undefined) return error;
  const { version, backups, log } = known;
  const { what, knows, maker = makerOf(folder) } = error.facts;
  const backup = await newestGood(backups, log);
  const others = maker === version ? undefined : maker;
  return new NewerStoreError({ what, knows, maker: others, version, backup });
}
