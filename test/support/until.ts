import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 2;

/**
 * Waits for a condition, never for a time: resolves with what `predicate` gives once that is neither undefined nor
 * false. `what` says in the failure what was waited for.
 */
export async function until<T>(
  predicate: () => T | Promise<T>,
  what: string,
  timeoutMs = 5_000,
): Promise<Exclude<T, undefined | false>> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const result = await predicate();
    if (result !== undefined && result !== false) return result as Exclude<T, undefined | false>;
    if (performance.now() > deadlineMs) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await delay(POLL_MS);
  }
}
