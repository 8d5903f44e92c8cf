/** All that control looks at in one cycle: what is measured, and what is asked. Absent is what no fresh device says. */
import type { SystemMode } from '../system-mode.ts';
import type { Appliance } from './appliance.ts';
import type { BufferTemps } from './buffer.ts';
import type { PowerLimitAsked } from './power-limit.ts';
import type { TankSnapshot } from './tank.ts';
import type { ControlSettings } from './settings.ts';
import type { SurplusLevel } from './surplus.ts';
import type { Direction, ThermostatRequest } from './thermostat.ts';

/** `mode`, `heatSet` and `coolSet` are what holds now, with schedule, hold and system mode already in them. */
export interface ZoneSnapshot extends ThermostatRequest {
  readonly zoneId: string;
  readonly rhPercent?: number | undefined;
  /** All of its units catch and drain what condenses, so that they may be colder than the dew point. Not assumed. */
  readonly hasDrains?: boolean | undefined;
  /** False where its units are valves or relays: what they let through is felt late. */
  readonly hasFans?: boolean | undefined;
}

/** A machine: what it can be told. One that speaks the hub's own topics where absent. */
interface Machine {
  readonly appliance?: Appliance | undefined;
}

export interface HcuSnapshot extends Machine {
  /** False for a district's heat: there is no compressor to protect. */
  readonly hasCompressor: boolean;
  /** Undefined while it says nothing. */
  readonly hasFault?: boolean | undefined;
  /** Whether the source runs, a defrost included. */
  readonly isRunning?: boolean | undefined;
  /** What it says that it does: it counts where it decides that by itself. */
  readonly mode?: Direction | 'dhw_charge' | 'idle' | undefined;
  /** Water that it makes, °C, and how much of it flows. */
  readonly supplyTempC?: number | undefined;
  readonly flowRateLpm?: number | undefined;
  /** Of the water circuit. */
  readonly systemPressureBar?: number | undefined;
  /** What the source draws now, by its own meter or that of its heat pumps. */
  readonly electricalPowerKw?: number | undefined;
}

export interface DhwSnapshot extends Machine, TankSnapshot {
  /** Whether the tank says that it is heated. */
  readonly isHeated?: boolean | undefined;
}

export interface TesSnapshot extends Machine, BufferTemps {
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
  readonly powerLimit?: PowerLimitAsked | undefined;
  /** What the house lacks is undefined here and in the decision. */
  readonly hcu?: HcuSnapshot | undefined;
  readonly dhw?: DhwSnapshot | undefined;
  readonly tes?: TesSnapshot | undefined;
}
