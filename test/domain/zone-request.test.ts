import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HubError } from '../../src/domain/errors.ts';
import type { HoldCommand } from '../../src/domain/hold.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { commandSystem, INITIAL_SYSTEM, type SystemCommand } from '../../src/domain/system-mode.ts';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { SETPOINT_GAP, type ZoneMode } from '../../src/domain/zone-setpoints.ts';
import { effectiveRequest, nextTransition, type ZonePlan } from '../../src/domain/zone-request.ts';
import { START, BOTH, DAYS, house, planOf, asked, tell, hour } from '../support/zone-plans.ts';

describe('the mode of the house', () => {
  const inMode = (command: SystemCommand, nowMs = START) =>
    house(commandSystem(INITIAL_SYSTEM, command, nowMs));

  it('sets back while away, and asks nowhere for more', () => {
    const away = inMode({ mode: 'away', until: isoTime(hour(5)) });
    assert.equal(asked(planOf(DAYS), away, START), 'auto 17 28 away');
    assert.equal(asked(planOf(DAYS), away, hour(5)), 'auto 22 24.2 schedule');
    const cold = tell(planOf(), { tempHeatSetC: 12, tempCoolSetC: 29 });
    assert.equal(asked(cold, away, START), 'auto 12 29 away');
    const off = tell(planOf(), { mode: 'off' });
    assert.equal(asked(off, away, START), 'off 17 28 away');
  });

  it('makes the house ready before the return, for what will hold then', () => {
    const until = '2026-01-24T21:30:00Z';
    const vacation = inMode({ mode: 'vacation', until });
    const plan = planOf(DAYS);
    const ready = Date.parse(until) - DEFAULT_SETTINGS.vacationReheatHours * HOUR_MS;
    assert.equal(asked(plan, vacation, START), 'auto 15 30 vacation');
    assert.equal(nextTransition(plan, vacation, ready - 1), ready);
    assert.equal(asked(plan, vacation, ready - 1), 'auto 15 30 vacation');
    // At ten in the morning: the schedule of half past ten at night.
    assert.equal(asked(plan, vacation, ready), 'heat 17 24 reheat');
    assert.equal(asked(plan, vacation, Date.parse(until)), 'heat 17 24 schedule');
  });

  it('waits for a vacation that is planned, and does without an end', () => {
    const planned = inMode({ mode: 'vacation', from: isoTime(hour(24)) });
    assert.equal(asked(planOf(), planned, hour(23)), 'auto 21 24 manual');
    assert.equal(nextTransition(planOf(), planned, START), hour(24));
    assert.equal(asked(planOf(), planned, hour(24)), 'auto 15 30 vacation');
    assert.equal(asked(planOf(), planned, hour(2400)), 'auto 15 30 vacation');
  });

  it('off asks for nothing', () => {
    assert.equal(asked(planOf(DAYS), inMode({ mode: 'off' }), START), 'off 22 24.2 off');
  });

  it('and a hold: what was told later counts', () => {
    const before = tell(planOf(DAYS), { tempHeatSetC: 24 });
    const away = inMode({ mode: 'away', until: isoTime(hour(5)) }, hour(1));
    assert.equal(asked(before, away, hour(1)), 'auto 17 28 away');
    // It was told to hold until changed, and nobody has changed it.
    assert.equal(asked(before, away, hour(5)), 'auto 24 26.2 hold');
    const during = tell(before, { tempHeatSetC: 20 }, hour(2), away);
    assert.equal(asked(during, away, hour(2)), 'auto 20 28 hold');
  });

  it('makes a hold even of a command to a zone without a schedule', () => {
    const away = inMode({ mode: 'away' });
    const plan = tell(planOf(), { tempHeatSetC: 20 }, hour(1), away);
    assert.equal(asked(plan, away, hour(1)), 'auto 20 28 hold');
    assert.equal(
      asked(tell(plan, { resumeSchedule: true }), house(), hour(2)),
      'auto 21 24 manual',
    );
  });
});

