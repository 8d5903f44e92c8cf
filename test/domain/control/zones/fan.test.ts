import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAN_DEFAULTS, fanPercent } from '../../../../src/domain/control/zones/fan.ts';

const level = (errorK: number, before?: number) => fanPercent(FAN_DEFAULTS, errorK, before);

describe('a fan', () => {
  for (const [errorK, percent] of [
    [-1, 25],
    [0, 25],
    [0.2, 40],
    [0.4, 55],
    [0.8, 85],
    [1, 100],
    [5, 100],
  ] as const)
    it(`blows ${percent} % at ${errorK} K beyond the setpoint`, () =>
      assert.equal(level(errorK), percent));

  it('stands while it is nearly right, and moves by whole steps', () => {
    assert.equal(level(0.45, 55), 55);
    assert.equal(level(0.35, 55), 55);
    assert.equal(level(0.48, 55), 60);
    assert.equal(level(0.3, 55), 50);
    assert.equal(level(0.45, 0), 60, 'one that rested has no level to keep');
  });
});
