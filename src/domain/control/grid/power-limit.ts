/**
 * What a power limit makes of the source. One that can be told a limit is told it; else it runs while it is known to
 * draw no more, and is stopped while it is not. Frost goes before. Nothing that a limit hinders is made up for by the
 * tank's electric heater: what that draws nobody says.
 */
import type { AskedPowerLimit } from '../../power-limit.ts';
import { HOUR_MS } from '../../units.ts';
import type { PowerBounds } from '../appliance/appliance.ts';
import { elapsedMs } from '../base/numbers.ts';
import { leftReason, steersSource } from '../appliance/reach.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { HcuSnapshot } from '../appliance/machine.ts';

/** The highest power that the source was seen to draw of late. */
export interface PowerMemory {
  readonly peakKw: number;
  readonly peakMs: number;
}

/** What comes of a limit. `not_kept`: the source may draw more, and the reason says why. */
export const POWER_LIMIT_EFFECTS = ['within', 'limited', 'stopped', 'not_kept'] as const;
export type PowerLimitEffect = (typeof POWER_LIMIT_EFFECTS)[number];

export interface PowerLimitDecision {
  readonly askedKw: number;
  readonly effective: PowerLimitEffect;
  readonly reason: Reason;
}

export interface PowerLimitDemand {
  readonly memory: PowerMemory | undefined;
  readonly asked?: AskedPowerLimit | undefined;
  /** Absent without a limit, and where the house has no source. */
  readonly effect?: PowerLimitEffect | undefined;
  /** The limit that the source is told itself, kW. */
  readonly toldKw?: number | undefined;
}

/** So long a peak counts while there is no limit. What exceeds one is remembered until that is over: it would again. */
const PEAK_MS = 1 * HOUR_MS;

function peakNext(
  before: PowerMemory | undefined,
  drawKw: number | undefined,
  isLimited: boolean,
  nowMs: number,
): PowerMemory | undefined {
  const isOld = !isLimited && elapsedMs(nowMs, before?.peakMs) >= PEAK_MS;
  const known = isOld ? undefined : before;
  if (drawKw === undefined) return known;
  return known === undefined || drawKw > known.peakKw ? { peakKw: drawKw, peakMs: nowMs } : known;
}

/** Against errors of floating point. */
const GRAIN = 1e-9;

/** The highest limit that it can be told and that exceeds none; undefined where its lowest is too high. */
function tellableKw({ minKw, maxKw, stepKw }: PowerBounds, limitKw: number): number | undefined {
  if (limitKw >= maxKw) return maxKw;
  const told = Math.floor(limitKw / stepKw + GRAIN) * stepKw;
  return told < minKw - GRAIN ? undefined : Number(told.toFixed(3));
}

/** Whether it stops when control wants nothing of it, or when it is told a block. */
function canBeStopped(hcu: HcuSnapshot): boolean {
  if (steersSource(hcu)) return true;
  const { orders, surplusLevels } = hcu.appliance ?? {};
  return orders?.has('surplusLevel') === true && surplusLevels?.has('1') !== false;
}

export function powerLimitNext(
  asked: AskedPowerLimit | undefined,
  hcu: HcuSnapshot | undefined,
  before: PowerMemory | undefined,
  nowMs: number,
): PowerLimitDemand {
  const drawKw = hcu?.electricalPowerKw;
  const memory = peakNext(before, drawKw, asked !== undefined, nowMs);
  if (asked === undefined || hcu === undefined) return { memory, asked };
  const { power } = hcu.appliance ?? {};
  const toldKw = power && tellableKw(power, asked.limitKw);
  if (toldKw !== undefined) return { memory, asked, effect: 'limited', toldKw };
  const isWithin = drawKw !== undefined && memory !== undefined && memory.peakKw <= asked.limitKw;
  if (isWithin) return { memory, asked, effect: 'within' };
  return { memory, asked, effect: canBeStopped(hcu) ? 'stopped' : 'not_kept' };
}

/** Why rooms and hot water have to wait for it; undefined where they have not. Of a source that cannot be stopped, less is asked. */
export const powerBlock = ({ asked, effect }: PowerLimitDemand): Reason | undefined =>
  effect === 'stopped' || effect === 'not_kept' ? reason('power_limit', asked?.untilMs) : undefined;

/** @param isFrosty whether a room is heated because it is near freezing */
export function powerLimitDecision(
  { asked, effect }: PowerLimitDemand,
  hcu: HcuSnapshot | undefined,
  isFrosty: boolean,
): PowerLimitDecision | undefined {
  if (asked === undefined || effect === undefined) return undefined;
  const { limitKw: askedKw, untilMs } = asked;
  switch (effect) {
    case 'within':
      return { askedKw, effective: effect, reason: reason('power_within', untilMs) };
    case 'limited':
      return { askedKw, effective: effect, reason: reason('power_limited', untilMs) };
    case 'stopped':
      return isFrosty
        ? { askedKw, effective: 'not_kept', reason: reason('frost_guard') }
        : { askedKw, effective: effect, reason: reason('power_limit', untilMs) };
    case 'not_kept': {
      const { appliance } = hcu ?? {};
      const why = appliance === undefined ? reason('appliance_unable') : leftReason(appliance);
      return { askedKw, effective: effect, reason: why };
    }
  }
}
