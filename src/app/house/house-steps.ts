/**
 * Where undo and redo go, as in an editor: one change further back with each undo, and forth again, until somebody
 * changes the house anew. Each step is a version of its own that reads as an earlier one.
 */
import type { HouseVersion } from './house-versions.ts';

export const HOUSE_STEPS = ['undo', 'redo'] as const;
export type HouseStep = (typeof HOUSE_STEPS)[number];

type Kept = readonly Pick<HouseVersion, 'version' | 'restored' | 'step'>[];

/** The change as of which the house is: after a step that is an earlier one. */
const placeOf = ({ version, restored, step }: Kept[number]): number =>
  step === undefined ? version : (restored ?? version);

/** What the house was before that change; undefined where that is not kept. */
function before(versions: Kept, version: number): number | undefined {
  const find = (wanted: number) => versions.find((one) => one.version === wanted);
  const own = find(version);
  const previous = find((own ? placeOf(own) : version) - 1);
  if (previous === undefined) return undefined;
  const place = placeOf(previous);
  // A step reads as the version that it went to, and is kept for longer.
  return find(place) === undefined ? previous.version : place;
}

function undone(versions: Kept): number | undefined {
  const [newest] = versions;
  return newest && before(versions, placeOf(newest));
}

function redone(versions: Kept): number | undefined {
  const [newest] = versions;
  if (newest === undefined) return undefined;
  const place = placeOf(newest);
  let next = versions.find(({ step }) => step === undefined)?.version;
  while (next !== undefined) {
    const earlier = before(versions, next);
    if (earlier === place) return next;
    next = earlier;
  }
  return undefined;
}

/**
 * The version that the house would be as again.
 * @param versions newest first
 */
export const stepTarget = (versions: Kept, step: HouseStep): number | undefined =>
  step === 'undo' ? undone(versions) : redone(versions);
