/** What is asked of the hot water: by a person, by the settings, and by the mode of the house. */
import { DHW_DEFAULTS } from './control/hot-water/dhw.ts';
import type { TankSnapshot } from './control/hot-water/tank.ts';
import { invalid } from './errors.ts';
import { because } from './refusals.ts';
import { LIMITS } from './limits.ts';
import { HOUSE_SETTINGS, type HouseSettings } from './settings.ts';
import type { DhwLevel } from './system-mode.ts';
import { MINUTE_MS, roundToTenth } from './units.ts';

/** What a person has told; what nobody has is absent. */
export interface DhwRequest {
  readonly target?:
    | {
        readonly tempC: number;
        /** The setting that it was told over: where that has changed since, it is the last word. */
        readonly insteadOfC: number;
      }
    | undefined;
  readonly boostUntilMs?: number | undefined;
  /** When a disinfection was last asked for. */
  readonly sanitizeAskedMs?: number | undefined;
  readonly recirc?: boolean | undefined;
}

export interface DhwAsk {
  readonly targetTempC?: number | undefined;
  /** 0 ends a boost. */
  readonly boostMinutes?: number | undefined;
  readonly sanitize?: true | undefined;
  readonly recirc?: boolean | undefined;
}

const { min: TARGET_MIN_C, max: TARGET_MAX_C } = HOUSE_SETTINGS.dhwTargetC;

function refuse({ targetTempC, boostMinutes, sanitize, recirc }: DhwAsk): void {
  if ([targetTempC, boostMinutes, sanitize, recirc].every((asked) => asked === undefined))
    throw invalid(
      'targetTempC',
      'a command needs at least one of targetTempC, boostMinutes, sanitize, recirc',
    );
  // NaN is in no range.
  if (targetTempC !== undefined && !(targetTempC >= TARGET_MIN_C && targetTempC <= TARGET_MAX_C))
    throw invalid(
      'targetTempC',
      `targetTempC must be from ${TARGET_MIN_C} to ${TARGET_MAX_C} °C, not ${targetTempC}`,
      because('outside_range', { min: TARGET_MIN_C, max: TARGET_MAX_C }),
    );
  const isBoost = (minutes: number) =>
    Number.isInteger(minutes) && minutes >= 0 && minutes <= LIMITS.dhwBoostMinutes;
  if (boostMinutes !== undefined && !isBoost(boostMinutes))
    throw invalid(
      'boostMinutes',
      `boostMinutes must be a whole number from 0 to ${LIMITS.dhwBoostMinutes}, not ${boostMinutes}`,
    );
}

/**
 * The request after the command, and the command as it was applied: temperatures to the nearest tenth.
 * @throws HubError `invalid`, naming the field
 */
export function commandDhw(
  before: DhwRequest,
  command: DhwAsk,
  settings: HouseSettings,
  nowMs: number,
): { readonly request: DhwRequest; readonly applied: DhwAsk } {
  refuse(command);
  const { targetTempC, boostMinutes, sanitize, recirc } = command;
  const tempC = targetTempC === undefined ? undefined : roundToTenth(targetTempC);
  const boostUntilMs =
    boostMinutes === undefined
      ? before.boostUntilMs
      : boostMinutes === 0
        ? undefined
        : nowMs + boostMinutes * MINUTE_MS;
  const target = tempC === undefined ? before.target : { tempC, insteadOfC: settings.dhwTargetC };
  return {
    request: {
      ...(target !== undefined && { target }),
      ...(boostUntilMs !== undefined && { boostUntilMs }),
      sanitizeAskedMs: sanitize === true ? nowMs : before.sanitizeAskedMs,
      recirc: recirc ?? before.recirc,
    },
    applied: { ...command, ...(tempC !== undefined && { targetTempC: tempC }) },
  };
}

/** Whether there is something in it that moves along with a clock that is set. */
export const hasInstant = ({ boostUntilMs, sanitizeAskedMs }: DhwRequest): boolean =>
  (boostUntilMs ?? sanitizeAskedMs) !== undefined;

/** The request after the clock was set: a boost lasts as long as it was to last. */
export function movedDhw(request: DhwRequest, byMs: number): DhwRequest {
  const { boostUntilMs, sanitizeAskedMs } = request;
  if (byMs === 0 || !hasInstant(request)) return request;
  return {
    ...request,
    ...(boostUntilMs !== undefined && { boostUntilMs: boostUntilMs + byMs }),
    ...(sanitizeAskedMs !== undefined && { sanitizeAskedMs: sanitizeAskedMs + byMs }),
  };
}

/** The request of an earlier life, whose clock may have been ahead: nothing is asked later than now. */
export function restoredDhw(request: DhwRequest, nowMs: number): DhwRequest {
  const { boostUntilMs, sanitizeAskedMs } = request;
  const latestMs = nowMs + LIMITS.dhwBoostMinutes * MINUTE_MS;
  return {
    ...request,
    ...(boostUntilMs !== undefined && { boostUntilMs: Math.min(boostUntilMs, latestMs) }),
    ...(sanitizeAskedMs !== undefined && { sanitizeAskedMs: Math.min(sanitizeAskedMs, nowMs) }),
  };
}

/** Whether the one request asks the very same as the other: it need not be written. */
export const asksTheSameOfTank = (before: DhwRequest, after: DhwRequest): boolean =>
  before.target?.tempC === after.target?.tempC &&
  before.target?.insteadOfC === after.target?.insteadOfC &&
  before.boostUntilMs === after.boostUntilMs &&
  before.sanitizeAskedMs === after.sanitizeAskedMs &&
  before.recirc === after.recirc;

/** The target while somebody is home, °C. */
function comfortC({ target }: DhwRequest, { dhwTargetC }: HouseSettings): number {
  return target?.insteadOfC === dhwTargetC ? target.tempC : dhwTargetC;
}

/** What is asked now, °C. */
function targetC(request: DhwRequest, settings: HouseSettings, level: DhwLevel): number {
  switch (level) {
    case 'comfort':
      return comfortC(request, settings);
    case 'reduced':
      return Math.min(settings.dhwAwayC, comfortC(request, settings));
    case 'hygiene':
    case 'frost':
      return DHW_DEFAULTS.minC;
  }
}

/** What control is told of it. Nobody needs warm water at the taps at once while all are away. */
export function askedOfTank(
  request: DhwRequest,
  settings: HouseSettings,
  level: DhwLevel,
): TankSnapshot {
  return {
    targetTempC: targetC(request, settings, level),
    isOff: level === 'frost',
    boostUntilMs: request.boostUntilMs,
    sanitizeAskedMs: request.sanitizeAskedMs,
    recirc: level === 'comfort' && (request.recirc ?? true),
  };
}
