import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { createRetelling, type Retelling } from '../../../src/app/control/retelling.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const { commandAgainMs, commandAgainTimes, commandAgainWindowMs, commandRepeatMs } = LIMITS;

describe('telling a device again', () => {
  let clock: FakeClock;
  let retelling: Retelling;
  /** When it was told, in seconds from when the test began. */
  let toldS: number[];

  beforeEach(() => {
    clock = createFakeClock();
    toldS = [];
    retelling = createRetelling(clock, () => {
      toldS.push(clock.monotonicMs() / SECOND_MS);
      retelling.told();
    });
    retelling.told();
  });

  /** Time in which it says every few seconds that it is otherwise. */
  function contradict(ms: number): void {
    for (let left = ms; left > 0; left -= 5 * SECOND_MS) {
      retelling.contradicted();
      clock.advance(5 * SECOND_MS);
    }
  }

  it('is soon where it says that it is otherwise, and not for what was on its way', () => {
    assert.ok(commandAgainMs <= 30 * SECOND_MS && commandAgainMs > LIMITS.controlPeriodMs);
    retelling.contradicted();
    clock.advance(commandAgainMs - 1);
    assert.deepEqual(toldS, []);
    clock.advance(1);
    assert.deepEqual(toldS, [25]);
    retelling.contradicted();
    clock.advance(SECOND_MS);
    retelling.agreed();
    clock.advance(HOUR_MS);
    assert.deepEqual(toldS, [25]);
  });

  it('is 3 times in 10 minutes, and then each 5 minutes, in dispute, until it agrees', () => {
    contradict(29 * MINUTE_MS);
    assert.deepEqual(toldS, [25, 50, 75, 375, 675, 975, 1_275, 1_575]);
    assert.equal(retelling.isDisputed(), true);
    retelling.agreed();
    assert.equal(retelling.isDisputed(), false);
    contradict(MINUTE_MS);
    assert.deepEqual(toldS.length, 10, 'and begins afresh then');
  });

  it('is in dispute only once it has had time to hear the last word', () => {
    contradict(3 * commandAgainMs);
    assert.equal(toldS.length, commandAgainTimes);
    assert.equal(retelling.isDisputed(), false);
    contradict(commandAgainMs + 5 * SECOND_MS);
    assert.equal(retelling.isDisputed(), true);
  });

  it('goes before the wait after an answer that never came', () => {
    retelling.unanswered();
    clock.advance(MINUTE_MS);
    retelling.contradicted();
    clock.advance(commandAgainMs);
    assert.deepEqual(toldS, [85]);
    retelling.unanswered();
    clock.advance(commandRepeatMs);
    assert.deepEqual(toldS, [85, 385]);
  });

  it('is at once where it is back, unless it was told a moment ago', () => {
    retelling.back(false);
    clock.advance(10 * SECOND_MS);
    retelling.back(false);
    clock.advance(15 * SECOND_MS);
    assert.deepEqual(toldS, [25]);
    clock.advance(MINUTE_MS);
    retelling.back(false);
    assert.deepEqual(toldS, [25, 85]);
  });

  it('waits where control has to look first', () => {
    clock.advance(HOUR_MS);
    retelling.back(true);
    clock.advance(commandAgainMs - 1);
    assert.deepEqual(toldS, []);
    clock.advance(1);
    assert.equal(toldS.length, 1);
  });

  it('of one that comes back without end is no more often, and no dispute', () => {
    for (let second = 0; second < 600; second++) {
      retelling.back(false);
      clock.advance(SECOND_MS);
    }
    assert.deepEqual(toldS, [25, 50, 75, 375]);
    assert.equal(retelling.isDisputed(), false);
    retelling.contradicted();
    assert.equal(retelling.isDisputed(), true, 'it has to wait, and says what it is meanwhile');
  });

  it('is never more often than that, whatever it says', () => {
    const step = fc.record({
      what: fc.constantFrom('back', 'source', 'contradicted', 'agreed', 'unanswered'),
      seconds: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const own = createFakeClock();
        const told: number[] = [];
        const one = createRetelling(own, () => {
          told.push(own.monotonicMs());
          one.told();
        });
        for (const { what, seconds } of steps) {
          if (what === 'back') one.back(false);
          else if (what === 'source') one.back(true);
          else one[what as 'agreed']();
          own.advance(seconds * SECOND_MS);
        }
        // In any 10 minutes 3 times, and what is told each 5 minutes.
        const most = commandAgainTimes + commandAgainWindowMs / commandRepeatMs;
        for (const [index, atMs] of told.entries()) {
          const within = told.slice(index).filter((ms) => ms - atMs < commandAgainWindowMs);
          assert.ok(within.length <= most, `${within.length} within 10 min`);
        }
      }),
    );
  });
});
