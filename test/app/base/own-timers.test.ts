import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createOwnTimers, type OwnTimers } from '../../../src/app/base/own-timers.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

describe('the timers of one owner', () => {
  let clock: FakeClock;
  let own: OwnTimers<FakeClock>;
  let called: string[];
  beforeEach(() => {
    clock = createFakeClock();
    own = createOwnTimers(clock);
    called = [];
  });
  const note = (name: string) => () => void called.push(name);

  it('call back as those of the clock do, and show its time', () => {
    own.clock.after(10, note('after'));
    own.clock.every(20, note('every'));
    clock.advance(45);
    assert.deepEqual(called, ['after', 'every', 'every']);
    assert.equal(own.clock.nowMs(), clock.nowMs());
    assert.equal(clock.timers(), 1);
  });

  it('are cancelled one by one', () => {
    const cancels = [own.clock.after(10, note('after')), own.clock.every(10, note('every'))];
    for (const cancel of cancels) cancel();
    clock.advance(100);
    assert.deepEqual([called, clock.timers()], [[], 0]);
  });

  it('end with the owner, and those of others do not', () => {
    clock.after(10, note('another’s'));
    own.clock.after(10, note('after'));
    own.clock.every(10, note('every'));
    own.end();
    clock.advance(100);
    assert.deepEqual([called, clock.timers()], [['another’s'], 0]);
  });

  it('are let go of when they have called back, or were cancelled', () => {
    let cancels = 0;
    const counted: FakeClock = {
      ...clock,
      after(delayMs, callback) {
        const cancel = clock.after(delayMs, callback);
        return () => {
          cancels++;
          cancel();
        };
      },
    };
    const { clock: owned, end } = createOwnTimers(counted);
    owned.after(10, note('done'));
    owned.after(20, note('cancelled'))();
    clock.advance(10);
    end();
    assert.deepEqual([called, cancels], [['done'], 1]);
  });

  it('are not begun once it has ended', () => {
    own.end();
    own.clock.after(10, note('after'))();
    own.clock.every(10, note('every'));
    assert.equal(clock.timers(), 0);
  });
});
