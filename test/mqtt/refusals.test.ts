import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codesIn, createBrokerRefusals } from '../../src/mqtt/refusals.ts';

const NOT_AUTHORIZED = 0x87;

describe('what a broker refuses', () => {
  it('is each subscription by its own code, until it is granted', () => {
    const refusals = createBrokerRefusals();
    refusals.subscribed(['a', 'b', 'c'], [1, NOT_AUTHORIZED, 0x80]);
    assert.deepEqual([...refusals.heard], ['b', 'c']);
    refusals.subscribed(['b'], [0]);
    refusals.forget('c');
    assert.deepEqual([...refusals.heard], []);
  });

  it('is nothing where it does not say', () => {
    const refusals = createBrokerRefusals();
    for (const codes of [undefined, 'no', [], ['no']]) refusals.subscribed(['a'], codes);
    assert.deepEqual([...refusals.heard], []);
  });

  it('is a message by its code, told once until one gets through', () => {
    const refusals = createBrokerRefusals();
    const fails = (code: unknown) => refusals.failed('a', { code });
    assert.equal(fails('ECONNRESET'), false);
    assert.equal(fails(0x10), false);
    assert.deepEqual([fails(NOT_AUTHORIZED), fails(NOT_AUTHORIZED)], [true, false]);
    refusals.published('a');
    assert.equal(fails(NOT_AUTHORIZED), true);
  });

  it('is forgotten with the connection', () => {
    const refusals = createBrokerRefusals();
    refusals.subscribed(['a'], [NOT_AUTHORIZED]);
    refusals.failed('b', { code: NOT_AUTHORIZED });
    refusals.clear();
    assert.deepEqual([refusals.heard.size, refusals.told.size], [0, 0]);
  });

  it('stands in the answer to a subscription that failed in part', () => {
    assert.deepEqual(codesIn({ packet: { granted: [1, 0x87] } }), [1, 0x87]);
    for (const error of [undefined, 'no', {}, { packet: null }, { packet: {} }])
      assert.equal(codesIn(error), undefined);
  });
});
