/**
 * What was just asked of the hub and is not yet told by its stream: it is shown at once. It goes when the hub refuses it,
 * when the stream says the same, or a moment after the answer: the stream has the last word.
 */
import { signal } from '@preact/signals';

/** The stream tells of a command with its answer; what it has not said by then it will not say. */
const GRACE_MS = 3_000;

/** Of what: `zone/living`, `dhw`, `system`. */
export type ObjectKey = `${string}/${string}` | 'dhw' | 'system';

interface Expected {
  readonly change: object;
  readonly isAnswered: boolean;
}

export interface Expectation {
  /** The hub took it. @param applied what came of it, where that is more than was asked, or other */
  answered(applied?: object): void;
  /** The hub refused it. */
  takeBack(): void;
}

const expected = signal<ReadonlyMap<string, Expected>>(new Map());

function set(key: string, next: Expected | undefined): void {
  const all = new Map(expected.value);
  if (next === undefined) all.delete(key);
  else all.set(key, next);
  expected.value = all;
}

/** Shows an object as it will be; over what is expected of it already, which counts no more by itself. */
export function expect(key: ObjectKey, change: object): Expectation {
  let mine: Expected = {
    change: { ...expected.value.get(key)?.change, ...change },
    isAnswered: false,
  };
  const isMine = () => expected.value.get(key) === mine;
  const takeBack = () => isMine() && set(key, undefined);
  set(key, mine);
  return {
    takeBack,
    answered(applied = {}) {
      if (!isMine()) return;
      mine = { change: { ...mine.change, ...applied }, isAnswered: true };
      set(key, mine);
      setTimeout(takeBack, GRACE_MS);
    },
  };
}

/** The object as it is told, with what is expected of it. */
export function laidOver<T extends object>(key: ObjectKey, told: T): T {
  const change = expected.value.get(key)?.change;
  return change === undefined ? told : { ...told, ...change };
}

const isPlain = (value: unknown) => typeof value !== 'object';

/** The stream has told of the object: what it confirms is expected no longer. */
export function heard(key: ObjectKey, told: Readonly<Record<string, unknown>>): void {
  const one = expected.value.get(key);
  if (one?.isAnswered !== true) return;
  const isConfirmed = Object.entries(one.change)
    .filter(([, value]) => isPlain(value))
    .every(([name, value]) => told[name] === value);
  if (isConfirmed) set(key, undefined);
}

/** Everything was told anew. What is still under way stays. */
export function heardAll(): void {
  expected.value = new Map([...expected.value].filter(([, { isAnswered }]) => !isAnswered));
}
