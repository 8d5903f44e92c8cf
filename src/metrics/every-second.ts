import type { Clock } from '../app/base/ports/clock.ts';
import { SECOND_MS } from '../domain/units.ts';

/** What takes a while to find out is looked up at most once a second, however many ask. */
export function everySecond<T>(clock: Clock, read: () => T): () => T {
  let kept: { readonly value: T; readonly atMs: number } | undefined;
  return () => {
    const nowMs = clock.monotonicMs();
    if (kept === undefined || nowMs - kept.atMs >= SECOND_MS) kept = { value: read(), atMs: nowMs };
    return kept.value;
  };
}
