import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelView } from '../../../src/domain/control/level-view.ts';

const orders = new Set<never>();

describe('the level of a machine, as it is shown,', () => {
  it('says no more than there is to say', () => {
    const shown = levelView({ level: 'steer', chosen: 'steer', orders }, undefined);
    assert.deepEqual(shown, { level: 'steer', chosen: 'steer' });
  });

  it('says what keeps it from what was chosen, each once, and what becomes of it without the hub', () => {
    const unmet = [
      { level: 'steer', place: 'mode', said: 0 },
      { level: 'nudge', place: 'mode', said: 0 },
      { level: 'steer', place: 'sensor', said: undefined },
      { level: 'steer', place: 'held', said: null },
    ] as const;
    const shown = levelView(
      { level: 'watch', chosen: 'steer', orders, unmet, isReleased: true },
      'It goes on.',
    );
    assert.deepEqual(shown, {
      level: 'watch',
      chosen: 'steer',
      released: true,
      missing: [{ place: 'mode', said: '0' }, { place: 'sensor' }, { place: 'held', said: 'null' }],
      withoutHub: 'It goes on.',
    });
  });
});
