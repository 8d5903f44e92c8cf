import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelChanges, withLevel } from '../../../src/ui/levels/level-changes.ts';

describe('the levels that an owner can choose of a machine', () => {
  it('are those below, and those above with what they mean', () => {
    const raise = { level: 'steer', orders: [], kept: [], letGo: [] } as const;
    const changes = levelChanges({
      level: 'watch',
      chosen: 'nudge',
      lowers: [{ level: 'watch' }],
      raises: [{ ...raise, allows: 'It may.', whenGone: 'It stays.' }],
    });
    assert.deepEqual(changes, [
      {
        level: 'watch',
        text: 'The hub only watches it: it decides by itself. The hub gives back what it has changed beyond that.',
        isPossible: true,
        missing: [],
      },
      { level: 'steer', text: 'It may.', whenGone: 'It stays.', isPossible: true, missing: [] },
    ]);
    assert.deepEqual(levelChanges({ level: 'watch', chosen: 'watch' }), []);
  });

  it('are not possible where the machine is set otherwise, and are where that is only awaited', () => {
    const raise = { orders: [], kept: [], letGo: [], allows: 'It may.', whenGone: '' } as const;
    const help = 'Turn on the curve.';
    const choices = levelChanges({
      level: 'watch',
      chosen: 'watch',
      raises: [
        {
          ...raise,
          level: 'nudge',
          missing: [
            { place: 'water', said: 'direct', wanted: ['curve'], help },
            { place: 'on', wanted: ['1'] },
          ],
        },
        { ...raise, level: 'steer', missing: [{ place: 'on', wanted: ['1'] }] },
      ],
    });
    assert.deepEqual(
      choices.map(({ isPossible, missing }) => [isPossible, missing]),
      [
        [false, [help, '“on” is not heard yet. It has to say “1”.']],
        [true, ['“on” is not heard yet. It has to say “1”.']],
      ],
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
