import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelChanges, withLevel } from '../../../../src/ui/pages/plant/level-changes.ts';

describe('the levels that an owner can choose of a machine', () => {
  it('are those below, and those above with what they mean', () => {
    const raise = { level: 'steer', orders: [], kept: [], letGo: [] } as const;
    const changes = levelChanges({
      level: 'watch',
      chosen: 'nudge',
      raises: [{ ...raise, allows: 'It may.', whenGone: 'It stays.' }],
    });
    assert.deepEqual(changes, [
      {
        level: 'watch',
        text: 'The hub only watches it: it decides by itself. The hub gives back what it has changed beyond that.',
      },
      { level: 'steer', text: 'It may.', whenGone: 'It stays.' },
    ]);
    assert.deepEqual(levelChanges({ level: 'watch', chosen: 'watch' }), []);
    const lower = levelChanges({ level: 'steer', chosen: 'steer' });
    assert.deepEqual(
      lower.map(({ level }) => level),
      ['watch', 'nudge'],
    );
  });

  it('are the machine’s alone, and nothing else of the house', () => {
    const other = { kind: 'dhw', id: 'a', level: 'steer' };
    const house = { zones: [], bindings: [other, { kind: 'hcu', id: 'a', use: 'x' }] };
    assert.deepEqual(withLevel(house, { kind: 'hcu', id: 'a' }, 'nudge'), {
      zones: [],
      bindings: [other, { kind: 'hcu', id: 'a', use: 'x', level: 'nudge' }],
    });
  });
});
