import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVENT_TYPES, kindOf } from '../../../src/domain/event.ts';
import { auditTables } from '../../../src/store/migrations/audit-tables.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const TABLES = { house: 'events', access: 'audit', traffic: 'audit_traffic' } as const;
/** Types that came after format 2: no store of it has any. */
const LATER: readonly string[] = [
  'broker_changed',
  'sign_in_new_place',
  'second_factor_changed',
  'recovery_code_used',
  'store_restored',
  'records_damaged',
  'backup_made',
  'backup_failed',
  'backup_restored',
  'events_lost',
];

describe('the events of a store of format 2', () => {
  it('come to the table of their type, under their number, as they were', async () => {
    const texts = createMemoryTexts();
    const types = Object.keys(EVENT_TYPES).filter(
      (type) => type !== 'access_refused' && !LATER.includes(type),
    );
    const keyOf = (index: number) => String(index + 1).padStart(12, '0');
    const textOf = (type: string) => JSON.stringify({ v: 1, d: { timestampMs: 0, type } });
    await texts.write([
      ...types.map((type, index) => [`events/${keyOf(index)}`, textOf(type)] as const),
      ['events/000000000900', 'damaged'],
      ['events/000000000901', textOf('of_a_later_version')],
    ]);
    await texts.write(auditTables.writes(texts));
    for (const [index, type] of types.entries()) {
      const table = kindOf(type)?.table ?? 'house';
      assert.ok(table !== 'refusals');
      assert.equal(texts.get(`${TABLES[table]}/${keyOf(index)}`), textOf(type), type);
    }
    assert.equal(texts.get('events/000000000900'), 'damaged');
    assert.equal([...texts.range('')].length, types.length + 2);
    assert.deepEqual(auditTables.writes(texts), [], 'nothing is left to be moved');
  });
});
