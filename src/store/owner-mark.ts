/**
 * That the hub has had an owner, in a file beside the store: whatever becomes of the account's record, and of the store, no
 * stranger is the first owner of a house that had one.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../app/base/ports/log.ts';
import type { OwnerMark } from '../app/base/ports/owner-mark.ts';
import { messageOf } from '../domain/errors.ts';
import { writeFileDurably } from './write-file.ts';

const NAME = 'owned';

export function openOwnerMark(folder: string, log: Log): OwnerMark {
  const path = join(folder, NAME);
  let isSet = existsSync(path);
  return {
    isSet: () => isSet,
    set() {
      if (isSet) return;
      isSet = true;
      try {
        writeFileDurably(path, 'This hub has had an owner: registering asks for the setup code.\n');
      } catch (error) {
        log.error('that the hub has an owner could not be noted', { reason: messageOf(error) });
      }
    },
  };
}
