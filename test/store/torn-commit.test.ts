/** A machine that went while a commit was being written: some of its pages are on the disk, and some are not. */
import assert from 'node:assert/strict';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openLmdb } from '../../src/store/lmdb.ts';
import { readDoubtful, type ReaderLine } from '../../src/store/reader.ts';
import { STORE_FILE } from '../../src/store/store-file.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PAGE_BYTES = 4_096;
/** Of LMDB's first pages, on a machine of 64 bits: the number of their commit, and which run of the machine it was in. */
const TRANSACTION_AT = 152;
const BOOT_AT = 160;
/** Where the half of the first page begins that tells of the last commit that was flushed. */
const FLUSHED_AT = PAGE_BYTES / 2;
/** When the store was written last, s since 1970. */
const WRITTEN_S = 1_600_000_000;

const texts = (value: string): (readonly [string, string])[] =>
  Array.from({ length: 300 }, (_, index) => [`${'abc'[index % 3]}/${index}`, value.repeat(200)]);

/** The store before and after a commit, both whole. */
async function twoCommits(folder: string): Promise<{ before: Buffer; after: Buffer }> {
  const path = join(folder, STORE_FILE);
  const store = openLmdb(folder);
  await store.write(texts('o'));
  const before = readFileSync(path);
  await store.write(texts('n'));
  const after = readFileSync(path);
  await store.close();
  return { before, after };
}

/** With the commit said to be there, not said to be flushed, and with every second page of it missing. */
function torn({ before, after }: { before: Buffer; after: Buffer }): Buffer {
  const both = Buffer.from(after);
  before.copy(both, FLUSHED_AT, FLUSHED_AT, PAGE_BYTES);
  let changed = 0;
  for (let at = 2 * PAGE_BYTES; at < before.length; at += PAGE_BYTES) {
    const old = before.subarray(at, at + PAGE_BYTES);
    if (old.equals(after.subarray(at, at + PAGE_BYTES)) || changed++ % 2 === 0) continue;
    old.copy(both, at);
  }
  assert.ok(changed > 4);
  // In another run of the machine than this one.
  for (const at of [0, FLUSHED_AT, PAGE_BYTES]) both.writeBigInt64LE(1n, at + BOOT_AT);
  return both;
}

const newest = (bytes: Buffer) =>
  Math.max(...[0, PAGE_BYTES].map((at) => Number(bytes.readBigUInt64LE(at + TRANSACTION_AT))));

describe('a commit that is not all on the disk', () => {
  it('is no damage: the store is as it was before it', async () => {
    const folder = tempFolder();
    try {
      const states = await twoCommits(folder.path);
      assert.equal(newest(states.after), newest(states.before) + 1);
      const path = join(folder.path, STORE_FILE);
      writeFileSync(path, torn(states));
      utimesSync(path, WRITTEN_S, WRITTEN_S);
      const lines: ReaderLine[] = [];
      readDoubtful(folder.path, 'check', (line) => lines.push(line));
      assert.deepEqual(lines.at(-1), { whole: 300 });
      assert.equal(statSync(path).mtimeMs, WRITTEN_S * 1_000);
      const store = openLmdb(folder.path);
      for (const [key, text] of store.range('')) assert.equal(text[0], 'o', key);
      await store.close();
    } finally {
      folder.remove();
    }
  });
});
