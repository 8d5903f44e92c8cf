import { HubError } from '../../src/domain/errors.ts';
import type { TextStore, TextWrite } from '../../src/store/records.ts';

/** Comes after every key that goes on after a prefix. */
const PAST_ALL = '\uffff';

/**
 * The in-memory twin of LMDB: it passes the same contract. `isFull` makes it a full disk, `isReadOnly` one that takes no
 * writes, `isDamaged` a store whose commits meet a damaged page.
 */
export function createMemoryTexts(
  texts = new Map<string, string>(),
): TextStore & { isFull: boolean; isReadOnly: boolean; isDamaged: boolean } {
  /** Sorted when they are asked for after keys have come or gone. */
  let sortedKeys: string[] | undefined;
  const keys = () => (sortedKeys ??= [...texts.keys()].sort());
  /** How many keys come before `key`. */
  function placeOf(key: string): number {
    const sorted = keys();
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  let modifiedMs: number | undefined;
  return {
    isFull: false,
    isReadOnly: false,
    isDamaged: false,
    get: (key) => texts.get(key),
    *range(prefix, { from = '', to, newestFirst = false } = {}) {
      // As they stand now: what comes meanwhile makes a list of its own.
      const sorted = keys();
      const [first, end] = [placeOf(prefix + from), placeOf(prefix + (to ?? PAST_ALL))];
      for (let index = first; index < end; index++) {
        const key = sorted[newestFirst ? end - 1 - (index - first) : index] ?? '';
        yield [key, texts.get(key) ?? ''];
      }
    },
    snapshot() {
      const copy = createMemoryTexts(new Map(texts));
      return {
        range: (prefix, range) => copy.range(prefix, range),
        release: () => undefined,
      };
    },
    count: (prefix) => placeOf(prefix + PAST_ALL) - placeOf(prefix),
    async write(writes: readonly TextWrite[]) {
      await Promise.resolve();
      if (this.isFull)
        throw new HubError('storage_full', 'nothing was changed, since the disk is full');
      if (this.isReadOnly) throw new HubError('storage_unwritable', 'the disk takes no writes');
      if (this.isDamaged) throw new HubError('storage_damaged', 'the store is damaged');
      for (const [key, text] of writes) {
        if (texts.has(key) === (text === undefined)) sortedKeys = undefined;
        if (text === undefined) texts.delete(key);
        else texts.set(key, text);
      }
      modifiedMs = 0;
    },
    space: () => ({
      usedBytes: [...texts.values()].reduce((sum, text) => sum + text.length, 0),
      limitBytes: Number.MAX_SAFE_INTEGER,
      freeBytes: Number.MAX_SAFE_INTEGER,
    }),
    async isWritable() {
      return Promise.resolve(!this.isReadOnly);
    },
    modifiedMs: () => modifiedMs,
    close: () => Promise.resolve(),
  };
}
