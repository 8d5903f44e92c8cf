/** The last changes under ascending numbers, for who was away for a while. */
import type { Shown } from './scope.ts';

export interface StateChange extends Shown {
  /** Ascends by one. */
  readonly seq: number;
  /** What it is told as: its kind, or `removed`. */
  readonly name: string;
  /** JSON. */
  readonly text: string;
  /** In place of it, for who may read the audit. */
  readonly auditText?: string | undefined;
}

export interface ChangeRing {
  add(change: Omit<StateChange, 'seq'>): StateChange;
  /** The number of the newest. */
  seq(): number;
  /** All after that one; undefined where it is too old, or was never given. */
  since(seq: number): readonly StateChange[] | undefined;
}

/** @param cap how many are kept */
export function createChangeRing(cap: number): ChangeRing {
  const changes: StateChange[] = [];
  let last = 0;
  return {
    add(change) {
      const added = { ...change, seq: ++last };
      if (changes.push(added) > cap) changes.shift();
      return added;
    },
    seq: () => last,
    since(seq) {
      const missed = last - seq;
      if (missed < 0 || missed > changes.length) return undefined;
      return missed === 0 ? [] : changes.slice(-missed);
    },
  };
}
