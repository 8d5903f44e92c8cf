/** What a change of a zone is called, and what takes it back. */
import type { HoldCommand } from '../domain/hold.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { clockTime, type Units } from './format.ts';
import { endOf } from './hold-end.ts';
import type { Setpoints } from './setpoints.ts';
import { home } from './strings/home.ts';
import { settingsText } from './zone-look.ts';

const words = home.zone.done;

/** What the hub has made of a command. */
export interface Applied extends Setpoints {
  readonly mode?: ZoneView['mode'] | undefined;
  readonly until?: string | undefined;
}

/** All that is asked of a zone, to be asked once more. */
export function askedOf({ mode, tempHeatSetC, tempCoolSetC }: ZoneView): HoldCommand {
  return {
    mode,
    ...(tempHeatSetC !== undefined && { tempHeatSetC }),
    ...(tempCoolSetC !== undefined && { tempCoolSetC }),
  };
}

/**
 * The command after which all is as it was.
 * @param isPlanned whether something else than the last command has its say: a schedule, or nobody is home
 */
export function undoCommand(before: ZoneView, isPlanned: boolean, nowMs: number): HoldCommand {
  const { hold } = before;
  if (hold === undefined && isPlanned) return { resumeSchedule: true };
  return { ...askedOf(before), ...(hold !== undefined && endOf(before, false, nowMs)) };
}

/** `Living Room: heat to 22.5°, until 18:00` */
export function changeText(
  { friendlyName, mode: modeBefore }: ZoneView,
  { resumeSchedule }: HoldCommand,
  { mode, tempHeatSetC, tempCoolSetC, until }: Applied,
  units: Units,
): string {
  if (resumeSchedule === true) return words.resumed(friendlyName);
  const told = settingsText({ mode, tempHeatSetC, tempCoolSetC }, units, modeBefore);
  return until === undefined
    ? words.set(friendlyName, told)
    : words.setUntil(friendlyName, told, clockTime(until));
}
