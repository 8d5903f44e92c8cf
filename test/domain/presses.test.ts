/** A length that is told after what it is for: "warmer", "warmer", "for two hours". */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { HoldCommand } from '../../src/domain/hold.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createSchedule, type ScheduleEntry } from '../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { commandSystem, INITIAL_SYSTEM } from '../../src/domain/system-mode.ts';
import { HOUR_MS, isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { commandPlan } from '../../src/domain/zone-command.ts';
import { effectiveRequest, type HouseState, type ZonePlan } from '../../src/domain/zone-request.ts';
import type { ZoneMode } from '../../src/domain/zone-setpoints.ts';
import { refusedAs } from '../support/refused.ts';
import { zoneOf } from '../support/time-zones.ts';

/** Thursday, 11:00 in Berlin. */
const START = Date.parse('2026-01-15T10:00:00Z');
const MORNING: ScheduleEntry[] = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], at: '06:30', tempHeatSetC: 20 },
];
const HOME: HouseState = {
  system: INITIAL_SYSTEM,
  settings: DEFAULT_SETTINGS,
  offsetOf: zoneOf('Europe/Berlin'),
};
const planOf = (entries: readonly ScheduleEntry[] = []): ZonePlan => ({
  zone: { supportsHeat: true, supportsCool: true },
  settings: { mode: 'auto', heatSet: 210, coolSet: 240 },
  schedule: createSchedule(entries),
  holds: [],
});

/** What is asked of the zone, in short: `auto 21 24 manual`. */
function asked(plan: ZonePlan, nowMs: number, state = HOME): string {
  const { mode, heatSet = 0, coolSet = 0, source } = effectiveRequest(plan, state, nowMs);
  return `${mode} ${heatSet / 10} ${coolSet / 10} ${source}`;
}

type Word = readonly [minute: number, command: HoldCommand, by?: string];
const minute = (minutes: number) => START + minutes * MINUTE_MS;

/** The plan after all that was told, and what was said to the last of it. */
function told(plan: ZonePlan, words: readonly Word[], state = HOME) {
  let applied: object = {};
  let current = plan;
  for (const [at, command, source = 'usr_a'] of words)
    ({ plan: current, applied } = commandPlan(current, state, command, {
      nowMs: minute(at),
      source,
    }));
  return { plan: current, applied };
}

const WARMER: readonly Word[] = [21.5, 22, 22.5].map((tempHeatSetC, at) => [at, { tempHeatSetC }]);
const FOR_TWO_HOURS: HoldCommand = { durationMinutes: 120 };
const RESUME: HoldCommand = { resumeSchedule: true };

