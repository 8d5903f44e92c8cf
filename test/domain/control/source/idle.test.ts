import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standsIdle } from '../../../../src/domain/control/source/idle.ts';

describe('a source that is to work stands idle', () => {
  // [what, isRunning, water, direction, what it is told, whether]
  const cases = [
    ['where its water is far too cold', false, 30, 'heat', 35, true],
    ['not where it is nearly warm enough', false, 30.1, 'heat', 35, false],
    ['not where it is warmer than it is told', false, 50, 'heat', 35, false],
    ['where its water is far too warm', false, 17, 'cool', 12, true],
    ['not where it is nearly cold enough', false, 16.9, 'cool', 12, false],
    ['not where it is colder than it is told', false, 7, 'cool', 12, false],
    ['where nobody measures its water', false, undefined, 'heat', 35, true],
    ['where nobody tells it how warm', false, 30, 'heat', undefined, true],
    ['where it makes what it makes', false, 30, 'heat', NaN, true],
    ['not while it runs', true, 10, 'heat', 35, false],
    ['not where nobody says whether it runs', undefined, 10, 'heat', 35, false],
  ] as const;
  for (const [what, isRunning, supplyTempC, direction, toldC, whether] of cases)
    it(what, () => assert.equal(standsIdle({ isRunning, supplyTempC }, direction, toldC), whether));
});
