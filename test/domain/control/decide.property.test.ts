/** What holds of control whatever comes in: any order of requests, any sensor, any machine, any clock. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LEVELS } from '../../../src/domain/binding/level.ts';
import type { OrderName } from '../../../src/domain/binding/order.ts';
import type { Appliance } from '../../../src/domain/control/appliance/appliance.ts';
import { decide } from '../../../src/domain/control/decide.ts';
import type { ControlDecision } from '../../../src/domain/control/cycle/decision.ts';
import { dewPointC, guardedDewC } from '../../../src/domain/control/zones/dew-point.ts';
import { isHarmful } from '../../../src/domain/control/plant/harm.ts';
import {
  newMemory,
  restoredMemory,
  type ControlMemory,
} from '../../../src/domain/control/cycle/memory.ts';
import { REASON_CODES } from '../../../src/domain/control/base/reasons.ts';
import { CONTROL_DEFAULTS } from '../../../src/domain/control/cycle/settings.ts';
import type { ControlSnapshot } from '../../../src/domain/control/cycle/snapshot.ts';
import { SYSTEM_MODES } from '../../../src/domain/system-mode.ts';
import type { SurplusLevel } from '../../../src/domain/control/grid/surplus.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { ZONE_MODES } from '../../../src/domain/zone-setpoints.ts';
import { NOW_MS, rested, snapshot, zone } from './house.ts';

const { compressor, supply, dhw: tank } = CONTROL_DEFAULTS;

const sensor = (min: number, max: number) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.double({ min, max, noNaN: true }) },
    { weight: 2, arbitrary: fc.constantFrom(undefined, NaN, Infinity, -Infinity, -127, 85, 1e9) },
  );
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const zones = fc.array(
  fc.record({
    mode: fc.constantFrom(...ZONE_MODES),
    heatSet: maybe(fc.integer({ min: 100, max: 230 })),
    coolSet: maybe(fc.integer({ min: 230, max: 300 })),
    supportsHeat: fc.boolean(),
    supportsCool: fc.boolean(),
    tempC: sensor(3, 32),
    rhPercent: sensor(20, 95),
  }),
  { maxLength: 4 },
);
const dhw = fc.record({
  targetTempC: sensor(30, 65),
  isOff: fc.boolean(),
  boostUntilMs: maybe(fc.integer({ min: NOW_MS, max: NOW_MS + 10 * HOUR_MS })),
  sanitizeAskedMs: maybe(fc.integer({ min: NOW_MS, max: NOW_MS + 10 * HOUR_MS })),
  tempTopC: sensor(10, 70),
  tempMidC: sensor(10, 70),
  tempBottomC: sensor(10, 70),
});
const step = fc.record({
  afterMs: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: SECOND_MS, max: 3 * MINUTE_MS }) },
    { weight: 1, arbitrary: fc.integer({ min: MINUTE_MS, max: 40 * MINUTE_MS }) },
  ),
  isRestarted: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  systemMode: fc.constantFrom(...SYSTEM_MODES),
  zones: zones.map((list) => list.map((zone, index) => ({ zoneId: `z${index}`, ...zone }))),
  outdoorTempC: sensor(-20, 35),
  localHour: maybe(fc.double({ min: 0, max: 23.9, noNaN: true })),
  surplusLevel: maybe(fc.constantFrom<SurplusLevel>(1, 2, 3, 4)),
  hcu: fc.record({ hasCompressor: fc.constant(true), hasFault: fc.boolean() }),
  dhw: maybe(dhw),
  tes: maybe(fc.record({ tempTopC: sensor(8, 55), tempBottomC: sensor(8, 55) })),
});
const appliance = fc.record({
  level: fc.constantFrom(...LEVELS),
  names: fc.subarray<OrderName>([
    'mode',
    'supplyTempC',
    'curveShiftK',
    'surplusLevel',
    'targetTempC',
    'heat',
    'sanitize',
    'recirc',
    'backupHeater',
  ]),
  modes: maybe(fc.subarray(['heat', 'cool', 'dhw_charge', 'idle'])),
  supply: maybe(
    fc.constantFrom({ minC: 20, maxC: 55, stepK: 1 }, { minC: 7, maxC: 22, stepK: 0.5 }),
  ),
  target: maybe(fc.constant({ minC: 40, maxC: 60, stepK: 5 })),
});
/** Machines of another make. They say what they do, or do not. */
const machines = fc.record({
  hcu: appliance,
  dhw: appliance,
  tes: appliance,
  mode: maybe(fc.constantFrom('heat', 'cool', 'dhw_charge', 'idle')),
  isRunning: maybe(fc.boolean()),
});
type Machines = typeof machines extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const seenAt = (seen: Step): ControlSnapshot => ({ settings: CONTROL_DEFAULTS, ...seen });

