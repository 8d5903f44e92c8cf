/** The two pages that LMDB begins with, of which one is enough: a copy has both. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { withFirstPages } from '../../src/store/first-pages.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import { lastingFolder } from '../support/child.ts';
import { zeroed } from '../support/damaged-store.ts';

const PAGE_BYTES = 4_096;

describe('a store with one first page of two', () => {
  let whole: Buffer;
  let folder: string;

  before(async () => {
    const made = lastingFolder();
    const texts = openLmdb(made);
    // Each commit writes one of the two.
    for (const key of ['a', 'b', 'c']) await texts.write([[key, 'x']]);
    await texts.close();
    whole = readFileSync(join(made, 'store.mdb'));
  });
  beforeEach(() => (folder = lastingFolder()));

  const put = (file: Buffer) => writeFileSync(join(folder, 'store.mdb'), file);
  const aside = () => existsSync(join(folder, 'store.mended'));

  for (const page of [0, 1])
    it(`can be read of a copy where page ${page} is damaged, and is left as it is`, async () => {
      const damaged = zeroed(whole, page);
      put(damaged);
      const copy = withFirstPages(folder);
      assert.ok(copy);
      assert.equal(copy.path, join(folder, 'store.mended'));
      assert.equal(statSync(copy.path).mode & 0o777, 0o700);
      assert.ok(damaged.equals(readFileSync(join(folder, 'store.mdb'))));
      const mended = readFileSync(join(copy.path, 'store.mdb'));
      const pages = [0, 1].map((at) => mended.subarray(at * PAGE_BYTES, (at + 1) * PAGE_BYTES));
      // All but the page's own number, with which it begins.
      assert.deepEqual(
        pages.map((bytes) => bytes.readBigUInt64LE(0)),
        [0n, 1n],
      );
      assert.ok(pages[0]?.subarray(8).equals(pages[1]?.subarray(8) ?? Buffer.of()));
      assert.ok(mended.subarray(2 * PAGE_BYTES).equals(whole.subarray(2 * PAGE_BYTES)));
      const texts = openLmdb(copy.path);
      assert.equal(texts.get('a'), 'x');
      await texts.close();
      copy.remove();
      assert.ok(!aside());
    });

  it('is of no use where both are good, or neither, or there is no store', () => {
    assert.equal(withFirstPages(folder), undefined);
    put(whole);
    assert.equal(withFirstPages(folder), undefined);
    put(zeroed(zeroed(whole, 0), 1));
    assert.equal(withFirstPages(folder), undefined);
    assert.ok(!aside());
  });

  it('is of no use where the good one has a page size that there is not', () => {
    const damaged = zeroed(whole, 1);
    // From the magic number on, the third word: the size of a page.
    damaged.writeUInt32LE(5_000, 48);
    put(damaged);
    assert.equal(withFirstPages(folder), undefined);
    assert.ok(!aside());
  });

  it('takes the place of a copy that was left lying', () => {
    mkdirSync(join(folder, 'store.mended'));
    writeFileSync(join(folder, 'store.mended', 'old'), '');
    put(zeroed(whole, 0));
    const copy = withFirstPages(folder);
    assert.ok(copy && !existsSync(join(copy.path, 'old')));
  });
});
