/**
 * What is asked of each zone: its plan, and the request that comes of it now. A request changes with what is told of
 * the zone or of the house, and by itself when its hour has come.
 */
import { HubError, messageOf } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import { begunHolds, unexpired } from '../../domain/hold.ts';
import type { Zone } from '../../domain/house.ts';
import { sameSettings } from '../../domain/zone-setpoints.ts';
import {
  effectiveRequest,
  movedPlan,
  nextTransition,
  unshifted,
  type HouseState,
  type ZonePlan,
  type ZoneRequest,
} from '../../domain/zone-request.ts';
import type { Scheduler } from '../base/scheduler.ts';
import { createListeners } from '../base/listeners.ts';
import type { HouseClock, TimeZones } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, Store } from '../base/ports/store.ts';
import { createClockSteps } from '../base/clock-steps.ts';
import { createBatcher } from '../base/batcher.ts';
import { createMutex } from '../base/mutex.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { HouseSettingsStore } from '../house/house-settings.ts';
import type { SetpointShifts } from '../house/setpoint-shifts.ts';
import type { SystemModeStore } from '../house/system-mode.ts';
import type { Outcome, PlanChange, PlannedZone, ZoneEdit, ZonePlans } from './planned-zones.ts';
import { lapseEvents } from './zone-events.ts';
import { planChanges, readPlan } from './zone-records.ts';

interface Evaluated extends PlannedZone {
  /**
   * As it was last told of in an event: without what the whole house is moved by for a while, which is one event for all
   * zones.
   */
  told: ZoneRequest;
  /** When the request may change by itself. */
  nextMs: number;
}

interface Entry extends Evaluated {
  /** The plan as the disk has it. */
  readonly kept: ZonePlan;
}

