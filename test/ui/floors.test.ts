import assert from 'node:assert/strict';
import { it } from 'node:test';
import { byFloor } from '../../src/ui/floors.ts';

it('rooms stand by their floors, in the order of the first of each, and those without one come last', () => {
  const rooms = [
    { id: 'a' },
    { id: 'b', floor: 'Upstairs' },
    { id: 'c', floor: 'Ground floor' },
    { id: 'd', floor: 'Upstairs' },
  ];
  assert.deepEqual(
    byFloor(rooms).map(({ name, rooms: those }) => [name, those.map(({ id }) => id).join('')]),
    [
      ['Upstairs', 'bd'],
      ['Ground floor', 'c'],
      [undefined, 'a'],
    ],
  );
});
