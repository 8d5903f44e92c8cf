import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EquipmentView } from '../../../../src/domain/equipment/view.ts';
import {
  expectationOf,
  undoOrder,
  type DhwPageCommand,
} from '../../../../src/ui/pages/plant/dhw-commands.ts';

const NOW_MS = Date.parse('2026-01-15T10:00:00Z');

describe('an order to the hot water', () => {
  it('is shown as the hub will show it', () => {
    const tank = { hygiene: { nextDue: 'x', overdue: false, running: false }, boostUntil: 'then' };
    assert.deepEqual(expectationOf({ targetTempC: 52 }, tank, NOW_MS), { targetTempC: 52 });
    assert.deepEqual(expectationOf({ boostMinutes: 60 }, tank, NOW_MS), {
      boostUntil: '2026-01-15T11:00:00.000Z',
    });
    assert.deepEqual(expectationOf({ boostMinutes: 0 }, tank, NOW_MS), { boostUntil: undefined });
    assert.deepEqual(expectationOf({ sanitize: true }, tank, NOW_MS), {
      hygiene: { nextDue: 'x', overdue: false, running: true },
    });
  });

  it('is taken back by the order that has all as it was', () => {
    const tank = { targetTempC: 50, recirc: true, boostUntil: '2026-01-15T10:20:30Z' };
    const undo = (order: DhwPageCommand, before: EquipmentView = tank) =>
      undoOrder(order, before, NOW_MS);
    assert.deepEqual(undo({ targetTempC: 52 }), { targetTempC: 50 });
    assert.deepEqual(undo({ recirc: false }), { recirc: true });
    assert.deepEqual(undo({ boostMinutes: 60 }), { boostMinutes: 21 });
    assert.deepEqual(undo({ boostMinutes: 60 }, {}), { boostMinutes: 0 });
    assert.equal(undo({ sanitize: true }), undefined);
    assert.equal(undo({ targetTempC: 52 }, {}), undefined);
  });
});
