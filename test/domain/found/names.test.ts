import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanName, isOutdoors, roomIn } from '../../../src/domain/found/names.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const clean = (said: string) => cleanName(said, 'x');

describe('the room of a device that measures one', () => {
  it('is what it is called besides what it is', () => {
    for (const [name, room] of [
      ['Kitchen thermometer', 'Kitchen'],
      ['living_room_temperature_sensor', 'living_room'],
      ['Bath TRV', 'Bath'],
      ['Temperature sensor', 'Temperature'],
      ['Thermometer', 'Thermometer'],
      ['Sensory', 'Sensory'],
      ['Kitchen', 'Kitchen'],
    ] as const)
      assert.equal(roomIn(name), room);
  });
});

describe('a name that a device gives itself', () => {
  it('keeps letters of all scripts, and the signs of names', () => {
    for (const name of ['Küche (Süd) No. 3, +5°', 'Гостиная', '寝室', "Ada's_hall-#1/2"])
      assert.equal(clean(name), name);
  });

  it('loses what could show as something else', () => {
    assert.equal(clean(' a\u202eb\u0000c<script> \n d '), 'a b c script d');
    assert.equal(clean('Cafe\u0301'), 'Café', 'one letter, not two');
  });

  it('is as long as names may be, and not cut through the middle of a character', () => {
    const long = 'a'.repeat(LIMITS.friendlyNameChars - 1);
    assert.equal(clean(`${long}bc`), `${long}b`);
    assert.equal(clean(`${long}\u{20000}`), long);
    assert.equal(clean(`${'a'.repeat(LIMITS.friendlyNameChars - 1)} b`), long);
  });

  it('is looked at no further than it could matter', () => {
    assert.equal(clean(`${' '.repeat(4 * LIMITS.friendlyNameChars - 1)}a`), 'a');
    assert.equal(clean(`${' '.repeat(4 * LIMITS.friendlyNameChars)}a`), 'x');
  });

  it('is another where nothing of it can be seen', () => {
    assert.deepEqual(['', '  ', '\u200b', '<>'].map(clean), ['x', 'x', 'x', 'x']);
  });
});

describe('a thermometer outdoors', () => {
  it('says so itself, in some languages', () => {
    for (const name of [
      'Outdoor',
      'outside_north',
      'Außentemperatur',
      'Garten',
      'Jardin',
      'Extérieur',
      'the garden',
    ])
      assert.ok(isOutdoors(name), name);
  });

  it('is not whatever has these letters in it', () => {
    for (const name of ['Gardening', 'Hall', 'Routine', 'Balconyroom', 'Nextdoor'])
      assert.ok(!isOutdoors(name), name);
  });
});
