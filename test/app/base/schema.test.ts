/** Members that a later version has added are no damage for this one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { recordValue } from '../../../src/app/base/schema.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { TOKENS } from '../../../src/app/tokens/token-records.ts';
import { USERS } from '../../../src/app/users/users.ts';
import { fixtures } from '../../support/fixtures.ts';
import { openLmdb } from '../../../src/store/lmdb.ts';

const RECORD = v.strictObject({
  a: v.number(),
  inner: v.array(v.strictObject({ b: v.string() })),
});

describe('the value of a record', () => {
  it('is read without what is not known here, however deep and however many', () => {
    const told = { a: 1, later: { x: 1 }, inner: [{ b: 'x', more: 1, most: 2 }], latest: [] };
    assert.deepEqual(recordValue(RECORD, told), { a: 1, inner: [{ b: 'x' }] });
    assert.ok('later' in told, 'it is left as it was');
  });

  it('is refused where what is known is wrong or missing', () => {
    for (const wrong of [{ a: 'x', inner: [], later: 1 }, { inner: [] }, { a: 1, inner: [{}] }, 7])
      assert.throws(() => recordValue(RECORD, wrong), HubError);
  });

  it('is so in the tables: each record of a lived-in store with a member more', async () => {
    const [, fixture] = fixtures();
    const texts = openLmdb(fixture?.dataFolder() ?? '');
    let tried = 0;
    for (const table of [USERS, TOKENS])
      for (const [, text] of texts.range(`${table.name}/`)) {
        const { v: version, d } = JSON.parse(text) as { v: number; d: object };
        const plain = table.parse(d, version);
        assert.deepEqual(table.parse({ ...d, ofLater: [1] }, version), plain);
        tried++;
      }
    assert.ok(tried > 5);
    await texts.close();
  });
});
