/**
 * Memory for the bytes of files on their way, used again and again: to leave it to the collector would hold many times
 * what is on its way. How many there are at a time is for those to say who let files be read.
 */
import { LIMITS } from '../domain/limits.ts';

export interface ReadBuffers {
  take(): Buffer;
  /** @param isAtRest whether nobody reads or writes it any more; else it is never used again */
  giveBack(buffer: Buffer, isAtRest: boolean): void;
}

export function createReadBuffers(): ReadBuffers {
  let spare: Buffer[] = [];
  let taken = 0;
  return {
    take() {
      taken++;
      return spare.pop() ?? Buffer.allocUnsafeSlow(LIMITS.bodyChunkBytes);
    },
    giveBack(buffer, isAtRest) {
      taken--;
      if (isAtRest) spare.push(buffer);
      // A hub that serves nothing keeps nothing for it.
      if (taken === 0) spare = [];
    },
  };
}