/** Runs the steps, through the disk each time, and looks at each. */
function run(
  steps: readonly Step[],
  look: (decision: ControlDecision, nowMs: number, step: Step) => void,
): void {
  let memory = newMemory(NOW_MS);
  let nowMs = NOW_MS;
  for (const step of steps) {
    nowMs += step.afterMs;
    const stored = JSON.parse(JSON.stringify(memory)) as ControlMemory;
    const before = step.isRestarted ? restoredMemory(stored, nowMs) : stored;
    const decided = decide(seenAt(step), before, nowMs);
    memory = decided.memory;
    look(decided.decision, nowMs, step);
  }
}

const holds = (look: () => (decision: ControlDecision, nowMs: number, step: Step) => void) => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      run(steps, look());
    }),
    // Shrinking a failure of so many steps may take long.
    { numRuns: 150, interruptAfterTimeLimit: 30 * SECOND_MS },
  );
};

/** The refrigerant's way that the source is let work, from what the hydronic unit is told. */
function cycleIn({ hcu }: ControlDecision): 'heat' | 'cool' | 'none' {
  const { mode = 'idle', supplyTempC } = hcu?.command ?? {};
  if (mode === 'idle') return 'none';
  if (mode === 'dhw_charge') return 'heat';
  const restC = mode === 'heat' ? supply.restHeatC : supply.restCoolC;
  return supplyTempC === restC ? 'none' : mode;
}

/** Whether the shortest run gives way to something, whatever the source works for. */
function yields(step: Step): boolean {
  const dewC = Math.max(-Infinity, ...step.zones.map((room) => guardedDewC(room)));
  const works = ['heat', 'cool', 'hot_water'] as const;
  return works.some((work) => isHarmful(seenAt(step), dewC, work));
}

/** A level does without what it does not reach. */
function applianceOf({ names, level, modes, ...of }: Machines['hcu']): Appliance {
  const orders = new Set(level === 'watch' ? [] : names);
  return { level, chosen: 'steer', orders, modes: modes && new Set(modes), ...of };
}

const bound = ({ mode, isRunning, hcu, dhw, tes }: Machines, step: Step): ControlSnapshot => ({
  ...seenAt(step),
  hcu: { ...step.hcu, mode, isRunning, appliance: applianceOf(hcu) },
  dhw: step.dhw && { ...step.dhw, appliance: applianceOf(dhw) },
  tes: step.tes && { ...step.tes, appliance: applianceOf(tes) },
});

/** Each step with the machines as they are then. */
const holdsOf = (
  look: (before: ControlMemory, after: ReturnType<typeof decide>, seen: ControlSnapshot) => void,
) => {
  const steps = fc.array(fc.tuple(step, machines), { minLength: 1, maxLength: 40 });
  const holdsFor = (list: readonly (readonly [Step, Machines])[]) => {
    let memory = newMemory(NOW_MS);
    let nowMs = NOW_MS;
    for (const [one, machinery] of list) {
      nowMs += one.afterMs;
      const seen = bound(machinery, one);
      const before = JSON.parse(JSON.stringify(memory)) as ControlMemory;
      const after = decide(seen, before, nowMs);
      look(before, after, seen);
      ({ memory } = after);
    }
  };
  fc.assert(fc.property(steps, holdsFor), {
    numRuns: 150,
    interruptAfterTimeLimit: 30 * SECOND_MS,
  });
};

describe('control of machines of another make, whatever comes in,', () => {
  it('tells them nothing that they cannot be told', () => {
    holdsOf((_, { decision }, seen) => {
      for (const kind of ['hcu', 'dhw', 'tes'] as const) {
        const { appliance: of } = seen[kind] ?? {};
        const command = decision[kind]?.command ?? {};
        for (const name of Object.keys(command))
          assert.ok(of?.orders.has(name as OrderName), `${kind} ${name} at ${of?.level}`);
        const { mode } = { mode: undefined, ...command };
        if (mode !== undefined) assert.notEqual(of?.modes?.has(mode), false, mode);
      }
    });
  });

  it('has water and shifts within their bounds', () => {
    holdsOf((_, { decision }, { hcu, dhw }) => {
      const { supplyTempC, curveShiftK } = decision.hcu?.command ?? {};
      if (supplyTempC !== undefined && hcu?.appliance?.supply !== undefined) {
        const { minC, maxC, stepK } = hcu.appliance.supply;
        assert.ok(supplyTempC >= minC && supplyTempC <= maxC, String(supplyTempC));
        assert.equal(supplyTempC % stepK, 0);
      }
      if (curveShiftK !== undefined) assert.ok(Math.abs(curveShiftK) <= 5);
      const { targetTempC } = decision.dhw?.command ?? {};
      if (targetTempC !== undefined && dhw?.appliance?.target !== undefined)
        assert.ok([40, 45, 50, 55, 60].includes(targetTempC));
    });
  });

  it('leads no unit to water that is of no use, and counts no start that is not its own', () => {
    holdsOf((before, { decision, memory }, { hcu }) => {
      const units = new Set(decision.zones.map(({ fcu }) => fcu.mode));
      assert.ok(!(units.has('heat') && units.has('cool')));
      if (hcu?.appliance?.level === 'steer') return;
      if (hcu?.mode === 'heat') assert.ok(!units.has('cool'));
      if (hcu?.mode === 'cool') assert.ok(!units.has('heat'));
      assert.equal(memory.compressor.work, 'none');
      assert.ok(memory.compressor.startsMs.length <= before.compressor.startsMs.length);
    });
  });
});

