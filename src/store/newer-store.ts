import type { GoodBackup } from '../app/base/ports/backups.ts';
import { StoreError } from '../domain/errors.ts';
import { isoTime } from '../domain/units.ts';

/** A store that this program is too old for, by its own format or by that of a record. */
export class NewerStoreError extends StoreError {
  readonly #what: string;
  readonly #own: string;

  constructor(what: string, own: string, backup?: Pick<GoodBackup, 'path' | 'madeAtMs'>) {
    const way =
      backup === undefined
        ? 'put back a backup from before it'
        : `put back the backup ${backup.path} of ${isoTime(backup.madeAtMs)}, which this version can read`;
    super(
      `${what}, and this is ${own}. Nothing was changed. Install the newer version again, or ${way}`,
    );
    this.#what = what;
    this.#own = own;
  }

  /** The same, naming the backup that fits. */
  naming(backup: Pick<GoodBackup, 'path' | 'madeAtMs'>): NewerStoreError {
    return new NewerStoreError(this.#what, this.#own, backup);
  }
}
