import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  instantOf,
  localDayOf,
  parseTimeOfDay,
  weekdayOf,
  type OffsetOf,
} from '../../src/domain/local-time.ts';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS, parseInstant } from '../../src/domain/units.ts';
import { ZONES, zoneOf } from '../support/time-zones.ts';

const wall = (text: string) => Date.parse(`${text}Z`);

describe('the wall clock', () => {
  // [zone, wall time, instant, why]
  const cases = [
    ['Europe/Berlin', '2026-01-15T06:30', '2026-01-15T05:30:00Z', 'in winter'],
    ['Europe/Berlin', '2026-07-15T06:30', '2026-07-15T04:30:00Z', 'in summer'],
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00Z', 'before the skipped hour'],
    ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00:00Z', 'skipped: at three'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00:00Z', 'skipped: at three'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00Z', 'after the skipped hour'],
    ['Europe/Berlin', '2026-10-25T02:00', '2026-10-25T00:00:00Z', 'doubled: the first'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z', 'doubled: the first'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00Z', 'after the doubled hour'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00:00Z', 'skipped'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00Z', 'doubled: the first'],
    ['America/New_York', '2026-11-01T02:00', '2026-11-01T07:00:00Z', 'after the doubled hour'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00Z', 'skipped: half an hour'],
    ['Australia/Lord_Howe', '2026-10-04T02:30', '2026-10-03T15:30:00Z', 'after the skipped half'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00Z', 'doubled half an hour'],
    ['Australia/Lord_Howe', '2026-04-05T02:00', '2026-04-04T15:30:00Z', 'after the doubled half'],
    ['Asia/Kathmandu', '2026-05-01T06:30', '2026-05-01T00:45:00Z', 'a quarter off'],
    ['Europe/Berlin', '2028-02-29T06:30', '2028-02-29T05:30:00Z', 'on a leap day'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00Z', 'a day that was left out'],
    ['Africa/Casablanca', '2026-02-15T02:30', '2026-02-15T01:30:00Z', 'doubled before Ramadan'],
  ] as const;
  for (const [zone, text, instant, why] of cases) {
    it(`comes to ${text} in ${zone} at ${instant}: ${why}`, () => {
      assert.equal(isoTime(instantOf(wall(text), zoneOf(zone))), instant);
    });
  }

  it('comes to any time at the first instant that shows it or a later one', () => {
    const reaches = (instantMs: number, wallMs: number, offsetOf: OffsetOf) =>
      instantMs + offsetOf(instantMs) >= wallMs;
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({
          min: Date.UTC(1990, 0, 1) / MINUTE_MS,
          max: Date.UTC(2090, 0, 1) / MINUTE_MS,
        }),
        (zone, minutes) => {
          const offsetOf = zoneOf(zone);
          const wallMs = minutes * MINUTE_MS;
          const instantMs = instantOf(wallMs, offsetOf);
          assert.ok(reaches(instantMs, wallMs, offsetOf));
          for (let back = 1; back <= 8; back++)
            assert.ok(!reaches(instantMs - back * 15 * MINUTE_MS, wallMs, offsetOf));
          assert.ok(!reaches(instantMs - 1, wallMs, offsetOf));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never comes to a later time sooner, around every change of the clocks', () => {
    for (const zone of ZONES) {
      const offsetOf = zoneOf(zone);
      for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2029, 0, 1); day += DAY_MS) {
        if (offsetOf(day) === offsetOf(day + DAY_MS)) continue;
        let before = -Infinity;
        for (let at = day - DAY_MS; at < day + 2 * DAY_MS; at += 15 * MINUTE_MS) {
          const instantMs = instantOf(at, offsetOf);
          assert.ok(instantMs >= before, `${zone} ${isoTime(at)}`);
          before = instantMs;
        }
      }
    }
  });
});

describe('days and times of day', () => {
  it('know their weekday, before 1970 too', () => {
    const weekday = (text: string) => weekdayOf(Date.parse(text) / DAY_MS);
    assert.equal(weekday('1970-01-01'), 'thu');
    assert.equal(weekday('1969-12-31'), 'wed');
    assert.equal(weekday('2026-01-15'), 'thu');
    assert.equal(weekday('2028-02-29'), 'tue');
    assert.equal(weekday('2028-03-01'), 'wed');
  });

  it('begin at midnight of the place', () => {
    const day = (text: string) => localDayOf(Date.parse(text), zoneOf('Europe/Berlin')) * DAY_MS;
    assert.equal(day('2026-01-14T22:59:59Z'), Date.parse('2026-01-14'));
    assert.equal(day('2026-01-14T23:00:00Z'), Date.parse('2026-01-15'));
  });

  it('are read where they are written in full', () => {
    assert.equal(parseTimeOfDay('00:00'), 0);
    assert.equal(parseTimeOfDay('06:30'), 390);
    assert.equal(parseTimeOfDay('23:59'), 1439);
    for (const text of ['24:00', '6:30', '06:60', '06:30:00', '0630', '', ' 06:30', '06:30\n'])
      assert.equal(parseTimeOfDay(text), undefined, text);
  });
});

describe('an ISO 8601 time', () => {
  it('says its zone', () => {
    const instantMs = Date.UTC(2026, 0, 15, 21);
    for (const text of [
      '2026-01-15T21:00:00Z',
      '2026-01-15T21:00Z',
      '2026-01-15T22:00:00+01:00',
      '2026-01-15T21:00:00.000Z',
      '2026-01-15T22:00:00 01:00',
    ])
      assert.equal(parseInstant(text), instantMs, text);
    assert.equal(parseInstant('2028-02-29T00:00:00+14:00'), Date.UTC(2028, 1, 29) - 14 * HOUR_MS);
  });

  it('is no other text', () => {
    for (const text of [
      '',
      '2026-01-15',
      '2026-01-15T21:00:00',
      '2026-01-15 21:00:00Z',
      '2026-02-30T21:00:00Z',
      '2026-02-29T21:00:00Z',
      '2026-13-01T21:00:00Z',
      '2026-01-15T24:00:00Z',
      '2026-01-15T21:00:00+25:00',
      'tomorrow',
      '1768510800',
    ])
      assert.equal(parseInstant(text), undefined, text);
  });
});
