import { StoreError } from '../domain/errors.ts';

/** A store that this program is too old for, by its own format or by that of a record. */
export function newerStore(what: string, own: string): StoreError {
  return new StoreError(
    `${what}, and this is ${own}. Nothing was changed. Install the newer version again, or put back a backup from before it`,
  );
}