describe('control, whatever comes in,', () => {
  it('starts the compressor no more often in any hour than allowed', () => {
    holds(() => {
      const startsMs: number[] = [];
      let before = 'none';
      return (decision, nowMs) => {
        const cycle = cycleIn(decision);
        if (cycle !== 'none' && cycle !== before) startsMs.push(nowMs);
        before = cycle;
        const recent = startsMs.filter((startMs) => nowMs - startMs < HOUR_MS);
        assert.ok(recent.length <= compressor.startsPerHour);
      };
    });
  });

  it('keeps least run and rest', () => {
    holds(() => {
      let before = 'none';
      let sinceMs = NOW_MS;
      return (decision, nowMs, step) => {
        const cycle = cycleIn(decision);
        if (cycle === before) return;
        const leastMs = before === 'none' ? compressor.minRestMs : compressor.minRunMs;
        assert.ok(
          nowMs - sinceMs >= leastMs || (before !== 'none' && yields(step)),
          `${before} for ${nowMs - sinceMs} ms`,
        );
        assert.ok(before === 'none' || cycle === 'none', 'reversed without a rest');
        before = cycle;
        sinceMs = nowMs;
      };
    });
  });

  it('never heats and cools at once, and tells no unit to do otherwise', () => {
    holds(() => ({ zones, hcu }) => {
      const modes = new Set(zones.map(({ effectiveMode }) => effectiveMode));
      assert.ok(!(modes.has('heat') && modes.has('cool')));
      const units = new Set(zones.map(({ fcu }) => fcu.mode));
      assert.ok(!(units.has('heat') && units.has('cool')));
      if (hcu?.command.mode === 'cool') assert.ok(!units.has('heat'));
      if (hcu?.command.mode === 'heat') assert.ok(!units.has('cool'));
    });
  });

  it('cools with no water below the dew point and its margin', () => {
    const warm = fc.record({
      tempC: fc.double({ min: 22, max: 32, noNaN: true }),
      rhPercent: fc.integer({ min: 20, max: 95 }),
    });
    fc.assert(
      fc.property(fc.array(warm, { minLength: 1, maxLength: 4 }), (rooms) => {
        const zones = rooms.map((room, index) => zone(`z${index}`, { mode: 'cool', ...room }));
        const { decision } = decide(snapshot({ zones }), rested(), NOW_MS);
        const supplyTempC = decision.hcu?.command.supplyTempC ?? -Infinity;
        for (const [index, { effectiveMode }] of decision.zones.entries()) {
          if (effectiveMode !== 'cool') continue;
          const dewC = dewPointC(rooms[index]?.tempC, rooms[index]?.rhPercent) ?? Infinity;
          assert.ok(supplyTempC >= dewC + supply.dewMarginK);
        }
      }),
    );
  });

  it('commands nothing extreme, and says why in known words', () => {
    const within = (value: number | undefined, min: number, max: number) =>
      assert.ok(value === undefined || (value >= min && value <= max), String(value));
    holds(() => ({ zones, hcu, dhw, tes, surplus }) => {
      const { mode, supplyTempC } = hcu?.command ?? {};
      if (mode === 'heat') within(supplyTempC, supply.restHeatC, supply.maxC);
      if (mode === 'cool') within(supplyTempC, supply.coolC, 40);
      if (mode === 'dhw_charge') within(supplyTempC, 15, 65);
      within(dhw?.command.targetTempC, tank.minC, tank.maxC);
      for (const { fcu } of zones) {
        within(fcu.fanPercent, 0, 100);
        within(fcu.tempHeatSetC, 10, 30);
        within(fcu.tempCoolSetC, 10, 30);
      }
      const parts = [...zones, ...[hcu, dhw, tes].flatMap((part) => part ?? []), surplus];
      for (const { reason } of parts) assert.ok(REASON_CODES.includes(reason.code));
    });
  });

  it('calls for no comfort in a room that nobody measures', () => {
    holds(() => ({ zones }, _, step) => {
      for (const [index, { activeCall, fcu }] of zones.entries()) {
        const { tempC = NaN } = step.zones[index] ?? {};
        if (tempC >= -40 && tempC <= 60) continue;
        assert.notEqual(activeCall, 'cool');
        // The frost guard's alone, at the lowest setpoint.
        if (activeCall === 'heat') assert.equal(fcu.tempHeatSetC, 10);
      }
    });
  });

  it('takes a clock that runs back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(HOUR_MS), (steps, backMs) => {
        let memory = newMemory(NOW_MS);
        for (const [index, step] of steps.entries()) {
          const nowMs = NOW_MS + (index % 3 === 2 ? -backMs : step.afterMs * index);
          memory = decide(seenAt(step), memory, nowMs).memory;
          const { compressor } = memory;
          for (const startMs of compressor.startsMs) assert.ok(startMs <= nowMs);
        }
      }),
    );
  });
});
