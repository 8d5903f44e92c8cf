import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createSteadyClock, type ClockMark } from '../../../src/app/records/steady-clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const START = Date.UTC(2026, 0, 15, 12);
const YEAR_MS = 365 * DAY_MS;

/** A hub that has just started on a machine whose wall says `wallMs`. */
function boot(wallMs: number, mark?: ClockMark, isSynchronised = false) {
  const machine = createFakeClock(wallMs);
  let looks = 0;
  const state = { isSynchronised };
  const steady = createSteadyClock({
    clock: machine,
    isSynchronised: () => {
      looks++;
      return state.isSynchronised;
    },
  });
  steady.resume(mark);
  return {
    machine,
    steady,
    state,
    looks: () => looks,
    /** Passes time with a look at the clock each minute, as a hub at work does. */
    live(ms: number) {
      for (let left = ms; left > 0; left -= MINUTE_MS) {
        machine.advance(Math.min(left, MINUTE_MS));
        steady.nowMs();
      }
    },
  };
}
/** What it shows, from the start of the table on. */
const shown = ({ steady }: ReturnType<typeof boot>) => steady.nowMs() - START;
const isWall = ({ steady, machine }: ReturnType<typeof boot>) =>
  steady.nowMs() === machine.nowMs() && !steady.isProvisional();

