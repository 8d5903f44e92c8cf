/** How much of what a broker says may be read, so that looking for devices never takes the house's time. */
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';

interface Allowance {
  /** @returns whether so many bytes may be read now */
  take(bytes: number): boolean;
}

/** So much at once, and so much more with time. */
export function createAllowance(clock: Pick<Clock, 'monotonicMs'>): Allowance {
  let left = LIMITS.foundBurstBytes;
  let atMs = clock.monotonicMs();
  return {
    take(bytes) {
      const nowMs = clock.monotonicMs();
      const more = ((nowMs - atMs) / SECOND_MS) * LIMITS.foundBytesPerSecond;
      left = Math.min(LIMITS.foundBurstBytes, left + more) - bytes;
      atMs = nowMs;
      return left >= 0;
    },
  };
}
