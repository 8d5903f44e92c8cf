import type { Random } from '../../src/app/base/ports/random.ts';

/** The same bytes for the same seed (mulberry32): for tests that must repeat, never for secrets. */
export function createSeededRandom(seed = 1): Random {
  let state = seed | 0;
  function nextByte(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) & 0xff;
  }
  return { bytes: (count) => Uint8Array.from({ length: count }, nextByte) };
}
