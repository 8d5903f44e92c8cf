/** The coefficient of performance of the moment: there only while it means something. */
import { COP_MAX } from './compressor.ts';
import type { HCU_READINGS } from './hcu.ts';
import type { HEAT_PUMP_READINGS } from './heat-pump.ts';
import type { ReadingsIn, ReadingValue } from './reading.ts';

/** Of an HCU or a heat pump, by the names in their tables. */
type Machine = Readonly<
  Partial<
    Record<
      keyof ReadingsIn<typeof HCU_READINGS> | keyof ReadingsIn<typeof HEAT_PUMP_READINGS>,
      ReadingValue
    >
  >
>;

/** Below that a machine idles, and what its meters say of it is mostly noise. */
const LEAST_ELECTRICAL_KW = 0.1;

/** Whether an HCU or a heat pump heats or cools water now: a defrost is no output. */
function isRunning({ state, compressorSpeedPercent, defrostActive }: Machine): boolean {
  if (state !== undefined) return state === 'running';
  return compressorSpeedPercent !== 0 && defrostActive !== true;
}

/** Thermal over electrical power, where both are plausible. */
export function plausibleCop(thermal: number, electrical: number): number | undefined {
  const cop = thermal / electrical;
  return Number.isFinite(cop) && cop > 0 && cop <= COP_MAX ? cop : undefined;
}

/** The device's own, else that of its powers; undefined unless it runs. */
export function instantCop(readings: Machine): number | undefined {
  if (!isRunning(readings)) return undefined;
  const { copInstant, thermalPowerKw, electricalPowerKw } = readings;
  if (typeof copInstant === 'number') return copInstant > 0 ? copInstant : undefined;
  if (typeof thermalPowerKw !== 'number' || typeof electricalPowerKw !== 'number') return undefined;
  if (electricalPowerKw < LEAST_ELECTRICAL_KW) return undefined;
  return plausibleCop(Math.abs(thermalPowerKw), electricalPowerKw);
}
