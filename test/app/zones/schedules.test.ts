import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createSchedules } from '../../../src/app/zones/schedules.ts';
import type { ScheduleEntry } from '../../../src/domain/schedule.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';
import { refusedAs } from '../../support/refused.ts';

const WHO = doer('usr_0000000a');
/** The clock stands at 11:00 in the house, on a Thursday. */
const NOON: ScheduleEntry = { days: ['thu'], at: '12:00', tempHeatSetC: 22.04, mode: 'heat' };
const MORNING: ScheduleEntry = { days: ['thu'], at: '10:00', tempHeatSetC: 19 };

describe('the schedule of a zone', () => {
  let app: TestApp;
  let schedules: ReturnType<typeof createSchedules>;
  beforeEach(() => {
    app = createTestApp();
    schedules = createSchedules({ plans: app.plans, clock: app.clock });
  });
  const told = async (type: 'schedule_changed' | 'setpoint_change') =>
    (await app.journal.query({ audit: 'hidden', type })).events;

  it('is none at first, and then what was set, with what comes next in UTC', async () => {
    assert.deepEqual(schedules.get('living'), { zoneId: 'living', entries: [] });
    const view = await schedules.put('living', [NOON], WHO);
    assert.deepEqual(view, {
      zoneId: 'living',
      entries: [{ days: ['thu'], at: '12:00', tempHeatSetC: 22, mode: 'heat' }],
      next: { at: '2026-01-15T11:00:00Z', tempHeatSetC: 22, mode: 'heat' },
    });
    assert.deepEqual(schedules.get('living'), view);
    assert.deepEqual(
      (await told('schedule_changed')).map(({ objectId, data }) => [objectId, data?.['entries']]),
      [['living', 1]],
    );
  });

  it('holds from now on, and what is another by that is told, too', async () => {
    await schedules.put('living', [MORNING, NOON], WHO);
    assert.equal(app.zones.get('living').tempHeatSetC, 19);
    assert.equal((await told('setpoint_change')).length, 1);
    await schedules.put('living', [], WHO);
    assert.equal(app.zones.get('living').tempHeatSetC, 21);
  });

  it('is refused as a whole where an entry cannot be, and nothing is written', async () => {
    const before = [...app.texts.range('')];
    for (const [entry, field] of [
      [{ ...NOON, tempHeatSetC: 99 }, 'entries[1].tempHeatSetC'],
      [{ ...NOON, at: '25:00' }, 'entries[1].at'],
    ] as const)
      await assert.rejects(
        schedules.put('living', [MORNING, entry], WHO),
        refusedAs('invalid', { field }),
      );
    const noCold = { ...NOON, mode: 'cool' } as const;
    await assert.rejects(schedules.put('bath', [noCold], WHO), refusedAs('invalid'));
    await assert.rejects(schedules.put('attic', [], WHO), refusedAs('not_found'));
    assert.deepEqual([...app.texts.range('')], before);
  });

  it('is changed as it was seen', async () => {
    await schedules.put('living', [NOON], WHO);
    const seen: unknown[] = [];
    const refuse = schedules.put('living', [], WHO, (current) => {
      seen.push(current);
      throw new Error('412');
    });
    await assert.rejects(refuse, /412/);
    assert.deepEqual(seen, [{ entries: schedules.get('living').entries }]);
    assert.equal(schedules.get('living').entries.length, 1);
  });
});
