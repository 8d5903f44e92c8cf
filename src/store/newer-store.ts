import type { GoodBackup } from '../app/base/ports/backups.ts';
import { StoreError } from '../domain/errors.ts';
import { isoTime } from '../domain/units.ts';

interface Newer {
  /** Such as `the store in … is of format 4`. */
  readonly what: string;
  /** The version that made it, as far as that is known. */
  readonly maker?: string | undefined;
  /** That of this program, where whoever found it knows. */
  readonly version?: string | undefined;
  /** What this program knows instead, such as `formats up to 3`. */
  readonly knows: string;
  /** The newest one that this program can read. */
  readonly backup?: Pick<GoodBackup, 'path' | 'madeAtMs'> | undefined;
}

function sentences({ what, maker, version, knows, backup }: Newer): string {
  const made = maker === undefined ? '' : `, made by ${maker}`;
  const own = version === undefined ? 'a program that knows' : `${version}, which knows`;
  const way =
    backup === undefined
      ? 'put back a backup from before it'
      : `put back the backup ${backup.path} of ${isoTime(backup.madeAtMs)}, which this version can read`;
  return `${what}${made}, and this is ${own} ${knows}. Nothing was changed. Install the newer version again, or ${way}`;
}

/** A store that this program is too old for, by its own format or by that of a record. */
export class NewerStoreError extends StoreError {
  readonly facts: Newer;

  constructor(facts: Newer) {
    super(sentences(facts));
    this.facts = facts;
  }
}
