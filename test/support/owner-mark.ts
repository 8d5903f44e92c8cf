import type { OwnerMark } from '../../src/app/base/ports/owner-mark.ts';

/** In memory: of a hub that has had no owner yet. */
export function createMemoryOwnerMark(): OwnerMark {
  let isSet = false;
  return { isSet: () => isSet, set: () => void (isSet = true) };
}
