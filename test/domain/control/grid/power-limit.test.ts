import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import { decide } from '../../../../src/domain/control/decide.ts';
import { leaveOf } from '../../../../src/domain/control/grid/leave.ts';
import type { ControlMemory } from '../../../../src/domain/control/cycle/memory.ts';
import {
  powerLimitNext,
  type PowerMemory,
} from '../../../../src/domain/control/grid/power-limit.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from '../house.ts';

const LIMIT = { limitKw: 4.2, untilMs: NOW_MS + HOUR_MS };
const OWN: HcuSnapshot = { hasCompressor: true };
const drawing = (electricalPowerKw: number, more: Partial<HcuSnapshot> = {}): HcuSnapshot => ({
  ...OWN,
  electricalPowerKw,
  ...more,
});
const machine = (of: Partial<Appliance>): HcuSnapshot => ({
  ...OWN,
  appliance: { level: 'steer', chosen: 'steer', orders: new Set(['mode']), ...of },
});
const LIMITABLE = machine({
  orders: new Set(['mode', 'powerLimitKw']),
  power: { minKw: 1, maxKw: 6, stepKw: 0.5 },
});
const peak = (peakKw: number, minutesAgo = 10): PowerMemory => ({
  peakKw,
  peakMs: NOW_MS - minutesAgo * MINUTE_MS,
});
const next = (hcu: HcuSnapshot, memory?: PowerMemory, limitKw = LIMIT.limitKw) =>
  powerLimitNext({ ...LIMIT, limitKw }, hcu, memory, NOW_MS);

describe('what a power limit makes of the source', () => {
  // [what, source, peak, limit, effect, told]
  const cases = [
    ['runs while it is known to draw less', drawing(2), peak(3), 4.2, 'within', undefined],
    ['runs at the very limit', drawing(4.2), undefined, 4.2, 'within', undefined],
    ['is stopped where it draws more', drawing(4.3), undefined, 4.2, 'stopped', undefined],
    ['is stopped where it drew more of late', drawing(0), peak(5), 4.2, 'stopped', undefined],
    ['is stopped where it says nothing of it', OWN, peak(1), 4.2, 'stopped', undefined],
    ['is told a limit that it can be told', LIMITABLE, undefined, 4.2, 'limited', 4],
    ['is told its most for a limit beyond', LIMITABLE, undefined, 7.3, 'limited', 6],
    ['is told the very step', LIMITABLE, undefined, 1, 'limited', 1],
    [
      'is stopped below the least that it can be told',
      LIMITABLE,
      undefined,
      0.9,
      'stopped',
      undefined,
    ],
    [
      'is asked to wait where it is only nudged',
      machine({ level: 'nudge', orders: new Set(['surplusLevel']) }),
      undefined,
      4.2,
      'stopped',
      undefined,
    ],
    [
      'is not stopped where it takes no block',
      machine({
        level: 'nudge',
        orders: new Set(['surplusLevel']),
        surplusLevels: new Set(['2', '3']),
      }),
      undefined,
      4.2,
      'not_kept',
      undefined,
    ],
    [
      'is not stopped where it is watched',
      machine({ level: 'watch', orders: new Set() }),
      undefined,
      4.2,
      'not_kept',
      undefined,
    ],
  ] as const;
  for (const [what, hcu, memory, limitKw, effect, toldKw] of cases)
    it(what, () => {
      const power = next(hcu, memory, limitKw);
      assert.deepEqual([power.effect, power.toldKw], [effect, toldKw]);
    });

  it('remembers a peak for an hour without a limit, and until its end with one', () => {
    const of = (asked: typeof LIMIT | undefined, minutesAgo: number) =>
      powerLimitNext(asked, drawing(1), peak(5, minutesAgo), NOW_MS).memory?.peakKw;
    assert.equal(of(undefined, 59), 5);
    assert.equal(of(undefined, 60), 1);
    assert.equal(of(LIMIT, 600), 5);
  });

  it('has no effect without a limit or a source', () => {
    assert.equal(powerLimitNext(undefined, OWN, undefined, NOW_MS).effect, undefined);
    assert.equal(powerLimitNext(LIMIT, undefined, undefined, NOW_MS).effect, undefined);
  });
});

describe('what a limit leaves', () => {
  it('is never more than normal, and a block where it stops', () => {
    const [within, stopped] = [next(drawing(2)), next(drawing(5))];
    assert.equal(leaveOf(4, within).level, 2);
    assert.equal(leaveOf(1, within).block?.code, 'utility_block');
    assert.equal(leaveOf(4, stopped).level, 1);
    assert.equal(leaveOf(4, { memory: undefined }).level, 4);
  });
});

const COLD = zone('cold', { tempC: 20 });
const FREEZING = zone('freezing', { tempC: 5 });
const LUKEWARM = { targetTempC: 50, tempTopC: 41, tempMidC: 40, tempBottomC: 30 };
const decided = (of: Partial<ControlSnapshot>, memory: Partial<ControlMemory> = {}) =>
  decide(snapshot({ powerLimit: LIMIT, ...of }), rested(memory), NOW_MS);

