import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { ScheduleView } from '../../src/app/zones/schedules.ts';
import { call } from '../../src/ui/api.ts';
import { house, newestEvent, type ShownHouse } from '../../src/ui/live.ts';
import { schedulePath, schedules, takeSchedule, useSchedule } from '../../src/ui/schedules.ts';
import { connection } from '../../src/ui/stream.ts';
import { settled } from '../support/settled.ts';
import { runHook } from './support/hook.ts';

const withRooms = (...ids: string[]) =>
  ({ zones: ids.map((zoneId) => ({ zoneId })) }) as unknown as ShownHouse;

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

describe('the schedules of the zones that are on the screen', () => {
  const own = globalThis.fetch;
  const NOW_MS = Date.parse('2026-01-15T12:00:00Z');
  let asked: string[];
  let next: string | undefined;
  /** Answers wait for it. */
  let gate: Promise<void>;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOW_MS });
    [asked, next, gate] = [[], undefined, Promise.resolve()];
    [schedules.value, connection.value, newestEvent.value] = [new Map(), 'live', undefined];
    house.value = undefined;
    globalThis.fetch = async (path) => {
      asked.push(path as string);
      await gate;
      const of = (zoneId: string) => ({
        zoneId,
        entries: [],
        etag: `"${zoneId}"`,
        ...(next !== undefined && { next: { at: next } }),
      });
      return Response.json({ schedules: ['living', 'bath'].map(of) });
    };
  });
  afterEach(async () => {
    // What was drawn is cleared up a moment later.
    await settled();
    mock.timers.reset();
    globalThis.fetch = own;
  });
  const PATH = '/api/schedules';
  const tell = (id: string, type: string, objectId?: string) => {
    newestEvent.value = { id, type, objectId } as unknown as NonNullable<typeof newestEvent.value>;
  };
  const shown = async (zoneId = 'living') => {
    const hook = await runHook(() => useSchedule(zoneId));
    await settled();
    await hook.again();
    return hook;
  };

  it('are read with one request, however many look', async () => {
    const [living, bath] = [await shown(), await shown('bath')];
    assert.deepEqual([asked, living.now()?.zoneId, bath.now()?.zoneId], [[PATH], 'living', 'bath']);
    living.end();
    bath.end();
  });

  it('are read again when one was changed or rooms have come, and for nothing else', async () => {
    const hook = await shown();
    for (const [what, change, times] of [
      ['another event', () => tell('1', 'setpoint_change', 'bath'), 1],
      ['the hot water', () => tell('2', 'schedule_changed'), 1],
      ['a zone', () => tell('3', 'schedule_changed', 'bath'), 2],
      ['a room', () => (house.value = withRooms('living', 'bath')), 3],
      ['the same rooms', () => (house.value = withRooms('living', 'bath')), 3],
    ] as const) {
      change();
      await settled();
      assert.equal(asked.length, times, what);
    }
    hook.end();
  });

  it('are read once more where several were changed while they were read, and no oftener', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const hook = await shown();
    for (const id of ['1', '2', '3']) tell(id, 'schedule_changed', 'bath');
    await settled();
    assert.equal(asked.length, 1);
    open();
    await settled();
    assert.equal(asked.length, 2);
    hook.end();
  });

  it('each may be saved over on condition that it is as it was', async () => {
    const hook = await shown();
    let ifMatch: unknown;
    globalThis.fetch = async (_, init) => {
      ifMatch = new Headers(init?.headers).get('if-match');
      return Promise.resolve(Response.json({}));
    };
    await call('PUT', schedulePath('living'), { entries: [] }, hook.now());
    assert.equal(ifMatch, '"living"');
    hook.end();
  });

  it('are those that there are: one of a room that is gone goes', async () => {
    takeSchedule({ zoneId: 'attic', entries: [] });
    const hook = await shown('attic');
    assert.equal(hook.now(), undefined);
    hook.end();
  });

  it('are read once the hub is there', async () => {
    connection.value = 'lost';
    const hook = await shown();
    assert.deepEqual(asked, []);
    connection.value = 'live';
    assert.deepEqual(asked, [PATH]);
    await settled();
    hook.end();
  });

  it('are read again a moment after the next change of one', async () => {
    next = '2026-01-15T12:00:10Z';
    const hook = await shown();
    mock.timers.tick(11_499);
    await settled();
    assert.equal(asked.length, 1);
    next = '2026-01-15T18:00:00Z';
    mock.timers.tick(1);
    await settled();
    assert.equal(asked.length, 2);
    hook.end();
  });

  it('are read daily where the next change is further away, day after day', async () => {
    next = '2026-01-20T12:00:00Z';
    const hook = await shown();
    for (const times of [2, 3]) {
      mock.timers.tick(86_400_000);
      await settled();
      assert.equal(asked.length, times);
    }
    hook.end();
  });

  it('are read no more once nobody looks', async () => {
    next = '2026-01-15T12:00:10Z';
    const [hook, other] = [await shown(), await shown('bath')];
    hook.end();
    await settled();
    tell('1', 'schedule_changed', 'bath');
    await settled();
    assert.equal(asked.length, 2, 'the other one still does');
    other.end();
    await settled();
    tell('2', 'schedule_changed', 'bath');
    mock.timers.tick(86_400_000);
    await settled();
    assert.equal(asked.length, 2);
  });
});
