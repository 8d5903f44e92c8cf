import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seasonOf, sideOf } from '../../src/ui/zone-side.ts';
import { zone } from './support/heating-house.ts';

const both = (zoneId: string, more: object = {}) =>
  zone(zoneId, { tempHeatSetC: 21, tempCoolSetC: 25, ...more });

describe('the one setpoint of a small card', () => {
  it('is by the season, which is that to which most rooms are nearer', () => {
    const cold = both('a', { tempC: 21 });
    const warm = both('b', { tempC: 24.5 });
    assert.equal(seasonOf([cold, cold, warm]), 'heat');
    assert.equal(seasonOf([cold, warm, warm]), 'cool');
    assert.equal(seasonOf([]), 'heat');
    // Who has no choice has no say.
    assert.equal(seasonOf([cold, { ...warm, mode: 'cool' }, { ...warm, mode: 'off' }]), 'heat');
    assert.equal(sideOf(cold, 'cool'), 'cool');
  });

  it('is that on which something happens, and always one that counts', () => {
    assert.equal(sideOf(both('a', { effectiveMode: 'cool' }), 'heat'), 'cool');
    assert.equal(sideOf(both('a', { activeCall: 'heat' }), 'cool'), 'heat');
    assert.equal(sideOf(both('a', { mode: 'heat' }), 'cool'), 'heat');
    assert.equal(sideOf(both('a', { mode: 'off' }), 'cool'), undefined);
  });
});
