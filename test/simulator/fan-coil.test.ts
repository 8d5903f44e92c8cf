import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { WINTER_MS, SUMMER_MS, begin, live, order } from './lived-plant.ts';

describe('the fan coils of the virtual house', () => {
  it('do not blow before the water is of use', () => {
    const run = begin(WINTER_MS);
    order(run, 'hcu_main', { kind: 'hcu', command: { commandId: 'c', mode: 'idle' } });
    live(run, 12 * HOUR_MS);
    for (const { call, mode, fanPercent } of run.plant.emitters) {
      assert.deepEqual([call, mode, fanPercent], ['heat', 'inhibit', 0]);
    }
  });

  it('blow as hard as they are told, else by the error', () => {
    const run = begin(WINTER_MS);
    const command = { commandId: 'c', mode: 'heat', tempHeatSetC: 26 } as const;
    order(run, 'fcu_3', { kind: 'fcu', command });
    order(run, 'fcu_4', { kind: 'fcu', command: { ...command, fanPercent: 40 } });
    live(run, 30 * MINUTE_MS);
    assert.deepEqual(
      run.plant.emitters.slice(2, 4).map(({ mode, fanPercent }) => [mode, fanPercent]),
      [
        ['heat', 100],
        ['heat', 40],
      ],
    );
  });

  it('leave the mode alone that a zone does not support', () => {
    const run = begin(SUMMER_MS);
    live(run, 2 * DAY_MS, ({ emitters }) => {
      assert.notEqual(emitters[4]?.call, 'cool');
    });
  });
});
