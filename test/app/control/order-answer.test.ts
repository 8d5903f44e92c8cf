import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOrderAnswer } from '../../../src/app/control/order-answer.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A machine that is told something. `shows` is what its echo says of that. */
function told(hasEcho = true) {
  const clock = createFakeClock();
  const machine: { shows: boolean | undefined; again: number; unconfirmed: number } = {
    shows: undefined,
    again: 0,
    unconfirmed: 0,
  };
  const answer = createOrderAnswer({
    clock,
    hasEcho,
    answer: () => machine.shows,
    again() {
      machine.again++;
      answer.told();
    },
    onUnconfirmed() {
      machine.unconfirmed++;
    },
  });
  answer.told();
  const hear = (shows: boolean | undefined) => {
    machine.shows = shows;
    answer.heard(shows);
  };
  /** Whatever is waited for between two tries. */
  const pass = () => clock.advance(LIMITS.commandAgainMs * 2 ** (LIMITS.commandAgainTimes + 1));
  return { clock, machine, answer, hear, pass };
}

describe('an order to a machine of another make', () => {
  it('is heard where the machine shows it', () => {
    const { answer, hear, machine, pass } = told();
    assert.equal(answer.isHeard(), undefined);
    hear(true);
    assert.equal(answer.isHeard(), true);
    pass();
    assert.equal(machine.again, 0);
  });

  it('is taken as heard where the machine shows nothing at all', () => {
    const { answer, machine, pass } = told(false);
    pass();
    assert.deepEqual([answer.isHeard(), machine.again, machine.unconfirmed], [true, 0, 0]);
  });

  it('has its time before it is told again, whatever is shown meanwhile', () => {
    const { hear, machine, clock } = told();
    hear(false);
    clock.advance(LIMITS.commandConfirmMs - 1);
    assert.equal(machine.again, 0);
    clock.advance(1);
    assert.equal(machine.again, 1);
  });

  it('that nobody confirms is told a few times, and said once', () => {
    const { answer, machine, pass } = told();
    pass();
    assert.deepEqual(
      [machine.again, machine.unconfirmed, answer.isHeard(), answer.isDisputed()],
      [LIMITS.commandAgainTimes, 1, false, false],
    );
    pass();
    assert.deepEqual([machine.again, machine.unconfirmed], [LIMITS.commandAgainTimes, 1]);
  });

  it('that the machine takes back again and again is its own to decide', () => {
    const { answer, hear, machine, pass } = told();
    hear(false);
    pass();
    assert.deepEqual(
      [machine.again, machine.unconfirmed, answer.isDisputed()],
      [LIMITS.commandAgainTimes, 0, true],
    );
    hear(false);
    pass();
    assert.equal(machine.again, LIMITS.commandAgainTimes, 'it is told no more');
    hear(true);
    assert.equal(answer.isDisputed(), false);
  });

  it('that was lost while the machine was away is told once more when it speaks', () => {
    const { answer, hear, machine, pass } = told();
    pass();
    hear(false);
    pass();
    assert.deepEqual(
      [machine.again, answer.isDisputed()],
      [LIMITS.commandAgainTimes + 1, true],
      'and then it is known to be disputed',
    );
  });

  it('that stood for long has all its tries anew', () => {
    for (const [agreedMs, tries] of [
      [LIMITS.commandAgainWindowMs - 1, 0],
      [LIMITS.commandAgainWindowMs, LIMITS.commandAgainTimes],
    ] as const) {
      const { hear, machine, clock, pass } = told();
      // All but one of its tries are used up.
      clock.advance(LIMITS.commandConfirmMs);
      while (machine.again < LIMITS.commandAgainTimes) clock.advance(LIMITS.commandAgainMs);
      hear(true);
      clock.advance(agreedMs);
      const before = machine.again;
      hear(false);
      pass();
      assert.equal(machine.again - before, tries, String(agreedMs));
    }
  });

  it('is awaited no more after a stop, and forgotten where it was given back', () => {
    const { answer, machine, pass } = told();
    answer.stop();
    pass();
    assert.deepEqual([machine.again, machine.unconfirmed], [0, 0]);
    const other = told();
    other.pass();
    other.answer.forget();
    assert.deepEqual([other.answer.isHeard(), other.answer.isDisputed()], [true, false]);
  });
});
