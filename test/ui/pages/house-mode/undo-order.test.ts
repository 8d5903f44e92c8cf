import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { undoOrder } from '../../../../src/ui/pages/house-mode/undo-order.ts';

describe('what takes an order to the house back', () => {
  it('is the mode that it had, for as long as it would have lasted', () => {
    const until = '2026-01-16T10:00:00Z';
    assert.deepEqual(undoOrder({ mode: 'home' }, { mode: 'away' }), { mode: 'home' });
    assert.deepEqual(undoOrder({ mode: 'away', until }, { mode: 'home' }), { mode: 'away', until });
    assert.deepEqual(undoOrder({ mode: 'off' }, { mode: 'vacation', until }), { mode: 'off' });
  });

  it('is the plan of a vacation, or that there was none', () => {
    const [from, until] = ['2026-07-01T10:00:00Z', '2026-07-20T10:00:00Z'];
    const planned = { mode: 'home', vacation: { from, until } } as const;
    const back = { mode: 'vacation', from, until };
    assert.deepEqual(undoOrder(planned, { cancelVacation: true }), back);
    assert.deepEqual(undoOrder(planned, { mode: 'vacation', from: until }), back);
    const open = { mode: 'home', vacation: { from } } as const;
    assert.deepEqual(undoOrder(open, { cancelVacation: true }), { mode: 'vacation', from });
    assert.deepEqual(undoOrder({ mode: 'home' }, { mode: 'vacation', from }), {
      cancelVacation: true,
    });
  });
});
