/** Those who want to hear of something, in one form for all that can be listened to. Their order is nobody's to rely on. */
import type { Cancel } from './ports/clock.ts';

export type Listener<Value> = (value: Value) => void;

export interface Listeners<Value> {
  /** Each adding is by itself, even of the same listener. Cancelled, it is told no more, not even of what is being told. */
  readonly add: (listener: Listener<Value>) => Cancel;
  readonly tell: (value: Value) => void;
  /** Whether nobody listens: what is told need not even be made. */
  readonly isEmpty: () => boolean;
}

export function createListeners<Value = void>(): Listeners<Value> {
  const all = new Set<{ readonly listener: Listener<Value> }>();
  return {
    add(listener) {
      const one = { listener };
      all.add(one);
      return () => void all.delete(one);
    },
    tell(value) {
      for (const { listener } of all) listener(value);
    },
    isEmpty: () => all.size === 0,
  };
}

/** Hands over work that whoever tells is to wait for. */
export type Awaits = (work: Promise<void>) => void;

/** Tells all, and resolves when the work is done that they have handed over. */
export async function tellAndWait(listeners: Listeners<Awaits>): Promise<void> {
  const works: Promise<void>[] = [];
  listeners.tell((work) => works.push(work));
  await Promise.all(works);
}

/** Cancels all of them. */
export const together =
  (...cancels: readonly Cancel[]): Cancel =>
  () =>
    cancels.forEach((cancel) => cancel());
