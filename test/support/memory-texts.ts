import { HubError } from '../../src/domain/errors.ts';
import type { TextStore, TextWrite } from '../../src/store/records.ts';

/** The in-memory twin of LMDB: it passes the same contract. `isFull` makes it a full disk. */
export function createMemoryTexts(): TextStore & { isFull: boolean } {
  const texts = new Map<string, string>();
  let modifiedMs: number | undefined;
  return {
    isFull: false,
    get: (key) => texts.get(key),
    *range(prefix) {
      const keys = [...texts.keys()].filter((key) => key.startsWith(prefix)).sort();
      for (const key of keys) yield [key, texts.get(key) ?? ''];
    },
    async write(writes: readonly TextWrite[]) {
      await Promise.resolve();
      if (this.isFull)
        throw new HubError('storage_full', 'nothing was changed, since the disk is full');
      for (const [key, text] of writes) {
        if (text === undefined) texts.delete(key);
        else texts.set(key, text);
      }
      modifiedMs = 0;
    },
    modifiedMs: () => modifiedMs,
    close: () => Promise.resolve(),
  };
}
