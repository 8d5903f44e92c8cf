import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createThrottle } from '../../../src/app/base/throttle.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const INTERVAL_MS = 1_000;

describe('a state whose changes are told at most once in an interval', () => {
  let clock: FakeClock;
  let told: boolean[];
  beforeEach(() => {
    clock = createFakeClock();
    told = [];
  });
  const throttleOf = (known?: boolean) =>
    createThrottle(clock, INTERVAL_MS, (isOn) => told.push(isOn), known);

  it('is told at once, and then what it is when the interval is over', () => {
    const throttle = throttleOf();
    throttle.set(true);
    assert.deepEqual(told, [true]);
    for (const isOn of [false, true, false]) throttle.set(isOn);
    clock.advance(INTERVAL_MS - 1);
    assert.deepEqual(told, [true]);
    clock.advance(1);
    assert.deepEqual(told, [true, false]);
    throttle.set(true);
    assert.equal(told.length, 2);
    clock.advance(INTERVAL_MS);
    throttle.set(false);
    assert.deepEqual(told, [true, false, true]);
    clock.advance(INTERVAL_MS);
    assert.deepEqual(told, [true, false, true, false]);
    clock.advance(INTERVAL_MS);
    throttle.set(false);
    assert.equal(told.length, 4, 'what was told is no news');
  });

  it('is not told where it is back to what was told, nor where that is known of an earlier life', () => {
    const throttle = throttleOf(false);
    throttle.set(false);
    assert.deepEqual(told, []);
    throttle.set(true);
    throttle.set(false);
    throttle.set(true);
    clock.advance(2 * INTERVAL_MS);
    assert.deepEqual(told, [true]);
    throttle.set(false);
    assert.deepEqual(told, [true, false]);
  });

  it('is at rest once it is off, that was told, and the interval is over', () => {
    const throttle = throttleOf();
    assert.ok(!throttle.isAtRest());
    throttle.set(true);
    clock.advance(INTERVAL_MS);
    assert.ok(!throttle.isAtRest());
    throttle.set(false);
    clock.advance(INTERVAL_MS - 1);
    assert.ok(!throttle.isAtRest());
    clock.advance(1);
    assert.ok(throttle.isAtRest());
    assert.ok(!throttleOf(false).isAtRest());
  });

  it('tells nothing once it is stopped, and waits for nothing', () => {
    const throttle = throttleOf();
    throttle.set(true);
    throttle.set(false);
    assert.equal(clock.timers(), 1);
    throttle.stop();
    assert.equal(clock.timers(), 0);
    clock.advance(INTERVAL_MS);
    assert.deepEqual(told, [true]);
    throttle.set(false);
    assert.deepEqual(told, [true, false], 'it can be set all the same');
  });
});
