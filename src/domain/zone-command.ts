/** What a command makes of a zone's plan, and what it says that it did. */
import {
  holdEnd,
  lay,
  refuseContradiction,
  unexpired,
  type Hold,
  type HoldCommand,
  type ZonePreset,
} from './hold.ts';
import {
  continued,
  givesLength,
  hasLength,
  wholeCommand,
  type StandingOrder,
  type PressOrigin,
} from './presses.ts';
import { nextChange } from './schedule.ts';
import { systemAt } from './system-mode.ts';
import { isoTime } from './units.ts';
import { shiftAt } from './setpoint-shift.ts';
import { effectiveRequest, unshifted, type HouseState, type ZonePlan } from './zone-request.ts';
import {
  applyCommand,
  fitSettings,
  sameSettings,
  type ZoneCommand,
  type ZoneSettings,
} from './zone-setpoints.ts';

/** What a command came to, as it is echoed. */
export interface AppliedHold extends ZoneCommand {
  /** ISO 8601. */
  readonly until?: string;
  readonly resumeSchedule?: true;
  readonly preset?: ZonePreset;
}

export interface CommandedPlan {
  readonly plan: ZonePlan;
  readonly applied: AppliedHold;
}

/** Whether the one plan asks the very same of the zone as the other, and for as long: it need not be written. */
export function asksTheSame(before: ZonePlan, after: ZonePlan, nowMs: number): boolean {
  const was = unexpired(before.holds, nowMs);
  const is = unexpired(after.holds, nowMs);
  return (
    sameSettings(before.settings, after.settings) &&
    before.schedule === after.schedule &&
    was.length === is.length &&
    was.every((hold, index) => isSameHold(hold, is[index]))
  );
}

const isSameHold = (hold: Hold, other: Hold | undefined) =>
  other !== undefined &&
  sameSettings(hold.settings, other.settings) &&
  hold.untilMs === other.untilMs &&
  hold.preset === other.preset;

/** What the command is laid over: a boost or a preset that it ends, or replaces, leaves nothing behind. */
function beneath(holds: readonly Hold[], command: HoldCommand) {
  const isLasting = !hasLength(command);
  if (command.preset === undefined && !isLasting) return holds;
  return holds.filter((hold) => hold.preset === undefined && (!isLasting || !hasEnd(hold)));
}
const hasEnd = ({ untilMs }: Hold) => untilMs !== undefined;

/** The command, what it is laid over, and what has to stand beneath it. */
interface Basis {
  readonly command: HoldCommand;
  readonly asked: ZoneSettings;
  readonly standing: StandingOrder;
  /** What stood before the presses that it belongs to. */
  readonly before: StandingOrder;
}

function basisOf(
  plan: ZonePlan,
  house: HouseState,
  command: HoldCommand,
  told: PressOrigin,
): Basis {
  const standing = { settings: plan.settings, holds: unexpired(plan.holds, told.nowMs) };
  const recent = continued(plan.presses, told);
  if (recent !== undefined) {
    // The zone's description may have changed since.
    const set = fitSettings(plan.zone, recent.set);
    const { before } = recent;
    if (givesLength(plan.zone, set, command))
      return {
        command: { ...wholeCommand(set), ...command },
        asked: set,
        standing: before,
        before,
      };
  }
  const holds = beneath(standing.holds, command);
  // What lasts is not laid over what the house is moved by for a while.
  const basis = hasLength(command) || command.preset !== undefined ? house : unshifted(house);
  const asked = effectiveRequest({ ...plan, holds }, basis, told.nowMs);
  // Other setpoints with an end are over what was set before them, which was to last.
  const before = hasLength(command) ? standing : (recent?.before ?? standing);
  return { command, asked, standing, before };
}

/**
 * The plan after the command, which is laid over what is asked of the zone now; one without end over what is asked
 * beneath a hold with one. It changes the zone's own settings where nothing else would have its say on them; else, and
 * where it is a preset, it is a hold. One that gives what the same principal has just set a length makes a hold of that,
 * over what stood before.
 * @throws HubError `invalid`, naming the field
 */
export function commandPlan(
  plan: ZonePlan,
  house: HouseState,
  given: HoldCommand,
  told: PressOrigin,
): CommandedPlan {
  const { nowMs, source } = told;
  refuseContradiction(given);
  if (given.resumeSchedule === true)
    return { plan: { ...plan, holds: [], presses: undefined }, applied: { resumeSchedule: true } };
  const { command, asked, standing, before } = basisOf(plan, house, given, told);
  const { preset } = command;
  const { settings, applied } = applyCommand(plan.zone, asked, command);
  const presses =
    preset === undefined ? { by: source, lastMs: nowMs, set: settings, before } : undefined;
  const next = nextChange(plan.schedule, nowMs, house.offsetOf);
  const untilMs = holdEnd(command, nowMs, next?.atMs);
  const isHome = systemAt(house.system, nowMs).current.mode === 'home';
  const isAsUsual = isHome && shiftAt(house.shift, nowMs) === undefined;
  if (untilMs === undefined && next === undefined && isAsUsual && preset === undefined)
    return { plan: { ...plan, settings, holds: [], presses }, applied };
  const mark = preset === undefined ? {} : { preset };
  const length = command.durationMinutes === undefined ? {} : { isDuration: true as const };
  const end = untilMs === undefined ? {} : { untilMs, ...length };
  const hold = { settings, sinceMs: nowMs, source, ...end, ...mark };
  return {
    plan: { ...plan, ...standing, holds: lay(standing.holds, hold), presses },
    applied: { ...applied, ...mark, ...(untilMs !== undefined && { until: isoTime(untilMs) }) },
  };
}
