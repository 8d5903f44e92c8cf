/** The power that the plant may draw at most for a while, as a grid operator or an energy manager asks it. */
import { invalid } from './errors.ts';
import { futureInstant } from './hold.ts';
import { LIMITS } from './limits.ts';

export interface PowerLimit {
  readonly limitKw: number;
  readonly untilMs: number;
  /** Whether it is to last so long, and not until some hour of the day. */
  readonly isDuration?: true | undefined;
  /** Who asked for it: `mqtt`, or the id of a token or a person. */
  readonly source: string;
}

export interface PowerLimitCommand {
  readonly powerLimitKw?: number | undefined;
  /** ISO 8601; without it the limit holds for LIMITS.powerLimitMs. */
  readonly until?: string | undefined;
  /** Ends it; it stands alone. */
  readonly cancelPowerLimit?: true | undefined;
}

/** Finer than a watt nobody limits. */
const WATTS_PER_KW = 1_000;

/**
 * The limit after the command; undefined: none.
 * @throws HubError `invalid`, naming the field
 */
export function commandPowerLimit(
  { powerLimitKw, until, cancelPowerLimit }: PowerLimitCommand,
  source: string,
  nowMs: number,
): PowerLimit | undefined {
  if (cancelPowerLimit === true) {
    if (powerLimitKw !== undefined || until !== undefined)
      throw invalid('cancelPowerLimit', 'cancelPowerLimit stands alone');
    return undefined;
  }
  // NaN is in no range.
  if (powerLimitKw === undefined || !(powerLimitKw >= 0 && powerLimitKw <= LIMITS.powerLimitKw))
    throw invalid(
      'powerLimitKw',
      `powerLimitKw must be from 0 to ${LIMITS.powerLimitKw} kW, not ${powerLimitKw}`,
    );
  const limitKw = Math.round(powerLimitKw * WATTS_PER_KW) / WATTS_PER_KW;
  return until === undefined
    ? { limitKw, untilMs: nowMs + LIMITS.powerLimitMs, isDuration: true, source }
    : { limitKw, untilMs: futureInstant('until', until, nowMs), source };
}

/** As time has moved it on. */
export const powerLimitAt = (
  limit: PowerLimit | undefined,
  nowMs: number,
): PowerLimit | undefined => (limit !== undefined && nowMs < limit.untilMs ? limit : undefined);

/** After the clock was set: a duration ends so much later, or earlier; an hour of the day stays what it is. */
export const movedPowerLimit = (
  limit: PowerLimit | undefined,
  byMs: number,
): PowerLimit | undefined =>
  limit?.isDuration === true ? { ...limit, untilMs: limit.untilMs + byMs } : limit;

/** That of an earlier life: by a clock that was ahead then, a duration would last longer than it may. */
export const restoredPowerLimit = (limit: PowerLimit, nowMs: number): PowerLimit =>
  limit.isDuration === true
    ? { ...limit, untilMs: Math.min(limit.untilMs, nowMs + LIMITS.powerLimitMs) }
    : limit;

/** Whether whoever says again and again what holds anyway has said it anew so lately that it need not be written. */
export function isSamePowerLimit(
  before: PowerLimit | undefined,
  after: PowerLimit | undefined,
): boolean {
  if (before === undefined || after === undefined) return before === after;
  const isAsLong =
    after.isDuration === true
      ? after.untilMs - before.untilMs < LIMITS.powerLimitAgainMs
      : after.untilMs === before.untilMs;
  return before.limitKw === after.limitKw && before.isDuration === after.isDuration && isAsLong;
}
