/**
 * When a device is told again what stands. One that is back, or says that it is otherwise than it was told, is told
 * soon, a few times; one that stays so, now and then. A device that confirms is let be.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';

export interface Retelling {
  /** It has been told, for whatever reason. */
  told(): void;
  /** It is back, perhaps without a memory of what it was told. @param isSource whether control has to look first */
  back(isSource: boolean): void;
  /** It says that it is otherwise than it was told. */
  contradicted(): void;
  /** It has said nothing in time. */
  unanswered(): void;
  /** It is as it was told. */
  agreed(): void;
  /** Whether it was told as often as it may be, and still is otherwise. */
  isDisputed(): boolean;
  stop(): void;
}

/** `unanswered` gives way to what it says; `over` is a wait after which it may be told once more. */
type Why = 'unanswered' | 'soon' | 'over';

export function createRetelling(clock: Clock, tell: () => void): Retelling {
  /** When it was told again for what it said, monotonic. */
  let againMs: readonly number[] = [];
  let toldMs = -Infinity;
  let next: { readonly why: Why; readonly cancel: Cancel } | undefined;
  let isContrary = false;
  let isDisputed = false;

  function stop(): void {
    next?.cancel();
    next = undefined;
  }

  function schedule(why: Why, waitMs: number, then: () => void): void {
    stop();
    const cancel = clock.after(Math.max(0, waitMs), () => {
      next = undefined;
      then();
    });
    next = { why, cancel };
  }

  const sinceToldMs = () => clock.monotonicMs() - toldMs;

  function due(): void {
    const nowMs = clock.monotonicMs();
    againMs = againMs.filter((atMs) => nowMs - atMs < LIMITS.commandAgainWindowMs);
    if (isDisputed || againMs.length >= LIMITS.commandAgainTimes) {
      isDisputed ||= isContrary;
      schedule('over', LIMITS.commandRepeatMs - sinceToldMs(), tell);
      return;
    }
    againMs = [...againMs, nowMs];
    tell();
  }

  return {
    told() {
      stop();
      toldMs = clock.monotonicMs();
    },
    back(isSource) {
      if (next?.why === 'soon' || next?.why === 'over') return;
      // What it was told a moment ago may be on its way.
      const waitMs = LIMITS.commandAgainMs - (isSource ? 0 : sinceToldMs());
      if (waitMs > 0) schedule('soon', waitMs, due);
      else due();
    },
    contradicted() {
      isContrary = true;
      if (next?.why === 'over') isDisputed = true;
      else if (next?.why !== 'soon') schedule('soon', LIMITS.commandAgainMs, due);
    },
    unanswered() {
      if (next === undefined) schedule('unanswered', LIMITS.commandRepeatMs, tell);
    },
    agreed() {
      stop();
      isContrary = false;
      isDisputed = false;
    },
    isDisputed: () => isDisputed,
    stop,
  };
}
