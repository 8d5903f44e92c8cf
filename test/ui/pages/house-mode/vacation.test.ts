import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { vacationOrder } from '../../../../src/ui/pages/house-mode/vacation.ts';

const BERLIN = 'Europe/Berlin';

const NOW = Date.parse('2026-01-15T12:00:00Z');

describe('a vacation', () => {
  const plan = { from: '2026-01-20T08:00', until: '2026-01-27T18:00', isOn: false };
  it('is asked for in UTC', () => {
    assert.deepEqual(vacationOrder(plan, BERLIN, NOW).order, {
      mode: 'vacation',
      from: '2026-01-20T07:00:00.000Z',
      until: '2026-01-27T17:00:00.000Z',
    });
    assert.deepEqual(vacationOrder({ ...plan, isOn: true, until: '' }, BERLIN, NOW).order, {
      mode: 'vacation',
    });
  });
  it('has a beginning, and an end after it', () => {
    const fault = (change: object) => vacationOrder({ ...plan, ...change }, BERLIN, NOW).fault;
    assert.equal(fault({ from: '' })?.field, 'from');
    assert.equal(fault({ until: '2026-01-20T08:00' })?.field, 'until');
  });
});
