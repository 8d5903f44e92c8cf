import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toldOrder } from '../../../src/app/control/told-order.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('what a machine was told', () => {
  it('is nothing where it has its own', () => {
    assert.equal(toldOrder({}, createFakeClock()), undefined);
  });

  it('says when the next is due by the time of the house, the same whenever it is asked', () => {
    const clock = createFakeClock(Date.parse('2026-01-15T10:00:10Z'));
    const told = { value: 55, next: { value: 50, dueMs: clock.monotonicMs() + MINUTE_MS } };
    const expected = { value: 55, next: { value: 50, atMs: Date.parse('2026-01-15T10:02:00Z') } };
    assert.deepEqual(toldOrder(told, clock), expected);
    clock.advance(30_000);
    assert.deepEqual(toldOrder(told, clock), expected);
    assert.deepEqual(toldOrder({ value: 55 }, clock), { value: 55 });
  });
});
