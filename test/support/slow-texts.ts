import type { Clock } from '../../src/app/base/ports/clock.ts';
import type { TextStore, TextWrite } from '../../src/store/records.ts';

/** A store on a disk whose every flush takes so long by the clock. */
export function createSlowTexts<T extends TextStore>(
  texts: T,
  { clock, flushMs }: { clock: Clock; flushMs: number },
): T & { readonly flushes: () => number } {
  let flushes = 0;
  return {
    ...texts,
    flushes: () => flushes,
    async write(writes: readonly TextWrite[]) {
      flushes++;
      await new Promise<void>((resolve) => clock.after(flushMs, resolve));
      await texts.write(writes);
    },
  };
}
