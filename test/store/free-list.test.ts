/** LMDB's list of free pages, of a store whose list has several: each of them that is damaged is found, and none that is whole. */
import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freeListFault } from '../../src/store/free-list.ts';
import { openLmdb } from '../../src/store/lmdb.ts';
import type { TextWrite } from '../../src/store/records.ts';
import { tempFolder } from '../support/temp-folder.ts';

const PAGE_BYTES = 4_096;
/** What LMDB says of the list in one of its two first pages, on a 64-bit machine. */
const META = { branches: 56, leaves: 64, ofLongLists: 72, transaction: 152 };

const COMMITS = 30;
const RECORDS = 4_000;

describe('a list of free pages', () => {
  const { path, remove } = tempFolder();
  const file = join(path, 'store.mdb');
  let whole = Buffer.alloc(0);
  after(remove);

  /** Much is written, and most of it removed again; after each commit the list is looked at. */
  before(async () => {
    const texts = openLmdb(path);
    const write = async (writes: readonly TextWrite[]) => {
      await texts.write(writes);
      assert.equal(freeListFault(file), undefined);
    };
    for (let commit = 0; commit < COMMITS; commit++)
      await write(
        Array.from({ length: 200 }, (_, at) => [
          `a/${(commit * 7_919 + at * 104_729) % RECORDS}`,
          commit % 3 === 2 && at % 2 === 1 ? undefined : 'x'.repeat(200 + ((commit * at) % 900)),
        ]),
      );
    await write(Array.from({ length: RECORDS }, (_, at) => [`a/${at}`, undefined]));
    for (let commit = 0; commit < 5; commit++) await write([[`b/${commit}`, 'x']]);
    await texts.close();
    whole = readFileSync(file);
  });

  /** How many pages it has by LMDB's own count, of each kind. */
  function pagesByLmdb() {
    const [first, second] = [whole, whole.subarray(PAGE_BYTES)];
    const of = (meta: Buffer, at: number) => Number(meta.readBigUInt64LE(at));
    const newest = of(first, META.transaction) > of(second, META.transaction) ? first : second;
    return [META.branches, META.leaves, META.ofLongLists].map((at) => of(newest, at));
  }

  /** Those without which it is found to be damaged. */
  function pagesFound(change: (byte: number) => number): number[] {
    const open = openSync(file, 'r+');
    try {
      return Array.from({ length: whole.length / PAGE_BYTES - 2 }, (_, at) => at + 2).filter(
        (page) => {
          const at = page * PAGE_BYTES;
          const before = whole.subarray(at, at + PAGE_BYTES);
          writeSync(open, before.map(change), 0, PAGE_BYTES, at);
          const fault = freeListFault(file);
          writeSync(open, before, 0, PAGE_BYTES, at);
          assert.ok([undefined, 'its list of free pages is damaged'].includes(fault));
          return fault !== undefined;
        },
      );
    } finally {
      closeSync(open);
    }
  }

  it('is damaged with any of its pages flipped, and with no other', () => {
    const pages = pagesByLmdb();
    assert.ok(
      pages.every((count) => count > 0),
      String(pages),
    );
    assert.equal(
      pagesFound((byte) => byte ^ 0xff).length,
      pages.reduce((sum, one) => sum + one),
    );
  });

  it('is damaged with zeros for any of them; where a long list goes on they are only free pages less', () => {
    const isNumbered = (page: number) => whole.readBigUInt64LE(page * PAGE_BYTES) === BigInt(page);
    const flipped = pagesFound((byte) => byte ^ 0xff);
    assert.deepEqual(
      pagesFound(() => 0),
      flipped.filter(isNumbered),
    );
  });
});
