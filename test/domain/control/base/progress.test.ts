import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isStalled,
  progressNext,
  type Progress,
} from '../../../../src/domain/control/base/progress.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const SETTINGS = { riseK: 0.5, afterMs: 2 * HOUR_MS };
const BEFORE: Progress = { fromC: 20, sinceMs: NOW_MS - HOUR_MS };
const LAST_MS = NOW_MS - MINUTE_MS;

const next = (tempC: number, isSent = true, lastMs = LAST_MS, before: Progress = BEFORE) =>
  progressNext(SETTINGS, before, { tempC, isSent }, lastMs, NOW_MS);

describe('the progress of heat that is sent', () => {
  const from = (fromC: number, agoMs: number): Progress => ({ fromC, sinceMs: NOW_MS - agoMs });
  // [what, temperature, sent, last looked at, expected]
  const cases = [
    ['begins anew with a rise', 20.5, true, LAST_MS, from(20.5, 0)],
    ['stands at less than that', 20.4, true, LAST_MS, BEFORE],
    ['counts a rise from the lowest', 19, true, LAST_MS, from(19, HOUR_MS)],
    ['does not count time without heat', 20, false, LAST_MS, from(20, 59 * MINUTE_MS)],
    ['nor time that nobody saw', 20, true, NOW_MS - 11 * MINUTE_MS, from(20, 49 * MINUTE_MS)],
    ['but a slow cycle', 20, true, NOW_MS - 10 * MINUTE_MS, BEFORE],
  ] as const;
  for (const [what, tempC, isSent, lastMs, expected] of cases)
    it(what, () => assert.deepEqual(next(tempC, isSent, lastMs), expected));

  it('begins now', () => {
    const seen = { tempC: 20, isSent: false };
    const began = progressNext(SETTINGS, undefined, seen, LAST_MS, NOW_MS);
    assert.deepEqual(began, from(20, 0));
  });

  it('is the same object while nothing is new: nothing is written then', () => {
    assert.equal(next(20.2), BEFORE);
  });

  it('never lies ahead', () => {
    const paused = next(20, false, NOW_MS - 3 * HOUR_MS);
    assert.equal(paused.sinceMs, NOW_MS);
  });

  it('is none after the limit', () => {
    assert.equal(isStalled(SETTINGS, undefined, NOW_MS), false);
    assert.equal(isStalled(SETTINGS, from(20, 2 * HOUR_MS - 1), NOW_MS), false);
    assert.equal(isStalled(SETTINGS, from(20, 2 * HOUR_MS), NOW_MS), true);
  });
});
