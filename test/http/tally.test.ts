import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTally } from '../../src/http/tally.ts';

const HERE = '2001:db8::1';
const NEAR = '2001:db8::2';
const FAR = '2001:db8:0:1::1';

describe('a tally of what is scarce', () => {
  it('is full for an address that has as many as it may, until one is given back', () => {
    const tally = createTally(2, 3);
    const [one] = [tally.add('10.0.0.1'), tally.add('10.0.0.1')];
    assert.deepEqual([tally.isFull('10.0.0.1'), tally.isFull('10.0.0.2')], [true, false]);
    one();
    assert.equal(tally.isFull('10.0.0.1'), false);
  });

  it('takes nothing back twice', () => {
    const tally = createTally(2, 3);
    const [one] = [tally.add('10.0.0.1'), tally.add('10.0.0.1')];
    one();
    one();
    tally.add('10.0.0.1');
    assert.equal(tally.isFull('10.0.0.1'), true);
  });

  it('is full for the whole network of IPv6 addresses, any of which a client can take', () => {
    const tally = createTally(2, 3);
    const back = [HERE, HERE, NEAR].map((address) => tally.add(address));
    assert.deepEqual(
      [HERE, NEAR, FAR].map((address) => tally.isFull(address)),
      [true, true, false],
    );
    back[1]?.();
    assert.deepEqual(
      [HERE, NEAR].map((address) => tally.isFull(address)),
      [false, false],
    );
  });

  it('counts IPv4 addresses each by itself, however they are written', () => {
    const tally = createTally(1, 1);
    tally.add('::ffff:10.0.0.1');
    assert.deepEqual([tally.isFull('10.0.0.1'), tally.isFull('10.0.0.2')], [true, false]);
  });
});
