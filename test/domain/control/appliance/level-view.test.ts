import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { levelView } from '../../../../src/domain/control/appliance/level-view.ts';

const orders = new Set<never>();

describe('the level of a machine, as it is shown,', () => {
  it('says no more than there is to say', () => {
    const shown = levelView({ level: 'steer', chosen: 'steer', orders });
    assert.deepEqual(shown, { level: 'steer', chosen: 'steer', lowers: [{ level: 'watch' }] });
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
      {
        withoutHub: 'It goes on.',
        needsHelp: { nudge: { mode: 'Turn it low.' }, steer: { mode: 'Turn it.' } },
      },
    );
    assert.deepEqual(shown, {
      level: 'watch',
      chosen: 'steer',
      released: true,
      missing: [
        { place: 'mode', said: '0', wanted: ['1', '2'], help: 'Turn it.' },
        { place: 'sensor', above: 5 },
        { place: 'held', said: 'null', below: -5 },
        { place: 'free', said: 'false', wanted: ['true'] },
      ],
      withoutHub: 'It goes on.',
      lowers: [{ level: 'watch' }],
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

  it('says of each other level what keeps it from that', () => {
    const number = { topic: 's', min: 25, max: 55, step: 1 };
    const appliance = {
      level: 'watch',
      chosen: 'watch',
      orders,
      unmetElsewhere: [{ level: 'nudge', place: 'mode', wanted: 0, said: 1 }],
    } as const;
    const { raises } = levelView(appliance, {
      orders: {
        supplyTempC: { level: 'steer', number },
        curveShiftK: { level: 'nudge', number },
      },
      needsHelp: { nudge: { mode: 'Turn on the curve.' } },
    });
    const missing = [{ place: 'mode', said: '1', wanted: ['0'], help: 'Turn on the curve.' }];
    assert.deepEqual(
      raises?.map((raise) => [raise.level, raise.missing]),
      [
        ['nudge', missing],
        ['steer', undefined],
      ],
    );
  });

  it('says what was told, and what is told later', () => {
    const told = new Map([
      ['targetTempC', { value: 55, next: { value: 50, atMs: 60_000 } }],
      ['heat', { value: true, next: { value: undefined, atMs: 0 } }],
    ] as const);
    const values = { true: [], false: [] };
    const { orders: shown } = levelView(
      { level: 'nudge', chosen: 'nudge', orders: new Set(['targetTempC', 'heat'] as const), told },
      {
        orders: {
          targetTempC: { level: 'nudge', number: { topic: 't', min: 40, max: 60, step: 1 } },
          heat: { level: 'nudge', values },
        },
      },
    );
    assert.deepEqual(
      shown?.map(({ told: value, next, nextAt }) => [value, next, nextAt]),
      [
        ['55', '50', '1970-01-01T00:01:00Z'],
        ['true', 'own', '1970-01-01T00:00:00Z'],
      ],
    );
  });
});
