import { HubError } from '../../src/domain/errors.ts';
import type { TextStore, TextWrite } from '../../src/store/records.ts';

/** The in-memory twin of LMDB: it passes the same contract. `isFull` makes it a full disk. */
export function createMemoryTexts(): TextStore & { isFull: boolean } {
  const texts = new Map<string, string>();
  /** Sorted when they are asked for after keys have come or gone. */
  let sortedKeys: string[] | undefined;
  const keysFrom = (prefix: string) => {
    sortedKeys ??= [...texts.keys()].sort();
    return sortedKeys.filter((key) => key.startsWith(prefix));
  };
  let modifiedMs: number | undefined;
  return {
    isFull: false,
    get: (key) => texts.get(key),
    *range(prefix, { from = '', to, newestFirst = false } = {}) {
      const keys = keysFrom(prefix).filter(
        (key) => key >= prefix + from && (to === undefined || key < prefix + to),
      );
      for (const key of newestFirst ? keys.reverse() : keys) yield [key, texts.get(key) ?? ''];
    },
    count: (prefix) => keysFrom(prefix).length,
    async write(writes: readonly TextWrite[]) {
      await Promise.resolve();
      if (this.isFull)
        throw new HubError('storage_full', 'nothing was changed, since the disk is full');
      for (const [key, text] of writes) {
        if (texts.has(key) === (text === undefined)) sortedKeys = undefined;
        if (text === undefined) texts.delete(key);
        else texts.set(key, text);
      }
      modifiedMs = 0;
    },
    modifiedMs: () => modifiedMs,
    close: () => Promise.resolve(),
  };
}
