/** What was left out, a number each, so that a document is counted once however often it is told. */
import type { FoundSource } from '../../domain/found/sighting.ts';
import { LIMITS } from '../../domain/limits.ts';

export interface LeftOut {
  /** Past its limit there are that many, or more. */
  add(source: FoundSource, key: string): void;
  delete(source: FoundSource, key: string): void;
  clear(): void;
  count(): number;
}

/** FNV-1a, of 32 bits: two keys of one number are counted once, which is one of ten thousand at most. */
function numberOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  return hash;
}

export function createLeftOut(): LeftOut {
  const numbers = new Set<number>();
  return {
    add(source, key) {
      if (numbers.size < LIMITS.foundLeftOut) numbers.add(numberOf(`${source} ${key}`));
    },
    delete(source, key) {
      if (numbers.size > 0) numbers.delete(numberOf(`${source} ${key}`));
    },
    clear: () => numbers.clear(),
    count: () => numbers.size,
  };
}
