/** All that can be tuned, each part beside the rule that uses it. */
import { BUFFER_DEFAULTS, type BufferSettings } from '../circuit/buffer.ts';
import { CHANGEOVER_DEFAULTS, type ChangeoverSettings } from '../circuit/changeover.ts';
import { COMPRESSOR_DEFAULTS, type CompressorSettings } from '../source/compressor.ts';
import { EXERCISE_DEFAULTS, type ExerciseSettings } from '../zones/exercise.ts';
import { FAN_DEFAULTS, type FanSettings } from '../zones/fan.ts';
import { DHW_DEFAULTS, type DhwSettings } from '../hot-water/dhw.ts';
import { HEATER_DEFAULTS, type HeaterSettings } from '../source/heater.ts';
import { HYGIENE_DEFAULTS, type HygieneSettings } from '../hot-water/hygiene.ts';
import { SEASON_DEFAULTS, type SeasonSettings } from '../weather/season.ts';
import { SHIFT_DEFAULTS, type ShiftSettings } from '../source/curve-shift.ts';
import { OUTDOOR_DEFAULTS, type OutdoorSettings } from '../weather/outdoor.ts';
import { ROOM_EFFECT_DEFAULTS, type RoomEffectSettings } from '../zones/room-effect.ts';
import { SUPPLY_DEFAULTS, type SupplySettings } from '../circuit/supply-temperature.ts';
import { STORED_DEFAULTS, type StoredSettings } from '../circuit/stored.ts';
import { SURPLUS_DEFAULTS, type SurplusSettings } from '../grid/surplus.ts';
import { THERMOSTAT_DEFAULTS, type ThermostatSettings } from '../zones/thermostat.ts';
import type { WindowSettings } from '../zones/open-window.ts';
import type { QuietSettings } from '../grid/quiet.ts';
import { TURN_DEFAULTS, type TurnSettings } from '../source/turns.ts';
import { WATER_GUARD_DEFAULTS, type WaterGuardSettings } from '../circuit/water-guard.ts';

export interface ControlSettings {
  readonly thermostat: ThermostatSettings;
  readonly fan: FanSettings;
  readonly changeover: ChangeoverSettings;
  readonly compressor: CompressorSettings;
  readonly supply: SupplySettings;
  readonly outdoor: OutdoorSettings;
  readonly season: SeasonSettings;
  readonly heater: HeaterSettings;
  readonly stored: StoredSettings;
  readonly buffer: BufferSettings;
  readonly dhw: DhwSettings;
  readonly hygiene: HygieneSettings;
  readonly turns: TurnSettings;
  readonly surplus: SurplusSettings;
  readonly shift: ShiftSettings;
  readonly roomEffect: RoomEffectSettings;
  readonly water: WaterGuardSettings;
  readonly exercise: ExerciseSettings;
  /** Absent where open windows are not looked for. */
  readonly window?: WindowSettings | undefined;
  /** Absent without quiet hours. */
  readonly quiet?: QuietSettings | undefined;
}

export const CONTROL_DEFAULTS: ControlSettings = {
  thermostat: THERMOSTAT_DEFAULTS,
  fan: FAN_DEFAULTS,
  changeover: CHANGEOVER_DEFAULTS,
  compressor: COMPRESSOR_DEFAULTS,
  supply: SUPPLY_DEFAULTS,
  outdoor: OUTDOOR_DEFAULTS,
  season: SEASON_DEFAULTS,
  heater: HEATER_DEFAULTS,
  stored: STORED_DEFAULTS,
  buffer: BUFFER_DEFAULTS,
  dhw: DHW_DEFAULTS,
  hygiene: HYGIENE_DEFAULTS,
  turns: TURN_DEFAULTS,
  surplus: SURPLUS_DEFAULTS,
  shift: SHIFT_DEFAULTS,
  roomEffect: ROOM_EFFECT_DEFAULTS,
  water: WATER_GUARD_DEFAULTS,
  exercise: EXERCISE_DEFAULTS,
};
