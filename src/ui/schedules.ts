/** The zones' schedules, as far as something on the screen asked for them; read again when they change. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ScheduleView } from '../app/zones/schedules.ts';
import { call } from './api.ts';
import { newestEvent } from './live.ts';
import { hubNowMs } from './now.ts';
import { connection } from './stream.ts';

/** By zone. */
export const schedules = signal<ReadonlyMap<string, ScheduleView>>(new Map());
/** Past the hour of a change the hub names the one after it. */
const AFTER_CHANGE_MS = 1_500;
const TIMER_MAX_MS = 24 * 60 * 60_000;

export const schedulePath = (zoneId: string): string =>
  `/api/zones/${encodeURIComponent(zoneId)}/schedule`;

export function takeSchedule(schedule: ScheduleView): void {
  schedules.value = new Map(schedules.value).set(schedule.zoneId, schedule);
}

/** Where it cannot be read, the last one known stays. */
async function readSchedule(zoneId: string): Promise<void> {
  await call<ScheduleView>('GET', schedulePath(zoneId)).then(takeSchedule, () => undefined);
}

/** Keeps the schedule of a zone read while a component needs it. */
export function useSchedule(zoneId: string): ScheduleView | undefined {
  const schedule = schedules.value.get(zoneId);
  const event = newestEvent.value;
  const changeId =
    event?.type === 'schedule_changed' && event.objectId === zoneId ? event.id : undefined;
  const isLive = connection.value === 'live';
  useEffect(() => {
    if (isLive) void readSchedule(zoneId);
  }, [zoneId, changeId, isLive]);
  const next = schedule?.next?.at;
  useEffect(() => {
    if (next === undefined) return;
    const waitMs = Date.parse(next) - hubNowMs() + AFTER_CHANGE_MS;
    const timer = setTimeout(
      () => void readSchedule(zoneId),
      Math.min(Math.max(waitMs, AFTER_CHANGE_MS), TIMER_MAX_MS),
    );
    return () => clearTimeout(timer);
  }, [zoneId, next]);
  return schedule;
}