describe('the steady clock', () => {
  it('is the wall until it is resumed, and as long as that goes on', () => {
    const machine = createFakeClock(START);
    const steady = createSteadyClock({ clock: machine, isSynchronised: () => false });
    machine.jumpWall(-9 * DAY_MS);
    assert.equal(steady.nowMs(), START - 9 * DAY_MS);
    machine.jumpWall(9 * DAY_MS);
    steady.resume(undefined);
    machine.advance(9 * DAY_MS);
    assert.equal(steady.nowMs(), START + 9 * DAY_MS);
    assert.equal(steady.monotonicMs(), 9 * DAY_MS);
  });

  it('looks for synchronisation only where there is a jump, and once a minute then', () => {
    const hub = boot(START);
    hub.live(HOUR_MS);
    assert.equal(hub.looks(), 0);
    hub.machine.jumpWall(2 * DAY_MS);
    for (let count = 0; count < 1_000; count++) hub.steady.nowMs();
    assert.equal(hub.looks(), 1);
    hub.machine.advance(MINUTE_MS);
    hub.steady.nowMs();
    assert.equal(hub.looks(), 2);
  });

  it('follows a wall that is up to a day ahead', () => {
    const hub = boot(START);
    hub.machine.jumpWall(DAY_MS);
    assert.equal(shown(hub), DAY_MS);
    assert.equal(hub.steady.mark().markMs, START + DAY_MS);
    assert.ok(isWall(hub));
  });

  describe('where the wall is set back by less than a day', () => {
    it('goes on at half its pace until the wall has caught up', () => {
      const hub = boot(START);
      hub.machine.jumpWall(-10 * MINUTE_MS);
      assert.equal(shown(hub), 0);
      hub.live(10 * MINUTE_MS);
      assert.equal(shown(hub), 5 * MINUTE_MS);
      hub.live(10 * MINUTE_MS);
      assert.equal(shown(hub), 10 * MINUTE_MS);
      assert.ok(isWall(hub));
      hub.live(MINUTE_MS);
      assert.equal(shown(hub), 11 * MINUTE_MS);
    });

    it('does the same after a restart', () => {
      const hub = boot(START - HOUR_MS, { markMs: START });
      assert.equal(shown(hub), 0);
      hub.live(HOUR_MS);
      assert.equal(shown(hub), HOUR_MS / 2);
    });
  });

  describe('on a board without a clock', () => {
    it('goes on from the mark', () => {
      const hub = boot(0, { markMs: START });
      assert.equal(shown(hub), 0);
      hub.live(30 * DAY_MS);
      assert.equal(shown(hub), 30 * DAY_MS);
      assert.equal(hub.steady.mark().markMs, START + 30 * DAY_MS);
      assert.ok(!hub.steady.isProvisional());
    });

    it('takes the right time, however far ahead, once it is synchronised', () => {
      const hub = boot(0, { markMs: START });
      hub.live(HOUR_MS);
      hub.machine.jumpWall(START + 90 * DAY_MS);
      hub.state.isSynchronised = true;
      hub.live(MINUTE_MS);
      assert.ok(isWall(hub));
      assert.equal(hub.steady.mark().markMs, hub.machine.nowMs());
    });

    it('has no mark yet in its first hour: whatever comes is followed', () => {
      const hub = boot(0);
      hub.live(SECOND_MS);
      hub.machine.jumpWall(START);
      assert.equal(shown(hub), SECOND_MS);
    });
  });

  describe('where the wall leaps ahead by more than a day', () => {
    it('follows it, does not remember it, and comes back with it', () => {
      const hub = boot(START);
      hub.machine.jumpWall(9 * YEAR_MS);
      assert.equal(shown(hub), 9 * YEAR_MS);
      assert.ok(hub.steady.isProvisional());
      hub.live(30 * MINUTE_MS);
      assert.equal(hub.steady.mark().markMs, START + 30 * MINUTE_MS);
      hub.machine.jumpWall(-9 * YEAR_MS);
      assert.equal(shown(hub), 30 * MINUTE_MS);
      assert.ok(isWall(hub));
    });

    it('remembers it after a day', () => {
      const hub = boot(START + 14 * DAY_MS, { markMs: START });
      hub.live(DAY_MS - 1);
      assert.ok(hub.steady.isProvisional());
      hub.live(2);
      assert.ok(isWall(hub));
      assert.equal(hub.steady.mark().markMs, hub.machine.nowMs());
    });

    it('remembers it at once where it is synchronised', () => {
      const hub = boot(START + 14 * DAY_MS, { markMs: START }, true);
      assert.equal(shown(hub), 14 * DAY_MS);
      assert.deepEqual(hub.steady.mark(), { markMs: START + 14 * DAY_MS });
    });

    it('begins the day anew with another leap', () => {
      const hub = boot(START + 14 * DAY_MS, { markMs: START });
      hub.live(DAY_MS - MINUTE_MS);
      hub.machine.jumpWall(3 * DAY_MS);
      hub.live(DAY_MS - MINUTE_MS);
      assert.ok(hub.steady.isProvisional());
    });

    it('comes back to the time before, even from what it remembers, over restarts', () => {
      const wrong = boot(START + 9 * YEAR_MS, { markMs: START });
      wrong.live(DAY_MS + 2 * HOUR_MS);
      const mark = wrong.steady.mark();
      assert.deepEqual(mark, {
        markMs: START + 9 * YEAR_MS + DAY_MS + 2 * HOUR_MS,
        doubtMs: START + DAY_MS + 2 * HOUR_MS,
      });
      // A board without a clock has no better time than that.
      const dumb = boot(0, mark);
      assert.equal(dumb.steady.nowMs(), mark.markMs);
      const right = boot(START + 2 * DAY_MS, mark);
      assert.equal(shown(right), 2 * DAY_MS);
      assert.deepEqual(right.steady.mark(), { markMs: START + 2 * DAY_MS });
    });

    it('is beyond doubt once it is synchronised', () => {
      const hub = boot(START + 14 * DAY_MS, { markMs: START });
      hub.live(DAY_MS + HOUR_MS);
      assert.ok(hub.steady.mark().doubtMs !== undefined);
      hub.state.isSynchronised = true;
      hub.live(MINUTE_MS);
      assert.equal(hub.steady.mark().doubtMs, undefined);
    });
  });

  describe('at the edges of its rules', () => {
    it('simply follows a wall that is a day ahead, and tries out one that is more', () => {
      for (const [aheadMs, isTried] of [
        [DAY_MS, false],
        [DAY_MS + 1, true],
      ] as const) {
        const hub = boot(START);
        hub.machine.jumpWall(aheadMs);
        assert.equal(shown(hub), aheadMs);
        assert.equal(hub.steady.isProvisional(), isTried, String(aheadMs));
      }
    });

    it('waits for a wall that is less than a day behind, and for none that is more', () => {
      for (const [behindMs, passedMs] of [
        [DAY_MS - 1, MINUTE_MS],
        [DAY_MS, 2 * MINUTE_MS],
      ] as const) {
        const hub = boot(START);
        hub.machine.jumpWall(-behindMs);
        hub.live(2 * MINUTE_MS);
        assert.equal(shown(hub), passedMs, String(behindMs));
      }
    });

    it('has tried a wall for long enough after a day, and not before', () => {
      const hub = boot(START + 14 * DAY_MS, { markMs: START });
      hub.live(DAY_MS - 1);
      hub.steady.nowMs();
      assert.ok(hub.steady.isProvisional());
      hub.machine.advance(1);
      assert.ok(isWall(hub));
    });

    it('takes a wall that leaps by a minute for the same one, and for another if by more', () => {
      for (const [leapMs, isTried] of [
        [MINUTE_MS, false],
        [-MINUTE_MS, false],
        [MINUTE_MS + 1, true],
        [-MINUTE_MS - 1, true],
      ] as const) {
        const hub = boot(START + 14 * DAY_MS, { markMs: START });
        hub.live(DAY_MS / 2);
        hub.machine.jumpWall(leapMs);
        hub.live(DAY_MS / 2);
        hub.steady.nowMs();
        assert.equal(hub.steady.isProvisional(), isTried, String(leapMs));
      }
    });

    it('comes back to what it doubted for a wall that is within a day of the time without', () => {
      const wrong = boot(START + 9 * YEAR_MS, { markMs: START });
      wrong.live(DAY_MS);
      const mark = wrong.steady.mark();
      const rightMs = START + DAY_MS;
      assert.equal(mark.doubtMs, rightMs);
      for (const [awayMs, expectedMs, isTried] of [
        [-DAY_MS, mark.markMs, false],
        [-DAY_MS + 1, rightMs, false],
        [DAY_MS, rightMs + DAY_MS, false],
        [DAY_MS + 1, rightMs + DAY_MS + 1, true],
      ] as const) {
        const hub = boot(rightMs + awayMs, mark);
        assert.equal(hub.steady.nowMs(), expectedMs, String(awayMs));
        assert.equal(hub.steady.isProvisional(), isTried, String(awayMs));
      }
    });
  });

  it('is set back by more than a day where the machine is synchronised', () => {
    const hub = boot(START, { markMs: START + 9 * YEAR_MS });
    assert.equal(shown(hub), 9 * YEAR_MS);
    hub.state.isSynchronised = true;
    hub.live(MINUTE_MS);
    assert.ok(isWall(hub));
  });

  describe('as the time of the house', () => {
    const house = ({ steady }: ReturnType<typeof boot>) => steady.houseMs() - START;

    it('is the wall until it is resumed, and while that goes on', () => {
      const machine = createFakeClock(START);
      const steady = createSteadyClock({ clock: machine, isSynchronised: () => false });
      machine.jumpWall(-9 * DAY_MS);
      assert.equal(steady.houseMs(), START - 9 * DAY_MS);
      const hub = boot(START);
      hub.live(HOUR_MS);
      assert.equal(house(hub), HOUR_MS);
      assert.equal(hub.looks(), 0);
    });

    it('goes back with a wall that is put right, at once, while records wait', () => {
      const hub = boot(START + 2 * HOUR_MS);
      hub.live(10 * MINUTE_MS);
      hub.machine.jumpWall(-2 * HOUR_MS);
      hub.state.isSynchronised = true;
      assert.equal(house(hub), 10 * MINUTE_MS);
      assert.equal(shown(hub), 2 * HOUR_MS + 10 * MINUTE_MS);
      hub.live(HOUR_MS);
      assert.equal(house(hub), 70 * MINUTE_MS);
      assert.equal(shown(hub), 2 * HOUR_MS + 40 * MINUTE_MS);
    });

    it('is believed by whoever sets it while the hub runs', () => {
      const hub = boot(START);
      hub.machine.jumpWall(-HOUR_MS);
      assert.equal(house(hub), -HOUR_MS);
    });

    it('goes on from the mark on a board whose clock stood still, at its full pace, until it is set', () => {
      const hub = boot(START - HOUR_MS, { markMs: START });
      hub.live(30 * MINUTE_MS);
      assert.equal(house(hub), 30 * MINUTE_MS);
      hub.live(3 * HOUR_MS);
      assert.equal(house(hub), 3.5 * HOUR_MS);
      hub.machine.jumpWall(5 * HOUR_MS);
      assert.equal(house(hub), 7.5 * HOUR_MS);
    });

    it('is right on such a board as soon as it is synchronised', () => {
      const hub = boot(START - HOUR_MS, { markMs: START });
      hub.live(MINUTE_MS);
      hub.state.isSynchronised = true;
      hub.live(2 * MINUTE_MS);
      assert.equal(house(hub), -HOUR_MS + 3 * MINUTE_MS);
    });

    it('goes on from the mark on a board without a clock', () => {
      const hub = boot(0, { markMs: START });
      hub.live(30 * MINUTE_MS);
      assert.equal(house(hub), 30 * MINUTE_MS);
      hub.machine.jumpWall(START + 90 * DAY_MS - hub.machine.nowMs());
      hub.state.isSynchronised = true;
      hub.live(MINUTE_MS);
      assert.equal(house(hub), 90 * DAY_MS + MINUTE_MS);
    });

    it('goes on where the wall falls back by more than a day, and nobody confirms it', () => {
      const hub = boot(START);
      hub.live(MINUTE_MS);
      hub.machine.jumpWall(-9 * YEAR_MS);
      hub.live(MINUTE_MS);
      assert.equal(house(hub), 2 * MINUTE_MS);
    });
  });

  const step = fc.record({
    jumpMs: fc.oneof(
      fc.constant(0),
      fc.integer({ min: -2 * HOUR_MS, max: 2 * HOUR_MS }),
      fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }),
      fc.integer({ min: -2 * YEAR_MS, max: 2 * YEAR_MS }),
    ),
    passMs: fc.integer({ min: 0, max: 2 * HOUR_MS }),
  });

  it('never runs backward, save where a leap ahead is taken back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const hub = boot(START, { markMs: START });
        let beforeMs = hub.steady.nowMs();
        for (const { jumpMs, passMs } of steps) {
          const wasInDoubt = hub.steady.isProvisional() || hub.steady.mark().doubtMs !== undefined;
          hub.machine.jumpWall(jumpMs);
          const nowMs = hub.steady.nowMs();
          if (!wasInDoubt) assert.ok(nowMs >= beforeMs, `${nowMs - beforeMs} ms`);
          hub.live(passMs);
          beforeMs = hub.steady.nowMs();
        }
      }),
    );
  });

  it('is the wall again once that is right for an hour, after any boots with wrong clocks', () => {
    // Wrong by more than a day, as a board without a clock or with an empty battery is.
    const wrongMs = fc.oneof(
      fc.integer({ min: 2 * DAY_MS, max: 30 * YEAR_MS }),
      fc.integer({ min: -30 * YEAR_MS, max: -2 * DAY_MS }),
    );
    const boots = fc.array(
      fc.record({
        wrongMs,
        offMs: fc.integer({ min: 0, max: 40 * DAY_MS }),
        liveMs: fc.integer({ min: 0, max: 3 * HOUR_MS }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(boots, (all) => {
        let mark: ClockMark = { markMs: START };
        let trueMs = START;
        for (const { wrongMs: errorMs, offMs, liveMs } of all) {
          trueMs += offMs;
          const wrong = boot(trueMs + errorMs, mark);
          wrong.live(liveMs);
          trueMs += liveMs;
          mark = wrong.steady.mark();
        }
        // A wall that is up to a day behind is waited for, whatever put the mark ahead.
        fc.pre(trueMs >= mark.markMs || trueMs <= mark.markMs - DAY_MS);
        const right = boot(trueMs, mark);
        right.live(HOUR_MS + MINUTE_MS);
        assert.equal(right.steady.nowMs(), right.machine.nowMs());
      }),
      { numRuns: 300 },
    );
  });
});