describe('a length that is told after the presses', () => {
  const ways: readonly (readonly [string, HoldCommand, string])[] = [
    ['alone, as a length', FOR_TWO_HOURS, '2026-01-15T12:03:00Z'],
    ['alone, as a time', { until: isoTime(minute(90)) }, '2026-01-15T11:30:00Z'],
    ['with the same setpoint', { ...FOR_TWO_HOURS, tempHeatSetC: 22.5 }, '2026-01-15T12:03:00Z'],
    [
      'with all that is shown, as the page tells it',
      { ...FOR_TWO_HOURS, mode: 'auto', tempHeatSetC: 22.5, tempCoolSetC: 24.7 },
      '2026-01-15T12:03:00Z',
    ],
  ];
  for (const [way, length, until] of ways)
    it(`(${way}) holds them, over what stood before the first`, () => {
      const { plan, applied } = told(planOf(), [...WARMER, [3, length]]);
      assert.equal((applied as { until?: string }).until, until);
      assert.equal(asked(plan, minute(4)), 'auto 22.5 24.7 hold');
      assert.equal(asked(plan, Date.parse(until) - 1), 'auto 22.5 24.7 hold');
      // The gap had moved the other one: that goes back as well.
      assert.equal(asked(plan, Date.parse(until)), 'auto 21 24 manual');
      const resumed = told(plan, [[30, RESUME]]).plan;
      assert.equal(asked(resumed, minute(30)), 'auto 21 24 manual');
    });

  it('says what it holds, all of it', () => {
    const { applied } = told(planOf(), [...WARMER, [3, FOR_TWO_HOURS]]);
    assert.deepEqual(applied, {
      mode: 'auto',
      tempHeatSetC: 22.5,
      tempCoolSetC: 24.7,
      until: '2026-01-15T12:03:00Z',
    });
  });

  it('is meant for a mode too', () => {
    const { plan } = told(planOf(), [
      [0, { mode: 'off' }],
      [1, { durationMinutes: 60 }],
    ]);
    assert.equal(asked(plan, minute(2)), 'off 21 24 hold');
    assert.equal(asked(plan, minute(61)), 'auto 21 24 manual');
  });

  it('with a schedule goes back to it, also where the presses were to last', () => {
    const { plan } = told(planOf(MORNING), [...WARMER, [3, FOR_TWO_HOURS]]);
    assert.equal(asked(plan, minute(4)), 'auto 22.5 24.7 hold');
    assert.equal(asked(plan, minute(123)), 'auto 20 24 schedule');
    const resumed = told(plan, [[30, RESUME]]).plan;
    assert.equal(asked(resumed, minute(30)), 'auto 20 24 schedule');
  });

  it('goes back to a lasting hold that stood before', () => {
    const { plan } = told(planOf(MORNING), [
      [-60, { tempHeatSetC: 18 }],
      ...WARMER,
      [3, FOR_TWO_HOURS],
    ]);
    assert.equal(asked(plan, minute(123)), 'auto 18 24 hold');
  });

  it('may be told anew, and still goes back as far', () => {
    const { plan } = told(planOf(), [
      ...WARMER,
      [3, FOR_TWO_HOURS],
      [9, { durationMinutes: 240 }],
      [12, { durationMinutes: 30 }],
    ]);
    assert.equal(asked(plan, minute(41)), 'auto 22.5 24.7 hold');
    assert.equal(asked(plan, minute(42)), 'auto 21 24 manual');
  });

  it('may be taken back for "until I change it", and told again', () => {
    const lasting = told(planOf(), [
      ...WARMER,
      [3, FOR_TWO_HOURS],
      [4, { mode: 'auto', tempHeatSetC: 22.5, tempCoolSetC: 24.7 }],
    ]).plan;
    assert.equal(asked(lasting, minute(500)), 'auto 22.5 24.7 manual');
    const { plan } = told(lasting, [[5, { durationMinutes: 60 }]]);
    assert.equal(asked(plan, minute(65)), 'auto 21 24 manual');
  });

  it('changes the length of a hold with an end', () => {
    const { plan } = told(planOf(), [
      [0, { tempHeatSetC: 23, durationMinutes: 90 }],
      [5, { durationMinutes: 30 }],
    ]);
    assert.equal(asked(plan, minute(34)), 'auto 23 25.2 hold');
    assert.equal(asked(plan, minute(35)), 'auto 21 24 manual');
  });

  it('counts for what was set, whatever the schedule has said since', () => {
    const at = START + 19.5 * HOUR_MS - 2 * MINUTE_MS;
    const until = { until: 'next_schedule' };
    const minutes = (at - START) / MINUTE_MS;
    const { plan } = told(planOf(MORNING), [
      [minutes, { tempHeatSetC: 23, ...until }],
      [minutes + 5, { durationMinutes: 60 }],
    ]);
    assert.equal(asked(plan, at + 10 * MINUTE_MS), 'auto 23 25.2 hold');
    assert.equal(asked(plan, at + 65 * MINUTE_MS), 'auto 20 24 schedule');
  });

  it('goes back to an absence', () => {
    const away = { ...HOME, system: commandSystem(INITIAL_SYSTEM, { mode: 'away' }, minute(-5)) };
    const { plan } = told(planOf(), [...WARMER, [3, FOR_TWO_HOURS]], away);
    assert.equal(asked(plan, minute(4), away), 'auto 22.5 28 hold');
    assert.equal(asked(plan, minute(123), away), 'auto 17 28 away');
  });

  it('reaches back to the first of presses that are each ten minutes from the one before', () => {
    const words: Word[] = [0, 10, 20].map((at) => [at, { tempHeatSetC: 22 + at / 10 }]);
    const { plan } = told(planOf(), [...words, [30, { durationMinutes: 60 }]]);
    assert.equal(asked(plan, minute(30)), 'auto 24 26.2 hold');
    assert.equal(asked(plan, minute(90)), 'auto 21 24 manual');
  });
});

