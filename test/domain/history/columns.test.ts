import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EQUIPMENT_KINDS } from '../../../src/domain/equipment/catalogue.ts';
import {
  COLUMNS,
  toShown,
  toStored,
  type ColumnSpec,
} from '../../../src/domain/history/columns.ts';

function column(kind: keyof typeof COLUMNS, field: string): ColumnSpec {
  const found = COLUMNS[kind].find((one) => one.field === field);
  assert.ok(found, `${kind} ${field}`);
  return found;
}
const temp = column('zone', 'tempC');
const setpoint = column('zone', 'tempHeatSetC');
const mode = column('hcu', 'mode');
const defrost = column('heatpump', 'defrostActive');

describe('the columns of history', () => {
  it('have the mean of what is measured, and the last of what stands', () => {
    assert.deepEqual([temp.summary, setpoint.summary, mode.summary], ['mean', 'last', 'last']);
    assert.deepEqual([temp.perUnit, column('zone', 'co2Ppm').perUnit], [10, 1]);
    assert.deepEqual(defrost.labels, ['false', 'true']);
  });

  it('are of every kind, without texts, times and faults', () => {
    for (const kind of EQUIPMENT_KINDS) {
      assert.ok(COLUMNS[kind].length > 0, kind);
      assert.ok(!COLUMNS[kind].some(({ field }) => field === 'activeFaults'), kind);
    }
  });

  it('keep whole numbers, or nothing of what is none', () => {
    assert.equal(toStored(temp, 20.25), 203);
    assert.equal(toStored(column('zone', 'co2Ppm'), 612.4), 612);
    for (const value of [NaN, Infinity, '20', undefined])
      assert.equal(toStored(temp, value), undefined);
  });

  it('keep words by their place', () => {
    assert.equal(toStored(mode, mode.labels?.[2]), 2);
    assert.equal(toStored(mode, 'boost'), undefined);
    assert.deepEqual([toStored(defrost, true), toStored(defrost, false)], [1, 0]);
  });

  it('show what they kept', () => {
    assert.equal(toShown(temp, 202.6), 20.3);
    assert.equal(toShown(column('zone', 'co2Ppm'), 612.4), 612);
    assert.ok(Object.is(toShown(column('zone', 'co2Ppm'), -0.4), 0), 'no minus before a zero');
    assert.deepEqual(
      [toShown(defrost, 1, ['false', 'true']), toShown(defrost, 0, ['false', 'true'])],
      [true, false],
    );
  });

  it('show words by the labels that the data came with', () => {
    assert.equal(toShown(mode, 1, ['old', 'older']), 'older');
    assert.equal(toShown(mode, 2, ['old', 'older']), undefined);
    assert.equal(toShown(defrost, 2, ['false', 'true']), undefined);
  });
});
