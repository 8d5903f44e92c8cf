import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  echoAgrees,
  fitsHex,
  foundValue,
  isWithinStep,
  orderMessages,
  wayBack,
} from '../../../src/domain/binding/order-value.ts';
import type { BoundOrder, OrderNumber } from '../../../src/domain/binding/order.ts';

const SUPPLY: OrderNumber = { topic: 'cmd/supply', min: 25, max: 55, step: 1 };
const stored = (
  number: Partial<OrderNumber> = {},
  order: Partial<BoundOrder> = {},
): BoundOrder => ({
  level: 'steer',
  number: { ...SUPPLY, ...number },
  echo: { place: 'target' },
  ...order,
});
const RELAYS: BoundOrder = {
  level: 'nudge',
  values: {
    '2': [
      { topic: 'r/1', message: 'off', pauseMs: 500 },
      { topic: 'r/2', message: 'off' },
    ],
    '3': [
      { topic: 'r/1', message: 'off', pauseMs: 500 },
      { topic: 'r/2', message: 'on' },
    ],
  },
  echo: { place: 'level' },
};

describe('an order as messages', () => {
  const told = (order: BoundOrder, wanted: number) => {
    const { value, messages } = orderMessages(order, wanted) ?? {};
    return [value, messages?.[0]?.message];
  };

  it('is a number in the steps and within the bounds of the machine', () => {
    assert.deepEqual(told(stored(), 34.4), [34, 34]);
    assert.deepEqual(told(stored(), 34.6), [35, 35]);
    assert.deepEqual(told(stored(), 90), [55, 55]);
    assert.deepEqual(told(stored(), -40), [25, 25]);
    assert.deepEqual(told(stored({ step: 0.1 }), 34.2000001), [34.2, 34.2]);
    // Bounds that are no whole number of steps: never beyond them.
    assert.deepEqual(told(stored({ min: 25.5, max: 54.5, step: 1 }), 60), [54, 54]);
    assert.deepEqual(told(stored({ min: 25.5, max: 54.5, step: 1 }), 0), [26, 26]);
    assert.equal(orderMessages(stored(), NaN), undefined);
    assert.equal(orderMessages(stored(), 'heat'), undefined);
  });

  it('has the number as the machine takes it, where it takes it', () => {
    assert.deepEqual(told(stored({ scale: 10 }), 34.6), [35, 350]);
    assert.deepEqual(told(stored({ scale: 1.8, offset: 32 }), 35), [35, 95]);
    const inJson = stored({ message: { cmd: 'write', data: { a: 1 } }, pointer: '/data/temp' });
    assert.deepEqual(told(inJson, 35), [35, { cmd: 'write', data: { a: 1, temp: 35 } }]);
  });

  it('has the number in hexadecimal digits of a telegram, below zero as its two’s complement', () => {
    const hex = { prefix: 'E360008', digits: 4 };
    const shift = stored({ hex, scale: 10, min: -5, max: 5 });
    assert.deepEqual(told(shift, 1), [1, 'E360008000A']);
    assert.deepEqual(told(shift, 0), [0, 'E3600080000']);
    assert.deepEqual(told(shift, -1), [-1, 'E360008FFF6']);
    assert.deepEqual(told(stored({ hex: { prefix: '', digits: 2 } }), 55), [55, '37']);
    const { number } = shift;
    assert.ok(number !== undefined);
    assert.ok(fitsHex(number, 3276.7) && !fitsHex(number, 3276.8));
    assert.ok(fitsHex(number, -3276.8) && !fitsHex(number, -3276.9));
    assert.ok(fitsHex(SUPPLY, 1e9), 'what is no hexadecimal number has no such bounds');
    assert.deepEqual(wayBack(shift, -2), [{ topic: 'cmd/supply', message: 'E360008FFEC' }]);
  });

  it('is what was written down for a word, in its order, and nothing for another', () => {
    assert.deepEqual(orderMessages(RELAYS, '3'), { value: '3', messages: RELAYS.values?.['3'] });
    assert.equal(orderMessages(RELAYS, '1'), undefined);
    assert.equal(orderMessages(RELAYS, 'toString'), undefined);
    const permit: BoundOrder = { level: 'nudge', values: { true: [{ topic: 't', message: 1 }] } };
    assert.equal(orderMessages(permit, true)?.messages.length, 1);
    assert.equal(orderMessages(permit, false), undefined);
  });
});

describe('the echo of an order', () => {
  it('agrees within half a step, or what is said to be close enough', () => {
    assert.equal(echoAgrees(stored(), 35, 35.5), true);
    assert.equal(echoAgrees(stored(), 35, '35'), true);
    assert.equal(echoAgrees(stored(), 35, 35.6), false);
    assert.equal(echoAgrees(stored({}, { echo: { place: 'target', tolerance: 2 } }), 35, 37), true);
    assert.equal(echoAgrees(stored(), 35, 'auto'), false);
  });

  it('of a word is the word', () => {
    assert.equal(echoAgrees(RELAYS, '3', 3), true);
    assert.equal(echoAgrees(RELAYS, '3', '2'), false);
    assert.equal(echoAgrees({ level: 'nudge', echo: { place: 'x' } }, true, true), true);
  });

  it('says nothing where it is not known, or there is none', () => {
    assert.equal(echoAgrees(stored(), 35, undefined), undefined);
    assert.equal(echoAgrees(stored(), 35, null), undefined);
    assert.equal(echoAgrees({ level: 'steer', number: SUPPLY }, 35, 35), undefined);
  });
});

describe("a machine's own value", () => {
  it('is what its echo shows, where that can be put back', () => {
    assert.equal(foundValue(stored(), '31'), 31);
    assert.equal(foundValue(stored(), 20), 20, 'a little below what control may want');
    assert.equal(foundValue(RELAYS, 2), 2);
    assert.equal(foundValue(RELAYS, '4'), undefined, 'no messages for it');
    for (const nonsense of [-78, 250, 'auto', '', true, null, undefined])
      assert.equal(foundValue(stored(), nonsense), undefined, String(nonsense));
    assert.equal(foundValue({ level: 'steer', number: SUPPLY }, 31), undefined, 'no echo');
  });

  it('goes back as it was, without steps; what the binding says goes before it', () => {
    assert.deepEqual(wayBack(stored({ scale: 10 }), 31.2), [{ topic: 'cmd/supply', message: 312 }]);
    assert.equal(wayBack(stored(), undefined), undefined);
    const giveBack = [{ topic: 'cmd/release', message: '-1' }];
    assert.deepEqual(wayBack(stored({}, { giveBack }), 31), giveBack);
  });
});

describe('what is stored in a machine', () => {
  it('is not written for less than a step', () => {
    assert.equal(isWithinStep(stored(), 34, 34.9), true);
    assert.equal(isWithinStep(stored(), 34, 35), false);
    assert.equal(isWithinStep(stored({ step: 0.1 }), 34.2, 34.3), false);
    assert.equal(isWithinStep(RELAYS, '2', '3'), false);
    assert.equal(isWithinStep(RELAYS, '2', '2'), true);
  });
});
