/** Commands to the zones: from what is asked, by whatever way in, to the zone's plan on the disk. */
import * as v from 'valibot';
import type { Direction } from '../../domain/control/base/work.ts';
import { mqttSource, type Doer } from '../../domain/doer.ts';
import { LIMITS } from '../../domain/limits.ts';
import { MINUTE_MS } from '../../domain/units.ts';
import { holdCommandOf, type ZoneAsk } from '../../domain/zone-ask.ts';
import { asksTheSame, commandPlan, type AppliedHold } from '../../domain/zone-command.ts';
import type { HouseState } from '../../domain/zone-request.ts';
import { ZONE_MODES } from '../../domain/zone-setpoints.ts';
import type { Log } from '../base/ports/log.ts';
import { differenceEvents, zoneEvents } from './zone-events.ts';
import type { PlanEdit, PlannedZone, ZoneEdit, ZonePlans } from './planned-zones.ts';

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

/** What is asked of a zone. */
export interface ZoneWord {
  readonly zoneId: string;
  readonly ask: ZoneAsk;
}

export interface ZoneCommands {
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
}

export function createZoneCommands(deps: {
  plans: Pick<ZonePlans, 'change' | 'changeAll'>;
  /** What the zone demands, or would sooner; undefined where control has not looked at it. */
  demandOf: (zoneId: string) => Direction | undefined;
  log: Log;
}): ZoneCommands {
  const { plans, demandOf, log } = deps;

  /** What the words make of the zone's plan. */
  function edited(
    ask: ZoneAsk,
    doer: Doer,
    { zone, plan, request }: PlannedZone,
    house: HouseState,
    nowMs: number,
  ): PlanEdit<AppliedHold> {
    const command = holdCommandOf(ask, plan, house, { nowMs, demand: demandOf(zone.zoneId) });
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
  };
}
