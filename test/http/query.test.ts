import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { instant, readQuery, whole } from '../../src/http/query.ts';
import { refusedAs } from '../support/refused.ts';

const SCHEMA = v.strictObject({
  limit: v.optional(whole(1, 1_000)),
  from: v.optional(instant('From when')),
});
const read = (query: string) => readQuery(query, SCHEMA);
const refused = (query: string, field: string) =>
  assert.throws(() => read(query), refusedAs('invalid', { field }), query);

describe('a query', () => {
  it('is read member by member, without the keys that the guard has read', () => {
    assert.deepEqual(read(''), {});
    assert.deepEqual(read('limit=20&from=2026-01-14T00:00:00Z'), {
      limit: 20,
      from: '2026-01-14T00:00:00Z',
    });
    assert.deepEqual(read('_auth_key=a&_api_auth=b&_auth_key=c&limit=1'), { limit: 1 });
  });

  it('has no member twice, and none that nobody knows', () => {
    refused('limit=1&limit=1', 'limit');
    refused('limits=1', 'limits');
    refused('toString=1', 'toString');
  });

  it('has whole numbers within their bounds, in digits alone', () => {
    assert.equal(read('limit=1000').limit, 1_000);
    for (const text of ['0', '1001', '-1', '+1', '1.5', '1e2', '', ' 1', '0x1', '1'.repeat(10)])
      refused(`limit=${encodeURIComponent(text)}`, 'limit');
  });

  it('has times with a zone', () => {
    for (const text of ['2026-01-14', '2026-01-14T00:00:00', 'now', ''])
      refused(`from=${encodeURIComponent(text)}`, 'from');
    assert.equal(read('from=2026-01-14T00:00:00%2B01:00').from, '2026-01-14T00:00:00+01:00');
  });
});
