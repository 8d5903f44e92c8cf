import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roomFinder } from '../../../src/domain/found/nearness.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const ROOMS = [
  ['living', 'Living room'],
  ['bedroom', 'Schlafzimmer'],
  ['bedroom_1', 'Bedroom 1'],
  ['bath', 'Bath'],
  ['kueche', 'Küche'],
  ['wc', 'WC'],
  ['ke_ting', '客厅'],
] as const;
const find = roomFinder(ROOMS.map(([zoneId, friendlyName]) => ({ zoneId, friendlyName })));
const near = (name: string, room?: string) =>
  find({ name, room }).map(({ zoneId, by }) => `${zoneId} ${by}`);

describe('the room that a found device seems to stand in', () => {
  it('is the one that it says it is in, however it writes that', () => {
    assert.deepEqual(near('0x00158d', 'Living Room'), ['living room']);
    assert.deepEqual(near('0x00158d', 'livingroom'), ['living room']);
    assert.deepEqual(near('0x00158d', 'living'), ['living room']);
    assert.deepEqual(near('T1', 'KUCHE'), ['kueche room']);
  });

  it('is one that it is called like', () => {
    assert.deepEqual(near('living_room_sensor'), ['living name']);
    assert.deepEqual(near('Aqara Küche'), ['kueche name']);
    assert.deepEqual(near('WC 2'), ['wc name']);
    assert.deepEqual(near('客厅'), ['ke_ting name']);
    assert.deepEqual(near('Schlafzimmer Fenster'), ['bedroom name']);
  });

  it('may be longer than its name, but not by another number', () => {
    assert.deepEqual(near('Bathroom thermometer'), ['bath name']);
    assert.deepEqual(near('Bedroom 1 window'), ['bedroom_1 name', 'bedroom name']);
    assert.deepEqual(near('Bedroom 10'), ['bedroom name']);
    assert.deepEqual(near('Bedroom 1b'), ['bedroom name']);
    assert.deepEqual(near('WCs'), []);
  });

  it('is none where neither says so', () => {
    assert.deepEqual(near('Thermometer'), []);
    assert.deepEqual(near('room'), []);
    assert.deepEqual(near('', ''), []);
    assert.deepEqual(near('Sabbath'), []);
  });

  it('is said before it is guessed, and the longest name is the likeliest', () => {
    assert.deepEqual(near('Living room', 'Bath'), ['bath room', 'living name']);
  });

  it('is one of so many at most', () => {
    const many = Array.from({ length: LIMITS.foundNear + 1 }, (_, n) => `hall_${n}`);
    const rooms = roomFinder(many.map((zoneId) => ({ zoneId, friendlyName: 'Hall' })));
    assert.equal(rooms({ name: 'Hall' }).length, LIMITS.foundNear);
  });

  it('is not sought in more of a name than people may give', () => {
    const long = `${'x '.repeat(LIMITS.friendlyNameChars)}Bath`;
    assert.deepEqual(near(long, long), []);
  });
});
