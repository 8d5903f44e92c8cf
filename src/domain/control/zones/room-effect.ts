/**
 * Whether what is sent to a room is felt in it. A room that is heated and gets no warmer is heated on, and no longer has
 * the water raised for it or holds the circuit against others; one that gets warm though it is closed is said, and its
 * dew point counts as one that is cooled. A room that is heated while its thermometer says the very same is heated for a
 * part of the time only, since nobody knows how warm it is.
 */
import { HOUR_MS, fromTenthsC, type TenthsC } from '../../units.ts';
import type { ActiveCall } from '../../zone-setpoints.ts';
import { elapsedMs, sane } from '../base/numbers.ts';
import { isStalled, progressNext, type Progress } from '../base/progress.ts';

export interface RoomEffectSettings {
  /** What counts as warmer, K. */
  readonly riseK: number;
  /** Heat that is not felt for so long has no effect: of units that blow, and of radiators and floors. */
  readonly fanCoilMs: number;
  readonly valveMs: number;
  /** A room whose thermometer is stuck is heated for all of each hour but this: along the curve half the time is about what a room needs. */
  readonly stuckRestMs: number;
  /** A room that was not heated without effect for so long may have been put right. */
  readonly forgetMs: number;
  /** Until this hour of the night, from midnight, a closed room is watched: no sun shines then, and nobody cooks. */
  readonly nightUntilHour: number;
  /** What a closed room gains of the circuit's heat where its valve is open, and how far it is above its setpoint then, K. */
  readonly leakRiseK: number;
  readonly leakAboveK: number;
}

export const ROOM_EFFECT_DEFAULTS: RoomEffectSettings = {
  riseK: 0.3,
  fanCoilMs: 3 * HOUR_MS,
  valveMs: 12 * HOUR_MS,
  stuckRestMs: HOUR_MS / 2,
  forgetMs: 48 * HOUR_MS,
  nightUntilHour: 6,
  leakRiseK: 2,
  leakAboveK: 1.5,
};

export interface RoomEffectMemory {
  /** Of the call for heat that goes on. */
  readonly heating?: Progress | undefined;
  /** When it was last heated without effect. */
  readonly noEffectMs?: number | undefined;
  /** When its thermometer was found stuck, and stands so since. */
  readonly stuckMs?: number | undefined;
  /** The lowest of this night, °C, since the circuit heats and the room is closed. */
  readonly closedFromC?: number | undefined;
  /** Whether it got warm nonetheless. */
  readonly isLeaking?: boolean | undefined;
}

export const hasNoEffect = (memory: RoomEffectMemory | undefined): boolean =>
  memory?.noEffectMs !== undefined;
export const isStuck = (memory: RoomEffectMemory | undefined): boolean =>
  memory?.stuckMs !== undefined;
/** Until when a room whose thermometer is stuck is not heated; undefined while it may be. */
export function stuckRestUntilMs(
  { stuckRestMs }: RoomEffectSettings,
  memory: RoomEffectMemory | undefined,
  nowMs: number,
): number | undefined {
  if (memory?.stuckMs === undefined) return undefined;
  const intoMs = (nowMs - memory.stuckMs) % HOUR_MS;
  return intoMs < stuckRestMs ? nowMs - intoMs + stuckRestMs : undefined;
}
export const isLeaking = (memory: RoomEffectMemory | undefined): boolean =>
  memory?.isLeaking === true;

export interface RoomSeen {
  readonly tempC: number | undefined;
  readonly unmovedMs?: number | undefined;
  readonly heatSet: TenthsC | undefined;
  /** False where its units are valves: what they let through is felt late. */
  readonly hasFans: boolean;
  readonly call: ActiveCall;
  /** Whether it gets what it calls for. */
  readonly isServed: boolean;
  /** Whether the source heats for the circuit. */
  readonly isCircuitHeated: boolean;
  readonly localHour: number | undefined;
}

/** One that has said the very same for this part of the time may be stuck. */
const UNSURE_SHARE = 3;

type Heating = Pick<RoomEffectMemory, 'heating' | 'noEffectMs' | 'stuckMs'>;

function heatingNext(
  { riseK, fanCoilMs, valveMs, forgetMs }: RoomEffectSettings,
  { heating, noEffectMs, stuckMs }: RoomEffectMemory,
  { tempC, unmovedMs = 0, hasFans, call, isServed }: RoomSeen,
  lastMs: number,
  nowMs: number,
): Heating {
  const limit = { riseK, afterMs: hasFans ? fanCoilMs : valveMs };
  const isUnmoved = unmovedMs >= limit.afterMs;
  const standing = {
    ...(elapsedMs(nowMs, noEffectMs) < forgetMs && { noEffectMs }),
    ...(isUnmoved && stuckMs !== undefined && { stuckMs }),
  };
  if (call !== 'heat' || tempC === undefined) return standing;
  const next = progressNext(limit, heating, { tempC, isSent: isServed }, lastMs, nowMs);
  if (heating !== undefined && next.fromC > heating.fromC) return { heating: next };
  if (!isStalled(limit, next, nowMs)) return { ...standing, heating: next };
  if (isUnmoved) return { ...standing, heating: next, stuckMs: stuckMs ?? nowMs };
  // It may be that the thermometer is stuck: that is known later.
  if (unmovedMs >= limit.afterMs / UNSURE_SHARE) return { ...standing, heating: next };
  // Told anew once an hour: the disk need not know of each minute.
  return { heating: next, noEffectMs: elapsedMs(nowMs, noEffectMs) < HOUR_MS ? noEffectMs : nowMs };
}

type Leak = Pick<RoomEffectMemory, 'closedFromC' | 'isLeaking'>;

function leakNext(
  { nightUntilHour, leakRiseK, leakAboveK }: RoomEffectSettings,
  before: RoomEffectMemory,
  { tempC, heatSet, call, isCircuitHeated, localHour = NaN }: RoomSeen,
): Leak {
  if (tempC === undefined || heatSet === undefined) return {};
  const aboveK = tempC - fromTenthsC(heatSet);
  // One that cools to its setpoint is closed.
  const standing = before.isLeaking === true && aboveK > 0 ? { isLeaking: true } : {};
  const { closedFromC } = before;
  const isWatched = call === 'none' && localHour < nightUntilHour;
  if (!isWatched || (closedFromC === undefined && !isCircuitHeated)) return standing;
  const fromC = Math.min(closedFromC ?? tempC, tempC);
  const hasGained = isCircuitHeated && aboveK >= leakAboveK && tempC >= fromC + leakRiseK;
  return { closedFromC: fromC, ...standing, ...(hasGained && { isLeaking: true }) };
}

const MEMBERS = ['heating', 'noEffectMs', 'stuckMs', 'closedFromC', 'isLeaking'] as const;

/**
 * Undefined where there is nothing to remember, and the same object where nothing is new, so that nothing is written.
 * @param lastMs when the room was looked at last
 */
export function roomEffectNext(
  settings: RoomEffectSettings,
  before: RoomEffectMemory = {},
  seen: RoomSeen,
  lastMs: number,
  nowMs: number,
): RoomEffectMemory | undefined {
  const room = { ...seen, tempC: sane(seen.tempC, -40, 60) };
  const next: RoomEffectMemory = {
    ...heatingNext(settings, before, room, lastMs, nowMs),
    ...leakNext(settings, before, room),
  };
  if (MEMBERS.every((member) => next[member] === undefined)) return undefined;
  return MEMBERS.every((member) => next[member] === before[member]) ? before : next;
}
