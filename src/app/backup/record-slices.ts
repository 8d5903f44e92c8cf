/** Records of a snapshot, a few at a time: others have their turn in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '../../domain/limits.ts';
import type { StoreSnapshot } from '../base/ports/store.ts';

export type TextRecord = readonly [key: string, text: string];

export interface SliceRange {
  readonly from: string;
  /** Exclusive. */
  readonly to?: string | undefined;
  /** The first key of a key's table that goes along; those before it are passed over. */
  readonly firstOf?: (key: string) => string;
}

/** Some records from a key on, and where to go on; undefined where there are none left. */
function sliceFrom(
  snapshot: StoreSnapshot,
  { from, to, firstOf = () => '' }: SliceRange,
): { records: TextRecord[]; next: string | undefined } {
  const records: TextRecord[] = [];
  let bytes = 0;
  for (const [key, text] of snapshot.range('', { from, to })) {
    const first = firstOf(key);
    if (key < first) return { records, next: first };
    if (records.length >= LIMITS.backupSliceRecords || bytes >= LIMITS.backupSliceBytes)
      return { records, next: key };
    records.push([key, text]);
    bytes += key.length + text.length;
  }
  return { records, next: undefined };
}

export async function* recordSlices(
  snapshot: StoreSnapshot,
  range: SliceRange,
): AsyncGenerator<readonly TextRecord[]> {
  for (let from: string | undefined = range.from; from !== undefined;) {
    const { records, next } = sliceFrom(snapshot, { ...range, from });
    yield records;
    from = next;
    await nextTurn();
  }
}
