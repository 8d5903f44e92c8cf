/** The mark of the steady clock in the store: taken up at the start, kept with the lazy batch. */
import * as v from 'valibot';
import { LIMITS } from '../../domain/limits.ts';
import type { LazySource, Store, Table } from '../ports.ts';
import { checked } from '../schema.ts';
import type { ClockMark, SteadyClock } from './steady-clock.ts';

const MARK = v.strictObject({ markMs: v.number(), doubtMs: v.optional(v.number()) });
const CLOCK: Table<ClockMark> = {
  name: 'clock',
  version: 1,
  parse: (value) => checked(MARK, value),
};
const KEY = 'mark';

export function resumeClock({ store, clock }: { store: Store; clock: SteadyClock }): LazySource {
  let kept = store.get(CLOCK, KEY);
  let gathered: ClockMark | undefined;
  clock.resume(kept);
  return {
    gather() {
      const mark = clock.mark();
      // A batch of nothing but the time is not worth a commit each few minutes.
      const isWorth = Math.abs(mark.markMs - (kept?.markMs ?? 0)) >= LIMITS.clockMarkMs;
      gathered = isWorth ? mark : undefined;
      return isWorth ? [{ put: CLOCK, key: KEY, value: mark }] : [];
    },
    settle(wasWritten) {
      if (wasWritten) kept = gathered ?? kept;
    },
  };
}
