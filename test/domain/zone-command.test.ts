import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import type { HoldCommand } from '../../src/domain/hold.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createSchedule } from '../../src/domain/schedule.ts';
import { isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { commandPlan } from '../../src/domain/zone-command.ts';
import { type ZonePlan } from '../../src/domain/zone-request.ts';
import { START, DAYS, house, planOf, asked, tell, hour } from '../support/zone-plans.ts';

describe('a command to a zone', () => {
  it('without a schedule changes the zone’s own settings', () => {
    const plan = tell(planOf(), { tempHeatSetC: 20 });
    assert.equal(asked(plan, house(), hour(1000)), 'auto 20 24 manual');
    assert.deepEqual(plan.holds, []);
  });

  it('with a schedule holds until it is changed, whatever the schedule does', () => {
    const plan = tell(planOf(DAYS), { tempHeatSetC: 20 });
    for (const at of [0, 11, 12, 24, 1000])
      assert.equal(asked(plan, house(), hour(at)), 'auto 20 24.2 hold');
  });

  it('may switch off until it is changed', () => {
    const plan = tell(planOf(DAYS), { mode: 'off' });
    assert.equal(asked(plan, house(), hour(20)), 'off 22 24.2 hold');
    const resumed = tell(plan, { resumeSchedule: true }, hour(20));
    assert.equal(asked(resumed, house(), hour(20)), 'auto 22 24.2 schedule');
  });

  const ends: [string, HoldCommand, string][] = [
    ['until', { until: '2026-01-15T12:00:00+01:00' }, '2026-01-15T11:00:00Z'],
    ['durationMinutes', { durationMinutes: 90 }, '2026-01-15T11:30:00Z'],
    ['until next_schedule', { until: 'next_schedule' }, '2026-01-15T21:00:00Z'],
    ['the farthest end', { durationMinutes: LIMITS.holdMs / MINUTE_MS }, '2027-01-16T10:00:00Z'],
  ];
  for (const [what, end, until] of ends) {
    it(`with ${what} ends by itself`, () => {
      const { plan, applied } = commandPlan(
        planOf(DAYS),
        house(),
        { ...end, tempHeatSetC: 23 },
        { nowMs: START, source: 'tok_a' },
      );
      const untilMs = Date.parse(until);
      assert.deepEqual(applied, { tempHeatSetC: 23, tempCoolSetC: 25.2, until });
      assert.equal(asked(plan, house(), untilMs - 1), 'auto 23 25.2 hold');
      assert.match(asked(plan, house(), untilMs), /schedule$/);
    });
  }

  it('with an end leaves a zone without a schedule as it was before', () => {
    const before = tell(planOf(), { tempHeatSetC: 19 });
    const plan = tell(before, { tempHeatSetC: 25, durationMinutes: 120 });
    assert.equal(asked(plan, house(), hour(1)), 'auto 25 27.2 hold');
    assert.equal(asked(plan, house(), hour(2)), 'auto 19 24 manual');
  });

  it('with an end lies over one without, which is there again after it', () => {
    const lasting = tell(planOf(DAYS), { tempHeatSetC: 16 });
    const boosted = tell(lasting, { tempHeatSetC: 25, durationMinutes: 60 });
    assert.equal(asked(boosted, house(), START), 'auto 25 27.2 hold');
    assert.equal(asked(boosted, house(), hour(1)), 'auto 16 24.2 hold');
    const resumed = tell(boosted, { resumeSchedule: true });
    assert.equal(asked(resumed, house(), START), 'auto 22 24.2 schedule');
  });

  it('with an end takes the place of one with an end', () => {
    const first = tell(planOf(DAYS), { tempHeatSetC: 25, durationMinutes: 180 });
    const second = tell(first, { mode: 'heat', durationMinutes: 60 }, hour(1));
    assert.equal(asked(second, house(), hour(1)), 'heat 25 27.2 hold');
    assert.equal(asked(second, house(), hour(2)), 'auto 22 24.2 schedule');
  });

  it('without an end is laid over what was there before a boost', () => {
    const boosted = tell(planOf(), { tempHeatSetC: 25, durationMinutes: 180 });
    const plan = tell(boosted, { mode: 'heat' }, hour(1));
    assert.equal(asked(plan, house(), hour(1)), 'heat 21 24 manual');
  });

  it('outlives a change of the schedule', () => {
    const held = tell(planOf(DAYS), { tempHeatSetC: 16, until: 'next_schedule' });
    const without = { ...held, schedule: createSchedule([]) };
    assert.equal(asked(without, house(), START), 'auto 16 24.2 hold');
    assert.equal(asked(without, house(), Date.parse('2026-01-15T21:00:00Z')), 'auto 21 24 manual');
  });

  const refused: [string, HoldCommand, string, ZonePlan?][] = [
    ['an empty one', {}, 'mode'],
    ['an end and nothing to hold', { durationMinutes: 5 }, 'mode'],
    ['two ends', { mode: 'off', until: isoTime(hour(1)), durationMinutes: 5 }, 'durationMinutes'],
    [
      'resumeSchedule with a setpoint',
      { resumeSchedule: true, tempHeatSetC: 20 },
      'resumeSchedule',
    ],
    ['resumeSchedule with a mode', { resumeSchedule: true, mode: 'off' }, 'resumeSchedule'],
    ['resumeSchedule with an end', { resumeSchedule: true, durationMinutes: 5 }, 'resumeSchedule'],
    ['the past', { mode: 'off', until: isoTime(START - 1000) }, 'until'],
    ['now', { mode: 'off', until: isoTime(START) }, 'until'],
    ['over a year', { mode: 'off', until: isoTime(START + LIMITS.holdMs + 1000) }, 'until'],
    ['a year in minutes', { mode: 'off', durationMinutes: 600_000 }, 'durationMinutes'],
    ['half a minute', { mode: 'off', durationMinutes: 0.5 }, 'durationMinutes'],
    ['no minutes', { mode: 'off', durationMinutes: 0 }, 'durationMinutes'],
    ['a time without a zone', { mode: 'off', until: '2026-01-15T22:00:00' }, 'until'],
    ['a word', { mode: 'off', until: 'tonight' }, 'until'],
    [
      'next_schedule without a schedule',
      { mode: 'off', until: 'next_schedule' },
      'until',
      planOf(),
    ],
    ['a setpoint out of range', { tempHeatSetC: 31, durationMinutes: 5 }, 'tempHeatSetC'],
  ];
  for (const [what, command, field, plan = planOf(DAYS)] of refused) {
    it(`refuses ${what}, naming ${field}`, () => {
      assert.throws(
        () => tell(plan, command),
        (error) =>
          error instanceof HubError && error.code === 'invalid' && error.context['field'] === field,
      );
    });
  }
});
