import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  chargeTargetC,
  DHW_DEFAULTS,
  dhwNext,
} from '../../../../src/domain/control/hot-water/dhw.ts';
import { controlSettings } from '../../../../src/domain/control/cycle/house-settings.ts';
import { reason } from '../../../../src/domain/control/base/reasons.ts';
import type { TankSnapshot } from '../../../../src/domain/control/hot-water/tank.ts';
import {
  type SurplusLevel,
  SURPLUS_DEFAULTS,
} from '../../../../src/domain/control/grid/surplus.ts';
import { TURN_DEFAULTS, turnNext } from '../../../../src/domain/control/source/turns.ts';
import { DEFAULT_SETTINGS } from '../../../../src/domain/settings.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const NORMAL = {
  level: 2 as SurplusLevel,
  tankK: SURPLUS_DEFAULTS.tankK,
  block: undefined,
  isLimited: false,
  isAway: false,
  isDisinfecting: false,
  disinfectC: 63,
  isDeclined: false,
  isCharged: true,
  lastMs: NOW_MS - MINUTE_MS,
};
const at = (topC: number, midC: number, of: TankSnapshot = {}): TankSnapshot => ({
  targetTempC: 50,
  tempTopC: topC,
  tempMidC: midC,
  tempBottomC: midC,
  ...of,
});
const IN_BLOCK = { level: 1, block: reason('utility_block') } as const;
const BOOST = { boostUntilMs: NOW_MS + MINUTE_MS };

describe('the hot water', () => {
  // [what, tank, heating before, inputs, wanted, needs the source, urgent, target, reason]
  const cases = [
    ['waits until it is 5 K too cold', at(50, 45), false, {}, false, false, false, 50, 'at_target'],
    ['is heated then', at(50, 44.9), false, {}, true, true, false, 50, 'reheating'],
    ['is heated up to the target', at(50, 49.9), true, {}, true, true, false, 50, 'reheating'],
    ['rests there', at(50, 50), true, {}, false, false, false, 50, 'at_target'],
    [
      'is heated before its top falls to the floor',
      at(42.9, 46),
      false,
      {},
      true,
      true,
      true,
      50,
      'below_floor',
    ],
    [
      'has a target above its floor',
      at(46, 46, { targetTempC: 35 }),
      false,
      {},
      false,
      false,
      false,
      48,
      'at_target',
    ],
    [
      'may be cold while all are away',
      at(31, 31, { targetTempC: 30 }),
      false,
      { isAway: true },
      false,
      false,
      false,
      30,
      'at_target',
    ],
    [
      'is kept from frost while off',
      at(12, 12, { isOff: true }),
      false,
      {},
      true,
      true,
      true,
      18,
      'below_floor',
    ],
    ['is heated higher at a boost', at(52, 52, BOOST), false, {}, true, true, false, 55, 'boost'],
    [
      'ends a boost in time',
      at(52, 52, { boostUntilMs: NOW_MS }),
      false,
      {},
      false,
      false,
      false,
      50,
      'at_target',
    ],
    ['takes energy to spare', at(50, 50), false, { level: 3 }, true, true, false, 55, 'surplus'],
    [
      'takes no more than the source can make',
      at(50, 50),
      false,
      { level: 4 },
      true,
      true,
      false,
      55,
      'surplus',
    ],
    ['waits in a block', at(50, 40), false, { level: 1 }, false, false, false, 50, 'utility_block'],
    ['stops in a block', at(50, 40), true, { level: 1 }, false, false, false, 50, 'utility_block'],
    [
      'keeps its floor in a block',
      at(41, 41),
      false,
      { level: 1 },
      true,
      true,
      true,
      50,
      'below_floor',
    ],
    [
      'is disinfected by the source first',
      at(54, 54),
      false,
      { isDisinfecting: true },
      true,
      true,
      false,
      63,
      'disinfection',
    ],
    [
      'and then by the backup heater',
      at(56, 56),
      true,
      { isDisinfecting: true },
      true,
      false,
      false,
      63,
      'disinfection',
    ],
    [
      'and held hot',
      at(63, 63),
      true,
      { isDisinfecting: true },
      true,
      false,
      false,
      63,
      'disinfection',
    ],
    [
      'is disinfected in a block too',
      at(54, 54),
      false,
      { isDisinfecting: true, level: 1 },
      true,
      true,
      false,
      63,
      'disinfection',
    ],
    [
      'is left to itself where nobody measures it',
      { targetTempC: 50 },
      true,
      {},
      false,
      false,
      false,
      50,
      'tank_unknown',
    ],
    [
      'is never forced blindly',
      { ...BOOST, tempTopC: NaN },
      true,
      {},
      false,
      false,
      false,
      50,
      'tank_unknown',
    ],
    [
      'does without a sensor in the middle',
      { tempTopC: 50, tempBottomC: 39 },
      false,
      {},
      true,
      true,
      false,
      50,
      'reheating',
    ],
    [
      'takes nonsense for no target',
      at(50, 50, { targetTempC: NaN }),
      true,
      {},
      false,
      false,
      false,
      50,
      'at_target',
    ],
  ] as const;
  for (const [
    what,
    tank,
    isHeating,
    inputs,
    isWanted,
    needsSource,
    isUrgent,
    targetTempC,
    code,
  ] of cases) {
    it(what, () => {
      const asked = { ...NORMAL, ...inputs };
      const block = asked.level === 1 ? reason('utility_block') : undefined;
      const next = dhwNext(DHW_DEFAULTS, tank, { isHeating }, { ...asked, block }, NOW_MS);
      assert.deepEqual(
        [next.isWanted, next.needsSource, next.isUrgent, next.targetTempC, next.reason.code],
        [isWanted, needsSource, isUrgent, targetTempC, code],
      );
    });
  }
});

