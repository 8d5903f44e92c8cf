import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOrderRepeat } from '../../../src/app/control/order-repeat.ts';
import type { BoundOrder } from '../../../src/domain/binding/order.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function rig(order: Partial<BoundOrder>) {
  const clock = createFakeClock();
  const machine = { isDisputed: false };
  const repeat = createOrderRepeat(clock, { level: 'steer', ...order }, () => machine.isDisputed);
  let sent = 0;
  return { clock, machine, repeat, start: () => repeat.start(() => sent++), sent: () => sent };
}
const EVERY = { repeatSeconds: 300 };

describe('an order that a machine lets go of by itself', () => {
  it('is told again as often as it says, until it is stopped', () => {
    const { clock, repeat, start, sent } = rig(EVERY);
    start();
    clock.advance(299 * SECOND_MS);
    assert.equal(sent(), 0);
    clock.advance(601 * SECOND_MS);
    assert.equal(sent(), 3);
    repeat.stop();
    clock.advance(900 * SECOND_MS);
    assert.equal(sent(), 3);
  });

  it('is told by one repetition alone, anew from where it was last begun', () => {
    const { clock, start, sent } = rig(EVERY);
    start();
    clock.advance(200 * SECOND_MS);
    start();
    clock.advance(299 * SECOND_MS);
    assert.equal(sent(), 0);
    clock.advance(SECOND_MS);
    assert.equal(sent(), 1);
  });

  it('is told once where nothing says otherwise', () => {
    const { clock, start, sent } = rig({});
    start();
    clock.advance(LIMITS.orderDisputedAgainMs);
    assert.equal(sent(), 0);
  });

  it('of a word is told seldom while the machine shows another, and of a number each time', () => {
    const words = rig({ ...EVERY, values: { on: [] } });
    const number = rig({ ...EVERY, number: { topic: 't', min: 0, max: 1, step: 1 } });
    for (const { machine, clock, start } of [words, number]) {
      machine.isDisputed = true;
      start();
      clock.advance(LIMITS.orderDisputedAgainMs - 1);
    }
    const all = LIMITS.orderDisputedAgainMs / (300 * SECOND_MS);
    assert.deepEqual([words.sent(), number.sent()], [0, all - 1]);
    words.clock.advance(1);
    assert.equal(words.sent(), 1);
    words.clock.advance(LIMITS.orderDisputedAgainMs - 1);
    assert.equal(words.sent(), 1, 'an hour since it was last told');
    words.machine.isDisputed = false;
    words.clock.advance(900 * SECOND_MS);
    assert.equal(words.sent(), 4);
  });
});
