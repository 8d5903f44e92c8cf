/** The rules of a zone's setpoints, as far as the page has to know them to show a change before the hub has answered. */
import type { ZoneView } from '../domain/zone-view.ts';
import type { ZoneMode } from '../domain/zone-setpoints.ts';

export const SETPOINT_MIN_C = 10;
export const SETPOINT_MAX_C = 30;
/** Least distance of the two, tenths of a degree: they are compared in these, for 23.3 − 21.1 is less than 2.2. */
const GAP_TENTHS = 22;

export type Side = 'heat' | 'cool';
export const FIELDS = { heat: 'tempHeatSetC', cool: 'tempCoolSetC' } as const;

export interface Setpoints {
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
}

const tenths = (tempC: number) => Math.round(tempC * 10);
const clamped = (value: number) =>
  Math.min(Math.max(value, SETPOINT_MIN_C * 10), SETPOINT_MAX_C * 10);

/** What a setpoint comes to, and the other one where it has to move along: those that are then other than before. */
export function withSetpoint(before: Setpoints, side: Side, tempC: number): Setpoints {
  const sign = side === 'heat' ? 1 : -1;
  const other = FIELDS[side === 'heat' ? 'cool' : 'heat'];
  let asked = clamped(tenths(tempC));
  const otherC = before[other];
  if (otherC === undefined) return changed(before, { [FIELDS[side]]: asked / 10 });
  const isTooClose = (tenths(otherC) - asked) * sign < GAP_TENTHS;
  const moved = isTooClose ? clamped(asked + sign * GAP_TENTHS) : tenths(otherC);
  // At the edge of the range the asked one gives way.
  if (isTooClose) asked = moved - sign * GAP_TENTHS;
  return changed(before, { [FIELDS[side]]: asked / 10, [other]: moved / 10 });
}

function changed(before: Setpoints, after: Setpoints): Setpoints {
  const fields = Object.entries(after) as [keyof Setpoints, number][];
  return Object.fromEntries(fields.filter(([name, tempC]) => before[name] !== tempC));
}

/** A setpoint that somebody is moving up and down. */
export interface Moving {
  readonly side: Side;
  readonly before: Setpoints;
  readonly now: Setpoints;
}

const isSame = (some: Setpoints, others: Setpoints) =>
  Object.values(FIELDS).every((name) => some[name] === others[name]);

/**
 * A setpoint is moved, from where it is shown. It is moved from where it began as long as nobody else changes anything:
 * so the other one, which had to move along, is back in its place when this one is.
 * @param last the move before it
 */
export function movedSetpoint(
  { tempHeatSetC, tempCoolSetC }: Setpoints,
  side: Side,
  tempC: number,
  last: Moving | undefined,
): { moving: Moving; change: Setpoints } {
  const shown = { tempHeatSetC, tempCoolSetC };
  const goesOn = last?.side === side && isSame(last.now, shown);
  const before = goesOn ? last.before : shown;
  const now = { ...before, ...withSetpoint(before, side, tempC) };
  return { moving: { side, before, now }, change: changed(shown, now) };
}

/** Whether the setpoints are as far apart as they must be. */
export function areApart({ tempHeatSetC, tempCoolSetC }: Setpoints): boolean {
  if (tempHeatSetC === undefined || tempCoolSetC === undefined) return true;
  return tenths(tempCoolSetC) - tenths(tempHeatSetC) >= GAP_TENTHS;
}

/** The setpoints that count in a mode. */
export function sidesIn(mode: ZoneMode, setpoints: Setpoints): readonly Side[] {
  const sides: readonly Side[] = mode === 'auto' ? ['heat', 'cool'] : mode === 'off' ? [] : [mode];
  return sides.filter((side) => setpoints[FIELDS[side]] !== undefined);
}

export function modesOf({
  supportsHeat,
  supportsCool,
}: Pick<ZoneView, 'supportsHeat' | 'supportsCool'>): readonly ZoneMode[] {
  return [
    ...(supportsHeat ? (['heat'] as const) : []),
    ...(supportsCool ? (['cool'] as const) : []),
    ...(supportsHeat && supportsCool ? (['auto'] as const) : []),
    'off',
  ];
}
