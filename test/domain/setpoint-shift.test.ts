import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import {
  begunShift,
  commandShift,
  movedShift,
  shiftAt,
  type SetpointShift,
  type SetpointShiftCommand,
} from '../../src/domain/setpoint-shift.ts';
import { commandSystem } from '../../src/domain/system-mode.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { nextTransition, type HouseState } from '../../src/domain/zone-request.ts';
import { refusedAs } from '../support/refused.ts';
import { asked, DAYS, hour, house, planOf, START, tell } from '../support/zone-plans.ts';

const tellShift = (
  command: SetpointShiftCommand,
  allChangedMs: number | undefined = hour(11),
  nowMs = START,
) => commandShift(command, { nowMs, source: 'tok_a', allChangedMs });

describe('a word for the whole house to be warmer or cooler', () => {
  it('holds for so long, until some time, or until the schedules have changed', () => {
    const common = { shiftK: 1.5, sinceMs: START, source: 'tok_a' };
    assert.deepEqual(tellShift({ shiftK: 1.52, durationMinutes: 60 }), {
      ...common,
      untilMs: hour(1),
      isDuration: true,
    });
    assert.deepEqual(tellShift({ shiftK: 1.5, until: isoTime(hour(2)) }), {
      ...common,
      untilMs: hour(2),
    });
    assert.deepEqual(tellShift({ shiftK: 1.5, until: 'next_schedule' }), {
      ...common,
      untilMs: hour(11),
      endsWithSchedule: true,
    });
    assert.equal(tellShift({ cancelShift: true }), undefined);
  });

  const { setpointShiftK } = LIMITS;
  const wrong: [SetpointShiftCommand, string][] = [
    [{ shiftK: setpointShiftK + 0.1, durationMinutes: 60 }, 'shiftK'],
    [{ shiftK: -setpointShiftK - 0.1, durationMinutes: 60 }, 'shiftK'],
    [{ shiftK: 0.04, durationMinutes: 60 }, 'shiftK'],
    [{ shiftK: NaN, durationMinutes: 60 }, 'shiftK'],
    [{ durationMinutes: 60 }, 'shiftK'],
    [{ shiftK: 1 }, 'until'],
    [{ shiftK: 1, until: isoTime(START) }, 'until'],
    [{ shiftK: 1, until: isoTime(hour(1)), durationMinutes: 60 }, 'durationMinutes'],
    [{ shiftK: 1, durationMinutes: LIMITS.holdMs / MINUTE_MS + 1 }, 'durationMinutes'],
    [{ cancelShift: true, shiftK: 1 }, 'cancelShift'],
    [{ cancelShift: true, durationMinutes: 1 }, 'cancelShift'],
  ];
  for (const [command, field] of wrong)
    it(`is refused as ${JSON.stringify(command)}, naming ${field}`, () => {
      assert.throws(() => tellShift(command), refusedAs('invalid', { field }));
    });

  it('is refused until the next change where no zone has a schedule', () => {
    const command = { shiftK: 1, until: 'next_schedule' };
    const told = { nowMs: START, source: 'tok_a', allChangedMs: undefined };
    assert.throws(() => commandShift(command, told), refusedAs('invalid', { field: 'until' }));
  });

  it('goes as far as it may', () => {
    for (const shiftK of [setpointShiftK, -setpointShiftK])
      assert.equal(tellShift({ shiftK, durationMinutes: 1 })?.shiftK, shiftK);
  });
});

const WARMER: SetpointShift = {
  shiftK: 2,
  sinceMs: START,
  untilMs: hour(2),
  isDuration: true,
  source: 'tok_a',
};

describe('a shift and the clock', () => {
  it('is over with its end', () => {
    assert.equal(shiftAt(WARMER, hour(2) - 1), WARMER);
    assert.equal(shiftAt(WARMER, hour(2)), undefined);
    assert.equal(shiftAt(undefined, START), undefined);
  });

  it('lasts as long where the clock is set; one until some time ends then', () => {
    const moved = movedShift(WARMER, HOUR_MS);
    assert.deepEqual([moved?.sinceMs, moved?.untilMs], [hour(1), hour(3)]);
    const fixed = { shiftK: 2, sinceMs: START, untilMs: hour(2), source: 'tok_a' };
    assert.deepEqual(movedShift(fixed, HOUR_MS), { ...fixed, sinceMs: hour(1) });
    assert.equal(movedShift(WARMER, 0), WARMER);
  });

  it('begins anew where it was told by a clock that was ahead', () => {
    const begun = begunShift(WARMER, hour(-3));
    assert.deepEqual([begun?.sinceMs, begun?.untilMs], [hour(-3), hour(-1)]);
    assert.equal(begunShift(WARMER, START), WARMER);
  });
});

