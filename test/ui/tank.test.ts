import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTank } from '../../src/ui/tank.ts';

const NOW = Date.parse('2026-01-15T12:00:00Z');

describe('the tank', () => {
  it('is boosting until the boost is over', () => {
    const view = {
      tempTopC: 48.7,
      effectiveCapacityLiters: 215.3,
      boostUntil: '2026-01-15T13:00:00Z',
    };
    assert.equal(readTank(view, false, NOW).state, 'boosting');
    assert.equal(readTank(view, false, NOW + 3_600_000).state, 'ready');
    assert.equal(readTank(view, true, NOW + 3_600_000).state, 'heating');
    assert.equal(readTank({ ...view, isSanitizing: true }, true, NOW).state, 'disinfecting');
    assert.deepEqual(
      [readTank(view, false, NOW).litres, readTank({ online: false }, false, NOW).isSilent],
      [215, true],
    );
  });
});
