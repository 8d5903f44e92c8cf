/** The zones: how they are shown, and taking a command. */
import * as v from 'valibot';
import { mqttSource, type Doer } from '../../domain/doer.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { MINUTE_MS } from '../../domain/units.ts';
import { holdCommandOf, type ZoneAsk } from '../../domain/zone-ask.ts';
import { asksTheSame, commandPlan, type AppliedHold } from '../../domain/zone-command.ts';
import { zoneView, type ZoneView } from '../../domain/zone-view.ts';
import type { HouseState } from '../../domain/zone-request.ts';
import { ZONE_MODES } from '../../domain/zone.ts';
import { deviceKey, type DeviceRegistry } from '../devices/device-registry.ts';
import type { Log } from '../base/ports/log.ts';
import type { Decisions } from '../control/decisions.ts';
import { differenceEvents, zoneEvents } from './zone-events.ts';
import type { PlanChange, PlanEdit, PlannedZone, ZoneEdit, ZonePlans } from './zone-plans.ts';

/** The body of `POST /api/zones/{zoneId}/command`. Range and gap are rules of the domain. */
export const ZONE_COMMAND = v.strictObject({
  mode: v.optional(v.picklist(ZONE_MODES)),
  tempHeatSetC: v.optional(v.number()),
  tempCoolSetC: v.optional(v.number()),
  until: v.optional(
    v.pipe(
      v.string(),
      v.description(
        'ISO 8601 with a zone, or next_schedule: the hold ends then. By itself it is meant for what the same client has just set',
      ),
    ),
  ),
  durationMinutes: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(LIMITS.holdMs / MINUTE_MS),
      v.description('The hold ends so long from now; by itself it is meant as until is'),
    ),
  ),
  resumeSchedule: v.optional(
    v.pipe(v.literal(true), v.description('Ends every hold; stands alone')),
  ),
});

export type ZoneChange = PlanChange;

export interface Zones {
  setHouse(house: House): void;
  /** In the order of the house. */
  list(): ZoneView[];
  /** @throws HubError `not_found` */
  get(zoneId: string): ZoneView;
  /** Rises with every change of any view. */
  version(): number;
  /**
   * Takes the command: it is on the disk when the promise resolves, and goes to the zone's devices then.
   * @returns what was applied
   * @throws HubError `not_found`, `invalid`, `storage_full`
   */
  command(zoneId: string, ask: ZoneAsk, doer: Doer): Promise<AppliedHold>;
  /**
   * Takes many, one after the other, in one commit. One that changes nothing is not written, and no event.
   * @returns for each why it could not be, undefined where it was done
   * @throws HubError `storage_full`: none was taken
   */
  commandAll(commands: readonly ZoneWord[], doer: Doer): Promise<readonly unknown[]>;
  onChange(listener: (change: ZoneChange) => void): void;
}

/** What is asked of a zone. */
export interface ZoneWord {
  readonly zoneId: string;
  readonly ask: ZoneAsk;
}

export function createZones(deps: {
  plans: ZonePlans;
  devices: DeviceRegistry;
  decisions: Pick<Decisions, 'zone' | 'onChange'>;
  log: Log;
}): Zones {
  const { plans, devices, decisions, log } = deps;
  const listeners: ((change: ZoneChange) => void)[] = [];
  /** Each zone's view, until something changes it. */
  const views = new Map<string, ZoneView>();
  /** A device's key → ids of the zones it belongs to. */
  let zonesOf = new Map<string, string[]>();
  let version = 0;

  function changed(change: ZoneChange): void {
    views.delete(change.zoneId);
    version++;
    listeners.forEach((listener) => listener(change));
  }

  function viewOf({ zone, request, hold }: PlannedZone): ZoneView {
    const kept = views.get(zone.zoneId);
    if (kept !== undefined) return kept;
    const sensors = devices.liveReadings('sensor', zone.sensors);
    const fcus = devices.liveReadings('fcu', zone.terminals);
    const decision = decisions.zone(zone.zoneId);
    const view = zoneView(zone, request, sensors, fcus, { hold, decision });
    views.set(zone.zoneId, view);
    return view;
  }

  devices.onChange(({ key }) => {
    for (const zoneId of zonesOf.get(key) ?? []) changed({ zoneId, commanded: false });
  });
  decisions.onChange(({ kind, id }) => {
    if (kind === 'zone') changed({ zoneId: id, commanded: false });
  });
  plans.onChange(changed);

  /** What the words make of the zone's plan. */
  function edited(
    ask: ZoneAsk,
    doer: Doer,
    { zone, plan, request }: PlannedZone,
    house: HouseState,
    nowMs: number,
  ): PlanEdit<AppliedHold> {
    const activeCall = decisions.zone(zone.zoneId)?.activeCall;
    const command = holdCommandOf(ask, plan, house, { nowMs, activeCall });
    const commanded = commandPlan(plan, house, command, { nowMs, source: doer.by.id });
    const result = commanded.applied;
    const told = { ...doer, ...mqttSource(doer) };
    return {
      plan: commanded.plan,
      result,
      events: (after) =>
        command.resumeSchedule === true
          ? differenceEvents(zone, request, after, told)
          : zoneEvents(zone, request, { settings: after, applied: result }, told),
    };
  }

  return {
    setHouse(house) {
      plans.setHouse(house);
      views.clear();
      zonesOf = new Map();
      for (const { zoneId, sensors, terminals } of house.zones) {
        const keys = [
          ...sensors.map((id) => deviceKey('sensor', id)),
          ...terminals.map((id) => deviceKey('fcu', id)),
        ];
        for (const key of keys) zonesOf.set(key, [...(zonesOf.get(key) ?? []), zoneId]);
      }
      for (const { zone } of plans.all()) changed({ zoneId: zone.zoneId, commanded: false });
    },

    list: () => [...plans.all()].map(viewOf),
    get: (zoneId) => viewOf(plans.get(zoneId)),
    version: () => version,

    async command(zoneId, ask, doer) {
      const applied = await plans.change(zoneId, (...known) => edited(ask, doer, ...known));
      log.info('zone command', { zoneId, by: doer.by.id, ...applied });
      return applied;
    },

    async commandAll(commands, doer) {
      const edits = commands.map(({ zoneId, ask }): ZoneEdit<AppliedHold> => ({
        zoneId,
        edit(planned, house, nowMs) {
          const edit = edited(ask, doer, planned, house, nowMs);
          return asksTheSame(planned.plan, edit.plan, nowMs) ? undefined : edit;
        },
      }));
      const outcomes = await plans.changeAll(edits);
      return outcomes.map((outcome, index) => {
        if ('error' in outcome) return outcome.error;
        const { result } = outcome;
        if (result !== undefined)
          log.info('zone command', { zoneId: commands[index]?.zoneId, by: doer.by.id, ...result });
        return undefined;
      });
    },

    onChange: (listener) => void listeners.push(listener),
  };
}
