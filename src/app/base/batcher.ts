/**
 * What waits together is done together: while one batch is under way all that comes waits, and goes with the next. Nothing
 * waits for company: a single one goes at once.
 */
import { HubError } from '../../domain/errors.ts';

export interface Batcher<T, R> {
  /** Resolves or rejects once it is done; in the order in which they came. */
  add(item: T): Promise<R>;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** Whether no single one is at fault. */
const isTheDisks = (error: unknown) =>
  error instanceof HubError &&
  (error.code === 'storage_unwritable' || error.code === 'storage_damaged');

/**
 * Where a batch fails and the disk is not at fault, each is tried by itself: one that is too much keeps no other from
 * being done.
 * @param run does all of them or none; a result for each
 * @param pause before the next batch: who was just answered may have more, which then goes along
 */
export function createBatcher<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  pause: () => Promise<unknown> = async () => Promise.resolve(),
): Batcher<T, R> {
  let waiting: Waiting<T, R>[] = [];
  let underWay: Promise<void> | undefined;

  async function carryOut(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as R);
    } catch (error) {
      if (batch.length === 1 || isTheDisks(error)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await carryOut([one]);
    }
  }

  async function carryOutAll(): Promise<void> {
    // What is asked for in the same turn goes together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await carryOut(batch);
      if (waiting.length > 0) await pause();
    }
    underWay = undefined;
  }

  return {
    add: async (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        underWay ??= carryOutAll();
      }),
    idle: async () => underWay,
  };
}
