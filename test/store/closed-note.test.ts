import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { noting, takeClosedNote } from '../../src/store/closed-note.ts';
import { STORE_FILE } from '../../src/store/store-file.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder = tempFolder();
const write = (text: string) => {
  writeFileSync(join(folder.path, STORE_FILE), text);
};
beforeEach(() => {
  folder = tempFolder();
  write('as it was closed');
});
afterEach(() => folder.remove());

const closed = async () => noting(createMemoryTexts(), folder.path).close();

describe('the note of a closed store', () => {
  it('is good once: the store is open then', async () => {
    await closed();
    assert.deepEqual(
      [takeClosedNote(folder.path), takeClosedNote(folder.path)],
      ['closed', undefined],
    );
  });

  it('is none where the file is another', async () => {
    await closed();
    write('somebody has been at it');
    assert.equal(takeClosedNote(folder.path), undefined);
    assert.equal(existsSync(join(folder.path, 'store.closed')), false);
  });

  it('is none where there is none', () => {
    assert.equal(takeClosedNote(folder.path), undefined);
  });

  it('is a suspicion that stays, once a commit has met a damaged page', async () => {
    const texts = createMemoryTexts();
    texts.isDamaged = true;
    const noted = noting(texts, folder.path);
    await assert.rejects(noted.write([['a', 'b']]), /damaged/);
    await noted.close();
    assert.deepEqual(
      [takeClosedNote(folder.path), takeClosedNote(folder.path)],
      ['suspect', 'suspect'],
    );
    await closed();
    assert.equal(takeClosedNote(folder.path), 'suspect');
  });

  it('is no suspicion where the disk is full', async () => {
    const texts = createMemoryTexts();
    texts.isFull = true;
    const noted = noting(texts, folder.path);
    await assert.rejects(noted.write([['a', 'b']]), /full/);
    await noted.close();
    assert.equal(takeClosedNote(folder.path), 'closed');
  });
});
