import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lockoutMs, Tallies } from '../../../src/app/people/tallies.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const { freeGuesses: free, lockoutMinMs, lockoutMaxMs, guessMemoryMs } = LIMITS;
const KEY = 'owner@example.org';

function createRig(limit = 10) {
  const tallies = new Tallies(limit);
  const begin = (key = KEY, nowMs = 0, isShown = true) => {
    const attempt = {};
    tallies.begin(key, attempt, nowMs, isShown);
    return attempt;
  };
  const fail = (key = KEY, times = 1, nowMs = 0, isShown = true) => {
    for (let tried = 0; tried < times; tried++)
      tallies.fail(key, begin(key, nowMs, isShown), nowMs, nowMs);
  };
  const states = (nowMs = 0) => [...tallies.states(nowMs)];
  return { tallies, begin, fail, states };
}

describe('the wait after wrong tries', () => {
  it('is none for the free ones, and then twice as long each time, up to the longest', () => {
    assert.deepEqual([lockoutMs(0), lockoutMs(free - 1), lockoutMs(1, 2)], [0, 0, 0]);
    assert.deepEqual([lockoutMs(free), lockoutMs(2, 2)], [lockoutMinMs, lockoutMinMs]);
    assert.equal(lockoutMs(free + 1), 2 * lockoutMinMs);
    assert.equal(lockoutMs(1_000), lockoutMaxMs);
  });
});

describe('a tally of tries', () => {
  it('counts those that are being evaluated as wrong, until they prove right', () => {
    const { tallies, begin, fail } = createRig();
    assert.equal(tallies.lockedUntilMs(KEY, 0), -Infinity);
    fail(KEY, free - 1);
    const attempt = begin(KEY, 7);
    assert.equal(tallies.lockedUntilMs(KEY, 7), 7 + lockoutMinMs);
    tallies.takeBack(KEY, attempt);
    assert.equal(tallies.lockedUntilMs(KEY, 7), 0);
  });

  it('says how many have failed, also where it was forgotten meanwhile', () => {
    const { tallies, begin } = createRig();
    const attempt = begin();
    assert.equal(tallies.fail(KEY, begin(), 0, 0), 1);
    assert.equal(tallies.fail(KEY, attempt, 0, 0), 2);
    const late = begin();
    assert.equal(tallies.forget(KEY), true);
    assert.equal(tallies.forget(KEY), false);
    assert.equal(tallies.fail(KEY, late, 0, 0), 1);
  });

  it('waits from when the last one began, in whatever order they fail', () => {
    const { tallies, begin } = createRig();
    const [early, late] = [begin(KEY, 10), begin(KEY, 20)];
    tallies.fail(KEY, late, 20, 30);
    tallies.fail(KEY, early, 10, 40);
    assert.equal(tallies.lockedUntilMs(KEY, 40), 20);
  });

  it('is nothing once all was taken back', () => {
    const { tallies, begin, states } = createRig();
    const attempt = begin();
    tallies.takeBack('nobody', attempt);
    tallies.takeBack(KEY, attempt);
    assert.deepEqual([states(), tallies.forget(KEY)], [[], false]);
  });

  it('is forgotten a day after the last', () => {
    const { tallies, fail } = createRig();
    fail(KEY, free, 5);
    assert.equal(tallies.lockedUntilMs(KEY, 5 + guessMemoryMs - 1), 5 + lockoutMinMs);
    assert.equal(tallies.lockedUntilMs(KEY, 5 + guessMemoryMs), -Infinity);
  });

  it('is shown where its key may be, as the last try has it', () => {
    const { fail, states } = createRig();
    fail('secret', 1, 0, false);
    fail(KEY, free);
    assert.deepEqual(states(), [{ key: KEY, failures: free, lockedUntilMs: lockoutMinMs }]);
    fail(KEY, 1, 0, false);
    assert.deepEqual(states(), []);
    fail('secret');
    assert.deepEqual(states(), [{ key: 'secret', failures: 2, lockedUntilMs: 0 }]);
    assert.deepEqual(states(guessMemoryMs), []);
  });

  it('pushes out the one that was tried longest ago, where there are too many', () => {
    const { tallies, fail } = createRig(2);
    fail('a', free);
    fail('b', free);
    fail('a');
    fail('c', free);
    const isLocked = (key: string) => tallies.lockedUntilMs(key, 0) > 0;
    assert.deepEqual(['a', 'b', 'c'].map(isLocked), [true, false, true]);
  });
});
