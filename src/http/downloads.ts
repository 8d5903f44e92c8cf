/** How many files are being sent: each holds a descriptor and a piece of memory until its reader has it. */
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { SECOND_MS } from '../domain/units.ts';
import { createTally } from './tally.ts';

const RETRY_AFTER = { retryAfterSeconds: LIMITS.downloadsRetryMs / SECOND_MS };

export interface Downloads {
  /**
   * @returns what ends it, once
   * @throws HubError `too_many_requests` where the client at this address has its share, `unavailable` where there are
   * as many as there can be
   */
  begin(address: string): () => void;
}

export function createDownloads(): Downloads {
  const clients = createTally(LIMITS.downloadsPerAddress, LIMITS.downloadsPerNetwork);
  let count = 0;
  return {
    begin(address) {
      if (clients.isFull(address))
        throw new HubError('too_many_requests', 'you load too many files already', RETRY_AFTER);
      if (count >= LIMITS.downloads)
        throw new HubError('unavailable', `${count} files are being sent already`, RETRY_AFTER);
      const leave = clients.add(address);
      count++;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        count--;
        leave();
      };
    },
  };
}
