import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WrongPins } from '../../../src/app/people/wrong-pins.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const HERE = '192.168.1.20';

describe('wrong PINs', () => {
  it('are as many as may be looked at, of which each that ends makes room for one', () => {
    const pins = new WrongPins({});
    const [end = assert.fail(), ...others] = Array.from({ length: LIMITS.pinFailures }, () =>
      pins.begin(HERE),
    );
    assert.equal(pins.isClosedTo(HERE, false), true);
    end();
    assert.equal(pins.isClosedTo(HERE, false), false);
    pins.begin(HERE);
    assert.equal(pins.isClosedTo(HERE, false), true);
    assert.equal(pins.isClosedToSome, false, 'none of them was wrong yet');
    for (const one of others) one();
    // The last that was begun is still looked at.
    for (let more = 2; more < LIMITS.pinFailures; more++) pins.begin(HERE);
    assert.equal(pins.isClosedTo(HERE, false), false);
    pins.begin(HERE);
    assert.equal(pins.isClosedTo(HERE, false), true);
  });

  it('close it to somebody once there are as many as may be, and not before', () => {
    const pins = new WrongPins({});
    for (let wrong = 1; wrong < LIMITS.pinFailures; wrong++)
      assert.deepEqual([pins.add(HERE), pins.isClosedToSome], [[], false]);
    assert.deepEqual([pins.add(HERE), pins.isClosedToSome], [[HERE], true]);
    assert.deepEqual(pins.add(HERE), [], 'once');
    pins.clear();
    assert.deepEqual([pins.isClosedToSome, pins.isEmpty], [false, true]);
  });
});
