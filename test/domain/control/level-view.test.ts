import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelView } from '../../../src/domain/control/level-view.ts';

const orders = new Set<never>();

describe('the level of a machine, as it is shown,', () => {
  it('says no more than there is to say', () => {
    const shown = levelView({ level: 'steer', chosen: 'steer', orders });
    assert.deepEqual(shown, { level: 'steer', chosen: 'steer' });
  });

  it('says what keeps it from what was chosen, each once, and what becomes of it without the hub', () => {
    const unmet = [
      { level: 'steer', place: 'mode', wanted: [1, 2], said: 0 },
      { level: 'nudge', place: 'mode', wanted: 1, said: 0 },
      { level: 'steer', place: 'sensor', wanted: { above: 5 }, said: undefined },
      { level: 'steer', place: 'held', wanted: { below: -5 }, said: null },
      { level: 'nudge', place: 'free', wanted: true, said: false },
    ] as const;
    const shown = levelView(
      { level: 'watch', chosen: 'steer', orders, unmet, isReleased: true },
      { withoutHub: 'It goes on.' },
    );
    assert.deepEqual(shown, {
      level: 'watch',
      chosen: 'steer',
      released: true,
      missing: [
        { place: 'mode', said: '0', wanted: ['1', '2'] },
        { place: 'sensor', above: 5 },
        { place: 'held', said: 'null', below: -5 },
        { place: 'free', said: 'false', wanted: ['true'] },
      ],
      withoutHub: 'It goes on.',
    });
  });

  it('says it of one place, and of no value, too', () => {
    const unmet = [{ level: 'steer', place: 'mode', wanted: null, said: undefined }] as const;
    const { missing } = levelView({ level: 'watch', chosen: 'steer', orders, unmet });
    assert.deepEqual(missing, [{ place: 'mode', wanted: ['null'] }]);
  });

  it('says what it can be told, whether it keeps that, and how often it stands that today', () => {
    const appliance = {
      level: 'nudge',
      chosen: 'nudge',
      orders: new Set(['curveShiftK', 'surplusLevel'] as const),
      left: new Map([['curveShiftK', 3]] as const),
    } as const;
    const { orders: told } = levelView(appliance, {
      orders: {
        supplyTempC: { level: 'steer', number: { topic: 's', min: 25, max: 55, step: 1 } },
        curveShiftK: {
          level: 'nudge',
          number: { topic: 'c', min: -5, max: 5, step: 1 },
          perDay: 24,
        },
        surplusLevel: { level: 'nudge', values: { '2': [], '3': [] }, repeatSeconds: 300 },
      },
    });
    assert.deepEqual(told, [
      { order: 'curveShiftK', stored: true, min: -5, max: 5, step: 1, perDay: 24, leftToday: 3 },
      { order: 'surplusLevel', stored: false, words: ['2', '3'] },
    ]);
  });
});
