import { setTimeout as delay } from 'node:timers/promises';

/** Where asking costs nothing. */
const LEAST_MS = 2;
const MOST_MS = 500;
/** A condition that starts a program, such as curl, would keep a processor busy as long as it is waited for. */
const OF_ASKING = 3;
/** Nobody minds that a wait is longer by this. */
const OF_WAITING = 1 / 50;

/**
 * Waits for a condition, never for a time: resolves with what `predicate` gives once that is neither undefined nor
 * false. `what` says in the failure what was waited for.
 */
export async function until<T>(
  predicate: () => T | Promise<T>,
  what: string,
  timeoutMs = 5_000,
): Promise<Exclude<T, undefined | false>> {
  const startedMs = performance.now();
  for (;;) {
    const askedMs = performance.now();
    const result = await predicate();
    if (result !== undefined && result !== false) return result as Exclude<T, undefined | false>;
    const nowMs = performance.now();
    if (nowMs > startedMs + timeoutMs) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    const fairMs = Math.max((nowMs - askedMs) * OF_ASKING, (nowMs - startedMs) * OF_WAITING);
    await delay(Math.min(Math.max(fairMs, LEAST_MS), MOST_MS));
  }
}
