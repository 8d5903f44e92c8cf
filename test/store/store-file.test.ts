import assert from 'node:assert/strict';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import {
  beginsAt,
  damageOf,
  isOwnKind,
  MACHINE,
  MAGIC,
  machineOf,
  PAGE_SIZES_BYTES,
} from '../../src/store/store-file.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { path: folder, remove } = tempFolder();
after(remove);
const path = join(folder, 'store.mdb');
/** Where the mark stands in a page of LMDB, by the word size. */
const AT = { 64: 24, 32: 16 } as const;
const SWAPPED = Buffer.from(MAGIC).swap32();
const OTHER = MACHINE.endianness === 'LE' ? 'BE' : 'LE';

/** A file with marks at these places. */
function write(bytes: number, ...marks: readonly (readonly [at: number, mark: Buffer])[]): string {
  const content = Buffer.alloc(bytes);
  for (const [at, mark] of marks) mark.copy(content, at);
  writeFileSync(path, content);
  return path;
}

describe('a store’s file', () => {
  it('that is missing or too short is damaged', () => {
    assert.equal(damageOf(join(folder, 'none')), 'its file is missing');
    assert.equal(damageOf(write(0)), 'it has only 0 bytes');
    assert.equal(damageOf(write(8_191, [24, MAGIC], [4_120, MAGIC])), 'it has only 8191 bytes');
    assert.equal(damageOf(write(8_192, [24, MAGIC], [4_120, MAGIC])), undefined);
  });

  for (const page of PAGE_SIZES_BYTES) {
    it(`may have its second page after ${page} bytes`, () => {
      assert.equal(damageOf(write(page * 2, [24, MAGIC], [page + 24, MAGIC])), undefined);
    });
  }

  it('needs both of its first pages', () => {
    const half = /one of its two first pages is damaged/;
    assert.match(damageOf(write(8_192, [24, MAGIC])) ?? '', half);
    assert.match(damageOf(write(8_192, [4_120, MAGIC])) ?? '', half);
    assert.equal(damageOf(write(8_192)), 'it does not begin as a store');
    // Within the head of a page, and not somewhere in it.
    assert.equal(damageOf(write(8_192, [61, MAGIC])), 'it does not begin as a store');
  });

  it('begins where the mark is, of either of its pages', () => {
    const file = openSync(write(8_192, [4_120, MAGIC]), 'r');
    try {
      assert.deepEqual([beginsAt(file, 0), beginsAt(file, 4_096)], [false, true]);
    } finally {
      closeSync(file);
    }
  });

  for (const wordBits of [64, 32] as const) {
    it(`says that it is of a machine of ${wordBits} bits, and of which order of bytes`, () => {
      const at = AT[wordBits];
      assert.deepEqual(machineOf(write(8_192, [at, MAGIC])), {
        wordBits,
        endianness: MACHINE.endianness,
      });
      assert.deepEqual(machineOf(write(8_192, [at, SWAPPED])), { wordBits, endianness: OTHER });
      // The first page may be the damaged one.
      assert.deepEqual(machineOf(write(8_192, [4_096 + at, MAGIC]))?.wordBits, wordBits);
    });
  }

  it('says nothing where no page says it', () => {
    assert.equal(machineOf(write(8_192)), undefined);
    assert.equal(machineOf(write(8_192, [20, MAGIC])), undefined);
  });

  it('is of this kind of machine by word size and by order', () => {
    assert.equal(isOwnKind(MACHINE), true);
    assert.equal(isOwnKind({ ...MACHINE, wordBits: MACHINE.wordBits === 64 ? 32 : 64 }), false);
    assert.equal(isOwnKind({ ...MACHINE, endianness: OTHER }), false);
  });
});