export function createZonePlans(deps: {
  house: CurrentHouse;
  store: Store;
  journal: Journal;
  system: SystemModeStore;
  settings: HouseSettingsStore;
  shifts: Pick<SetpointShifts, 'get' | 'onChange'>;
  timeZones: TimeZones;
  scheduler: Scheduler;
  clock: HouseClock;
  log: Log;
}): ZonePlans {
  const { store, journal, system, settings, shifts, timeZones, scheduler, clock, log } = deps;
  const mutex = createMutex();
  const listeners = createListeners<PlanChange>();
  const clockSteps = createClockSteps(clock, () => void settle(() => true));
  const offsetOf = deps.house.derive(({ timeZone }) => timeZones(timeZone));

  const houseState = (): HouseState => ({
    system: system.state(),
    settings: settings.get(),
    shift: shifts.get(),
    offsetOf: offsetOf(),
  });

  const toldOf = (plan: ZonePlan, house: HouseState, nowMs: number) =>
    effectiveRequest(plan, unshifted(house), nowMs);

  function evaluated(zone: Zone, plan: ZonePlan, house: HouseState, nowMs: number): Evaluated {
    const request = effectiveRequest(plan, house, nowMs);
    const hold = request.source === 'hold' ? unexpired(plan.holds, nowMs).at(-1) : undefined;
    const nextMs = nextTransition(plan, house, nowMs) ?? Infinity;
    const told = house.shift === undefined ? request : toldOf(plan, house, nowMs);
    return { zone, plan, request, hold, nextMs, told };
  }

  function newEntry(zone: Zone, house: HouseState, nowMs: number): Entry {
    const kept = readPlan(store, zone);
    const plan = { ...kept, holds: begunHolds(kept.holds, nowMs) };
    const entry = { ...evaluated(zone, plan, house, nowMs), kept };
    // A hold that ended while the hub was down is told of now.
    const lapsed = plan.holds.findLast((hold) => !unexpired([hold], nowMs).includes(hold));
    if (lapsed === undefined) return entry;
    return { ...entry, told: { ...lapsed.settings, source: 'hold' }, nextMs: nowMs };
  }

  const entries = deps.house.derive(({ zones }) => {
    const nowMs = clock.nowMs();
    const state = houseState();
    return new Map(zones.map((zone) => [zone.zoneId, newEntry(zone, state, nowMs)]));
  });

  /** Begins a turn. @returns the time, by which every plan is then */
  function begin(): number {
    const nowMs = clock.nowMs();
    const byMs = clockSteps.takeMs();
    if (byMs !== 0)
      for (const [zoneId, entry] of entries())
        entries().set(zoneId, { ...entry, plan: movedPlan(entry.plan, byMs) });
    return nowMs;
  }

  /** The house may have been read anew since the plan was worked out. @param kept what the disk has */
  function put(
    zoneId: string,
    plan: ZonePlan,
    { kept, nowMs, isTold }: { kept: ZonePlan; nowMs: number; isTold: boolean },
  ): void {
    const before = entries().get(zoneId);
    if (before === undefined) return;
    const { zone, request, told } = before;
    const house = houseState();
    const after = evaluated(zone, { ...plan, zone }, house, nowMs);
    entries().set(zoneId, { ...after, kept });
    const commanded =
      isTold || !sameSettings(told, after.told) || !sameSettings(request, after.request);
    if (!commanded && request.source === after.request.source && before.hold === after.hold) return;
    listeners.tell({ zoneId, commanded });
  }

  /** Whether the disk has taken it. */
  async function isKept(changes: readonly Change[], events: readonly NewEvent[]): Promise<boolean> {
    try {
      await journal.commit(changes, events);
      return true;
    } catch (error) {
      log.error('a change of what is asked of zones was not written', { reason: messageOf(error) });
      return false;
    }
  }

  /** Moves on what its hour, or a change of the house, has moved. Control goes on where the disk is full. */
  async function settle(isDue: (entry: Entry, nowMs: number) => boolean): Promise<void> {
    await mutex(async () => {
      const nowMs = begin();
      const house = houseState();
      const isCertain = clock.isProvisional?.() !== true;
      const moved = [...entries().values()]
        .filter((entry) => isDue(entry, nowMs))
        .map((before) => {
          const { plan } = before;
          const holds = isCertain ? unexpired(plan.holds, nowMs) : plan.holds;
          return { before, plan: holds === plan.holds ? plan : { ...plan, holds } };
        });
      const changes = moved.flatMap(({ before, plan }) =>
        planChanges(before.zone.zoneId, before.kept, plan),
      );
      const events = moved.flatMap(({ before, plan }) =>
        lapseEvents(before.zone, before.told, toldOf(plan, house, nowMs)),
      );
      const isWritten = changes.length + events.length === 0 || (await isKept(changes, events));
      for (const { before, plan } of moved) {
        const kept = isWritten ? plan : before.kept;
        put(before.zone.zoneId, plan, { kept, nowMs, isTold: false });
      }
    });
    scheduler.refresh();
  }

  function entryOf(zoneId: string): Entry {
    const entry = entries().get(zoneId);
    if (entry === undefined) throw new HubError('not_found', 'Zone not found', { zoneId });
    return entry;
  }

  scheduler.add({
    nextMs: () => Math.min(...[...entries().values()].map(({ nextMs }) => nextMs)),
    run: async (wentBack) => settle(({ nextMs }, nowMs) => wentBack || nextMs <= nowMs),
  });
  scheduler.refresh();
  deps.house.onChange(() => scheduler.refresh());
  for (const part of [system, settings, shifts])
    part.onChange((awaits) => awaits(settle(() => true)));

  /** Works edits out, each from what the one before has left, and commits what came of them. */
  async function carryOut(edits: readonly ZoneEdit<unknown>[]): Promise<Outcome<unknown>[]> {
    const nowMs = begin();
    const house = houseState();
    const edited = new Map<string, Evaluated>();
    const events: NewEvent[] = [];
    const outcomes = edits.map((one) => {
      const { zoneId } = one;
      try {
        const before = edited.get(zoneId) ?? entryOf(zoneId);
        const done = one.edit(before, house, nowMs);
        if (done === undefined) return { result: undefined };
        const after = evaluated(before.zone, done.plan, house, nowMs);
        events.push(...done.events(after.request));
        edited.set(zoneId, after);
        return { result: done.result };
      } catch (error) {
        return { error };
      }
    });
    if (edited.size === 0) return outcomes;
    const changes = [...edited].flatMap(([zoneId, { plan }]) =>
      planChanges(zoneId, entryOf(zoneId).kept, plan),
    );
    await journal.commit(changes, events);
    for (const [zoneId, { plan }] of edited) put(zoneId, plan, { kept: plan, nowMs, isTold: true });
    scheduler.refresh();
    return outcomes;
  }

  const batcher = createBatcher(async (calls: readonly (readonly ZoneEdit<unknown>[])[]) => {
    const outcomes = await mutex(async () => carryOut(calls.flat()));
    return calls.map((edits) => outcomes.splice(0, edits.length));
  });
  const changeAll: ZonePlans['changeAll'] = async <T>(edits: readonly ZoneEdit<T>[]) =>
    (await batcher.add(edits)) as readonly Outcome<T>[];

  return {
    all: () => entries().values(),
    find: (zoneId) => entries().get(zoneId),
    get: entryOf,
    house: houseState,

    change: async <T>(zoneId: string, edit: Parameters<ZonePlans['change']>[1]) => {
      const [outcome] = await changeAll([{ zoneId, edit }]);
      if (outcome === undefined || 'error' in outcome) throw outcome?.error;
      return outcome.result as T;
    },
    changeAll,
    onChange: listeners.add,
  };
}
