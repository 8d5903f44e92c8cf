/** What is seen of a machine, with what it can be told. */
import type { Direction } from '../base/work.ts';
import type { Appliance } from './appliance.ts';

/** A machine: what it can be told. One that speaks the hub's own topics where absent. */
export interface MachineSnapshot {
  readonly appliance?: Appliance | undefined;
}

export interface HcuSnapshot extends MachineSnapshot {
  /** False for a district's heat: there is no compressor to protect. */
  readonly hasCompressor: boolean;
  /** Undefined while it says nothing. */
  readonly hasFault?: boolean | undefined;
  /** Whether the source runs, a defrost included. */
  readonly isRunning?: boolean | undefined;
  /** What it says that it does: it counts where it decides that by itself. */
  readonly mode?: Direction | 'dhw_charge' | 'idle' | undefined;
  /** Whether it has an electric heater for the circuit, by what it reports; of a machine of another make its orders count. */
  readonly hasBackupHeater?: boolean | undefined;
  /** Water that it makes, °C, and how much of it flows. */
  readonly supplyTempC?: number | undefined;
  readonly flowRateLpm?: number | undefined;
  /** Of the water circuit. */
  readonly systemPressureBar?: number | undefined;
  /** What the source draws now, by its own meter or that of its heat pumps. */
  readonly electricalPowerKw?: number | undefined;
}
