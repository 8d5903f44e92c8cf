import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ScheduleEntry } from '../../../../src/domain/schedule.ts';
import { checkSchedule } from '../../../../src/domain/schedule-check.ts';
import { LIMITS } from '../../../../src/domain/limits.ts';
import {
  DAYS,
  daysThatDiffer,
  draftOf,
  entriesOf,
  faultsOf,
  isSame,
  segmentsOf,
  usualWeek,
  withAdded,
  withChanged,
  withCopied,
  without,
  withSorted,
  type Draft,
} from '../../../../src/ui/pages/zone/draft.ts';

const ZONE = { supportsHeat: true, supportsCool: true };
const WEEK: readonly ScheduleEntry[] = [
  { days: ['mon', 'tue'], at: '06:30', tempHeatSetC: 21 },
  { days: ['mon', 'tue'], at: '22:00', tempHeatSetC: 18 },
  { days: ['sat'], at: '09:00', mode: 'off' },
];
const only = (draft: Draft, day: 'mon' | 'sun') => draft[day].map(({ at }) => at);

describe('the draft of a schedule', () => {
  it('is by day, and comes to the same entries again', () => {
    const draft = draftOf(WEEK);
    assert.deepEqual(only(draft, 'mon'), ['06:30', '22:00']);
    assert.deepEqual(only(draft, 'sun'), []);
    assert.deepEqual(entriesOf(draft), WEEK);
    assert.equal(isSame(draft, draftOf(WEEK)), true);
  });

  it('takes in a day that is added to, copied and emptied', () => {
    let draft = withAdded(draftOf(WEEK), 'mon', {});
    assert.deepEqual(only(draft, 'mon'), ['06:30', '08:30', '22:00']);
    assert.equal(draft.mon[1]?.tempHeatSetC, 21);
    draft = withCopied(draft, 'mon', DAYS);
    assert.deepEqual(
      entriesOf(draft).map(({ days }) => days),
      [DAYS, DAYS, DAYS],
    );
    draft = draft.mon.reduce((rest, { key }) => without(rest, 'mon', key), draft);
    assert.deepEqual(draft.mon, []);
    assert.equal(draft.tue.length, 3);
  });

  it('begins an empty week with what the zone is asked now', () => {
    const draft = withAdded(draftOf([]), 'sun', { tempHeatSetC: 21, tempCoolSetC: undefined });
    assert.deepEqual(entriesOf(draft), [{ days: ['sun'], at: '06:30', tempHeatSetC: 21 }]);
    const usual = entriesOf(usualWeek({ tempHeatSetC: 11, tempCoolSetC: 29 }));
    assert.deepEqual(usual[1], { days: DAYS, at: '22:30', tempHeatSetC: 10, tempCoolSetC: 30 });
    assert.deepEqual(checkSchedule(usual, ZONE), []);
  });

  it('puts a time in its place when it is typed', () => {
    const draft = draftOf(WEEK);
    const moved = withChanged(draft, 'mon', draft.mon[0]?.key ?? 0, { at: '23:00' });
    assert.deepEqual(only(moved, 'mon'), ['23:00', '22:00']);
    assert.deepEqual(only(withSorted(moved, 'mon'), 'mon'), ['22:00', '23:00']);
  });

  it('carries the last entry over into the next day, round the week', () => {
    const draft = draftOf(WEEK);
    assert.deepEqual(
      segmentsOf(draft, 'tue').map(({ fromMinute, toMinute }) => [fromMinute, toMinute]),
      [
        [0, 390],
        [390, 1320],
        [1320, 1440],
      ],
    );
    assert.deepEqual(segmentsOf(draft, 'mon')[0]?.change, { mode: 'off' });
    assert.deepEqual(segmentsOf(draftOf([]), 'mon'), []);
  });

  it('says what stands in the way of saving it, as the hub would', () => {
    const draft = draftOf(WEEK);
    const key = draft.mon[0]?.key ?? 0;
    assert.deepEqual(faultsOf(draft), []);
    const twice = faultsOf(withChanged(draft, 'mon', key, { at: '22:00' }));
    assert.deepEqual(
      twice.map(({ day, text }) => [day, text]),
      [['mon', 'This time is there twice.']],
    );
    const faulty = (change: object) => faultsOf(withChanged(draft, 'mon', key, change))[0]?.text;
    assert.equal(faulty({ at: '' }), 'Please give a time.');
    assert.match(faulty({ tempCoolSetC: 22 }) ?? '', /at least 2\.2/);
    assert.match(faulty({ tempHeatSetC: undefined }) ?? '', /set a temperature or a mode/);
  });

  it('says on which days another one differs, by what counts and when', () => {
    const change = (at: string) => draftOf(WEEK.with(2, { days: ['sat'], at, mode: 'off' }));
    assert.deepEqual(daysThatDiffer(draftOf(WEEK), draftOf(WEEK)), []);
    assert.deepEqual(daysThatDiffer(draftOf(WEEK), change('10:00')), ['sat']);
    // Without it the week goes on as Tuesday has ended.
    assert.deepEqual(daysThatDiffer(draftOf(WEEK), draftOf(WEEK.slice(0, 2))), [
      'mon',
      'sat',
      'sun',
    ]);
  });

  it('holds no more entries than the hub takes', () => {
    const entries = Array.from({ length: LIMITS.scheduleEntries + 1 }, (_, index) => ({
      days: [DAYS[index % 7] ?? 'mon'],
      at: `${String(Math.floor(index / 7)).padStart(2, '0')}:30`,
      tempHeatSetC: 15 + index / 10,
    }));
    assert.match(faultsOf(draftOf(entries))[0]?.text ?? '', /at most 100/);
    assert.deepEqual(faultsOf(draftOf(entries.slice(1))), []);
  });
});
