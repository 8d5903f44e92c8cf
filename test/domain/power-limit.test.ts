import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import {
  commandPowerLimit,
  isSamePowerLimit,
  movedPowerLimit,
  powerLimitAt,
  restoredPowerLimit,
  type PowerLimit,
} from '../../src/domain/power-limit.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../src/domain/units.ts';

const NOW_MS = Date.UTC(2026, 0, 20, 9);
const UNTIL = isoTime(NOW_MS + HOUR_MS);
const command = (of: Parameters<typeof commandPowerLimit>[0]) =>
  commandPowerLimit(of, 'tok_a', NOW_MS);
const FOR_TWO_HOURS: PowerLimit = {
  limitKw: 4.2,
  untilMs: NOW_MS + 2 * HOUR_MS,
  isDuration: true,
  source: 'tok_a',
};
const UNTIL_TEN: PowerLimit = { limitKw: 4.2, untilMs: NOW_MS + HOUR_MS, source: 'tok_a' };

describe('a power limit', () => {
  it('lasts two hours where no end is said', () => {
    assert.deepEqual(command({ powerLimitKw: 4.2 }), FOR_TWO_HOURS);
  });

  it('lasts until the time that is said', () => {
    assert.deepEqual(command({ powerLimitKw: 4.2, until: UNTIL }), UNTIL_TEN);
  });

  it('is from 0 to 50 kW, in watts', () => {
    for (const [asked, kept] of [
      [0, 0],
      [LIMITS.powerLimitKw, LIMITS.powerLimitKw],
      [4.2004, 4.2],
      [4.2006, 4.201],
    ] as const)
      assert.equal(command({ powerLimitKw: asked })?.limitKw, kept);
    for (const wrong of [-0.001, 50.001, NaN, Infinity])
      assert.throws(() => command({ powerLimitKw: wrong }), {
        message: `powerLimitKw must be from 0 to 50 kW, not ${wrong}`,
      });
  });

  it('refuses an end that is past or no time', () => {
    const past = isoTime(NOW_MS);
    assert.throws(() => command({ powerLimitKw: 1, until: past }), /^HubError: until must not be/);
    assert.throws(() => command({ powerLimitKw: 1, until: 'noon' }), /^HubError: until must be/);
  });

  it('is ended by a word that stands alone', () => {
    assert.equal(command({ cancelPowerLimit: true }), undefined);
    for (const more of [{ powerLimitKw: 1 }, { until: UNTIL }])
      assert.throws(() => command({ cancelPowerLimit: true, ...more }), /stands alone/);
  });

  it('is over at its end, and not before', () => {
    assert.equal(powerLimitAt(UNTIL_TEN, UNTIL_TEN.untilMs - 1), UNTIL_TEN);
    assert.equal(powerLimitAt(UNTIL_TEN, UNTIL_TEN.untilMs), undefined);
  });

  it('moves along with the clock where it is a duration, and is an hour of the day else', () => {
    assert.equal(movedPowerLimit(FOR_TWO_HOURS, -HOUR_MS)?.untilMs, NOW_MS + HOUR_MS);
    assert.equal(movedPowerLimit(UNTIL_TEN, -HOUR_MS), UNTIL_TEN);
  });

  it('of an earlier life whose clock was ahead lasts no longer than it may', () => {
    const earlierMs = NOW_MS - 24 * HOUR_MS;
    const { untilMs } = restoredPowerLimit(FOR_TWO_HOURS, earlierMs);
    assert.equal(untilMs, earlierMs + LIMITS.powerLimitMs);
    assert.deepEqual(restoredPowerLimit(FOR_TWO_HOURS, NOW_MS + HOUR_MS), FOR_TWO_HOURS);
    assert.equal(restoredPowerLimit(UNTIL_TEN, earlierMs), UNTIL_TEN);
  });

  it('is the same where it is said again within ten minutes', () => {
    const later = (ms: number) => ({ ...FOR_TWO_HOURS, untilMs: FOR_TWO_HOURS.untilMs + ms });
    const same = (after: PowerLimit | undefined, before: PowerLimit | undefined = FOR_TWO_HOURS) =>
      isSamePowerLimit(before, after);
    assert.equal(same(later(10 * MINUTE_MS - 1)), true);
    assert.equal(same(later(10 * MINUTE_MS)), false);
    assert.equal(same({ ...FOR_TWO_HOURS, limitKw: 4.3 }), false);
    assert.equal(same(UNTIL_TEN), false);
    assert.equal(same(undefined), false);
    assert.equal(isSamePowerLimit(undefined, undefined), true);
  });
});
