import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import type { DhwDemand } from '../../../../src/domain/control/hot-water/dhw.ts';
import { dhwDecision } from '../../../../src/domain/control/decisions/dhw-decision.ts';
import type { Hygiene } from '../../../../src/domain/control/hot-water/hygiene.ts';
import type { PlantDemand } from '../../../../src/domain/control/plant/plant-demand.ts';
import { reason } from '../../../../src/domain/control/base/reasons.ts';
import type { DhwSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import { NOW_MS, snapshot } from '../house.ts';
import { heatingPlant, tankDemand } from '../plant-demand.ts';

const CONTENT = tankDemand({ isWanted: false, needsSource: false, reason: reason('at_target') });
const CHARGING = heatingPlant({ wanted: 'hot_water', work: 'hot_water' });
const ENDING = heatingPlant({ work: 'hot_water', wait: reason('minimum_run', NOW_MS) });
const WAITING = heatingPlant({ wanted: 'hot_water', wait: reason('minimum_run', NOW_MS) });

function of(
  tank: DhwDemand,
  plant: PlantDemand,
  dhw: DhwSnapshot = { recirc: true },
  { isRunning = false, hcu = { hasCompressor: true } } = {},
) {
  const hygiene = { nextDueMs: NOW_MS, isOverdue: false, isRunning } as Hygiene;
  return dhwDecision(snapshot({ dhw, hcu }), dhw, tank, hygiene, plant);
}

describe('what the hot water tank is told', () => {
  // [what, wish, plant, effective, reason, heat, target]
  const cases = [
    ['is to heat while it has the source', tankDemand(), CHARGING, 'heat', 'reheating', true, 51.5],
    ['is to rest while the source waits', tankDemand(), WAITING, 'rest', 'minimum_run', false, 50],
    [
      'is to rest while the rooms have their turn',
      tankDemand(),
      heatingPlant({ houseUntilMs: NOW_MS }),
      'rest',
      'house_turn',
      false,
      50,
    ],
    ['is to rest once it is hot', CONTENT, heatingPlant(), 'rest', 'at_target', false, 50],
    [
      'takes what the source makes until it may stop',
      CONTENT,
      ENDING,
      'heat',
      'minimum_run',
      true,
      51.5,
    ],
    [
      'is to see for itself where nobody measures it',
      tankDemand({ isWanted: false, needsSource: false, reason: reason('tank_unknown') }),
      heatingPlant(),
      'heat',
      'tank_unknown',
      true,
      50,
    ],
    [
      'keeps within its bounds',
      tankDemand({ targetTempC: 90, needsSource: false }),
      heatingPlant(),
      'heat',
      'reheating',
      true,
      65,
    ],
  ] as const;
  for (const [what, tank, plant, effective, code, heat, targetTempC] of cases)
    it(what, () => {
      const decision = of(tank, plant);
      assert.deepEqual([decision.effective, decision.reason.code], [effective, code]);
      assert.deepEqual(decision.command, { heat, targetTempC, sanitize: false, recirc: true });
    });

  it('is to help itself with electricity only where it may, and the source cannot', () => {
    const urgent = tankDemand({ isUrgent: true, mayUseHeater: true });
    const helped = of(urgent, WAITING);
    assert.equal(helped.command.backupHeater, true);
    assert.deepEqual([helped.effective, helped.reason.code], ['heat', 'heater_helps']);
    assert.equal('backupHeater' in of(tankDemand(), WAITING).command, false);
    assert.equal('backupHeater' in of(urgent, CHARGING).command, false);
    const broken = { hasCompressor: true, hasFault: true };
    assert.equal(of(urgent, CHARGING, {}, { hcu: broken }).command.backupHeater, true);
  });

  it('is to disinfect while it may heat', () => {
    const backup = tankDemand({ needsSource: false, reason: reason('disinfection') });
    const decision = of(backup, heatingPlant(), {}, { isRunning: true });
    assert.equal(decision.command.sanitize, true);
    assert.equal(decision.reason.code, 'disinfection_backup');
    assert.equal(of(tankDemand(), WAITING, {}, { isRunning: true }).command.sanitize, false);
  });
});

describe('a tank of another make', () => {
  const appliance = (
    level: 'watch' | 'nudge' | 'steer',
    ...orders: ('heat' | 'targetTempC' | 'sanitize')[]
  ): Appliance => ({
    level,
    chosen: level,
    orders: new Set(orders),
    target: { minC: 40, maxC: 60, stepK: 1 },
  });

  it('is told what it can be told, in its steps', () => {
    const dhw = { appliance: appliance('steer', 'targetTempC') };
    assert.deepEqual(of(tankDemand(), CHARGING, dhw).command, { targetTempC: 52 });
  });

  it('goes by its own programme, and is asked for heat only where it presses', () => {
    const dhw = { appliance: appliance('nudge', 'targetTempC', 'heat') };
    assert.deepEqual(of(tankDemand(), CHARGING, dhw).command, { targetTempC: 50 });
    const urgent = of(tankDemand({ isUrgent: true }), CHARGING, dhw);
    assert.deepEqual(urgent.command, { targetTempC: 50, heat: true });
    assert.equal(urgent.reason.code, 'appliance_decides');
    const boosted = of(tankDemand({ reason: reason('boost') }), CHARGING, dhw);
    assert.equal(boosted.command.heat, true);
  });

  it('is lowered while it has to wait, so that it does not begin by itself', () => {
    const held = tankDemand({
      isWanted: false,
      needsSource: false,
      heldTempC: 43,
      reason: reason('quiet_hours'),
    });
    const nudged = of(held, heatingPlant(), { appliance: appliance('nudge', 'targetTempC') });
    assert.deepEqual(nudged.command, { targetTempC: 43 });
    assert.deepEqual([nudged.targetTempC, nudged.reason.code], [50, 'quiet_hours']);
    const steered = (...orders: ('heat' | 'targetTempC')[]) =>
      of(held, heatingPlant(), { appliance: appliance('steer', ...orders) }).command;
    assert.deepEqual(steered('targetTempC'), { targetTempC: 43 });
    assert.deepEqual(steered('heat', 'targetTempC'), { heat: false, targetTempC: 50 });
  });

  it('is told nothing where it is only watched, and says what it does', () => {
    const watched = appliance('watch', 'heat');
    const decision = of(tankDemand(), heatingPlant(), { appliance: watched, isHeated: true });
    assert.deepEqual([decision.asked, decision.effective, decision.command], ['heat', 'heat', {}]);
    assert.equal(of(tankDemand(), heatingPlant(), { appliance: watched }).effective, 'rest');
  });
});
