import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { StoreError } from '../../src/domain/errors.ts';
import { checkMarker, makerOf, markerFault, writeMarker } from '../../src/store/marker.ts';
import { STORE_FORMAT } from '../../src/store/migrations.ts';
import { MACHINE, STORE_FILE } from '../../src/store/store-file.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder = tempFolder();
beforeEach(() => (folder = tempFolder()));
afterEach(() => folder.remove());
const marked = (of: object) => {
  const marker = {
    format: STORE_FORMAT,
    wordBits: MACHINE.wordBits,
    endianness: MACHINE.endianness,
  };
  writeFileSync(join(folder.path, 'store.json'), JSON.stringify(Object.assign(marker, of)));
};
const check = (version = '0.2.0') => checkMarker(folder.path, version);

describe('the marker of a store', () => {
  it('is made for a new one, which loses nothing with its file', () => {
    const word = check();
    assert.deepEqual([word.isNew, word.isStale, word.format], [true, true, STORE_FORMAT]);
    writeFileSync(join(folder.path, STORE_FILE), 'cut short');
    assert.equal(check().damage, undefined);
    assert.equal(existsSync(join(folder.path, STORE_FILE)), false);
  });

  it('has a missing file be damage where there was a house', () => {
    writeMarker(folder.path, '0.2.0');
    const { isNew, damage, isStale } = check();
    assert.deepEqual([isNew, damage, isStale], [false, 'its file is missing', false]);
  });

  it('is written anew by a newer program, and by no older one', () => {
    writeMarker(folder.path, '0.10.0');
    const stale = ['0.2.0', '0.10.0', '0.10.1', '1.0.0'].map((version) => check(version).isStale);
    assert.deepEqual(stale, [false, false, true, true]);
    assert.equal(makerOf(folder.path), '0.10.0');
  });

  it('refuses what a newer program or another machine has made, and leaves it', () => {
    const other = MACHINE.wordBits === 64 ? 32 : 64;
    const cases = [
      [{ format: STORE_FORMAT + 1, version: '9.0.0' }, /of format/],
      [{ wordBits: other }, /Move it as a backup/],
    ] as const;
    for (const [of, refusal] of cases) {
      marked(of);
      const before = readFileSync(join(folder.path, 'store.json'), 'utf8');
      assert.throws(() => check(), StoreError);
      assert.match(markerFault(folder.path, '0.2.0') ?? '', refusal);
      assert.equal(readFileSync(join(folder.path, 'store.json'), 'utf8'), before);
    }
  });

  it('is damaged where it says what cannot be, also of its own version', () => {
    for (const of of [{ format: 0 }, { wordBits: 16 }, { endianness: 'XE' }, { format: '3' }]) {
      marked(of);
      assert.match(markerFault(folder.path, '0.2.0') ?? '', /is missing or damaged/);
    }
    writeFileSync(join(folder.path, STORE_FILE), 'a house');
    marked({ format: STORE_FORMAT + 1, version: '0.2.0' });
    const { format, damage } = check();
    assert.equal(format, undefined);
    assert.match(damage ?? '', /store.json beside it is missing or damaged/);
  });
});