const modes: ZoneMode[] = ['heat', 'cool', 'auto', 'off'];
const tenths = fc.integer({ min: 95, max: 305 }).map((value) => value / 10);
const anyCommand: fc.Arbitrary<HoldCommand> = fc.oneof(
  fc.constant({ resumeSchedule: true as const }),
  fc.record(
    {
      mode: fc.constantFrom(...modes),
      tempHeatSetC: tenths,
      tempCoolSetC: tenths,
      durationMinutes: fc.integer({ min: 0, max: 3_000 }),
      until: fc.constantFrom('next_schedule', isoTime(hour(30)), 'never'),
    },
    { requiredKeys: [] },
  ),
);
const anyZone = fc.constantFrom(
  BOTH,
  { supportsHeat: true, supportsCool: false },
  { supportsHeat: false, supportsCool: true },
);
const anySystem: fc.Arbitrary<SystemCommand> = fc.record(
  {
    mode: fc.constantFrom('home', 'away', 'vacation', 'off'),
    from: fc.integer({ min: 1, max: 99 }).map((hours) => isoTime(hour(hours))),
    until: fc.integer({ min: 1, max: 99 }).map((hours) => isoTime(hour(hours))),
  },
  { requiredKeys: ['mode'] },
);

/** The value, or the state before where it is refused for a reason that the domain knows. */
function orRefused<T>(work: () => T, before: T): T {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof HubError && error.code === 'invalid' && error.context['field']);
    return before;
  }
}

describe('whatever is told', () => {
  const anyStory = fc.record({
    zone: anyZone,
    hasSchedule: fc.boolean(),
    words: fc.array(fc.tuple(fc.nat(600), fc.oneof(anyCommand, anySystem)), { maxLength: 8 }),
  });

  function livedThrough({
    zone,
    hasSchedule,
    words,
  }: typeof anyStory extends fc.Arbitrary<infer S> ? S : never) {
    let plan: ZonePlan = { ...planOf(hasSchedule ? DAYS : []), zone };
    let state = house();
    let nowMs = START;
    for (const [minutes, word] of words) {
      nowMs += minutes * MINUTE_MS;
      const isOfHouse = 'from' in word || ['home', 'away', 'vacation'].includes(word.mode ?? '');
      if (isOfHouse)
        state = orRefused(
          () => house(commandSystem(state.system, word as SystemCommand, nowMs)),
          state,
        );
      else plan = orRefused(() => tell(plan, word as HoldCommand, nowMs, state), plan);
    }
    return { plan, state, nowMs };
  }

  it('a zone is asked for what it can do, in range and with its gap', () => {
    fc.assert(
      fc.property(anyStory, fc.nat(10 * 24 * 60), (story, minutes) => {
        const { plan, state, nowMs } = livedThrough(story);
        const { zone } = plan;
        const request = effectiveRequest(plan, state, nowMs + minutes * MINUTE_MS);
        assert.equal(request.heatSet !== undefined, zone.supportsHeat);
        assert.equal(request.coolSet !== undefined, zone.supportsCool);
        if (!zone.supportsCool) assert.ok(['heat', 'off'].includes(request.mode));
        if (!zone.supportsHeat) assert.ok(['cool', 'off'].includes(request.mode));
        const { heatSet, coolSet } = request;
        for (const set of [heatSet ?? 100, coolSet ?? 300]) assert.ok(set >= 100 && set <= 300);
        if (heatSet !== undefined && coolSet !== undefined)
          assert.ok(coolSet - heatSet >= SETPOINT_GAP);
        assert.ok(plan.holds.length <= 2);
      }),
      { numRuns: 1_000 },
    );
  });

  it('nothing changes by itself before the next transition', () => {
    fc.assert(
      fc.property(anyStory, fc.double({ min: 0, max: 1, noNaN: true }), (story, part) => {
        const { plan, state, nowMs } = livedThrough(story);
        const nextMs = nextTransition(plan, state, nowMs) ?? nowMs + 10 * DAY_MS;
        assert.ok(nextMs > nowMs);
        const atMs = Math.floor(nowMs + part * (nextMs - 1 - nowMs));
        assert.deepEqual(effectiveRequest(plan, state, atMs), effectiveRequest(plan, state, nowMs));
      }),
      { numRuns: 1_000 },
    );
  });
});
