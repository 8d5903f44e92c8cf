/**
 * What somebody has set of late, press by press, and what stood before the first of them. A length that is told
 * afterwards ("for two hours") is meant for all of it, so it has to be known what it goes back to.
 */
import { movedHold, type Hold, type HoldCommand } from './hold.ts';
import { LIMITS } from './limits.ts';
import { fromTenthsC } from './units.ts';
import { overlay, sameSettings, type Capabilities, type ZoneSettings } from './zone-setpoints.ts';

export interface Presses {
  /** `mqtt`, or the id of a token or a person. Whoever else tells the zone something begins anew. */
  readonly by: string;
  /** When the last one came; one that comes LIMITS.pressesMs later, or earlier, belongs to them. */
  readonly lastMs: number;
  /** What the zone was set to with it. */
  readonly set: ZoneSettings;
  /** What stood before the first of them. */
  readonly before: StandingOrder;
}

/** What is told of a zone besides its schedule. */
export interface StandingOrder {
  readonly settings: ZoneSettings;
  readonly holds: readonly Hold[];
}

/** After the clock was set. */
export function movedPresses(presses: Presses, byMs: number): Presses {
  const { lastMs, before } = presses;
  const holds = before.holds.map((hold) => movedHold(hold, byMs));
  return { ...presses, lastMs: lastMs + byMs, before: { ...before, holds } };
}

/** Who tells a zone something, and when. */
export interface PressOrigin {
  readonly nowMs: number;
  /** As in `Hold`. */
  readonly source: string;
}

/** The presses that the next word belongs to, where it does. */
export function continued(
  presses: Presses | undefined,
  { nowMs, source }: PressOrigin,
): Presses | undefined {
  if (presses?.by !== source) return undefined;
  const sinceMs = nowMs - presses.lastMs;
  // The wall clock may have gone back.
  return sinceMs >= 0 && sinceMs <= LIMITS.pressesMs ? presses : undefined;
}

export const hasLength = ({ until, durationMinutes }: HoldCommand): boolean =>
  until !== undefined || durationMinutes !== undefined;

/** Whether the command does no more than give what was set a length. */
export function givesLength(zone: Capabilities, set: ZoneSettings, command: HoldCommand): boolean {
  return (
    hasLength(command) &&
    command.preset === undefined &&
    sameSettings(set, overlay(zone, set, command))
  );
}

/** What was set, as a command that asks for all of it. */
export function wholeCommand({ mode, heatSet, coolSet }: ZoneSettings): HoldCommand {
  return {
    mode,
    ...(heatSet !== undefined && { tempHeatSetC: fromTenthsC(heatSet) }),
    ...(coolSet !== undefined && { tempCoolSetC: fromTenthsC(coolSet) }),
  };
}
