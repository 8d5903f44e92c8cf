import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { USES } from '../../../src/domain/energy.ts';
import { COLUMNS } from '../../../src/domain/history/columns.ts';
import { ENERGY_REPORT, ENERGY_VIEW, HISTORIES } from '../../../src/http/contract/history.ts';

const TS = '2026-01-15T10:00:00Z';
const entriesOf = (kind: keyof typeof HISTORIES) => {
  const { points } = HISTORIES[kind].entries;
  const [list] = points.pipe;
  return list.item.entries as v.ObjectEntries;
};

describe('the schema of a history', () => {
  it('has each column of its kind, of what is measured with its extremes', () => {
    for (const kind of Object.keys(HISTORIES) as (keyof typeof HISTORIES)[]) {
      const entries = entriesOf(kind);
      for (const { field, summary } of COLUMNS[kind])
        assert.deepEqual(
          ['', 'Min', 'Max'].map((aspect) => `${field}${aspect}` in entries),
          summary === 'mean' ? [true, true, true] : [true, false, false],
          `${kind}.${field}`,
        );
      const named = COLUMNS[kind].flatMap(({ field, summary }) =>
        summary === 'mean' ? [field, `${field}Min`, `${field}Max`] : [field],
      );
      assert.deepEqual(Object.keys(entries).sort(), ['timestamp', ...named].sort());
    }
  });

  it('is that of points in time, each with what was sampled in its', () => {
    const point = { timestamp: TS, supplyTempC: 30, supplyTempCMin: 29, mode: 'heat' };
    const history = {
      hcuId: 'h',
      start: TS,
      end: TS,
      points: [{ timestamp: TS }, point],
      count: 2,
    };
    const isOf = (value: object) => v.is(HISTORIES.hcu, value);
    assert.ok(isOf(history));
    assert.ok(isOf({ ...history, warning: 'Fewer' }));
    assert.ok(!isOf({ ...history, points: [{ ...point, mode: 'fly' }] }));
    assert.ok(!isOf({ ...history, points: [{ supplyTempC: 30 }] }), 'a point has its time');
    assert.ok(!isOf({ ...history, count: -1 }));
    assert.ok(!isOf({ ...history, hcuId: undefined }));
    assert.ok(v.is(HISTORIES.zone, { zoneId: 'z', start: TS, end: TS, points: [], count: 0 }));
  });
});

describe('the schema of energies', () => {
  it('leaves out what nobody measures, and uses that had none', () => {
    assert.ok(v.is(ENERGY_VIEW, { uses: {} }));
    const whole = { electricalKwh: 1, thermalKwh: -3, cop: 3 };
    const uses = Object.fromEntries(USES.map((use) => [use, whole]));
    assert.ok(v.is(ENERGY_VIEW, { ...whole, gapSeconds: 5, uses }));
    assert.ok(!v.is(ENERGY_VIEW, {}));
    assert.ok(!v.is(ENERGY_VIEW, { uses: {}, gapSeconds: 0.5 }));
    assert.deepEqual(Object.keys(ENERGY_VIEW.entries.uses.pipe[0].entries), [...USES]);
  });

  it('is what the plant does now, all that was, and each time with its name', () => {
    const view = { uses: {} };
    const report = { total: view, days: [], months: [], seasons: [] };
    const isOf = (value: object) => v.is(ENERGY_REPORT, value);
    assert.ok(isOf(report));
    const [use] = USES;
    assert.ok(isOf({ ...report, use, electricalPowerKw: 99, thermalPowerKw: -99, asOfTs: TS }));
    assert.ok(!isOf({ ...report, use: 'baking' }));
    assert.ok(isOf({ ...report, days: [{ period: '2026-01-15', ...view }] }));
    assert.ok(!isOf({ ...report, months: [view] }));
  });
});
