import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { angleOf, turnedTo } from '../../../../src/ui/pages/zone/dial-angle.ts';

const pointAt = (rad: number) => [100 * Math.cos(rad), 100 * Math.sin(rad)] as const;

describe('the dial', () => {
  it('stands where it is turned to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60 }), (halves) => {
        const tempC = halves / 2;
        assert.equal(turnedTo(pointAt(angleOf(tempC)), tempC).toFixed(6), tempC.toFixed(6));
      }),
    );
    // Straight up is the middle of the range, whatever the distance.
    assert.equal(turnedTo([0, -3], 21), 20);
  });

  it('ends at its ends, and goes no way through the opening between them', () => {
    assert.equal(turnedTo([-1, 20], 11), 10);
    assert.equal(turnedTo([1, 20], 28), 30);
    assert.equal(turnedTo([1, 20], 12), 12);
    assert.equal(turnedTo([-1, 20], 29), 29);
    assert.equal(angleOf(5), angleOf(10));
  });
});