describe('what is asked of a zone under a shift', () => {
  const under = (shift: SetpointShift | undefined, before: HouseState = house()): HouseState => ({
    ...before,
    shift,
  });
  const cooler = { ...WARMER, shiftK: -1.5 };

  it('is so much more, or less, on both sides, until it is over', () => {
    assert.equal(asked(planOf(), under(WARMER), START), 'auto 23 26 manual');
    assert.equal(asked(planOf(), under(cooler), hour(1)), 'auto 19.5 22.5 manual');
    assert.equal(asked(planOf(), under(WARMER), hour(2)), 'auto 21 24 manual');
    assert.equal(nextTransition(planOf(), under(WARMER), START), hour(2));
  });

  it('follows the schedule meanwhile', () => {
    const long = { ...WARMER, untilMs: hour(24) };
    assert.equal(asked(planOf(DAYS), under(long), START), 'auto 24 26.2 schedule');
    assert.equal(asked(planOf(DAYS), under(long), hour(12)), 'heat 19 26 schedule');
  });

  it('ends in each zone with its own next change, and with the last of them where there is none', () => {
    const next = { ...WARMER, untilMs: hour(20), endsWithSchedule: true as const };
    // At ten in the evening, eleven hours later.
    assert.equal(asked(planOf(DAYS), under(next), hour(11) - 1), 'auto 24 26.2 schedule');
    assert.equal(asked(planOf(DAYS), under(next), hour(11)), 'heat 17 24 schedule');
    assert.equal(asked(planOf(), under(next), hour(20) - 1), 'auto 23 26 manual');
    assert.equal(asked(planOf(), under(next), hour(20)), 'auto 21 24 manual');
  });

  it('stays within the range, and the setpoints apart', () => {
    const hot = tell(planOf(), { tempHeatSetC: 27.5, tempCoolSetC: 29.7 });
    assert.equal(asked(hot, under(WARMER), START), 'auto 27.8 30 manual');
    const cold = tell(planOf(), { tempHeatSetC: 10, tempCoolSetC: 12.2 });
    assert.equal(asked(cold, under({ ...WARMER, shiftK: -2 }), START), 'auto 10 12.2 manual');
  });

  it('is what was told later: of one zone, or of the house', () => {
    const held = tell(planOf(DAYS), { tempHeatSetC: 20, durationMinutes: 600 });
    assert.equal(asked(held, under(WARMER), hour(1)), 'auto 22 26.2 hold');
    const later = tell(
      planOf(DAYS),
      { tempHeatSetC: 20, durationMinutes: 600 },
      hour(1),
      under(WARMER),
    );
    assert.equal(asked(later, under(WARMER), hour(1)), 'auto 20 26.2 hold');
    const away = (nowMs: number) =>
      under(
        WARMER,
        house(commandSystem({ current: { mode: 'home', sinceMs: 0 } }, { mode: 'away' }, nowMs)),
      );
    assert.equal(asked(planOf(), away(hour(1)), hour(1)), 'auto 17 28 away');
    assert.equal(asked(planOf(), away(hour(-1)), hour(1)), 'auto 19 30 away');
  });

  it('is nothing where the house is off', () => {
    const off = house({ current: { mode: 'off', sinceMs: hour(-1) } });
    assert.equal(asked(planOf(), under(WARMER, off), START), 'off 21 24 off');
  });

  it('is what is told for good: it is not moved, neither now nor after', () => {
    const told = tell(planOf(), { tempHeatSetC: 20 }, hour(1), under(WARMER));
    assert.equal(asked(told, under(WARMER), hour(1)), 'auto 20 24 hold');
    assert.equal(asked(told, house(), hour(3)), 'auto 20 24 hold');
    // Without a shift it is the zone's own setting.
    assert.equal(asked(tell(planOf(), { tempHeatSetC: 20 }), house(), START), 'auto 20 24 manual');
  });
});
