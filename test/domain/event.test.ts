import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVENT_TABLES, EVENT_TYPES, kindOf } from '../../src/domain/event.ts';

describe('the types of events', () => {
  it('are known by their own names alone', () => {
    assert.deepEqual(kindOf('backup_failed'), {
      source: 'system',
      table: 'house',
      isNotice: true,
    });
    for (const type of ['constructor', 'toString', 'of_a_later_version', ''])
      assert.equal(kindOf(type), undefined, type);
  });

  it('have each table used', () => {
    const used = new Set(Object.values(EVENT_TYPES).map(({ table }) => table));
    assert.deepEqual([...used].sort(), [...EVENT_TABLES].sort());
  });
});
