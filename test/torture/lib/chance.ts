/** Chance that repeats: the same choices for the same seed. */
import { createSeededRandom } from '../../support/seeded-random.ts';

export interface Chance {
  /** From `from` to below `to`, whole. */
  within(from: number, to: number): number;
  /** @throws Error where there is none */
  oneOf<T>(all: readonly T[]): T;
}

export function createChance(seed: number): Chance {
  const random = createSeededRandom(seed);
  const within = (from: number, to: number) => {
    const word = Buffer.from(random.bytes(4)).readUInt32LE();
    return from + Math.floor((word / 2 ** 32) * (to - from));
  };
  return {
    within,
    oneOf(all) {
      const one = all[within(0, all.length)];
      if (one === undefined) throw new Error('there is nothing to choose from');
      return one;
    },
  };
}
