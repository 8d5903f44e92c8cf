import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { house } from '../../../../src/ui/live.ts';
import { choices, STANDARD } from '../../../../src/ui/pages/panel/choices.ts';
import { isIdle } from '../../../../src/ui/pages/panel/idle.ts';
import { look, ownZoneId, shownZone } from '../../../../src/ui/pages/panel/rooms-shown.ts';
import { HEATING, zone } from '../../support/heating-house.ts';

const shownId = () => shownZone.value?.zoneId;

beforeEach(() => {
  house.value = { ...HEATING, zones: ['hall', 'bath', 'study'].map((id) => zone(id)) };
  choices.value = STANDARD;
  isIdle.value = false;
});

describe('the room that a panel shows large', () => {
  it('is the first of the house, or its own where one was chosen', () => {
    assert.equal(ownZoneId.value, 'hall');
    choices.value = { ...STANDARD, zoneId: 'bath' };
    assert.equal(shownId(), 'bath');
  });

  it('is the one that was tapped, until nobody is there any more', () => {
    look('study');
    assert.equal(shownId(), 'study');
    assert.equal(ownZoneId.value, 'hall');
    isIdle.value = true;
    assert.equal(shownId(), 'hall');
    // Who comes next finds the panel's own.
    isIdle.value = false;
    assert.equal(shownId(), 'hall');
  });

  it('is the first where the one that was chosen or tapped is gone, and none in a house without', () => {
    choices.value = { ...STANDARD, zoneId: 'attic' };
    look('cellar');
    assert.equal(shownId(), 'hall');
    house.value = { ...HEATING, zones: [] };
    assert.equal(shownZone.value, undefined);
  });
});
