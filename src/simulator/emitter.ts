/** What gives a room its heat, or takes it: it has a thermostat of its own and carries out the last command. */
import type { ActiveCall, ZoneMode } from '../domain/zone-setpoints.ts';
import type { RoomState } from './room.ts';

export interface EmitterSettings {
  readonly mode: ZoneMode;
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
  /** Air flow while conditioning; by its own judgement where it is absent. */
  readonly fanPercent?: number | undefined;
}

export interface EmitterState {
  readonly settings: EmitterSettings;
  /** What the thermostat asks for. */
  readonly call: ActiveCall;
  /** What the unit does: `inhibit` is a call that waits for water of the right temperature. */
  readonly mode: 'heat' | 'cool' | 'idle' | 'inhibit';
  /** Air flow of a fan; of a valve, 100 where it is open. */
  readonly fanPercent: number;
  /** Water entering and leaving it. */
  readonly supplyTempC: number;
  readonly returnTempC: number;
  /** Of what stores its heat: the metal and water of a radiator, the screed of a floor. A fan coil stores none. */
  readonly storeTempC: number;
  /** Heat given to the room during the last step; negative when cooling. */
  readonly heatW: number;
  readonly condensateGPerHour: number;
  /** What the water gave, or took: the heat of what condensed, or was stored, is in it too. */
  readonly waterHeatW: number;
}

export interface EmitterInputs {
  readonly room: RoomState;
  readonly waterTempC: number;
  /** Whether the circuit's pump sends water to the emitters. */
  readonly waterFlows: boolean;
}

/** A call starts this far beyond the setpoint and ends as far within it: 0.3 K in all. */
const HYSTERESIS_K = 0.15;

export function newEmitter(settings: EmitterSettings, roomTempC: number): EmitterState {
  return {
    settings,
    call: 'none',
    mode: 'idle',
    fanPercent: 0,
    supplyTempC: roomTempC,
    returnTempC: roomTempC,
    storeTempC: roomTempC,
    heatW: 0,
    condensateGPerHour: 0,
    waterHeatW: 0,
  };
}

/** Kelvins by which the room is beyond the point where the call `kind` ends; negative past that point. */
export function errorK(
  settings: EmitterSettings,
  kind: 'heat' | 'cool',
  roomTempC: number,
): number {
  const setC = kind === 'heat' ? settings.tempHeatSetC : settings.tempCoolSetC;
  if (setC === undefined || (settings.mode !== kind && settings.mode !== 'auto')) return -Infinity;
  return (kind === 'heat' ? setC - roomTempC : roomTempC - setC) + HYSTERESIS_K;
}

export function callOf<K extends 'heat' | 'cool'>(
  { settings, call }: EmitterState,
  kinds: readonly K[],
  roomTempC: number,
): K | 'none' {
  for (const kind of kinds) {
    const startK = call === kind ? 0 : 2 * HYSTERESIS_K;
    if (errorK(settings, kind, roomTempC) > startK) return kind;
  }
  return 'none';
}
