import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { ScheduleView } from '../../src/app/zones/schedules.ts';
import { newestEvent } from '../../src/ui/live.ts';
import { schedulePath, schedules, takeSchedule, useSchedule } from '../../src/ui/schedules.ts';
import { connection } from '../../src/ui/stream.ts';
import { settled } from '../support/settled.ts';
import { runHook } from './support/hook.ts';

it('a schedule is asked for by the zone’s id, whatever is in it', () => {
  assert.equal(schedulePath('living room'), '/api/zones/living%20room/schedule');
});

it('a schedule that was read takes the place of that zone’s alone, and is told', () => {
  const of = (zoneId: string, at: string) =>
    ({ zoneId, entries: [], next: { at } }) as unknown as ScheduleView;
  const told: number[] = [];
  const stop = schedules.subscribe((all) => void told.push(all.size));
  takeSchedule(of('living', '06:00'));
  takeSchedule(of('bath', '07:00'));
  takeSchedule(of('living', '08:00'));
  stop();
  assert.deepEqual(told, [0, 1, 2, 2]);
  const next = ['living', 'bath'].map((zoneId) => schedules.value.get(zoneId)?.next?.at);
  assert.deepEqual(next, ['08:00', '07:00']);
});

describe('the schedule of a zone that is on the screen', () => {
  const own = globalThis.fetch;
  const NOW_MS = Date.parse('2026-01-15T12:00:00Z');
  let asked: string[];
  let next: string | undefined;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOW_MS });
    [asked, next] = [[], undefined];
    [schedules.value, connection.value, newestEvent.value] = [new Map(), 'live', undefined];
    globalThis.fetch = async (path) => {
      asked.push(path as string);
      const schedule = {
        zoneId: 'living',
        entries: [],
        ...(next !== undefined && { next: { at: next } }),
      };
      return Promise.resolve(Response.json(schedule));
    };
  });
  afterEach(() => {
    mock.timers.reset();
    globalThis.fetch = own;
  });
  const PATH = '/api/zones/living/schedule';
  const shown = async () => runHook(() => useSchedule('living'));

  it('is read, and again when it was changed, but not for another zone’s', async () => {
    const hook = await shown();
    await settled();
    assert.deepEqual([asked, hook.now()?.zoneId], [[PATH], 'living']);
    for (const [event, times] of [
      [{ id: '1', objectId: 'bath', type: 'schedule_changed' }, 1],
      [{ id: '2', objectId: 'living', type: 'setpoint_change' }, 1],
      [{ id: '3', objectId: 'living', type: 'schedule_changed' }, 2],
    ] as const) {
      newestEvent.value = event as unknown as NonNullable<typeof newestEvent.value>;
      await hook.again();
      await settled();
      assert.equal(asked.length, times, event.id);
    }
    hook.end();
  });

  it('is read once the hub is there', async () => {
    connection.value = 'lost';
    const hook = await shown();
    assert.deepEqual(asked, []);
    connection.value = 'live';
    await hook.again();
    assert.deepEqual(asked, [PATH]);
    hook.end();
  });

  it('is read again a moment after its next change', async () => {
    next = '2026-01-15T12:00:10Z';
    const hook = await shown();
    await settled();
    await hook.again();
    mock.timers.tick(11_499);
    await settled();
    assert.equal(asked.length, 1);
    next = '2026-01-15T18:00:00Z';
    mock.timers.tick(1);
    await settled();
    assert.equal(asked.length, 2);
    hook.end();
  });

  it('is read no more once nobody looks', async () => {
    next = '2026-01-15T12:00:10Z';
    const hook = await shown();
    await settled();
    await hook.again();
    hook.end();
    mock.timers.tick(86_400_000);
    await settled();
    assert.equal(asked.length, 1);
  });
});
