/** What a zone demands: hysteresis around its setpoints, shortest times, and the frost floor under them. */
import { HOUR_MS, MINUTE_MS, fromTenthsC, type TenthsC } from '../../units.ts';
import {
  SETPOINT_GAP,
  SETPOINT_MAX_C,
  SETPOINT_MIN_C,
  type ActiveCall,
  type ZoneMode,
  type ZoneSettings,
} from '../../zone-setpoints.ts';
import { elapsedMs, sane } from '../base/numbers.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { Direction } from '../base/work.ts';
import type { ExerciseMemory } from './exercise.ts';
import type { RoomEffectMemory } from './room-effect.ts';

export interface ThermostatSettings {
  /** A call starts this far beyond the setpoint and ends so far past it: with 0.3 K in all, inertia has its share of the ±0.5 K of comfort. */
  readonly startK: number;
  readonly endK: number;
  /** While the source works for the rooms anyway, a call starts as soon as the room is no further past its setpoint than this. */
  readonly joinK: number;
  /** A run of the source that would end sooner goes on for the rooms that called last, no further past their setpoints than this. */
  readonly lingerMs: number;
  readonly lingerK: number;
  /** Shortest call and shortest pause: valves and fans wear, and people hear them. */
  readonly minOnMs: number;
  readonly minOffMs: number;
  /** In auto a room served one way is not served the other way for this long … */
  readonly autoHoldMs: number;
  /** … unless it lies this far beyond the other setpoint, as when the sun comes in. */
  readonly autoOverrideK: number;
  /** Below this a room is heated whatever is asked, °C: pipes in outer walls freeze while the air is at 5 °C. */
  readonly frostC: number;
  readonly frostEndK: number;
  /** Heating of a room that nobody measures, in frost: so long in every hour. */
  readonly blindOnMs: number;
}

export const THERMOSTAT_DEFAULTS: ThermostatSettings = {
  startK: 0.05,
  endK: 0.2,
  joinK: 0.1,
  lingerMs: 15 * MINUTE_MS,
  lingerK: 0.4,
  minOnMs: 5 * MINUTE_MS,
  minOffMs: 5 * MINUTE_MS,
  autoHoldMs: 2 * HOUR_MS,
  autoOverrideK: 1,
  frostC: 7,
  frostEndK: 1,
  blindOnMs: 15 * MINUTE_MS,
};

export interface ThermostatRequest extends ZoneSettings {
  readonly supportsHeat: boolean;
  readonly supportsCool: boolean;
  /** Mean of the fresh sensors; absent where none is fresh. */
  readonly tempC?: number | undefined;
  /** For what it is not the season here (domain/control/weather/season.ts). */
  readonly outOfSeason?: Readonly<Record<Direction, boolean>> | undefined;
}

export interface ZoneMemory {
  readonly call: ActiveCall;
  /** Since when the call is what it is. */
  readonly sinceMs?: number;
  /** Which way the room was last served. */
  readonly last?: Direction;
  readonly isFrost?: boolean;
  /** Fan level of the call that runs. */
  readonly fanPercent?: number;
  /** What was noticed of the room; not the thermostat's own. */
  readonly effect?: RoomEffectMemory | undefined;
  readonly exercise?: ExerciseMemory | undefined;
}

export const NEW_ZONE: ZoneMemory = { call: 'none' };

/** What holds for a zone from outside of it. */
export interface ZoneConditions {
  /** Why comfort has to wait, where it has; frost does not. */
  readonly block?: Reason | undefined;
  readonly isFrosty: boolean;
  /** Cooling would bring condensation into this room. */
  readonly isTooHumid: boolean;
  /** The way that the source works for rooms now, and the one in which it should not stop yet. */
  readonly runs?: Direction | undefined;
  readonly lingers?: Direction | undefined;
}

export interface ZoneCall {
  readonly memory: ZoneMemory;
  /** Kelvins that the room lacks of the setpoint it is called to; 0 without a call. */
  readonly errorK: number;
  readonly reason: Reason;
}

/** The setpoint where it is one, 10–30 °C. */
export const usable = (set: TenthsC | undefined): TenthsC | undefined =>
  sane(set, SETPOINT_MIN_C * 10, SETPOINT_MAX_C * 10);

/** The setpoints with energy to spare: moved in the circuit's direction, never into the gap nor out of 10–30 °C. */
export function shifted<T extends ZoneSettings>(zone: T, direction: Direction, byK: number): T {
  if (byK === 0) return zone;
  const [heatSet, coolSet] = [usable(zone.heatSet), usable(zone.coolSet)];
  if (direction === 'heat' && heatSet !== undefined) {
    const most = (coolSet ?? SETPOINT_MAX_C * 10 + SETPOINT_GAP) - SETPOINT_GAP;
    return { ...zone, heatSet: Math.max(heatSet, Math.min(heatSet + Math.round(byK * 10), most)) };
  }
  if (direction === 'cool' && coolSet !== undefined) {
    const least = (heatSet ?? SETPOINT_MIN_C * 10 - SETPOINT_GAP) + SETPOINT_GAP;
    return { ...zone, coolSet: Math.min(coolSet, Math.max(coolSet - Math.round(byK * 10), least)) };
  }
  return zone;
}

/** Kelvins beyond the setpoint, in hundredths; −∞ where the zone asks for no such thing, or its season is over. */
export function errorOf(zone: ThermostatRequest, direction: Direction, tempC: number): number {
  const { mode } = zone;
  const isHeat = direction === 'heat';
  const set = usable(isHeat ? zone.heatSet : zone.coolSet);
  const can = (isHeat ? zone.supportsHeat : zone.supportsCool) && !zone.outOfSeason?.[direction];
  if (!can || set === undefined || (mode !== direction && mode !== 'auto')) return -Infinity;
  const errorK = isHeat ? fromTenthsC(set) - tempC : tempC - fromTenthsC(set);
  return Math.round(errorK * 100) / 100;
}

