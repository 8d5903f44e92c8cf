import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOrderPace } from '../../../src/app/control/order-pace.ts';
import type { BoundOrder } from '../../../src/domain/binding/order.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const order = (more: Partial<BoundOrder>): BoundOrder => ({ level: 'steer', ...more });

describe('the pace of an order', () => {
  it('is free where nothing bounds it, and then nothing of it is kept', () => {
    const pace = createOrderPace(order({}), createFakeClock());
    pace.told();
    pace.told();
    assert.deepEqual(
      [pace.waitMs(), pace.waitAgainMs(), pace.left(), pace.keptWithNow()],
      [0, 0, undefined, []],
    );
  });

  it('has an interval, which bounds nothing that was told already', () => {
    const clock = createFakeClock();
    const pace = createOrderPace(order({ minIntervalSeconds: 600 }), clock);
    assert.equal(pace.waitMs(), 0);
    pace.told();
    clock.advance(200 * SECOND_MS);
    assert.deepEqual([pace.waitMs(), pace.waitAgainMs()], [400 * SECOND_MS, 0]);
    clock.advance(400 * SECOND_MS);
    assert.equal(pace.waitMs(), 0);
    assert.deepEqual(pace.keptWithNow(), [clock.nowMs()], 'the one before counts no more');
  });

  it('has no interval for what a person waits for, where a day bounds it', () => {
    const clock = createFakeClock();
    const pace = createOrderPace(order({ minIntervalSeconds: 600, perDay: 2 }), clock);
    pace.told();
    assert.deepEqual([pace.waitMs(), pace.waitMs(false, true)], [600 * SECOND_MS, 0]);
    pace.told();
    assert.equal(pace.waitMs(false, true), DAY_MS);
    const unbounded = createOrderPace(order({ minIntervalSeconds: 600 }), clock);
    unbounded.told();
    assert.equal(unbounded.waitMs(false, true), 600 * SECOND_MS);
  });

  it('has so many a day, the last of which are for warmth', () => {
    const clock = createFakeClock();
    const pace = createOrderPace(order({ perDay: 23 }), clock);
    for (let count = 0; count < 21; count++) {
      assert.equal(pace.waitMs(true), 0, `${count} told`);
      pace.told();
      clock.advance(HOUR_MS);
    }
    assert.equal(pace.left(), 2);
    assert.equal(pace.waitMs(true), 3 * HOUR_MS, 'until the first is a day ago');
    assert.equal(pace.waitMs(), 0);
    pace.told();
    pace.told();
    assert.deepEqual(
      [pace.left(), pace.waitMs(), pace.waitAgainMs()],
      [0, 3 * HOUR_MS, 3 * HOUR_MS],
    );
    clock.advance(3 * HOUR_MS - 1);
    assert.equal(pace.waitMs(), 1);
    clock.advance(1);
    assert.deepEqual([pace.left(), pace.waitMs()], [1, 0]);
  });

  it('keeps one of few for warmth, but not the only one', () => {
    const waits = (perDay: number) => {
      const pace = createOrderPace(order({ perDay }), createFakeClock());
      const before = pace.waitMs(true);
      pace.told();
      return [before, pace.waitMs(true), pace.waitMs()];
    };
    assert.deepEqual(waits(2), [0, DAY_MS, 0]);
    assert.deepEqual(waits(1), [0, DAY_MS, DAY_MS]);
  });

  it('goes on over a restart', () => {
    const clock = createFakeClock();
    clock.advance(HOUR_MS);
    const first = createOrderPace(order({ perDay: 2 }), clock);
    first.told();
    clock.advance(HOUR_MS);
    const kept = first.keptWithNow();
    assert.deepEqual(kept, [clock.nowMs() - HOUR_MS, clock.nowMs()]);
    const later = createFakeClock(clock.nowMs() + 2 * HOUR_MS);
    // However they are sorted on the disk.
    const next = createOrderPace(order({ perDay: 2 }), later, kept.toReversed());
    assert.deepEqual([next.left(), next.waitMs()], [0, 21 * HOUR_MS]);
    const spaced = order({ minIntervalSeconds: 3 * 3_600 });
    assert.equal(createOrderPace(spaced, later, kept.toReversed()).waitMs(), HOUR_MS);
  });

  it('counts what was told as told a moment ago where no clock says how long the hub was off', () => {
    const clock = createFakeClock();
    const kept = [clock.nowMs() - 3 * DAY_MS];
    const unsure = { ...clock, isProvisional: () => true };
    assert.equal(createOrderPace(order({ perDay: 1 }), unsure, kept).waitMs(), DAY_MS);
    assert.equal(createOrderPace(order({ perDay: 1 }), clock, kept).waitMs(), 0);
    // As where the clock was set back.
    const ahead = [clock.nowMs() + HOUR_MS];
    assert.equal(createOrderPace(order({ perDay: 1 }), clock, ahead).waitMs(), DAY_MS);
  });
});
