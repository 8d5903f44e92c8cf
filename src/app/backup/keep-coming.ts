/** Bytes that somebody sends, and has to go on sending: who falls silent holds up nobody for long. */
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Clock } from '../base/ports/clock.ts';

type Next = IteratorResult<Uint8Array, unknown>;

async function within(next: Promise<Next>, delayMs: number, clock: Clock): Promise<Next> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(Math.max(0, delayMs), () =>
      reject(new HubError('invalid', 'the file came too slowly', { field: 'body' })),
    );
    next.then(resolve, reject).finally(cancel);
  });
}

/** @throws HubError `invalid` where nothing comes for LIMITS.restoreStallMs, or all takes over LIMITS.restoreUploadMs */
export async function* keepComing(
  source: AsyncIterable<Uint8Array>,
  clock: Clock,
): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const overAtMs = clock.monotonicMs() + LIMITS.restoreUploadMs;
  try {
    for (;;) {
      const leftMs = overAtMs - clock.monotonicMs();
      const next = await within(chunks.next(), Math.min(LIMITS.restoreStallMs, leftMs), clock);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not waited for: it may be the very chunk that never comes.
    void chunks.return?.();
  }
}