function enter(memory: ZoneMemory, call: ActiveCall, nowMs: number, isFrost = false): ZoneMemory {
  if (call === memory.call) return isFrost === !!memory.isFrost ? memory : { ...memory, isFrost };
  const last = call === 'none' ? memory.last : call;
  return { call, sinceMs: nowMs, isFrost, ...(last !== undefined && { last }) };
}

const none = (memory: ZoneMemory, nowMs: number, why: Reason): ZoneCall => ({
  memory: enter(memory, 'none', nowMs),
  errorK: 0,
  reason: why,
});

/**
 * A room that nobody measures. Comfort waits, since a call without a measurement ends never or too late; in frost the
 * room is heated for part of each hour, with its units' own thermostats at the lowest setpoint above it.
 */
function blind(
  settings: ThermostatSettings,
  zone: ThermostatRequest,
  memory: ZoneMemory,
  conditions: ZoneConditions,
  nowMs: number,
): ZoneCall {
  const lost = reason(zone.mode === 'off' ? 'off' : 'sensor_lost');
  if (!conditions.isFrosty || !zone.supportsHeat) return none(memory, nowMs, lost);
  const isOn = memory.call === 'heat' && memory.isFrost === true;
  const forMs = elapsedMs(nowMs, memory.sinceMs);
  const calls = isOn ? forMs < settings.blindOnMs : forMs >= HOUR_MS - settings.blindOnMs;
  if (!calls) return none(memory, nowMs, lost);
  const next = enter({ ...memory, call: isOn ? 'heat' : 'none' }, 'heat', nowMs, true);
  return { memory: next, errorK: 0, reason: reason('frost_guard_blind') };
}

/** The room is heated below the floor, and a little above it so that it does not start again at once. */
function frostCall(
  { frostC, frostEndK }: ThermostatSettings,
  zone: ThermostatRequest,
  memory: ZoneMemory,
  tempC: number,
  nowMs: number,
): ZoneCall | undefined {
  const endC = memory.isFrost === true && memory.call === 'heat' ? frostC + frostEndK : frostC;
  if (!zone.supportsHeat || tempC >= endC) return undefined;
  return {
    memory: enter(memory, 'heat', nowMs, true),
    errorK: endC - tempC,
    reason: reason('frost_guard'),
  };
}

/** A call that runs: whether it goes on, and why. */
function staying(
  { endK, lingerK, minOnMs }: ThermostatSettings,
  memory: ZoneMemory,
  { lingers }: ZoneConditions,
  errorK: number,
  nowMs: number,
): Reason | undefined {
  if (memory.call === 'none' || errorK === -Infinity) return undefined;
  if (errorK > -(memory.call === lingers ? lingerK : endK))
    return reason(memory.call === 'heat' ? 'heating' : 'cooling');
  const onForMs = elapsedMs(nowMs, memory.sinceMs);
  return onForMs < minOnMs ? reason('minimum_on', nowMs - onForMs + minOnMs) : undefined;
}

/** What keeps a room that is beyond its setpoint from calling. */
function obstacle(
  { minOffMs, autoHoldMs, autoOverrideK }: ThermostatSettings,
  { sinceMs, last }: ZoneMemory,
  mode: ZoneMode,
  direction: Direction,
  errorK: number,
  nowMs: number,
): Reason | undefined {
  if (sinceMs === undefined || last === undefined) return undefined;
  const offForMs = nowMs - sinceMs;
  if (offForMs < minOffMs) return reason('minimum_off', sinceMs + minOffMs);
  const isTurn = mode === 'auto' && last !== direction && errorK < autoOverrideK;
  return isTurn && offForMs < autoHoldMs ? reason('auto_hold', sinceMs + autoHoldMs) : undefined;
}

export function thermostat(
  settings: ThermostatSettings,
  zone: ThermostatRequest,
  memory: ZoneMemory,
  conditions: ZoneConditions,
  nowMs: number,
): ZoneCall {
  const tempC = sane(zone.tempC, -40, 60);
  if (tempC === undefined) return blind(settings, zone, memory, conditions, nowMs);
  const frost = frostCall(settings, zone, memory, tempC, nowMs);
  if (frost !== undefined) return frost;
  if (zone.mode === 'off') return none(memory, nowMs, reason('off'));
  if (conditions.block) return none(memory, nowMs, conditions.block);
  const errors = {
    heat: errorOf(zone, 'heat', tempC),
    cool: errorOf(zone, 'cool', tempC),
  };
  const isDamp = conditions.isTooHumid && errors.cool >= -settings.endK;
  if (memory.call !== 'none' && !(memory.call === 'cool' && isDamp)) {
    const errorK = errors[memory.call];
    const why = staying(settings, memory, conditions, errorK, nowMs);
    if (why) return { memory: enter(memory, memory.call, nowMs), errorK, reason: why };
  }
  const rested = enter(memory, 'none', nowMs);
  const startK = (way: Direction) => (conditions.runs === way ? -settings.joinK : settings.startK);
  const direction = errors.heat >= startK('heat') ? 'heat' : 'cool';
  const errorK = errors[direction];
  if (errorK < startK(direction)) return none(rested, nowMs, reason('satisfied'));
  if (direction === 'cool' && isDamp) return none(rested, nowMs, reason('too_humid'));
  const wait = obstacle(settings, rested, zone.mode, direction, errorK, nowMs);
  if (wait) return none(rested, nowMs, wait);
  return {
    memory: enter(rested, direction, nowMs),
    errorK,
    reason: reason(direction === 'heat' ? 'heating' : 'cooling'),
  };
}
