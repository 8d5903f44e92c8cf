/**
 * Memory for the bytes of files on their way: each answer has one piece at a time, and all together no more than a cap.
 * Pieces are used again and again: to leave each to the collector would hold many times what is on its way.
 */
import { LIMITS } from '../domain/limits.ts';

export interface Piece {
  readonly bytes: Buffer;
  /**
   * Gives it back. May be called more than once.
   * @param isAtRest whether nobody reads or writes it any more; else it is never used again
   */
  giveBack(isAtRest: boolean): void;
}

export interface ReadMemory {
  /**
   * @param onTaken called with what may be filled now: at once, or when others have given theirs back
   * @returns what no longer waits for it
   */
  take(onTaken: (piece: Piece) => void): () => void;
  heldBytes(): number;
}

export function createReadMemory(): ReadMemory {
  const waiting = new Set<(piece: Piece) => void>();
  /** By size. */
  const spare = new Map<number, Buffer[]>();
  let held = 0;

  function keep(bytes: Buffer): void {
    const alike = spare.get(bytes.length);
    if (alike === undefined) spare.set(bytes.length, [bytes]);
    else alike.push(bytes);
  }

  function pieceOf(size: number): Piece {
    const bytes = spare.get(size)?.pop() ?? Buffer.allocUnsafeSlow(size);
    let isHeld = true;
    held += size;
    return {
      bytes,
      giveBack(isAtRest) {
        if (!isHeld) return;
        isHeld = false;
        held -= size;
        if (isAtRest) keep(bytes);
        // A hub that serves nothing keeps nothing for it.
        if (held === 0) spare.clear();
        serve();
      },
    };
  }

  function serve(): void {
    for (const onTaken of waiting) {
      const isHalfFull = held >= LIMITS.bodiesBytes / 2;
      const size = isHalfFull ? LIMITS.bodySmallChunkBytes : LIMITS.bodyChunkBytes;
      if (held + size > LIMITS.bodiesBytes) return;
      waiting.delete(onTaken);
      onTaken(pieceOf(size));
    }
  }

  return {
    take(onTaken) {
      // Each waits for itself, also where two ask with the same function.
      const own = (piece: Piece) => onTaken(piece);
      waiting.add(own);
      serve();
      return () => void waiting.delete(own);
    },
    heldBytes: () => held,
  };
}
