/** What a client is told of its limit (`X-RateLimit-*`, as most APIs have them). */
import type { RateState } from '../app/base/rate-limit.ts';
import { HubError } from '../domain/errors.ts';
import { isoTime, SECOND_MS } from '../domain/units.ts';
import type { Reply } from './exchange.ts';
import { errorReply } from './reply.ts';

/** @param nowMs wall time */
export function rateHeaders(
  { limit, remaining, resetMs }: RateState,
  nowMs: number,
): readonly string[] {
  // Never before the limit is there again, though its seconds are whole.
  const resetAtMs = Math.ceil((nowMs + resetMs) / SECOND_MS) * SECOND_MS;
  return [
    'X-RateLimit-Limit',
    String(limit),
    'X-RateLimit-Remaining',
    String(remaining),
    'X-RateLimit-Reset',
    isoTime(resetAtMs),
  ];
}

/** The answer to a request too many. @param nowMs wall time */
export function pacedReply(state: RateState, nowMs: number): Reply {
  const { retryAfterSeconds } = state;
  const error = new HubError('too_many_requests', 'asked too often', { retryAfterSeconds });
  return errorReply(error, rateHeaders(state, nowMs));
}
