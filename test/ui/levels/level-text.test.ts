import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LevelView } from '../../../src/domain/control/appliance/level-view.ts';
import { levelText } from '../../../src/ui/levels/level-text.ts';

describe('the level of a machine, in words,', () => {
  const cases: readonly (readonly [LevelView, readonly (string | undefined)[]])[] = [
    [
      { level: 'watch', chosen: 'watch' },
      ['The hub only watches it: it decides by itself.', undefined, undefined],
    ],
    [
      { level: 'steer', chosen: 'steer', withoutHub: 'It keeps 25 °C.' },
      [
        'The hub steers it: it only protects itself.',
        undefined,
        'Without the hub: It keeps 25\u00a0°C.',
      ],
    ],
    [
      {
        level: 'nudge',
        chosen: 'steer',
        missing: [
          { place: 'waterMode', said: 'curve', wanted: ['fixed'] },
          { place: 'sensor', wanted: ['on', 'auto'] },
        ],
      },
      [
        'The hub only tells it what it would like: it keeps its own control.',
        'The hub was to steer it, but cannot now. For that:',
        undefined,
        '“waterMode” says “curve” instead of “fixed”.',
        '“sensor” is not heard yet. It has to say “on” or “auto”.',
      ],
    ],
    [
      {
        level: 'watch',
        chosen: 'nudge',
        missing: [
          { place: 'outdoor', said: '3', above: 5 },
          { place: 'pressure', below: 3 },
        ],
      },
      [
        'The hub only watches it: it decides by itself.',
        'The hub was to tell it what it would like, but cannot now. For that:',
        undefined,
        '“outdoor” says “3” instead of more than 5.',
        '“pressure” is not heard yet. It has to say less than 3.',
      ],
    ],
    [
      { level: 'watch', chosen: 'nudge' },
      [
        'The hub only watches it: it decides by itself.',
        'The hub was to tell it what it would like, but cannot now.',
        undefined,
      ],
    ],
    [
      {
        level: 'watch',
        chosen: 'steer',
        missing: [
          { place: 'waterMode', wanted: ['fixed'], help: 'Turn on fixed water.' },
          { place: 'sensor', wanted: ['on'] },
        ],
      },
      [
        'The hub only watches it: it decides by itself.',
        'The hub is to steer it, and waits for the gateway’s first fresh report: what the broker had kept may be out of date. Awaited:',
        undefined,
        '“waterMode” is not heard yet. Turn on fixed water.',
        '“sensor” is not heard yet. It has to say “on”.',
      ],
    ],
    [
      {
        level: 'nudge',
        chosen: 'steer',
        missing: [
          { place: 'waterMode', said: 'curve', wanted: ['fixed'], help: 'Turn on fixed water.' },
        ],
      },
      [
        'The hub only tells it what it would like: it keeps its own control.',
        'The hub was to steer it, but cannot now. For that:',
        undefined,
        'Turn on fixed water.',
      ],
    ],
    [
      { level: 'watch', chosen: 'steer', released: true },
      [
        'The hub only watches it: it decides by itself.',
        'The hub was told to let go of it.',
        undefined,
      ],
    ],
  ];
  for (const [control, expected] of cases) {
    it(`tells of ${JSON.stringify(control)}`, () => {
      const { level, whyNot, withoutHub, missing } = levelText(control);
      assert.deepEqual([level, whyNot, withoutHub, ...missing], expected);
    });
  }

  it('says which changes are few today, and not of those that are many', () => {
    const left = (leftToday: number, perDay = 24) =>
      levelText({
        level: 'nudge',
        chosen: 'nudge',
        orders: [
          { order: 'curveShiftK', stored: true, perDay, leftToday },
          { order: 'surplusLevel', stored: false },
        ],
      }).scarce;
    assert.deepEqual([left(24), left(7)], [[], []]);
    const few = 'to its heating curve today: its memory endures 24 a day.';
    assert.deepEqual(left(6), [`6 more changes ${few}`]);
    assert.deepEqual(left(1), [`1 more change ${few}`]);
    assert.deepEqual(left(0), [`No more changes ${few}`]);
  });
});
