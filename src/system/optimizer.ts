/**
 * When V8 optimises code. Its optimising compiler is 4 MiB of the program that would be resident for it, and what it makes
 * and needs for that another 2, while a hub at rest spares no processor's time to speak of by it. So it runs while there
 * is much to do, and what it has made then stays.
 */
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import type { Clock } from '../app/base/ports/clock.ts';

const LOOK_MS = 1_000;
/** By then a start is over, also where it is slow, and what it has left behind is given back (`release-memory.ts`). */
const AFTER_START_MS = 10_000;
/**
 * The part of one core that the process takes: at rest it is some thousandths, on a slow board a few hundredths. What a
 * start has to do of its own is more, but seldom for the whole of a second.
 */
const BUSY = { atStart: 0.5, later: 0.05 };
/** Whoever asks much comes back. */
const BUSY_LOOKS = 60;

/** V8's flags are those of the process, and so is this. */
const state = { isBusy: true, isSpared: false };

function change(to: Partial<typeof state>): void {
  const isOn = () => state.isBusy && !state.isSpared;
  const wasOn = isOn();
  Object.assign(state, to);
  if (isOn() !== wasOn) setFlagsFromString(isOn() ? '--opt' : '--no-opt');
}

/** From the start on: what runs much then seldom does again. */
export const startUnoptimized = (): void => change({ isBusy: false });

/** For what runs much for a moment: code that is optimised for it saves no time to speak of. */
export const spareOptimizer = (): void => change({ isSpared: true });

/** The moment is over. */
export const releaseOptimizer = (): void => change({ isSpared: false });

/** Tells what part of one core the process has taken since it was asked last, or made: 1 for all of one. */
export function createProcessLoad(): () => number {
  let last = { atMs: performance.now(), cpu: process.cpuUsage() };
  return () => {
    const { user, system } = process.cpuUsage(last.cpu);
    const elapsedMs = performance.now() - last.atMs;
    last = { atMs: performance.now(), cpu: process.cpuUsage() };
    return (user + system) / 1_000 / elapsedMs;
  };
}

export function optimizeWhileBusy(
  clock: Pick<Clock, 'every' | 'monotonicMs'>,
  load = createProcessLoad(),
): void {
  const startedMs = clock.monotonicMs();
  let looksLeft = 0;
  clock.every(LOOK_MS, () => {
    const isStart = clock.monotonicMs() - startedMs < AFTER_START_MS;
    looksLeft = load() > (isStart ? BUSY.atStart : BUSY.later) ? BUSY_LOOKS : looksLeft - 1;
    change({ isBusy: looksLeft > 0 });
  });
}
