/**
 * Whether a machine of another make shows that it does as it was told, and when it is told again. What it takes back
 * again and again is its own to decide: it is told no more, and people are told that it disagrees.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';

export interface OrderAnswer {
  /** It was told something: what it shows of that is awaited. */
  told(): void;
  /** It may have heard nothing, or has its own value again: all is as if it had not been told. */
  forget(): void;
  /** What it shows now: that it has it, that it has something else, or nothing of it. */
  heard(answer: boolean | undefined): void;
  /** Nothing is awaited any more. */
  stop(): void;
  /** Whether it has it; undefined where that is not known yet. */
  readonly isHeard: () => boolean | undefined;
  /** Whether it was told as often as it may be, and shows something else. */
  readonly isDisputed: () => boolean;
}

export function createOrderAnswer(deps: {
  clock: Clock;
  hasEcho: boolean;
  /** What it shows now of what it was told last. */
  answer: () => boolean | undefined;
  /** Tells it again. */
  again: () => void;
  /** It was told as often as it may be, and shows nothing. */
  onUnconfirmed: () => void;
}): OrderAnswer {
  const { clock, hasEcho } = deps;
  let cancel: Cancel | undefined;
  let state: 'none' | 'awaited' | 'agreed' | 'given up' = hasEcho ? 'none' : 'agreed';
  /** How often it was told again, until it has agreed for so long that it is forgotten. */
  let tries = 0;
  let agreedMs = Infinity;
  let isDisputed = false;
  let isUnconfirmed = false;

  function wait(forMs: number): void {
    cancel?.();
    state = 'awaited';
    cancel = clock.after(forMs, due);
  }

  function agree(): void {
    cancel?.();
    cancel = undefined;
    if (state !== 'agreed') agreedMs = clock.monotonicMs();
    state = 'agreed';
    isDisputed = false;
    isUnconfirmed = false;
  }

  function giveUp(isContrary: boolean): void {
    state = 'given up';
    if (!isContrary && !isUnconfirmed && !isDisputed) deps.onUnconfirmed();
    isDisputed ||= isContrary;
    isUnconfirmed = !isDisputed;
  }

  function due(): void {
    cancel = undefined;
    const answer = deps.answer();
    if (answer === true) agree();
    else if (tries >= LIMITS.commandAgainTimes) giveUp(answer === false);
    else {
      tries++;
      deps.again();
    }
  }

  function contradicted(): void {
    // What it was told a moment ago it may show soon.
    if (state === 'awaited') return;
    if (state === 'given up') {
      // It was away when it was told; what it says now that it hears again is yet to be seen.
      if (isUnconfirmed && !isDisputed) tries = LIMITS.commandAgainTimes - 1;
      else {
        isDisputed = true;
        return;
      }
    }
    if (state === 'agreed' && clock.monotonicMs() - agreedMs >= LIMITS.commandAgainWindowMs)
      tries = 0;
    wait(LIMITS.commandAgainMs);
  }

  return {
    told() {
      if (hasEcho) wait(tries === 0 ? LIMITS.commandConfirmMs : LIMITS.commandAgainMs * 2 ** tries);
    },
    forget() {
      tries = 0;
      isUnconfirmed = false;
      isDisputed = false;
    },
    heard(answer) {
      if (answer === true) agree();
      else if (answer === false) contradicted();
    },
    stop() {
      cancel?.();
      cancel = undefined;
      state = hasEcho ? 'none' : 'agreed';
    },
    isHeard: () => (isUnconfirmed ? false : state === 'awaited' ? undefined : true),
    isDisputed: () => isDisputed,
  };
}
