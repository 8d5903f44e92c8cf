import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  HYGIENE_DEFAULTS,
  hygieneNext,
  type HygieneInputs,
  type HygieneMemory,
} from '../../../../src/domain/control/hot-water/hygiene.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const COLD: HygieneInputs = {
  coldestC: 45,
  reportedMs: undefined,
  askedMs: undefined,
  localHour: 9,
  hasSurplus: false,
  isOff: false,
};
const clean = (days: number, of: Partial<HygieneMemory> = {}): HygieneMemory => ({
  firstSeenMs: NOW_MS - 30 * DAY_MS,
  lastSuccessMs: NOW_MS - days * DAY_MS,
  ...of,
});
const next = (memory: HygieneMemory | undefined, of: Partial<HygieneInputs> = {}, nowMs = NOW_MS) =>
  hygieneNext(HYGIENE_DEFAULTS, memory, { ...COLD, ...of }, nowMs);
const running = (hours: number) =>
  clean(7, { isRunning: true, startedMs: NOW_MS - hours * HOUR_MS });

describe('a disinfection', () => {
  // [what, memory, inputs, runs, overdue]
  const cases = [
    ['waits for a week', clean(5.9), { localHour: 13 }, false, false],
    ['begins at its hour of the last day', clean(6.1), { localHour: 13.5 }, true, false],
    ['waits for its hour', clean(6.1), {}, false, false],
    ['does not wait with energy to spare', clean(6.1), { hasSurplus: true }, true, false],
    ['begins at the latest when it is due', clean(7), { localHour: undefined }, true, false],
    ['is overdue a day later', clean(8.1), {}, true, true],
    [
      'waits while hot water is off, and says that it is overdue',
      clean(9),
      { isOff: true },
      false,
      true,
    ],
    ['begins when asked for', clean(1), { askedMs: NOW_MS - 1 }, true, false],
    [
      'begins when asked for while off',
      clean(1),
      { askedMs: NOW_MS - 1, isOff: true },
      true,
      false,
    ],
    [
      'is done once for each time it is asked for',
      clean(1),
      { askedMs: NOW_MS - 2 * DAY_MS },
      false,
      false,
    ],
    ['goes on', running(1), {}, true, false],
    ['is given up after 8 h', running(8), {}, false, false],
    ['is tried again a day after it began', running(24), {}, true, false],
    [
      'is credited to the device that says so',
      clean(7),
      { reportedMs: NOW_MS - HOUR_MS },
      false,
      false,
    ],
    ['is not believed from the future', clean(7), { reportedMs: NOW_MS + HOUR_MS }, true, false],
    ['is due a day after the tank is first seen', undefined, {}, false, false],
    [
      'does not begin with a hub, though it be the hour',
      undefined,
      { localHour: 13 },
      false,
      false,
    ],
    [
      'begins at its hour once a tank was watched for one',
      { firstSeenMs: NOW_MS - HOUR_MS },
      { localHour: 13 },
      true,
      false,
    ],
  ] as const;
  for (const [what, memory, inputs, isRunning, isOverdue] of cases) {
    it(what, () => {
      const hygiene = next(memory, inputs);
      assert.deepEqual([hygiene.isRunning, hygiene.isOverdue], [isRunning, isOverdue]);
    });
  }

  /** A tank minute by minute from now, `undefined` where nobody measures it. */
  function through(memory: HygieneMemory, temps: readonly (number | undefined)[]) {
    let hygiene = next(memory, { coldestC: temps[0] });
    for (const [minute, coldestC] of temps.entries()) {
      hygiene = next(hygiene.memory, { coldestC }, NOW_MS + minute * MINUTE_MS);
    }
    return hygiene;
  }
  const hot = (minutes: number): number[] => Array<number>(minutes).fill(60);

  it('is proven by 20 min at 60 °C, whatever heated the tank', () => {
    assert.equal(through(clean(3), hot(20)).lastSuccessMs, NOW_MS - 3 * DAY_MS);
    const { lastSuccessMs, nextDueMs } = through(clean(3), hot(21));
    assert.equal(lastSuccessMs, NOW_MS + 20 * MINUTE_MS);
    assert.equal(nextDueMs, NOW_MS + 20 * MINUTE_MS + 7 * DAY_MS);
  });

  it('is not proven by parts', () => {
    const { lastSuccessMs } = through(clean(3), [...hot(15), 59.9, ...hot(15)]);
    assert.equal(lastSuccessMs, NOW_MS - 3 * DAY_MS);
  });

  it('survives a short silence, not a long one', () => {
    const silence = (minutes: number) => Array<undefined>(minutes).fill(undefined);
    const after = (minutes: number) =>
      through(clean(3), [...hot(10), ...silence(minutes), ...hot(11)]).lastSuccessMs;
    assert.ok((after(4) ?? 0) > NOW_MS);
    assert.equal(after(6), NOW_MS - 3 * DAY_MS);
  });

  it('ends with its proof', () => {
    const { isRunning, lastSuccessMs } = through(running(1), hot(25));
    assert.equal(isRunning, false);
    assert.ok((lastSuccessMs ?? 0) > NOW_MS);
  });
});
