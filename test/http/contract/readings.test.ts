import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import type { Reading } from '../../../src/domain/equipment/reading.ts';
import { readingEntries, readingSchema, valueSchema } from '../../../src/http/contract/readings.ts';

const TEMP: Reading = {
  type: 'number',
  unit: '°C',
  min: -10,
  max: 40,
  name: 'Water',
  help: 'Water',
};
const isOf = (schema: v.GenericSchema, value: unknown) => v.is(schema, value);

describe('the schema of a reading', () => {
  for (const [what, reading, good, bad] of [
    ['a number', TEMP, [-10, 40, 1.5], [-10.1, 40.1, '1', null]],
    ['a whole number', { type: 'integer', min: 0, max: 2, help: 'N' }, [0, 2], [0.5, 3, -1]],
    ['a flag', { type: 'boolean', help: 'F' }, [true, false], [0, 'true']],
    ['a word', { type: 'enum', values: ['heat', 'idle'], help: 'W' }, ['heat'], ['cool', '']],
    ['a text', { type: 'text', maxChars: 3, help: 'T' }, ['', 'abc'], ['abcd', 1]],
    ['a time', { type: 'timestamp', help: 'T' }, ['2026-01-15T10:00:00Z'], ['today', 0]],
    [
      'faults',
      { type: 'faults', help: 'F' },
      [[], [{ code: 'E1', severity: 'info', message: '', sinceTs: '2026-01-15T10:00:00Z' }]],
      ['E1', [{ code: 'E1' }]],
    ],
  ] as const) {
    it(`is that of ${what}, as far as it may go`, () => {
      const schema = valueSchema(reading);
      for (const value of good) assert.ok(isOf(schema, value), JSON.stringify(value));
      for (const value of bad) assert.ok(!isOf(schema, value), JSON.stringify(value));
    });
  }

  it('says what it is, with its unit where it has one', () => {
    const saidOf = (schema: v.GenericSchema) => v.getDescription(schema);
    assert.equal(saidOf(readingSchema(TEMP)), 'Water, °C');
    assert.equal(saidOf(valueSchema({ type: 'boolean', help: 'On' })), 'On');
  });
});

describe('the members of a table', () => {
  const FLAG: Reading = { type: 'boolean', name: 'F', help: 'F' };
  const schema = v.strictObject(
    readingEntries({ tempC: TEMP, 'hygiene.overdue': FLAG, 'hygiene.running': FLAG, reason: FLAG }),
  );

  it('may each be absent, and none is null', () => {
    assert.ok(isOf(schema, {}));
    assert.ok(isOf(schema, { tempC: 20 }));
    assert.ok(!isOf(schema, { tempC: null }));
    assert.ok(!isOf(schema, { other: 1 }));
  });

  it('are an object where their names are paths', () => {
    assert.ok(isOf(schema, { hygiene: { overdue: true } }));
    assert.ok(isOf(schema, { hygiene: { overdue: true, running: false } }));
    assert.ok(!isOf(schema, { hygiene: { overdue: 1 } }));
    assert.ok(!isOf(schema, { 'hygiene.overdue': true }));
  });

  it('have a reason as the hub gives one, whatever the table says', () => {
    assert.ok(!isOf(schema, { reason: true }));
    assert.ok(!isOf(schema, { reason: { code: 'no such', text: '' } }));
  });
});
