import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trendPath } from '../../src/ui/zone-trends.ts';

describe('the line of a room', () => {
  it('goes from side to side, and fills the height where it changes enough', () => {
    assert.equal(trendPath([20, 22, 24], 100, 20), 'M0 20L50 10L100 0');
  });
  it('is flat and in the middle where hardly anything changes', () => {
    assert.equal(trendPath([20, 20.2], 100, 20), 'M0 11L100 9');
  });
  it('has gaps where nothing is known, and no line where there is but one value', () => {
    assert.equal(trendPath([20, 22, null, 21, null, 20, 22], 60, 20), 'M0 20L10 0M50 20L60 0');
    assert.equal(trendPath([], 100, 20), '');
    assert.equal(trendPath([null, null], 100, 20), '');
    assert.equal(trendPath([21], 100, 20), '');
  });
  it('is not there until three hours of the day are known, wherever they are', () => {
    const unknown = (steps: number) => Array.from({ length: steps }, () => null);
    const known = (steps: number) => Array.from({ length: steps }, (_, step) => 20 + step / 10);
    assert.equal(trendPath([...unknown(106), ...known(14)], 120, 28), '');
    assert.match(trendPath([...unknown(105), ...known(15)], 119, 28), /^M105 \S+L106 .*L119 \S+$/);
    const apart = trendPath([...known(7), ...unknown(105), ...known(8)], 119, 28);
    assert.match(apart, /^M0 .*L6 \S+M112 .*L119 \S+$/);
  });
});
