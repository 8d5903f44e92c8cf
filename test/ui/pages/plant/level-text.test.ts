import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LevelView } from '../../../../src/domain/control/level-view.ts';
import { levelText } from '../../../../src/ui/pages/plant/level-text.ts';

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
        'The hub was to steer it, but cannot now: “waterMode” says “curve” instead of “fixed” and nothing is known of “sensor”, which has to say “on” or “auto”.',
        undefined,
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
        'The hub was to tell it what it would like, but cannot now: “outdoor” says “3” instead of more than 5 and nothing is known of “pressure”, which has to say less than 3.',
        undefined,
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
      const { level, whyNot, withoutHub } = levelText(control);
      assert.deepEqual([level, whyNot, withoutHub], expected);
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
    const few = 'to its curve today: its memory stands 24 a day.';
    assert.deepEqual(left(6), [`6 more changes ${few}`]);
    assert.deepEqual(left(1), [`1 more change ${few}`]);
    assert.deepEqual(left(0), [`No more changes ${few}`]);
  });
});
