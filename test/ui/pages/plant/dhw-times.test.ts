import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DhwEntry } from '../../../../src/app/house/dhw-schedule.ts';
import {
  DAYS,
  entriesOf,
  isWhole,
  timesOf,
  withAdded,
  withTime,
  type HotTime,
} from '../../../../src/ui/pages/plant/dhw-times.ts';

const WORKDAYS: HotTime = { days: ['mon', 'tue'], from: '05:30', until: '08:00' };
const LATE: HotTime = { days: ['sat', 'sun'], from: '18:00', until: '01:00' };

describe('the times of hot water', () => {
  it('begin with comfort, and end with less', () => {
    assert.deepEqual(entriesOf([WORKDAYS]), [
      { days: ['mon', 'tue'], at: '05:30', level: 'comfort' },
      { days: ['mon', 'tue'], at: '08:00', level: 'reduced' },
    ]);
  });

  it('end on the next day where they reach over midnight', () => {
    assert.deepEqual(entriesOf([LATE])[1], { days: ['mon', 'sun'], at: '01:00', level: 'reduced' });
  });

  it('come back as they were given', () => {
    const times = [WORKDAYS, LATE, { days: DAYS, from: '22:00', until: '22:00' }];
    assert.deepEqual(timesOf(entriesOf(times)), times);
    assert.deepEqual(timesOf([]), []);
  });

  it('are none where a program says something else', () => {
    const [begin, end] = entriesOf([WORKDAYS]) as [DhwEntry, DhwEntry];
    for (const entries of [[begin], [end, begin], [begin, { ...end, days: ['wed' as const] }]])
      assert.equal(timesOf(entries), undefined);
  });

  it('grow by one of the days that have none, else of all', () => {
    const [first] = withAdded([]);
    assert.deepEqual(first, { days: DAYS, from: '06:00', until: '22:00' });
    assert.deepEqual(withAdded([WORKDAYS])[1]?.days, ['wed', 'thu', 'fri', 'sat', 'sun']);
    assert.equal(withAdded([{ days: DAYS, from: '06:00', until: '22:00' }])[1]?.from, '12:00');
  });

  it('are changed one by one, and whole with days and both times', () => {
    assert.deepEqual(withTime([WORKDAYS, LATE], 1, { from: '' })[1], { ...LATE, from: '' });
    const whole = (of: Partial<HotTime>) => isWhole({ ...WORKDAYS, ...of });
    assert.deepEqual(
      [whole({}), whole({ days: [] }), whole({ from: '' }), whole({ until: '' })],
      [true, false, false, false],
    );
  });
});
