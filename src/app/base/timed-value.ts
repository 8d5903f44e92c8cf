/**
 * A value that ends or changes by itself when its hour has come, under a clock that may be set: durations in it move
 * along. Who changes it has a turn alone, and finds it by the clock as it is then.
 */
import { createClockSteps } from './clock-steps.ts';
import { createMutex } from './mutex.ts';
import type { HouseClock } from './ports/clock.ts';
import type { Scheduler } from './scheduler.ts';

export interface TimedValue<T> {
  /** As it was last set. */
  get(): T;
  /** As time has moved it on. */
  now(): T;
  set(next: T): void;
  turn<R>(act: (nowMs: number) => Promise<R>): Promise<R>;
}

export function createTimedValue<T>(deps: {
  clock: HouseClock;
  scheduler: Scheduler;
  value: T;
  /** After the clock was set. */
  moved: (value: T, byMs: number) => T;
  /** As time has moved it on; the same value while it goes on to hold. */
  at: (value: T, nowMs: number) => T;
  nextMs: (value: T) => number | undefined;
  /** Has the disk know of it by the clock as it is now. */
  write: (value: T) => Promise<void>;
  onUnwritten: (error: unknown) => void;
  /** Its hour has come; this sets the next. */
  moveOn: (next: T) => Promise<void>;
}): TimedValue<T> {
  const { clock, scheduler, moved, at } = deps;
  const mutex = createMutex();
  let { value } = deps;
  const clockSteps = createClockSteps(clock, () => {
    mutex(async () => {
      begin();
      await deps.write(value);
      scheduler.refresh();
    }).catch(deps.onUnwritten);
  });

  /** Begins a turn: the value has moved along with the clock then. @returns the time */
  function begin(): number {
    const nowMs = clock.nowMs();
    value = moved(value, clockSteps.takeMs());
    return nowMs;
  }

  async function moveOn(): Promise<void> {
    const nowMs = begin();
    const next = at(value, nowMs);
    // Where the time may yet turn out wrong, nothing of it is thrown away.
    if (next === value || clock.isProvisional?.() === true) return;
    await deps.moveOn(next);
  }

  scheduler.add({ nextMs: () => deps.nextMs(value), run: async () => mutex(moveOn) });
  scheduler.refresh();

  return {
    get: () => value,
    now() {
      const nowMs = clock.nowMs();
      return at(moved(value, clockSteps.pendingMs()), nowMs);
    },
    set(next) {
      value = next;
      scheduler.refresh();
    },
    turn: async (act) => mutex(async () => act(begin())),
  };
}