describe('a cycle under a power limit', () => {
  it('stops the source, has rooms and hot water wait, and says why and until when', () => {
    const { decision } = decided({ zones: [COLD], dhw: LUKEWARM });
    const { hcu, dhw, powerLimit, zones } = decision;
    assert.deepEqual(hcu?.command, { mode: 'idle' });
    assert.deepEqual(
      [hcu.reason.code, dhw?.reason.code, zones[0]?.reason.code],
      ['power_limit', 'power_limit', 'power_limit'],
    );
    assert.equal(zones[0]?.reason.untilMs, LIMIT.untilMs);
    assert.deepEqual([dhw?.command.heat, dhw?.command.backupHeater], [false, undefined]);
    assert.deepEqual(
      [powerLimit?.askedKw, powerLimit?.effective, powerLimit?.reason.code],
      [4.2, 'stopped', 'power_limit'],
    );
  });

  it('goes on where the source draws less, and says so', () => {
    const { decision } = decided({ zones: [COLD], hcu: drawing(2) });
    assert.equal(decision.hcu?.command.mode, 'heat');
    assert.deepEqual(
      [decision.powerLimit?.effective, decision.powerLimit?.reason.code],
      ['within', 'power_within'],
    );
  });

  it('tells a source that can be limited the limit, and nothing of it without one', () => {
    const limited = decided({ zones: [COLD], hcu: LIMITABLE }).decision;
    assert.deepEqual(limited.hcu?.command, { mode: 'heat', powerLimitKw: 4 });
    assert.equal(limited.powerLimit?.reason.code, 'power_limited');
    const free = decided({ zones: [COLD], hcu: LIMITABLE, powerLimit: undefined }).decision;
    assert.deepEqual([free.hcu?.command, free.powerLimit], [{ mode: 'heat' }, undefined]);
  });

  it('yields to frost in a room, for that room alone', () => {
    const { decision } = decided({ zones: [COLD, FREEZING] });
    assert.equal(decision.hcu?.command.mode, 'heat');
    assert.deepEqual(
      decision.zones.map(({ reason }) => reason.code),
      ['power_limit', 'frost_guard'],
    );
    assert.deepEqual(
      [decision.powerLimit?.effective, decision.powerLimit?.reason.code],
      ['not_kept', 'frost_guard'],
    );
  });

  it('yields to frost in the tank', () => {
    const at = (tempC: number) =>
      decided({ dhw: { targetTempC: 50, tempTopC: tempC, tempMidC: tempC, tempBottomC: tempC } })
        .decision.hcu?.asked;
    assert.deepEqual([at(12), at(14)], ['hot_water', 'none']);
  });

  it('lets the compressor run its shortest time', () => {
    const running = (minutes: number): Partial<ControlMemory> => ({
      circuit: { direction: 'heat' },
      compressor: {
        work: 'heat',
        startedMs: NOW_MS - minutes * MINUTE_MS,
        isRunning: true,
        startsMs: [],
      },
    });
    const hcu = drawing(5, { isRunning: true });
    const work = (minutes: number) =>
      decided({ zones: [COLD], hcu }, running(minutes)).decision.hcu?.effective;
    assert.deepEqual([work(9), work(10)], ['heat', 'none']);
  });

  it('holds up a disinfection, whose heater nobody measures, and goes on with it after', () => {
    const hot = { targetTempC: 50, tempTopC: 58, tempMidC: 57, tempBottomC: 56 };
    const memory: Partial<ControlMemory> = {
      hygiene: {
        firstSeenMs: 0,
        lastSuccessMs: NOW_MS - 8 * 24 * HOUR_MS,
        startedMs: NOW_MS - HOUR_MS,
        isRunning: true,
      },
    };
    const held = decided({ dhw: hot, hcu: drawing(2) }, memory);
    assert.equal(held.decision.dhw?.command.sanitize, false);
    const after = decide(snapshot({ dhw: hot }), held.memory, NOW_MS + MINUTE_MS).decision;
    assert.equal(after.dhw?.command.sanitize, true);
  });

  it('has no electric heater help, whatever the source draws', () => {
    const dry = { targetTempC: 50, tempTopC: 35, tempMidC: 35, tempBottomC: 30 };
    const broken = drawing(0, { hasFault: true });
    const heater = (powerLimit: typeof LIMIT | undefined) =>
      decided({ dhw: dry, hcu: broken, powerLimit }).decision.dhw?.command.backupHeater;
    assert.deepEqual([heater(undefined), heater(LIMIT)], [true, undefined]);
  });

  it('says that a machine which is only watched cannot be kept to it', () => {
    const hcu = machine({ level: 'watch', chosen: 'watch', orders: new Set() });
    const { powerLimit } = decided({ hcu }).decision;
    assert.deepEqual(
      [powerLimit?.effective, powerLimit?.reason.code],
      ['not_kept', 'appliance_watched'],
    );
  });

  it('starts a source that is not measured again when it is over', () => {
    const { memory } = decided({ zones: [COLD] });
    const after = decide(snapshot({ zones: [COLD] }), memory, NOW_MS + MINUTE_MS).decision;
    assert.equal(after.hcu?.command.mode, 'heat');
    assert.equal(after.powerLimit, undefined);
  });
});
