import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { WEEKDAYS, weekdayOf, type OffsetOf } from '../../src/domain/local-time.ts';
import {
  createSchedule,
  nextChange,
  settingsAt,
  type ScheduleEntry,
} from '../../src/domain/schedule.ts';
import { checkSchedule } from '../../src/domain/schedule-check.ts';
import { DAY_MS, isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { ZONES, zoneOf } from '../support/time-zones.ts';

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** Where the house stood at an instant, and what comes next. */
function around(entries: readonly ScheduleEntry[], zone: string, instant: string) {
  const schedule = createSchedule(entries);
  const nowMs = Date.parse(instant);
  const text = (change: ReturnType<typeof nextChange>) =>
    change && `${change.entry.at} since ${isoTime(change.atMs)}`;
  return [
    text(settingsAt(schedule, nowMs, zoneOf(zone))),
    text(nextChange(schedule, nowMs, zoneOf(zone))),
  ];
}

const DAY_AND_NIGHT: ScheduleEntry[] = [
  { days: WORKDAYS, at: '06:30', tempHeatSetC: 21 },
  { days: WORKDAYS, at: '22:00', tempHeatSetC: 17 },
];
const EVERY_NIGHT: ScheduleEntry[] = [
  { days: WEEKDAYS, at: '02:15', tempHeatSetC: 18 },
  { days: WEEKDAYS, at: '03:00', tempHeatSetC: 19 },
  { days: WEEKDAYS, at: '12:00', tempHeatSetC: 20 },
];

describe('the entry in force, and the next', () => {
  const cases: [string, ScheduleEntry[], string, string, string[]][] = [
    [
      'change to the minute',
      DAY_AND_NIGHT,
      'Europe/Berlin',
      '2026-01-15T05:30:00Z',
      ['06:30 since 2026-01-15T05:30:00Z', '22:00 since 2026-01-15T21:00:00Z'],
    ],
    [
      'are the night’s until then',
      DAY_AND_NIGHT,
      'Europe/Berlin',
      '2026-01-15T05:29:59Z',
      ['22:00 since 2026-01-14T21:00:00Z', '06:30 since 2026-01-15T05:30:00Z'],
    ],
    [
      'reach over days without entries',
      DAY_AND_NIGHT,
      'Europe/Berlin',
      '2026-01-18T12:00:00Z',
      ['22:00 since 2026-01-16T21:00:00Z', '06:30 since 2026-01-19T05:30:00Z'],
    ],
    [
      'wrap around the week where there is but one',
      [{ days: ['thu'], at: '08:00', mode: 'off' }],
      'Europe/Berlin',
      '2026-01-15T06:59:00Z',
      ['08:00 since 2026-01-08T07:00:00Z', '08:00 since 2026-01-15T07:00:00Z'],
    ],
    [
      'skip what the clocks skip, for the entry after it',
      EVERY_NIGHT,
      'Europe/Berlin',
      '2026-03-29T00:59:00Z',
      ['12:00 since 2026-03-28T11:00:00Z', '03:00 since 2026-03-29T01:00:00Z'],
    ],
    [
      'come once in the doubled hour',
      EVERY_NIGHT,
      'Europe/Berlin',
      '2026-10-25T01:20:00Z',
      ['02:15 since 2026-10-25T00:15:00Z', '03:00 since 2026-10-25T02:00:00Z'],
    ],
    [
      'keep to the clocks of New York',
      EVERY_NIGHT,
      'America/New_York',
      '2026-03-08T07:00:00Z',
      ['03:00 since 2026-03-08T07:00:00Z', '12:00 since 2026-03-08T16:00:00Z'],
    ],
    [
      'come at the next valid minute where half an hour is skipped',
      EVERY_NIGHT,
      'Australia/Lord_Howe',
      '2026-10-03T15:29:00Z',
      ['12:00 since 2026-10-03T01:30:00Z', '02:15 since 2026-10-03T15:30:00Z'],
    ],
    [
      'keep to a quarter of an hour in Kathmandu',
      DAY_AND_NIGHT,
      'Asia/Kathmandu',
      '2026-01-15T00:45:00Z',
      ['06:30 since 2026-01-15T00:45:00Z', '22:00 since 2026-01-15T16:15:00Z'],
    ],
    [
      'count the leap day',
      [{ days: ['tue'], at: '06:30', mode: 'off' }],
      'Europe/Berlin',
      '2028-02-28T12:00:00Z',
      ['06:30 since 2028-02-22T05:30:00Z', '06:30 since 2028-02-29T05:30:00Z'],
    ],
  ];
  for (const [what, entries, zone, instant, expected] of cases) {
    it(what, () => assert.deepEqual(around(entries, zone, instant), expected));
  }

  it('are not there where the schedule is empty', () => {
    assert.deepEqual(around([], 'Europe/Berlin', '2026-01-15T05:30:00Z'), [undefined, undefined]);
  });
});

/** By walking through time: an entry comes into force when the wall clock first shows its time or a later one. */
function walked(
  entries: readonly ScheduleEntry[],
  nowMs: number,
  offsetOf: OffsetOf,
): ScheduleEntry | undefined {
  const stepMs = 15 * MINUTE_MS;
  let shownMs = -Infinity;
  let inForce: ScheduleEntry | undefined;
  for (let atMs = nowMs - 10 * DAY_MS; atMs <= nowMs; atMs += stepMs) {
    const wallMs = atMs + offsetOf(atMs);
    if (wallMs <= shownMs) continue;
    const from = shownMs === -Infinity ? wallMs : shownMs + stepMs;
    for (let wall = from; wall <= wallMs; wall += stepMs) {
      const day = weekdayOf(Math.floor(wall / DAY_MS));
      const at = new Date(wall).toISOString().slice(11, 16);
      inForce = entries.find((entry) => entry.days.includes(day) && entry.at === at) ?? inForce;
    }
    shownMs = wallMs;
  }
  return inForce;
}

const QUARTERS = ['00', '15', '30', '45'];
const anyEntry: fc.Arbitrary<ScheduleEntry> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    // Most changes of clocks are in these hours.
    fc.constantFrom('00', '01', '02', '03', '23', '12'),
    fc.constantFrom(...QUARTERS),
  )
  .map(([days, hours, minutes]) => ({ days, at: `${hours}:${minutes}`, mode: 'off' as const }));
