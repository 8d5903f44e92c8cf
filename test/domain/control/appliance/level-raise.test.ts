import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Level } from '../../../../src/domain/binding/level.ts';
import type { BoundOrders } from '../../../../src/domain/binding/order.ts';
import { lowersOf, raisesOf } from '../../../../src/domain/control/appliance/level-raise.ts';

const number = { topic: 't', min: 25, max: 55, step: 1 };
const ORDERS = {
  supplyTempC: { level: 'steer', number },
  curveShiftK: { level: 'nudge', number },
  surplusLevel: { level: 'nudge', values: {}, repeatSeconds: 300 },
} as const satisfies BoundOrders;

describe('how much further the hub could go with a machine', () => {
  it('is each level above the chosen one that has more to tell it', () => {
    const levels = (chosen: Level, orders: BoundOrders) =>
      raisesOf(chosen, { orders }).map(({ level }) => level);
    assert.deepEqual(levels('watch', ORDERS), ['nudge', 'steer']);
    assert.deepEqual(levels('nudge', ORDERS), ['steer']);
    assert.deepEqual(levels('steer', ORDERS), []);
    const { curveShiftK } = ORDERS;
    assert.deepEqual(levels('watch', { curveShiftK }), ['nudge']);
    assert.deepEqual(levels('watch', {}), []);
  });

  it('says what the hub may do then, and what stays when it is gone', () => {
    const [nudge, steer] = raisesOf('watch', { orders: ORDERS });
    assert.deepEqual(nudge, {
      level: 'nudge',
      orders: ['curveShiftK', 'surplusLevel'],
      allows:
        'The hub may then set the shift of its curve and how much energy it may use: it keeps its own control.',
      kept: ['curveShiftK'],
      letGo: ['surplusLevel'],
      whenGone:
        'It lets go of how much energy it may use by itself, and keeps the shift of its curve as the hub told it last; a hub that is stopped gives its own back first.',
    });
    assert.equal(
      steer?.allows,
      'The hub may then set the temperature of its water, the shift of its curve and how much energy it may use: it only protects itself.',
    );
  });

  it('says so where all of it stays, where none does, and in the words of its binding', () => {
    const gone = (orders: BoundOrders, withoutHub?: string) =>
      raisesOf('watch', { orders, ...(withoutHub !== undefined && { withoutHub }) })[0]?.whenGone;
    const { supplyTempC, surplusLevel } = ORDERS;
    assert.equal(
      gone({ supplyTempC }),
      'It keeps the temperature of its water as the hub told it last; a hub that is stopped gives its own back first.',
    );
    assert.equal(
      gone({ surplusLevel }),
      'It lets go of how much energy it may use by itself, and goes on as before.',
    );
    assert.equal(gone(ORDERS, 'It keeps 25 °C.'), 'It keeps 25 °C.');
  });

  it('and how much less far: by the levels that have something to tell it, and watching', () => {
    const levels = (chosen: Level, orders: BoundOrders) =>
      lowersOf(chosen, { orders }).map(({ level }) => level);
    assert.deepEqual(levels('steer', ORDERS), ['watch', 'nudge']);
    assert.deepEqual(levels('nudge', ORDERS), ['watch']);
    assert.deepEqual(levels('watch', ORDERS), []);
    const { supplyTempC } = ORDERS;
    assert.deepEqual(levels('steer', { supplyTempC }), ['watch']);
  });
});
