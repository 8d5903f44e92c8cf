import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roomsFound } from '../../../../src/ui/pages/home/room-list.ts';

describe('the rooms that are looked for', () => {
  const rooms = [
    { zoneId: 'a', friendlyName: 'Café', floor: 'Ground floor' },
    { zoneId: 'b', friendlyName: 'Room 12' },
    { zoneId: 'c', friendlyName: 'Room 2', floor: 'Upstairs' },
  ];
  const found = (text: string) =>
    roomsFound(rooms, text)
      .map(({ zoneId }) => zoneId)
      .join('');

  it('have each word in their name or floor, whatever its accents and capitals', () => {
    assert.deepEqual(['cafe', 'ROOM', 'room 2', 'up room', ' ', 'attic'].map(found), [
      ...['a', 'bc', 'bc', 'c', 'abc', ''],
    ]);
  });
});