const anySchedule = fc
  .array(anyEntry, { minLength: 1, maxLength: 6 })
  .filter(
    (entries) => checkSchedule(entries, { supportsHeat: true, supportsCool: true }).length === 0,
  );
/** Quarters of hours near a change of the zone's clocks, where it has one in that year. */
const anyTime = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    year: fc.integer({ min: 2008, max: 2035 }),
    which: fc.nat(3),
    quarter: fc.integer({ min: -40, max: 900 }),
  })
  .map(({ zone, year, which, quarter }) => {
    const offsetOf = zoneOf(zone);
    const changes: number[] = [];
    for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY_MS)
      if (offsetOf(day) !== offsetOf(day + DAY_MS)) changes.push(day);
    const at = changes[which % Math.max(1, changes.length)] ?? Date.UTC(year, 5, 1);
    return { zone, nowMs: at + quarter * 15 * MINUTE_MS };
  });

describe('the schedule of any week', () => {
  it('is what one sees who walks through it with a watch', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, (entries, { zone, nowMs }) => {
        const offsetOf = zoneOf(zone);
        const found = settingsAt(createSchedule(entries), nowMs, offsetOf)?.entry;
        assert.deepEqual(found, walked(entries, nowMs, offsetOf));
      }),
      { numRuns: 150 },
    );
  });

  it('says what comes next: until then nothing changes, then just that is in force', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, (entries, { zone, nowMs }) => {
        const offsetOf = zoneOf(zone);
        const schedule = createSchedule(entries);
        const next = nextChange(schedule, nowMs, offsetOf);
        assert.ok(next !== undefined && next.atMs > nowMs);
        assert.deepEqual(settingsAt(schedule, next.atMs, offsetOf), next);
        const before = settingsAt(schedule, next.atMs - 1, offsetOf);
        assert.deepEqual(before, settingsAt(schedule, nowMs, offsetOf));
      }),
      { numRuns: 500 },
    );
  });
});
