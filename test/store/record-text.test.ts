import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Table } from '../../src/app/base/ports/store.ts';
import { StoreError } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import {
  decodeRecord,
  encodeRecord,
  isNewerRecord,
  isRecordText,
  writtenKey,
} from '../../src/store/record-text.ts';

const NOTES: Table<unknown> = {
  name: 'notes',
  version: 2,
  maxBytes: 30,
  parse: (value, version) => [value, version],
};

describe('a record as text', () => {
  it('is read as it was written, with its version', () => {
    assert.deepEqual(decodeRecord(NOTES, 'a', encodeRecord(NOTES, 'a', 'ü')), ['ü', 2]);
    assert.deepEqual(decodeRecord(NOTES, 'a', '{"v":1,"d":7}'), [7, 1]);
  });

  it('is refused where it is too long, in bytes', () => {
    const fits = 'x'.repeat(30 - '{"v":2,"d":""}'.length);
    assert.equal(encodeRecord(NOTES, 'a', fits).length, 30);
    assert.throws(() => encodeRecord(NOTES, 'a', `${fits}x`), /notes\/a is over 30 bytes/);
    assert.throws(() => encodeRecord(NOTES, 'a', `${fits.slice(1)}ü`), /over 30 bytes/);
    const key = 'k'.repeat(LIMITS.storeKeyBytes - 'notes/'.length);
    assert.equal(writtenKey(NOTES, key), `notes/${key}`);
    assert.throws(() => writtenKey(NOTES, `${key}k`), /a key of notes is over/);
  });

  it('is no record without its version, and none of ours where that is newer', () => {
    assert.throws(() => decodeRecord(NOTES, 'a', '{"d":7}'), /it has no version/);
    assert.throws(() => decodeRecord(NOTES, 'a', '{"v":3,"d":7}'), StoreError);
    assert.deepEqual(['{"v":1}', '{"v":"1"}', 'null', '{'].map(isRecordText), [
      true,
      false,
      false,
      false,
    ]);
  });

  it('is known to be newer by its beginning, of tables that are known', () => {
    const versions = new Map([['notes', 2]]);
    const isNewer = (key: string, text: string) => isNewerRecord(key, text, versions);
    assert.equal(isNewer('notes/a', '{"v":3,"d":7}'), true);
    assert.equal(isNewer('notes/a', '{"v":2,"d":7}'), false);
    assert.equal(isNewer('notes/a', 'damaged'), false);
    assert.equal(isNewer('others/a', '{"v":3,"d":7}'), false);
  });
});
