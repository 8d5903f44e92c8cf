/**
 * Gives back what the start has left behind. V8 collects when it needs room, and a hub at rest needs none: the garbage
 * of its start, and the room that it took, would stay resident for hours on a computer that others use too. A first
 * full collection is also what sets V8's own memory reducer off, which shrinks the heap some ten seconds later.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Clock } from '../app/base/ports/clock.ts';
import { releaseOptimizer, startUnoptimized } from './optimizer.ts';

/** Bytes, as `process.memoryUsage` tells them. */
type Memory = Pick<NodeJS.MemoryUsage, 'rss' | 'heapTotal' | 'heapUsed'>;

/** By then the devices have reported, been looked at and told, also where it is slow. */
const AFTER_START_MS = 8_000;
const LOOK_MS = 10_000;
/** So much more than there was at rest has been left behind by something: many clients, a long answer. */
const ROOM_BYTES = 16 * 1024 * 1024;
const PAUSE_MAX_LOOKS = 128;

const NURSERY_GROWTH = '--semi-space-growth-factor';

/**
 * Keeps V8 from growing its young generation to 16 MiB for what a start makes: it shrinks that again only once little has
 * been made for long, on a slow board after minutes. The first release gives it its own factor back. The compiler in
 * the middle makes code of all that is called some times, which a hub at rest seldom calls again; what is called often,
 * the optimising one has once the hub is busy.
 */
export function startSmall(): void {
  setFlagsFromString(`${NURSERY_GROWTH}=1`);
  setFlagsFromString('--no-sparkplug');
  startUnoptimized();
}

/**
 * Blocks for some 10 ms, on a slow board for some 100.
 * @param code whether the compiled code goes as well: what is asked again is compiled again when it is
 */
export function releaseMemory({ code = false } = {}): void {
  // A context that is made while the flag is set has the function.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  if (code) setFlagsFromString('--stress-flush-code');
  collect();
  if (!code) return;
  // What the code held goes now, and so do the pages that it leaves empty.
  collect();
  setFlagsFromString('--no-stress-flush-code');
}

/** What runs much for a moment is over: V8 has not optimised for it, and gives back what it has left. */
export function releaseSpared(): void {
  releaseOptimizer();
  releaseMemory();
}

/**
 * After the start, and whenever much is left behind. Where that does not help, since it is needed, it is tried ever more
 * rarely.
 */
export function keepReleasing(
  clock: Pick<Clock, 'after' | 'every'>,
  release: (what?: { code: boolean }) => void = releaseMemory,
  memory: () => Memory = () => process.memoryUsage(),
): void {
  let atRestBytes = Infinity;
  let pauseLooks = 1;
  let looksLeft = 0;
  clock.after(AFTER_START_MS, () => {
    // Most of what has run by then is the start's own.
    release({ code: true });
    setFlagsFromString(`${NURSERY_GROWTH}=2`);
    atRestBytes = memory().rss;
  });
  clock.every(LOOK_MS, () => {
    const { rss, heapTotal, heapUsed } = memory();
    atRestBytes = Math.min(atRestBytes, rss);
    // Who was busy from the start on has had no rest yet: then it is V8 that says what it has and does not use.
    const leftBytes = Math.max(rss - atRestBytes, heapTotal - heapUsed);
    if (leftBytes <= ROOM_BYTES) {
      pauseLooks = 1;
      looksLeft = 0;
    } else if (looksLeft > 0) looksLeft--;
    else {
      release();
      looksLeft = pauseLooks;
      pauseLooks = Math.min(2 * pauseLooks, PAUSE_MAX_LOOKS);
    }
  });
}
