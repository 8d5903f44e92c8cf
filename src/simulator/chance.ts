/** Chance that can be asked again: the same answer each time for the same seed and the same place. */

/** From 0 to under 1. The mixing of MurmurHash3's last step spreads each bit over all. */
export function chanceOf(seed: number, ...place: readonly number[]): number {
  let hash = 0x9e3779b1;
  for (const number of [seed, ...place]) {
    hash ^= number;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}

/** Around 0 with a standard deviation of 1, never beyond 3.5: the sum of four even chances is near enough to normal. */
export function noiseOf(seed: number, ...place: readonly number[]): number {
  const sum = [0, 1, 2, 3].reduce((total, part) => total + chanceOf(seed, ...place, part), 0);
  return (sum - 2) * Math.sqrt(3);
}
