/** What gives a room its heat, or takes it: it has a thermostat of its own and carries out the last command. */
import type { ActiveCall, ZoneMode } from '../domain/zone-setpoints.ts';

export interface EmitterSettings {
  readonly mode: ZoneMode;
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
  /** Air flow while conditioning; by the distance from the setpoint where it is absent. */
  readonly fanPercent?: number | undefined;
}

export interface EmitterState {
  readonly settings: EmitterSettings;
  /** What the thermostat asks for. */
  readonly call: ActiveCall;
  /** What the unit does: `inhibit` is a call that waits for water of the right temperature. */
  readonly mode: 'heat' | 'cool' | 'idle' | 'inhibit';
  readonly fanPercent: number;
  /** Water entering and leaving the coil. */
  readonly supplyTempC: number;
  readonly returnTempC: number;
  /** Heat given to the room during the last step; negative when cooling. */
  readonly heatW: number;
  readonly condensateGPerHour: number;
  /** What the water gave, or took: the heat of what condensed is in it too. */
  readonly waterHeatW: number;
}
