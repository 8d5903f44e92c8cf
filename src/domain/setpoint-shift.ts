/**
 * The whole house warmer or cooler for a while: what is asked of every zone, moved by so many kelvin. What stands beneath
 * it stays as it is, and is there again when it ends. The last word counts: what a zone, or the house, is told later is
 * not moved.
 */
import { invalid } from './errors.ts';
import { holdEnd } from './hold.ts';
import { LIMITS } from './limits.ts';
import { fromTenthsC, toTenthsC } from './units.ts';

export interface SetpointShift {
  /** Above 0 warmer, below 0 cooler. */
  readonly shiftK: number;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Whether it is to last so long, and not until some hour of the day. */
  readonly isDuration?: true | undefined;
  /** Whether it ends in each zone with the next change of that zone's schedule, and everywhere with `untilMs`. */
  readonly endsWithSchedule?: true | undefined;
  /** Who asked for it: the id of a token or a person. */
  readonly source: string;
}

export interface SetpointShiftCommand {
  readonly shiftK?: number | undefined;
  /** ISO 8601, or `next_schedule`. */
  readonly until?: string | undefined;
  readonly durationMinutes?: number | undefined;
  /** Ends it; it stands alone. */
  readonly cancelShift?: true | undefined;
}

/** As setpoints are kept, to a tenth. @throws HubError `invalid` */
function checkedShift(shiftK: number | undefined): number {
  // NaN is in no range.
  const isWithin = shiftK !== undefined && Math.abs(shiftK) <= LIMITS.setpointShiftK;
  if (!isWithin || toTenthsC(shiftK) === 0)
    throw invalid(
      'shiftK',
      `shiftK must be from -${LIMITS.setpointShiftK} to ${LIMITS.setpointShiftK} K and not 0, not ${shiftK}`,
    );
  return fromTenthsC(toTenthsC(shiftK));
}

function refuseContradiction({
  shiftK,
  until,
  durationMinutes,
  cancelShift,
}: SetpointShiftCommand) {
  if (cancelShift === true && (shiftK ?? until ?? durationMinutes) !== undefined)
    throw invalid('cancelShift', 'cancelShift stands alone');
  if (until !== undefined && durationMinutes !== undefined)
    throw invalid('durationMinutes', 'durationMinutes and until cannot both be given');
  if (cancelShift !== true && until === undefined && durationMinutes === undefined)
    throw invalid('until', 'a shift needs an end: until or durationMinutes');
}

/** Who asks for it, and what is known then. */
interface Told {
  readonly nowMs: number;
  readonly source: string;
  /** When the schedules of all zones that have one will have changed; undefined where none has one. */
  readonly allChangedMs: number | undefined;
}

/**
 * The shift after the command; undefined: none.
 * @throws HubError `invalid`, naming the field
 */
export function commandShift(command: SetpointShiftCommand, told: Told): SetpointShift | undefined {
  refuseContradiction(command);
  if (command.cancelShift === true) return undefined;
  const { nowMs, source, allChangedMs } = told;
  const shiftK = checkedShift(command.shiftK);
  const endsWithSchedule = command.until === 'next_schedule';
  if (endsWithSchedule && allChangedMs === undefined)
    throw invalid('until', 'until cannot be next_schedule: no zone has a schedule');
  const untilMs = holdEnd(command, nowMs, allChangedMs) ?? nowMs;
  return {
    shiftK,
    sinceMs: nowMs,
    untilMs,
    ...(command.durationMinutes !== undefined && { isDuration: true }),
    ...(endsWithSchedule && { endsWithSchedule: true }),
    source,
  };
}

/** As time has moved it on. */
export const shiftAt = (
  shift: SetpointShift | undefined,
  nowMs: number,
): SetpointShift | undefined => (shift !== undefined && nowMs < shift.untilMs ? shift : undefined);

/** After the clock was set: a duration ends so much later, or earlier; an hour of the day stays what it is. */
export function movedShift(
  shift: SetpointShift | undefined,
  byMs: number,
): SetpointShift | undefined {
  if (shift === undefined || byMs === 0) return shift;
  const end = shift.isDuration === true ? { untilMs: shift.untilMs + byMs } : {};
  return { ...shift, sinceMs: shift.sinceMs + byMs, ...end };
}

/** That of an earlier life: what was told by a clock that was ahead begins now. */
export const begunShift = (
  shift: SetpointShift | undefined,
  nowMs: number,
): SetpointShift | undefined =>
  shift !== undefined && shift.sinceMs > nowMs ? movedShift(shift, nowMs - shift.sinceMs) : shift;
