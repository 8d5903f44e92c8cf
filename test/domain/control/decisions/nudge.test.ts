import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import {
  type ShiftMemory,
  SHIFT_DEFAULTS,
} from '../../../../src/domain/control/source/curve-shift.ts';
import type { Demand } from '../../../../src/domain/control/plant/demand.ts';
import type { DhwDemand } from '../../../../src/domain/control/hot-water/dhw.ts';
import { nudgeNext } from '../../../../src/domain/control/decisions/nudge.ts';
import type { PlantDemand } from '../../../../src/domain/control/plant/plant-demand.ts';
import {
  SURPLUS_DEFAULTS,
  type SurplusLevel,
} from '../../../../src/domain/control/grid/surplus.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import { NOW_MS, zone } from '../house.ts';

const BOUNDS = { minK: -5, maxK: 5, stepK: 1 };
const told = (byK: number): ShiftMemory => ({ byK, sinceMs: NOW_MS, isTold: true });

/** What a machine with these orders is told, where its rooms lack nothing. */
function nudge({
  orders = ['curveShiftK', 'surplusLevel'],
  levels,
  level = 2,
  direction = 'heat',
  isSteered = false,
  frost = 0,
  isUrgent,
  before = told(0),
  tempC = 21,
  isForeign = true,
}: {
  orders?: readonly ('curveShiftK' | 'surplusLevel')[];
  levels?: readonly string[];
  level?: SurplusLevel;
  direction?: 'heat' | 'cool';
  isSteered?: boolean;
  frost?: number;
  isUrgent?: boolean;
  before?: ShiftMemory;
  tempC?: number;
  isForeign?: boolean;
}) {
  const appliance: Appliance = {
    level: 'nudge',
    chosen: 'nudge',
    orders: new Set(orders),
    surplusLevels: levels && new Set(levels),
    shift: BOUNDS,
  };
  const snapshot = {
    settings: { shift: SHIFT_DEFAULTS, surplus: SURPLUS_DEFAULTS },
    hcu: isForeign ? { appliance } : {},
    zones: [zone('a', { tempC })],
  };
  return nudgeNext(
    snapshot as unknown as ControlSnapshot,
    before,
    {
      demand: { votes: { frost } } as Demand,
      plant: { isSteered, direction } as PlantDemand,
      tank: isUrgent === undefined ? undefined : ({ isUrgent } as DhwDemand),
    },
    level,
    NOW_MS,
  );
}
const NOTHING = { memory: undefined, command: {}, isUnable: false };
const SG = ['surplusLevel'] as const;
const CURVE = ['curveShiftK'] as const;

describe('what a machine is told that keeps its own control', () => {
  it('is nothing where it is steered, or of the hub’s own', () => {
    assert.deepEqual(nudge({ isSteered: true }), NOTHING);
    assert.deepEqual(nudge({ isForeign: false }), NOTHING);
  });

  it('is the level of energy, and no shift where it takes none', () => {
    for (const level of [1, 2, 3, 4] as const)
      assert.deepEqual(nudge({ orders: SG, level }), {
        memory: undefined,
        command: { surplusLevel: `${level}` },
        isUnable: false,
      });
  });

  it('is the nearest level that it takes, towards normal', () => {
    const cases: readonly (readonly [SurplusLevel, string[], string, boolean])[] = [
      [4, ['2', '3'], '3', false],
      [4, ['1', '2'], '2', false],
      [3, ['2', '4'], '2', false],
      [1, ['2', '3'], '2', true],
      [1, ['1', '2'], '1', false],
    ];
    for (const [level, levels, surplusLevel, isUnable] of cases) {
      const { command, ...rest } = nudge({ orders: SG, level, levels });
      assert.deepEqual(
        [command, rest.isUnable],
        [{ surplusLevel }, isUnable],
        `${level} ${levels.join()}`,
      );
    }
  });

  it('is not to wait before frost and the last of the hot water', () => {
    const at = (more: Parameters<typeof nudge>[0]) =>
      nudge({ orders: SG, level: 1, ...more }).command;
    assert.deepEqual(at({}), { surplusLevel: '1' });
    assert.deepEqual(at({ isUrgent: false }), { surplusLevel: '1' });
    assert.deepEqual(at({ frost: 1 }), { surplusLevel: '2' });
    assert.deepEqual(at({ isUrgent: true }), { surplusLevel: '2' });
    assert.deepEqual(at({ isUrgent: true, level: 3 }), { surplusLevel: '3' });
    assert.equal(nudge({ orders: SG, levels: ['2'], level: 1, frost: 1 }).isUnable, false);
  });

  it('is a warmer curve for energy to spare, where it takes no level', () => {
    const shiftAt = (more: Parameters<typeof nudge>[0]) =>
      nudge({ orders: CURVE, ...more }).command;
    assert.deepEqual(shiftAt({ level: 2 }), { curveShiftK: 0 });
    assert.deepEqual(shiftAt({ level: 3 }), { curveShiftK: 3 });
    assert.deepEqual(shiftAt({ level: 1 }), { curveShiftK: -3 });
    assert.deepEqual(shiftAt({ level: 1, frost: 1 }), { curveShiftK: 0 });
    assert.deepEqual(shiftAt({ level: 3, orders: ['curveShiftK', 'surplusLevel'] }), {
      curveShiftK: 0,
      surplusLevel: '3',
    });
    assert.deepEqual(shiftAt({ level: 1, orders: ['curveShiftK', 'surplusLevel'] }), {
      curveShiftK: 0,
      surplusLevel: '1',
    });
  });

  it('is no warmer curve while it cools', () => {
    const cold = { orders: CURVE, direction: 'cool' } as const;
    for (const level of [1, 2, 3] as const)
      assert.deepEqual(nudge({ ...cold, level }).command, { curveShiftK: 0 });
  });

  it('is what the rooms lack, a step at a time, and not while it cools', () => {
    const before = { ...told(0), sinceMs: NOW_MS - SHIFT_DEFAULTS.everyMs };
    const lacking = { orders: CURVE, before, tempC: 19 };
    const { memory, command } = nudge(lacking);
    assert.deepEqual([memory?.byK, command], [1, { curveShiftK: 1 }]);
    assert.deepEqual(nudge({ ...lacking, direction: 'cool' }).command, { curveShiftK: 0 });
  });

  it('is no shift before there is a need for one', () => {
    const before = { byK: 0, sinceMs: NOW_MS, isTold: false };
    assert.deepEqual(nudge({ orders: CURVE, before }), {
      memory: before,
      command: {},
      isUnable: false,
    });
  });
});
