/**
 * What can wait is written together, every few minutes and at a clean stop: a flash card wears by the commit.
 */
import { HubError, messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, LazySource, Store } from '../base/ports/store.ts';
import { createMutex } from '../base/mutex.ts';

export interface LazyBatch {
  add(source: LazySource): void;
  /**
   * Writes what all sources have, in one commit; no commit where they have nothing.
   * @throws HubError `storage_full`, or whatever else kept it from being written; the sources keep it
   */
  flush(): Promise<void>;
  /** Has it written, at once or within LIMITS.lazySoonMs; what keeps it from that is logged. */
  readonly now: () => void;
  soon(): void;
  /** Has it written with what is committed in the same turn, where it was not for LIMITS.lazyAlongMs. */
  along(): void;
  /** From now on it is written LIMITS.lazyFlushMs after it was last; cancelled, by nothing but `flush`. */
  start(): Cancel;
  /** What the last flush could not write: how many records of each table. */
  unwritten(): Readonly<Record<string, number>>;
}

interface Gathering {
  readonly source: LazySource;
  readonly changes: readonly Change[];
}

function byTable(changes: readonly Change[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const change of changes) {
    const { name } = 'put' in change ? change.put : change.remove;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Whether a record is at fault, rather than the disk. */
const isOnesFault = (error: unknown) => error instanceof HubError && error.code === 'invalid';

export function createLazyBatch(deps: { store: Store; clock: Clock; log: Log }): LazyBatch {
  const { store, clock, log } = deps;
  const sources: LazySource[] = [];
  const mutex = createMutex();
  let unwritten: readonly Change[] = [];
  let cancelSoon: Cancel | undefined;
  let lastMs = clock.monotonicMs();
  let isStarted = false;
  let cancelNext: Cancel = () => undefined;

  /** A source that fails is left out: the others' part is written all the same. */
  function gather(source: LazySource): Gathering[] {
    try {
      return [{ source, changes: source.gather() }];
    } catch (error) {
      log.error('a part of the lazy batch is missing', { reason: messageOf(error) });
      return [];
    }
  }

  async function write(gatherings: readonly Gathering[]): Promise<void> {
    const settle = (wasWritten: boolean) =>
      gatherings.forEach(({ source }) => source.settle(wasWritten));
    const changes = gatherings.flatMap((gathering) => gathering.changes);
    try {
      if (changes.length > 0) await store.commit(changes);
    } catch (error) {
      if (!isOnesFault(error) || gatherings.length === 1) {
        settle(false);
        unwritten = [...unwritten, ...changes];
        throw error;
      }
      await writeEach(gatherings);
      return;
    }
    settle(true);
  }

  /** Each in a commit of its own, so that the one at fault keeps none of the others from the disk. */
  async function writeEach(gatherings: readonly Gathering[]): Promise<void> {
    const results = await Promise.allSettled(gatherings.map(async (one) => write([one])));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async function flush(): Promise<void> {
    unwritten = [];
    do await write(sources.flatMap(gather));
    while (sources.some((source) => source.hasMore?.() === true));
  }

  function now(): void {
    lastMs = clock.monotonicMs();
    cancelNext();
    if (isStarted) cancelNext = clock.after(LIMITS.lazyFlushMs, now);
    mutex(flush).catch((error: unknown) =>
      log.error('lazy batch not written', { reason: messageOf(error) }),
    );
  }

  return {
    add: (source) => void sources.push(source),
    flush: async () => mutex(flush),
    now,
    soon() {
      cancelSoon ??= clock.after(LIMITS.lazySoonMs, () => {
        cancelSoon = undefined;
        now();
      });
    },
    along() {
      if (clock.monotonicMs() - lastMs >= LIMITS.lazyAlongMs) now();
    },
    start() {
      isStarted = true;
      now();
      return () => {
        isStarted = false;
        cancelNext();
        cancelSoon?.();
        cancelSoon = undefined;
      };
    },
    unwritten: () => byTable(unwritten),
  };
}