describe('a length that is told', () => {
  const MINUTES = LIMITS.pressesMs / MINUTE_MS;
  const alone: readonly (readonly [string, readonly Word[]])[] = [
    ['too late', [[0, { tempHeatSetC: 22 }]]],
    ['by somebody else', [[MINUTES, { tempHeatSetC: 22 }, 'usr_b']]],
    [
      'after somebody else has set something',
      [
        [MINUTES - 1, { tempHeatSetC: 22 }],
        [MINUTES, { tempHeatSetC: 22 }, 'mqtt'],
      ],
    ],
    [
      'after what was set was ended',
      [
        [MINUTES, { tempHeatSetC: 22 }],
        [MINUTES, RESUME],
      ],
    ],
    ['before what it is for, by the clock', [[MINUTES + 5, { tempHeatSetC: 22 }]]],
    ['after a preset', [[MINUTES, { tempHeatSetC: 22, preset: 'away' }]]],
  ];
  for (const [when, words] of alone) {
    const at = MINUTES + 1 / 60;
    it(`${when} is refused where it is alone`, () => {
      const { plan } = told(planOf(), words);
      assert.throws(
        () => told(plan, [[at, FOR_TWO_HOURS]]),
        refusedAs('invalid', { field: 'mode' }),
      );
    });
    it(`${when} with setpoints is laid over what stands`, () => {
      const { plan } = told(planOf(), words);
      const standing = asked(plan, minute(at));
      const held = told(plan, [[at, { tempHeatSetC: 23, ...FOR_TWO_HOURS }]]).plan;
      assert.equal(asked(held, minute(at + 120)), standing);
    });
  }

  it('with other setpoints is laid over what was set, which was to last', () => {
    const { plan } = told(planOf(), [...WARMER, [3, { tempHeatSetC: 24, durationMinutes: 60 }]]);
    assert.equal(asked(plan, minute(62)), 'auto 24 26.2 hold');
    assert.equal(asked(plan, minute(63)), 'auto 22.5 24.7 manual');
    const longer = told(plan, [[5, FOR_TWO_HOURS]]).plan;
    assert.equal(asked(longer, minute(124)), 'auto 24 26.2 hold');
    assert.equal(asked(longer, minute(125)), 'auto 22.5 24.7 manual');
  });

  it('fits what the zone can do by then', () => {
    const { plan } = told(planOf(), WARMER);
    const onlyHeats = { ...plan, zone: { supportsHeat: true, supportsCool: false } };
    const held = told(onlyHeats, [[3, FOR_TWO_HOURS]]);
    assert.deepEqual(held.applied, {
      mode: 'heat',
      tempHeatSetC: 22.5,
      until: '2026-01-15T12:03:00Z',
    });
    assert.equal(asked(held.plan, minute(123)), 'heat 21 0 manual');
  });
});

describe('whatever is pressed', () => {
  const modes: ZoneMode[] = ['heat', 'cool', 'auto', 'off'];
  const tenths = fc.integer({ min: 100, max: 300 }).map((value) => value / 10);
  const press = fc.record(
    { mode: fc.constantFrom(...modes), tempHeatSetC: tenths, tempCoolSetC: tenths },
    { requiredKeys: [] },
  );
  const story = fc.record({
    entries: fc.constantFrom([], MORNING),
    stood: fc.option(tenths, { nil: undefined }),
    presses: fc.array(
      fc.tuple(
        fc.nat(10),
        press.filter((one) => Object.keys(one).length > 0),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    /** Who gives all values with the length, as the page does, and who gives the length alone. */
    isWhole: fc.boolean(),
    minutes: fc.integer({ min: 1, max: 600 }),
  });

  it('what stood before is there again after the length, and after a resume what stood beneath holds', () => {
    fc.assert(
      fc.property(story, ({ entries, stood, presses, isWhole, minutes }) => {
        const before =
          stood === undefined
            ? planOf(entries)
            : told(planOf(entries), [[-60, { tempHeatSetC: stood }]]).plan;
        let at = 0;
        const words = presses.map(([gap, command]): Word => [(at += gap), command]);
        const pressed = told(before, words).plan;
        const { mode, heatSet = 0, coolSet = 0 } = effectiveRequest(pressed, HOME, minute(at));
        const shown = { mode, tempHeatSetC: heatSet / 10, tempCoolSetC: coolSet / 10 };
        const length = { ...(isWhole && shown), durationMinutes: minutes };
        const { plan } = told(pressed, [[at, length]]);
        const endMs = minute(at + minutes);
        assert.equal(asked(plan, endMs - 1), `${mode} ${heatSet / 10} ${coolSet / 10} hold`);
        assert.equal(asked(plan, endMs), asked(before, endMs));
        const resumed = told(plan, [[at, RESUME]]).plan;
        assert.equal(asked(resumed, minute(at)), asked({ ...before, holds: [] }, minute(at)));
      }),
      { numRuns: 1_000 },
    );
  });
});
