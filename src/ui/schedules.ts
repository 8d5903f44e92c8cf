/**
 * The zones' schedules: read all together while something on the screen needs one, and again when one was changed or has
 * come to its next change.
 */
import { computed, effect, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ScheduleView } from '../app/zones/schedules.ts';
import { call, seenWith } from './api.ts';
import { newestEvent, roomPlaces } from './live.ts';
import { hubNowMs } from './now.ts';
import { connection } from './stream.ts';

/** As it stands in the list of all. */
type Listed = ScheduleView & { readonly etag: string };

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

/** Several of one answer. @param before those that stay beside them */
export function takeSchedules(
  { schedules: several }: { readonly schedules: readonly Listed[] },
  before = schedules.value,
): void {
  // Each may be saved over as if it had been read by itself.
  for (const one of several) seenWith(one, one.etag);
  schedules.value = new Map([...before, ...several.map((one) => [one.zoneId, one] as const)]);
}

let underWay: Promise<void> | undefined;
/** Whether they have to be read once more: something was told of them since they were asked for. */
let isStale = false;

/** Where they cannot be read, the last ones known stay. */
async function readAll(): Promise<void> {
  while (isStale) {
    isStale = false;
    await call<{ schedules: Listed[] }>('GET', '/api/schedules').then(
      (answer) => takeSchedules(answer, new Map()),
      () => undefined,
    );
  }
  underWay = undefined;
}

function read(): void {
  isStale = true;
  underWay ??= readAll();
}

const isLive = computed(() => connection.value === 'live');
let lastChangeId: string | number | undefined;
/** The newest event that tells of another schedule of a zone. */
const changeId = computed(() => {
  const event = newestEvent.value;
  if (event?.type === 'schedule_changed' && event.objectId !== undefined) lastChangeId = event.id;
  return lastChangeId;
});

/** Why they are read: one was changed, rooms have come or gone, or the hub is there again. */
const occasion = computed(() => ({
  changeId: changeId.value,
  rooms: roomPlaces.value,
  isLive: isLive.value,
}));

function readWithNextChange(): (() => void) | undefined {
  const times = [...schedules.value.values()].map(({ next }) => Date.parse(next?.at ?? ''));
  const nextMs = Math.min(...times.filter((atMs) => !Number.isNaN(atMs)));
  if (nextMs === Infinity) return undefined;
  const waitMs = nextMs - hubNowMs() + AFTER_CHANGE_MS;
  const timer = setTimeout(read, Math.min(Math.max(waitMs, AFTER_CHANGE_MS), TIMER_MAX_MS));
  return () => clearTimeout(timer);
}

/** @returns ends it */
function keepRead(): () => void {
  const ends = [
    effect(() => {
      if (occasion.value.isLive) read();
    }),
    effect(readWithNextChange),
  ];
  return () => ends.forEach((end) => end());
}

let users = 0;
let end: (() => void) | undefined;

/** Keeps the schedules read while a component needs them. */
export function useSchedules(): ReadonlyMap<string, ScheduleView> {
  useEffect(() => {
    if (users++ === 0) end = keepRead();
    return () => {
      if (--users === 0) end?.();
    };
  }, []);
  return schedules.value;
}

export const useSchedule = (zoneId: string): ScheduleView | undefined => useSchedules().get(zoneId);
