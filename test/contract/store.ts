/** What every store does: run against the real LMDB and against the twin that unit tests use. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { KeyRange, Store, Table } from '../../src/app/base/ports/store.ts';
import { HubError, StoreError } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createRecordStore, type TextStore } from '../../src/store/records.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/log.ts';
import { settled } from '../support/settled.ts';

interface Note {
  readonly text: string;
}

const parse = (value: unknown): Note => {
  const { text } = value as Partial<Note>;
  if (typeof text !== 'string') throw new Error('no text');
  return { text };
};
const NOTES: Table<Note> = { name: 'notes', version: 2, parse };
const OTHERS: Table<Note> = { name: 'notes_2', version: 1, parse };

const put = (key: string, text: string, table = NOTES) => ({ put: table, key, value: { text } });
const remove = (key: string, table = NOTES) => ({ remove: table, key });

export function storeContract(
  name: string,
  open: () => TextStore | Promise<TextStore>,
  dispose: () => void,
): void {
  describe(name, () => {
    let texts: TextStore;
    let store: Store;
    let log: ReturnType<typeof createMemoryLog>;

    beforeEach(async () => {
      log = createMemoryLog();
      texts = await open();
      store = createRecordStore({ texts, clock: createFakeClock(1_000), log });
    });
    afterEach(async () => {
      await store.close();
      dispose();
    });

    it('gives back what was committed, and nothing for what was not', async () => {
      await store.commit([put('a', 'one')]);
      assert.deepEqual(store.get(NOTES, 'a'), { text: 'one' });
      assert.equal(store.get(NOTES, 'b'), undefined);
      assert.equal(store.get(OTHERS, 'a'), undefined);
    });

    it('gives each record that cannot be read once to who asks', async () => {
      await texts.write([['notes/a', '{"v":2,"d":{}}']]);
      assert.equal(store.get(NOTES, 'a'), undefined);
      assert.deepEqual(store.takeDamaged(), [{ table: 'notes', key: 'a' }]);
      assert.deepEqual(store.takeDamaged(), []);
      assert.equal(store.stats().damaged, 1);
    });

    it('replaces and removes', async () => {
      await store.commit([put('a', 'one'), put('b', 'two')]);
      await store.commit([put('a', 'three'), remove('b'), remove('never there')]);
      assert.deepEqual([...store.entries(NOTES)], [['a', { text: 'three' }]]);
    });

    it('lists a table in ascending order, and no other whose name begins alike', async () => {
      await store.commit([put('b', '2'), put('10', '0'), put('a', '1'), put('x', 'other', OTHERS)]);
      assert.deepEqual(
        [...store.entries(NOTES)].map(([key]) => key),
        ['10', 'a', 'b'],
      );
    });

    it('shows in a snapshot what stood then, however it is read in between', async () => {
      await store.commit([put('a', '1'), put('b', '2'), put('c', '3')]);
      const snapshot = store.snapshot();
      const [first] = snapshot.range('notes/');
      assert.equal(first?.[0], 'notes/a');
      await store.commit([put('b', 'later'), remove('c'), put('d', 'new'), put('x', 'y', OTHERS)]);
      const texts = (from?: string) =>
        [...snapshot.range('', { from })].map(
          ([key, text]) => `${key} ${/"text":"(\w+)"/.exec(text)?.[1]}`,
        );
      assert.deepEqual(texts(), ['notes/a 1', 'notes/b 2', 'notes/c 3']);
      await store.commit([remove('a')]);
      assert.deepEqual(texts('notes/b'), ['notes/b 2', 'notes/c 3']);
      assert.deepEqual(
        [...snapshot.range('notes/', { newestFirst: true })].map(([key]) => key),
        ['notes/c', 'notes/b', 'notes/a'],
      );
      snapshot.release();
      assert.deepEqual(
        [...store.entries(NOTES)].map(([key]) => key),
        ['b', 'd'],
      );
    });

    describe('a range', () => {
      const keys = (range: KeyRange) => [...store.range(NOTES, range)].map(([key]) => key);
      beforeEach(async () => {
        const all = ['a', 'b', 'c', 'd', 'ü'].map((key) => put(key, key));
        await store.commit([...all, put('b', 'other', OTHERS)]);
      });

      const cases: [range: KeyRange, keys: string][] = [
        [{}, 'abcdü'],
        [{ newestFirst: true }, 'üdcba'],
        [{ from: 'b' }, 'bcdü'],
        [{ from: 'b', newestFirst: true }, 'üdcb'],
        [{ to: 'c' }, 'ab'],
        [{ to: 'c', newestFirst: true }, 'ba'],
        [{ from: 'b', to: 'd' }, 'bc'],
        [{ from: 'b', to: 'd', newestFirst: true }, 'cb'],
        [{ from: 'aa', to: 'cc' }, 'bc'],
        [{ from: 'aa', to: 'cc', newestFirst: true }, 'cb'],
        [{ from: 'c', to: 'c' }, ''],
        [{ from: 'c', to: 'c', newestFirst: true }, ''],
        [{ from: 'd', to: 'b' }, ''],
        [{ from: 'x', to: 'z', newestFirst: true }, ''],
        [{ limit: 2 }, 'ab'],
        [{ limit: 2, newestFirst: true }, 'üd'],
        [{ to: 'd', limit: 1, newestFirst: true }, 'c'],
        [{ limit: 0 }, ''],
      ];
      for (const [range, expected] of cases) {
        it(`${JSON.stringify(range)} has "${expected}"`, () =>
          assert.equal(keys(range).join(''), expected));
      }

      it('gives the values', () => {
        const [first] = store.range(NOTES, { newestFirst: true, limit: 1 });
        assert.deepEqual(first, ['ü', { text: 'ü' }]);
      });

      it('may be left at any point', async () => {
        for (const [key] of store.range(NOTES, {})) if (key === 'b') break;
        await store.commit([put('e', 'e')]);
        assert.deepEqual(keys({ newestFirst: true, limit: 2 }), ['ü', 'e']);
      });

      it('does not count a damaged record, and sets it aside', async () => {
        await texts.write([['notes/c', '{"v":2']]);
        assert.deepEqual(keys({ newestFirst: true, to: 'd', limit: 2 }), ['b', 'a']);
        assert.equal(log.lines[0]?.message, 'damaged record set aside');
        await store.commit([]);
        assert.equal(texts.get('damaged/notes/c'), '{"v":2');
      });

      it('reads no more than is taken', async () => {
        await texts.write([['notes/d', 'damaged']]);
        assert.deepEqual(keys({ limit: 3 }), ['a', 'b', 'c']);
        assert.deepEqual(log.lines, []);
      });
    });

    it('counts the records of a table', async () => {
      assert.equal(store.count(NOTES), 0);
      await store.commit([put('a', '1'), put('ü', '2'), put('a', 'other', OTHERS)]);
      assert.equal(store.count(NOTES), 2);
      await store.commit([remove('a')]);
      assert.equal(store.count(NOTES), 1);
    });

    it('keeps Unicode and long values', async () => {
      const text = `Küche 🏠\n"${'x'.repeat(10_000)}`;
      await store.commit([put('ü', text)]);
      assert.equal(store.get(NOTES, 'ü')?.text, text);
    });

    it('applies changes of one commit in order', async () => {
      await store.commit([put('a', 'one'), remove('a'), put('a', 'two')]);
      assert.equal(store.get(NOTES, 'a')?.text, 'two');
    });

    it('takes many commits at once', async () => {
      await Promise.all(
        Array.from({ length: 200 }, async (_, index) =>
          store.commit([put(`k${index}`, String(index))]),
        ),
      );
      assert.equal([...store.entries(NOTES)].length, 200);
    });

    describe('of commits that wait for the disk', () => {
      /** What each write had for keys, and what lets the first of them go on. */
      let written: string[][];
      let go: () => void;
      /** What was answered, in order. */
      let answers: string[];

      beforeEach(() => {
        written = [];
        answers = [];
        const first = new Promise<void>((resolve) => (go = resolve));
        const slow: TextStore = {
          ...texts,
          async write(writes) {
            written.push(writes.map(([key]) => key.replace('notes/', '')));
            if (written.length === 1) await first;
            // As on a disk with room for little.
            const has = (word: string) => writes.some(([, text = '']) => text.includes(word));
            if (has('much')) throw new HubError('storage_full', 'there is no room');
            if (has('failing')) throw new HubError('storage_unwritable', 'the disk fails');
            await texts.write(writes);
          },
        };
        store = createRecordStore({ texts: slow, clock: createFakeClock(1_000), log });
      });

      const ask = async (key: string, text = key) =>
        store.commit([put(key, text)]).then(
          () => answers.push(key),
          (error: unknown) => answers.push(`${key}: ${(error as HubError).code}`),
        );
      /** One that is under way, and these behind it. */
      async function askBehind(others: readonly (() => Promise<unknown>)[]): Promise<void> {
        const first = ask('first');
        await settled();
        const all = others.map(async (one) => one());
        await settled();
        assert.deepEqual(written, [['first']]);
        assert.ok(answers.every((answer) => answer.endsWith('invalid')));
        go();
        await Promise.all([first, ...all]);
      }

      it('all go with the next flush, in order, each answered once that is done', async () => {
        const keys = Array.from({ length: 50 }, (_, index) => `k${index + 10}`);
        await askBehind(keys.map((key) => async () => ask(key)));
        assert.deepEqual(written, [['first'], keys]);
        assert.deepEqual(answers, ['first', ...keys]);
        assert.equal(store.count(NOTES), 51);
        assert.equal(store.stats().commits, 2);
      });

      it('the last of one key counts', async () => {
        await askBehind(['one', 'two', 'three'].map((text) => async () => ask('a', text)));
        assert.equal(store.get(NOTES, 'a')?.text, 'three');
      });

      it('one that cannot be kept fails alone', async () => {
        const tooLarge = 'x'.repeat(LIMITS.storeValueBytes);
        const longKey = 'k'.repeat(LIMITS.storeKeyBytes);
        await askBehind([
          async () => ask('a'),
          async () => ask('large', tooLarge),
          async () => ask(longKey),
          async () => ask('b'),
        ]);
        assert.deepEqual(answers.sort(), [
          'a',
          'b',
          'first',
          `${longKey}: invalid`,
          'large: invalid',
        ]);
        assert.deepEqual(written[1], ['a', 'b']);
      });

      it('one that there is no room for fails alone, and those before and after it are kept', async () => {
        await askBehind([async () => ask('a'), async () => ask('b', 'much'), async () => ask('c')]);
        assert.deepEqual(answers, ['first', 'a', 'b: storage_full', 'c']);
        assert.deepEqual(
          [...store.entries(NOTES)].map(([key]) => key),
          ['a', 'c', 'first'],
        );
        assert.equal(store.trouble(), undefined, 'the last one was written');
      });

      it('all fail where the disk fails, without a try for each, and the next is tried', async () => {
        await askBehind([
          async () => ask('a'),
          async () => ask('b', 'failing'),
          async () => ask('c'),
        ]);
        assert.deepEqual(answers, [
          'first',
          'a: storage_unwritable',
          'b: storage_unwritable',
          'c: storage_unwritable',
        ]);
        assert.deepEqual([written.length, store.trouble()], [2, 'unwritable']);
        await ask('d');
        assert.deepEqual([answers.at(-1), store.trouble()], ['d', undefined]);
      });

      it('all are on the disk before it is closed', async () => {
        const all = ['a', 'b'].map(async (key) => ask(key));
        await settled();
        const later = ask('c');
        const closed = store.close();
        go();
        await Promise.all([...all, later, closed]);
        assert.deepEqual(answers, ['a', 'b', 'c']);
      });
    });

    it('takes a key of LIMITS.storeKeyBytes with its table, and no longer one', async () => {
      const longest = 'ü'.repeat((LIMITS.storeKeyBytes - 'notes/'.length) / 2);
      await store.commit([put(longest, 'x')]);
      assert.equal(store.get(NOTES, longest)?.text, 'x');
      for (const change of [put(`${longest}x`, 'x'), remove(`${longest}x`)])
        await assert.rejects(
          store.commit([put('a', 'one'), change]),
          (error) => error instanceof HubError && error.code === 'invalid',
        );
      assert.equal(store.get(NOTES, 'a'), undefined);
    });

    it('refuses a value over the limit, with all that came with it', async () => {
      const fits = 'x'.repeat(LIMITS.storeValueBytes - 30);
      await store.commit([put('fits', fits)]);
      const tooMuch = store.commit([put('a', 'one'), put('b', 'x'.repeat(LIMITS.storeValueBytes))]);
      await assert.rejects(
        tooMuch,
        (error) => error instanceof HubError && error.code === 'invalid',
      );
      assert.deepEqual(
        [...store.entries(NOTES)].map(([key]) => key),
        ['fits'],
      );
    });

    it('knows when it was last written', async () => {
      assert.equal(store.lastCommitMs(), undefined);
      await store.commit([put('a', 'one')]);
      assert.equal(store.lastCommitMs(), 1_000);
    });

    for (const [what, text] of [
      ['no JSON', '{"v":2,"d":'],
      ['another shape', '{"v":2,"d":{"text":7}}'],
      ['no version', '{"text":"x"}'],
      ['null', 'null'],
    ] as const) {
      it(`sets a record aside that is ${what}, and says so`, async () => {
        await store.commit([put('good', 'one')]);
        await texts.write([['notes/bad', text]]);
        assert.deepEqual(
          [...store.entries(NOTES)].map(([key]) => key),
          ['good'],
        );
        const { message, level } = log.lines[0] ?? {};
        assert.deepEqual([level, message], ['error', 'damaged record set aside']);
        await store.commit([put('after', 'x')]);
        assert.equal(texts.get('damaged/notes/bad'), text);
        assert.equal(texts.get('notes/bad'), undefined);
      });
    }

    describe('a record of a newer version', () => {
      const NEWER = '{"v":3,"d":{"text":"x"}}';
      beforeEach(async () => {
        await store.commit([put('good', 'one')]);
        await texts.write([['notes/newer', NEWER]]);
      });

      it('ends the start that meets it, and stays as it is', () => {
        const said = /notes\/newer is of version 3, .*versions up to 2 of it\. Nothing was changed/;
        assert.throws(
          () => [...store.entries(NOTES)],
          (error: unknown) => error instanceof StoreError && said.test(error.message),
        );
        assert.throws(() => store.get(NOTES, 'newer'), StoreError);
        assert.equal(texts.get('notes/newer'), NEWER);
        assert.equal(texts.count('damaged/'), 0);
      });

      it('that is met later counts as a fault, is told once, and stays as it is', async () => {
        store.endStart();
        assert.equal(store.newerCount(), 0);
        for (let times = 0; times < 2; times++) {
          assert.deepEqual([...store.entries(NOTES)], [['good', { text: 'one' }]]);
          assert.equal(store.get(NOTES, 'newer'), undefined);
        }
        assert.equal(store.newerCount(), 1);
        assert.equal(log.lines.length, 1);
        await assert.rejects(
          store.commit([put('newer', 'mine'), put('other', 'x')]),
          (error: unknown) => error instanceof HubError && error.code === 'conflict',
        );
        assert.equal(texts.get('notes/newer'), NEWER);
        assert.equal(store.get(NOTES, 'other'), undefined);
      });
    });

    it('reads a record of an older version', async () => {
      await texts.write([['notes/old', '{"v":1,"d":{"text":"from before"}}']]);
      assert.equal(store.get(NOTES, 'old')?.text, 'from before');
    });
  });
}
