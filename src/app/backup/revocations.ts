/** Keeps who is thrown out, with each commit that does it, before anybody is told that it is done. */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createMutex } from '../base/mutex.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { LazySource, Store } from '../base/ports/store.ts';
import type { RevocationFile } from './ports.ts';
import { lineOf, merged, parseLines, revocationsIn, type Revocation } from './revocation.ts';

/** So many lines more than there are names, and it is written anew. */
const SPARE_LINES = 1_000;

export interface Revocations {
  /** The store, each of whose commits is looked at. */
  readonly store: Store;
  /** Tries again what the disk did not take. */
  readonly lazy: LazySource;
  /** All of them, one of each name. */
  list(): Promise<readonly Revocation[]>;
}

/**
 * The act comes first, and stands: it is on the disk in the store, whether or not this is. Where this cannot be written
 * it is said in the log, and tried again with each further one and each lazy batch.
 */
export function keepRevocations(deps: {
  store: Store;
  file: RevocationFile;
  clock: Clock;
  log: Log;
}): Revocations {
  const { store, file, clock, log } = deps;
  const mutex = createMutex();
  let waiting: Revocation[] = [];
  /** Of the file; unknown before it is first written. */
  let lines: number | undefined;

  async function compacted(): Promise<number> {
    const all = parseLines(await file.read());
    const kept = merged(all, LIMITS.revocations);
    if (all.length < kept.length + SPARE_LINES) return all.length;
    await file.replace(kept.map(lineOf).join(''));
    return kept.length;
  }

  async function write(): Promise<void> {
    const written = waiting;
    if (written.length === 0) return;
    try {
      lines ??= await compacted();
      await file.append(written.map(lineOf).join(''));
      waiting = waiting.slice(written.length);
      lines += written.length;
      if (lines > LIMITS.revocations + SPARE_LINES || lines % SPARE_LINES < written.length)
        lines = await compacted();
    } catch (error) {
      log.error('who was thrown out is not kept outside the store: a restore may bring them back', {
        count: waiting.length,
        reason: messageOf(error),
      });
    }
  }

  return {
    store: {
      ...store,
      async commit(changes) {
        const told = revocationsIn(changes, store, clock.nowMs());
        await store.commit(changes);
        if (told.length === 0) return;
        waiting.push(...told);
        await mutex(write);
      },
    },
    lazy: {
      gather() {
        if (waiting.length > 0) void mutex(write);
        return [];
      },
      settle: () => undefined,
    },
    list: async () =>
      mutex(async () => merged([...parseLines(await file.read()), ...waiting], LIMITS.revocations)),
  };
}
