/**
 * The mark of the steady clock in the store: taken up at the start, and kept with whatever is written. What had expired
 * by the last write stays expired, wherever the wall is set before the next start.
 */
import * as v from 'valibot';
import { LIMITS } from '../../domain/limits.ts';
import type { LazySource, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import type { ClockMark, SteadyClock } from './steady-clock.ts';

const MARK = v.strictObject({ markMs: v.number(), doubtMs: v.optional(v.number()) });
export const CLOCK: Table<ClockMark> = {
  name: 'clock',
  version: 1,
  parse: (value) => recordValue(MARK, value),
};
const KEY = 'mark';

export interface MarkedStore {
  /** The store, with the mark in each of its commits: it costs none of its own. */
  readonly store: Store;
  /** Writes the mark by itself where nothing has been written for long. */
  readonly lazy: LazySource;
}

export function resumeClock(deps: { store: Store; clock: SteadyClock }): MarkedStore {
  const { store, clock } = deps;
  const last = store.get(CLOCK, KEY);
  let keptMs = last?.markMs ?? 0;
  clock.resume(last);
  const put = (value: ClockMark) => ({ put: CLOCK, key: KEY, value });

  return {
    store: {
      ...store,
      async commit(changes) {
        // What only removes is let into a full store: it must not have anything to add.
        if (!changes.some((change) => 'put' in change)) return store.commit(changes);
        const mark = clock.mark();
        await store.commit([...changes, put(mark)]);
        keptMs = mark.markMs;
      },
    },
    lazy: {
      gather() {
        const mark = clock.mark();
        // A batch of nothing but the time is not worth a commit each few minutes.
        return Math.abs(mark.markMs - keptMs) >= LIMITS.clockMarkMs ? [put(mark)] : [];
      },
      settle: () => undefined,
    },
  };
}
