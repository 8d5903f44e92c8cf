/** All that control looks at in one cycle: what is measured, and what is asked. Absent is what no fresh device says. */
import type { AskedPowerLimit } from '../../power-limit.ts';
import type { SystemMode } from '../../system-mode.ts';
import type { HcuSnapshot, MachineSnapshot } from '../appliance/machine.ts';
import type { BufferTemps } from '../circuit/buffer.ts';
import type { TankSnapshot } from '../hot-water/tank.ts';
import type { ControlSettings } from './settings.ts';
import type { SurplusLevel } from '../grid/surplus.ts';
import type { ThermostatRequest } from '../zones/thermostat.ts';
import type { Direction } from '../base/work.ts';

/** `mode`, `heatSet` and `coolSet` are what holds now, with schedule, hold and system mode already in them. */
export interface ZoneSnapshot extends ThermostatRequest {
  readonly zoneId: string;
  readonly rhPercent?: number | undefined;
  /** For how long all that its sensors say has been the very same; undefined where none of them is fresh. */
  readonly unmovedMs?: number | undefined;
  /** All of its units catch and drain what condenses, so that they may be colder than the dew point. Not assumed. */
  readonly hasDrains?: boolean | undefined;
  /** False where its units are valves or relays: what they let through is felt late. */
  readonly hasFans?: boolean | undefined;
  /** False where one of its units is a relay that may heat the room with electricity: it is not switched on for exercise. */
  readonly movesWater?: boolean | undefined;
  /** What holds now a person has asked for, for a while. */
  readonly isHeld?: boolean | undefined;
}

export interface DhwSnapshot extends MachineSnapshot, TankSnapshot {
  /** Whether the tank says that it is heated. */
  readonly isHeated?: boolean | undefined;
}

export interface TesSnapshot extends MachineSnapshot, BufferTemps {
  /** What it says that it does. */
  readonly mode?: Direction | 'idle' | undefined;
}

export interface ControlSnapshot {
  readonly settings: ControlSettings;
  readonly systemMode: SystemMode;
  readonly zones: readonly ZoneSnapshot[];
  readonly outdoorTempC?: number | undefined;
  /** Hour of the house's day, 0 to under 24: a disinfection has its time. */
  readonly localHour?: number | undefined;
  readonly surplusLevel?: SurplusLevel | undefined;
  /** Absent without a limit. */
  readonly powerLimit?: AskedPowerLimit | undefined;
  /** What the house lacks is undefined here and in the decision. */
  readonly hcu?: HcuSnapshot | undefined;
  readonly dhw?: DhwSnapshot | undefined;
  readonly tes?: TesSnapshot | undefined;
}
