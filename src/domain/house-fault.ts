import type { Refusal } from './refusals.ts';

/** What is wrong with a house file, as it is told to the person who wrote it; some by code as well. */
export interface HouseFault extends Partial<Refusal> {
  /** Where in the file, such as `zones[1].terminals[0]`. */
  readonly path: string;
  readonly message: string;
}

/** Something of the file, with where it stands. */
export type At<T> = readonly [path: string, item: T];

/** A fault at each that is the same as one before it. @param sameAs what tells them apart, and says where it stood first */
export function repeatedAt(
  all: readonly At<string>[],
  sameAs: (before: string) => string,
): HouseFault[] {
  const first = new Map<string, string>();
  return all.flatMap(([path, key]) => {
    const before = first.get(key);
    if (before === undefined) first.set(key, path);
    return before === undefined ? [] : [{ path, message: sameAs(before) }];
  });
}
