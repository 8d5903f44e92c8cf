/**
 * Gives back what the start has left behind. V8 collects when it needs room, and a hub at rest needs none: the garbage
 * of its start, and the room that it took, would stay resident for hours on a computer that others use too. A first
 * full collection is also what sets V8's own memory reducer off, which shrinks the heap some ten seconds later.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Blocks for some 10 ms, on a slow board for some 100. */
export function releaseMemory(): void {
  // A context that is made while the flag is set has the function.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
