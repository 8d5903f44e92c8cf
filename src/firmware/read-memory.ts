/** Memory for the bytes of files on their way: each answer has one piece at a time, and all together no more than a cap. */
import { LIMITS } from '../domain/limits.ts';

export interface ReadMemory {
  /**
   * @param onTaken called with how much may be read now: at once, or when others have given theirs back
   * @returns what gives it back, or no longer waits for it; may be called more than once
   */
  take(onTaken: (bytes: number) => void): () => void;
  heldBytes(): number;
}

interface Taker {
  readonly onTaken: (bytes: number) => void;
  bytes: number;
}

export function createReadMemory(): ReadMemory {
  const waiting = new Set<Taker>();
  let held = 0;

  function serve(): void {
    for (const taker of waiting) {
      const isHalfFull = held >= LIMITS.bodiesBytes / 2;
      const bytes = isHalfFull ? LIMITS.bodySmallChunkBytes : LIMITS.bodyChunkBytes;
      if (held + bytes > LIMITS.bodiesBytes) return;
      waiting.delete(taker);
      held += bytes;
      taker.bytes = bytes;
      taker.onTaken(bytes);
    }
  }

  return {
    take(onTaken) {
      const taker: Taker = { onTaken, bytes: 0 };
      waiting.add(taker);
      serve();
      return () => {
        waiting.delete(taker);
        held -= taker.bytes;
        taker.bytes = 0;
        serve();
      };
    },
    heldBytes: () => held,
  };
}
