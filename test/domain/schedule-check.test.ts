import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { checkSchedule, type AskedEntry } from '../../src/domain/schedule-check.ts';

const BOTH = { supportsHeat: true, supportsCool: true };
const HEAT_ONLY = { supportsHeat: true, supportsCool: false };
const ok: AskedEntry = { days: ['mon'], at: '06:30', tempHeatSetC: 21 };

describe('a schedule', () => {
  const faulty: [what: string, entries: AskedEntry[], path: string][] = [
    ['an unknown day', [{ ...ok, days: ['mon', 'funday'] }], 'entries[0].days[1]'],
    ['a day twice', [{ ...ok, days: ['mon', 'tue', 'mon'] }], 'entries[0].days[2]'],
    ['no day', [{ ...ok, days: [] }], 'entries[0].days'],
    ['24:00', [{ ...ok, at: '24:00' }], 'entries[0].at'],
    ['a time without a leading zero', [{ ...ok, at: '6:30' }], 'entries[0].at'],
    ['nothing to set', [ok, { days: ['tue'], at: '06:30' }], 'entries[1].mode'],
    ['9.9 °C', [{ ...ok, tempHeatSetC: 9.9 }], 'entries[0].tempHeatSetC'],
    ['30.1 °C', [{ ...ok, tempCoolSetC: 30.1 }], 'entries[0].tempCoolSetC'],
    ['NaN', [{ ...ok, tempHeatSetC: Number.NaN }], 'entries[0].tempHeatSetC'],
    ['a gap of 2.1 °C', [{ ...ok, tempCoolSetC: 23.1 }], 'entries[0].tempCoolSetC'],
    ['two entries at one minute', [ok, { ...ok, days: ['sun', 'mon'] }], 'entries[1].at'],
  ];
  for (const [what, entries, path] of faulty) {
    it(`refuses ${what}, naming ${path}`, () => {
      assert.deepEqual(
        checkSchedule(entries, BOTH).map((fault) => fault.path),
        [path],
      );
    });
  }

  it('refuses what the zone does not do', () => {
    const entries: AskedEntry[] = [
      { ...ok, mode: 'auto' },
      { days: ['tue'], at: '06:30', tempCoolSetC: 24 },
    ];
    assert.deepEqual(
      checkSchedule(entries, HEAT_ONLY).map(({ path }) => path),
      ['entries[0].mode', 'entries[1].tempCoolSetC'],
    );
    assert.deepEqual(checkSchedule(entries, BOTH), []);
  });

  it('takes its limit of entries, and not one more', () => {
    const many = (count: number): AskedEntry[] =>
      Array.from({ length: count }, (_, index) => ({
        ...ok,
        at: `${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`,
      }));
    assert.deepEqual(checkSchedule(many(LIMITS.scheduleEntries), BOTH), []);
    const [fault, ...others] = checkSchedule(many(LIMITS.scheduleEntries + 1), BOTH);
    assert.equal(fault?.path, 'entries');
    assert.deepEqual(others, []);
  });

  it('may be empty, touch at the gap of 2.2 °C, and have one time on different days', () => {
    assert.deepEqual(checkSchedule([], BOTH), []);
    assert.deepEqual(
      checkSchedule(
        [
          { ...ok, tempCoolSetC: 23.2 },
          { ...ok, days: ['tue'] },
        ],
        BOTH,
      ),
      [],
    );
  });
});
