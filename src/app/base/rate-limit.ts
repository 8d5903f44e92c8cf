/** How often something may be asked for: a bucket for each key that refills evenly, on monotonic time, without timers. */
import { SECOND_MS } from '../../domain/units.ts';
import { createLru } from './lru.ts';
import type { Clock } from './ports/clock.ts';

/** Where a key stands, the request counted in that has just been asked about. */
export interface RateState {
  readonly isAllowed: boolean;
  /** Requests in a window. */
  readonly limit: number;
  /** How many more may follow at once. */
  readonly remaining: number;
  /** Ms until all of the limit is there again. */
  readonly resetMs: number;
  /** Seconds, rounded up, until the next one may be; 0 where it may be now. */
  readonly retryAfterSeconds: number;
}

export interface RateLimit {
  /**
   * Checks and counts in one step; what is refused does not count.
   * @param limit of this key, where it has one of its own
   */
  take(key: string, limit?: number): RateState;
}

interface Bucket {
  /** Requests, in parts. */
  readonly used: number;
  readonly atMs: number;
}

const EMPTY: Bucket = { used: 0, atMs: 0 };
/** Of a request: what adding up parts can be wrong by. */
const ROUNDING = 1e-6;

/** @param deps `limit` requests in `windowMs`; `keys` at most, beyond which the one asked about longest ago is forgotten */
export function createRateLimit(deps: {
  clock: Clock;
  limit: number;
  windowMs: number;
  keys: number;
}): RateLimit {
  const { clock, windowMs, keys } = deps;
  const buckets = createLru<Bucket>(keys);

  return {
    take(key, limit = deps.limit) {
      const nowMs = clock.monotonicMs();
      const { used: before, atMs } = buckets.peek(key) ?? EMPTY;
      const msPerRequest = windowMs / limit;
      const left = Math.max(0, before - (nowMs - atMs) / msPerRequest);
      const isAllowed = left + 1 <= limit + ROUNDING;
      const used = isAllowed ? left + 1 : left;
      buckets.set(key, { used, atMs: nowMs });
      const waitMs = Math.max(0, used + 1 - limit - ROUNDING) * msPerRequest;
      return {
        isAllowed,
        limit,
        remaining: Math.max(0, Math.floor(limit - used + ROUNDING)),
        resetMs: used * msPerRequest,
        retryAfterSeconds: Math.ceil(waitMs / SECOND_MS),
      };
    },
  };
}