describe('the floor of the hot water', () => {
  const floorStartC = DHW_DEFAULTS.floorC + DHW_DEFAULTS.floorReserveK;
  for (const targetTempC of [40, 42, 45, 48, 50, 55, 60])
    for (const startBelowK of [2, 5, 15])
      it(`lies below where a charge begins (target ${targetTempC}, ${startBelowK} K)`, () => {
        const settings = { ...DHW_DEFAULTS, startBelowK };
        const begins = (midC: number) =>
          dhwNext(settings, at(60, midC, { targetTempC }), { isHeating: false }, NORMAL, NOW_MS);
        const { targetTempC: aimedC } = begins(20);
        assert.ok(aimedC >= Math.max(targetTempC, floorStartC + Math.min(startBelowK, 5)));
        assert.equal(begins(floorStartC - 0.1).needsSource, true);
        assert.equal(begins(aimedC - 1.9).needsSource, false, 'it starts all the time');
      });

  it('does not raise the target while nobody is at home', () => {
    const { dhw } = controlSettings(DEFAULT_SETTINGS, 'reduced');
    const tank = at(50, 50, { targetTempC: DEFAULT_SETTINGS.dhwAwayC });
    const { targetTempC } = dhwNext(dhw, tank, { isHeating: false }, NORMAL, NOW_MS);
    assert.equal(targetTempC, DEFAULT_SETTINGS.dhwAwayC);
  });
});

describe('hot water that the source does not get hotter', () => {
  const stalled = (reachedC: number) => ({ stall: { reachedC, sinceMs: NOW_MS - HOUR_MS } });
  const next = (tank: TankSnapshot, reachedC: number, isHeating = false, inputs = {}) =>
    dhwNext(
      DHW_DEFAULTS,
      tank,
      { isHeating, ...stalled(reachedC) },
      { ...NORMAL, ...inputs },
      NOW_MS,
    );

  it('is asked of it up to what it has reached, and said so', () => {
    const rests = next(at(48.4, 48.4), 48.4, true);
    assert.deepEqual(
      [rests.isWanted, rests.needsSource, rests.isStalled, rests.targetTempC],
      [false, false, true, 47.4],
    );
    assert.deepEqual(
      [rests.reason.code, rests.reason.untilMs],
      ['hot_water_stalled', NOW_MS + 5 * HOUR_MS],
    );
    assert.equal(next(at(48, 42.5), 48.4).needsSource, false);
    assert.equal(next(at(48, 42.3), 48.4).needsSource, true);
    assert.equal(next(at(48, 47.3), 48.4, true).needsSource, true);
  });

  it('is left to the heater below the floor, where nothing comes at all', () => {
    const cold = next(at(20, 20), 20, true);
    assert.deepEqual(
      [cold.isWanted, cold.needsSource, cold.mayUseHeater, cold.targetTempC],
      [true, false, true, 50],
    );
    assert.equal(next(at(20, 20), 30).needsSource, true, 'it can do that');
  });

  it('is left to the heater of a disinfection', () => {
    const { isWanted, needsSource } = next(at(50, 50), 50, true, { isDisinfecting: true });
    assert.deepEqual([isWanted, needsSource], [true, false]);
  });

  it('is remembered while nobody measures it, and in a block', () => {
    assert.deepEqual(next({ targetTempC: 50 }, 48).memory.stall, stalled(48).stall);
    assert.deepEqual(next(at(48, 48), 48, true, IN_BLOCK).memory.stall, stalled(48).stall);
  });
});

describe('a charge of the tank', () => {
  const cases = [
    ['is asked hotter than the target', 50, 51.5],
    ['is so for a low target', 30, 31.5],
    ['is asked no hotter than the source can make it', 54, 55],
    ['has no margin at the most that the source can', 55, 55],
    ['nor beyond, where the heater works', 63, 63],
  ] as const;
  for (const [what, targetC, toldC] of cases) {
    it(what, () => assert.equal(chargeTargetC(DHW_DEFAULTS, targetC), toldC));
  }
});

describe('the turns of tank and house', () => {
  const since = (owner: 'tank' | 'house', minutes: number) => ({
    owner,
    sinceMs: NOW_MS - minutes * MINUTE_MS,
  });
  // [what, memory, tank wants, urgently, house wants, owner]
  const cases = [
    ['begin with the tank', undefined, true, false, true, 'tank'],
    ['are the tank’s for 25 min', since('tank', 24), true, false, true, 'tank'],
    ['are the house’s then', since('tank', 25), true, false, true, 'house'],
    ['stay the tank’s where no room waits', since('tank', 25), true, false, false, 'tank'],
    ['stay the tank’s for an hour below its floor', since('tank', 59), true, true, true, 'tank'],
    ['but not for longer', since('tank', 60), true, true, true, 'house'],
    ['are the house’s for 25 min', since('house', 24), true, false, true, 'house'],
    ['are the tank’s again then', since('house', 25), true, false, true, 'tank'],
    [
      'are the tank’s again when the rooms are content',
      since('house', 5),
      true,
      false,
      false,
      'tank',
    ],
    ['are the house’s where the tank is content', since('tank', 5), false, false, true, 'house'],
  ] as const;
  for (const [what, memory, tankWants, isTankUrgent, houseWants, owner] of cases) {
    it(what, () => {
      const rest = { canTankWait: !isTankUrgent, lackK: 0, isTankServed: true };
      const inputs = { tankWants, isTankUrgent, houseWants, ...rest };
      const next = turnNext(TURN_DEFAULTS, memory, inputs, NOW_MS);
      assert.equal(next.memory.owner, owner);
    });
  }
});
