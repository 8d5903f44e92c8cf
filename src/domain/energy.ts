/**
 * Electricity taken and heat moved, by what it was for. kWh, never less than before.
 *
 * The method: between two reports the plant did what the first of them says. The energy of that time is the difference
 * of the device's own meters where both reports have them and they do not run backwards; else its power, held. Reports
 * that are further apart than LIMITS.energyGapMs say nothing of what was done: what the meters counted meanwhile is
 * `unattributed`, what no meter counted is missing, and the time is marked as a gap. The thermal energy of a defrost is
 * heat taken back out of the water; all other is delivered, cold as well as heat.
 *
 * A plant may measure one of the two alone, or one of them for a part of the time. What was counted of one while the other
 * was not known is kept as unmatched, and says nothing of how well the plant did.
 */
import {
  addCounts,
  compressorBetween,
  isCompressorRunning,
  type CompressorCount,
} from './compressor-count.ts';
import { plausibleCop } from './equipment/cop.ts';
import type { ReadingsOf } from './equipment/catalogue.ts';
import { HCU_READINGS } from './equipment/hcu.ts';
import { LIMITS } from './limits.ts';
import { HOUR_MS } from './units.ts';

type Hcu = ReadingsOf<'hcu'>;
type HeatPump = ReadingsOf<'heatpump'>;

export const USES = [
  'heating',
  'cooling',
  'hotWater',
  'defrost',
  'standby',
  'unattributed',
] as const;
export type EnergyUse = (typeof USES)[number];

/** What the plant does and has counted, as far as it says. kW and kWh. */
export interface PlantReport {
  readonly use: EnergyUse;
  readonly electricalKw?: number | undefined;
  readonly thermalKw?: number | undefined;
  readonly electricalMeterKwh?: number | undefined;
  readonly thermalMeterKwh?: number | undefined;
  /** Undefined where nobody says. */
  readonly isCompressorRunning?: boolean | undefined;
}

export interface Energy {
  readonly electricalKwh: number;
  readonly thermalKwh: number;
  /** Parts of these: what was counted while nobody knew the other. */
  readonly unmatchedElectricalKwh?: number | undefined;
  readonly unmatchedThermalKwh?: number | undefined;
}

export interface EnergyTotals {
  readonly uses: Readonly<Partial<Record<EnergyUse, Energy>>>;
  /** Time in which energy is missing. */
  readonly gapMs: number;
  /** Undefined where nobody has said whether it runs. */
  readonly compressor?: CompressorCount | undefined;
}

export const NO_ENERGY: EnergyTotals = { uses: {}, gapMs: 0 };

/** Below that a ratio of energies says little. */
const LEAST_COP_KWH = 0.1;
/** A meter may count in whole kWh. */
const METER_GRAIN_KWH = 1;

const USE_OF_MODE: Readonly<Record<NonNullable<Hcu['mode']>, EnergyUse>> = {
  heat: 'heating',
  cool: 'cooling',
  dhw_charge: 'hotWater',
  idle: 'standby',
};

/** What one does that does not say is not known. */
function useOf({ state, mode }: Hcu, heatPumps: readonly HeatPump[]): EnergyUse {
  if (state === 'defrost' || heatPumps.some(({ defrostActive }) => defrostActive === true))
    return 'defrost';
  if (state !== undefined && state !== 'running') return 'standby';
  return mode === undefined ? 'unattributed' : USE_OF_MODE[mode];
}

/** Some of them are not all. */
function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.length > 0 && values.every((value) => value !== undefined)
    ? values.reduce((sum, value) => sum + value, 0)
    : undefined;
}

/** What the HCU says, and where it does not know its powers, its heat pumps together. */
export function plantReport(hcu: Hcu, heatPumps: readonly HeatPump[]): PlantReport {
  return {
    use: useOf(hcu, heatPumps),
    electricalKw: hcu.electricalPowerKw ?? sumOf(heatPumps.map((pump) => pump.electricalPowerKw)),
    thermalKw: hcu.thermalPowerKw ?? sumOf(heatPumps.map((pump) => pump.thermalPowerKw)),
    electricalMeterKwh: hcu.lifetimeElecKwh,
    thermalMeterKwh: hcu.lifetimeThermalKwh,
    isCompressorRunning: isCompressorRunning(hcu, heatPumps),
  };
}

/** What the tank's own electric heater has counted beside the HCU: all of it becomes hot water. */
export const heaterReport = ({ lifetimeElecKwh }: ReadingsOf<'dhw'>): PlantReport | undefined =>
  lifetimeElecKwh === undefined
    ? undefined
    : {
        use: 'hotWater',
        electricalMeterKwh: lifetimeElecKwh,
        thermalMeterKwh: lifetimeElecKwh,
      };

/**
 * What a meter counted; undefined where it was reset, swapped, or leapt further than the plant could. That a short 0 is
 * no reset is seen to before (`equipment/meter-count.ts`).
 */
function metered(
  before: number | undefined,
  after: number | undefined,
  mostKw: number,
  elapsedMs: number,
): number | undefined {
  if (before === undefined || after === undefined) return undefined;
  const counted = after - before;
  const most = (mostKw * elapsedMs) / HOUR_MS + METER_GRAIN_KWH;
  return counted >= 0 && counted <= most ? counted : undefined;
}

const NONE: Energy = { electricalKwh: 0, thermalKwh: 0 };

/** Where nothing is unmatched nothing is said of it. */
function energyOf(
  electricalKwh: number,
  thermalKwh: number,
  unmatchedElectricalKwh: number,
  unmatchedThermalKwh: number,
): Energy {
  return {
    electricalKwh,
    thermalKwh,
    ...(unmatchedElectricalKwh !== 0 && { unmatchedElectricalKwh }),
    ...(unmatchedThermalKwh !== 0 && { unmatchedThermalKwh }),
  };
}

/** `a` and so many times `b`. */
function sumOfTwo(a: Energy, b: Energy, thermalTimes = 1): Energy {
  const { unmatchedElectricalKwh = 0, unmatchedThermalKwh = 0 } = b;
  return energyOf(
    a.electricalKwh + b.electricalKwh,
    a.thermalKwh + thermalTimes * b.thermalKwh,
    (a.unmatchedElectricalKwh ?? 0) + unmatchedElectricalKwh,
    (a.unmatchedThermalKwh ?? 0) + thermalTimes * unmatchedThermalKwh,
  );
}

function plus(totals: EnergyTotals, use: EnergyUse, more: Energy): EnergyTotals {
  const sum = sumOfTwo(totals.uses[use] ?? NONE, more);
  return { ...totals, uses: { ...totals.uses, [use]: sum } };
}

/** Of one stretch of time; undefined is what nobody knows. Waiting moves no heat, whoever measures. */
function counted(use: EnergyUse, electrical?: number, thermal?: number): Energy {
  const isMatched = use === 'standby' || (electrical !== undefined && thermal !== undefined);
  const [electricalKwh, thermalKwh] = [electrical ?? 0, thermal ?? 0];
  return isMatched
    ? { electricalKwh, thermalKwh }
    : energyOf(electricalKwh, thermalKwh, electricalKwh, thermalKwh);
}

/** Whether the plant tells anything of it, and yet nobody can say what it was. */
function isMissing(
  { electricalKw, electricalMeterKwh, thermalKw, thermalMeterKwh }: PlantReport,
  electrical: number | undefined,
  thermal: number | undefined,
): boolean {
  const hasElectrical = electricalKw !== undefined || electricalMeterKwh !== undefined;
  const hasThermal = thermalKw !== undefined || thermalMeterKwh !== undefined;
  const isNone = !hasElectrical && !hasThermal;
  return (
    isNone || (hasElectrical && electrical === undefined) || (hasThermal && thermal === undefined)
  );
}

function usesBetween(before: PlantReport, after: PlantReport, elapsedMs: number): EnergyTotals {
  const { electricalPowerKw, thermalPowerKw } = HCU_READINGS;
  const electrical = metered(
    before.electricalMeterKwh,
    after.electricalMeterKwh,
    electricalPowerKw.max,
    elapsedMs,
  );
  const thermal = metered(
    before.thermalMeterKwh,
    after.thermalMeterKwh,
    thermalPowerKw.max,
    elapsedMs,
  );
  const hours = elapsedMs / HOUR_MS;
  if (elapsedMs > LIMITS.energyGapMs) {
    const gapMs = isMissing(before, electrical, thermal) ? elapsedMs : 0;
    return {
      ...plus(NO_ENERGY, 'unattributed', counted('unattributed', electrical, thermal)),
      gapMs,
    };
  }
  const { use, electricalKw, thermalKw } = before;
  const held = (kw: number | undefined) => (kw === undefined ? undefined : Math.max(0, kw) * hours);
  const taken = electrical ?? held(electricalKw);
  if (use === 'defrost') {
    // The meter does not run backwards: what it counts in a defrost was delivered before.
    const isUnknown = thermalKw === undefined && thermal === undefined;
    const back = held(isUnknown ? undefined : -(thermalKw ?? 0));
    const totals = plus(NO_ENERGY, use, counted(use, taken, back));
    return thermal === undefined || thermal === 0
      ? totals
      : plus(totals, 'heating', { electricalKwh: 0, thermalKwh: thermal });
  }
  const isCold = use === 'cooling' && thermalKw !== undefined;
  const moved = thermal ?? held(isCold ? Math.abs(thermalKw) : thermalKw);
  return plus(NO_ENERGY, use, counted(use, taken, moved));
}

/** What the plant did in the time between two reports. */
export function energyBetween(
  before: PlantReport,
  after: PlantReport,
  elapsedMs: number,
): EnergyTotals {
  const [ran, runs] = [before.isCompressorRunning, after.isCompressorRunning];
  const compressor = compressorBetween(ran, runs, elapsedMs);
  return { ...usesBetween(before, after, elapsedMs), ...(compressor && { compressor }) };
}

export function addEnergy(a: EnergyTotals, b: EnergyTotals): EnergyTotals {
  const compressor = addCounts(a.compressor, b.compressor);
  return USES.reduce<EnergyTotals>(
    (sum, use) => {
      const more = b.uses[use];
      return more === undefined ? sum : plus(sum, use, more);
    },
    { ...a, gapMs: a.gapMs + b.gapMs, ...(compressor && { compressor }) },
  );
}

/** A part of it, for a time that is shared out. @param isLast it ends with the report, which shows a start first */
export function shareOf(
  { uses, gapMs, compressor }: EnergyTotals,
  share: number,
  isLast: boolean,
): EnergyTotals {
  const parts = Object.entries(uses).map(([use, energy]) => [
    use,
    energyOf(
      energy.electricalKwh * share,
      energy.thermalKwh * share,
      (energy.unmatchedElectricalKwh ?? 0) * share,
      (energy.unmatchedThermalKwh ?? 0) * share,
    ),
  ]);
  const { starts, runMs } = compressor ?? { starts: 0, runMs: 0 };
  return {
    uses: Object.fromEntries(parts) as EnergyTotals['uses'],
    gapMs: gapMs * share,
    ...(compressor && { compressor: { starts: isLast ? starts : 0, runMs: runMs * share } }),
  };
}

/** All uses together: what was taken, and what was delivered less what defrosting took back. */
export const sumOfUses = ({ uses }: EnergyTotals): Energy =>
  USES.reduce((sum, use) => sumOfTwo(sum, uses[use] ?? NONE, use === 'defrost' ? -1 : 1), NONE);

/** Heat or cold per electricity; undefined where there was too little of both together, or it cannot be. */
export function copOf(energy: Energy): number | undefined {
  const electricalKwh = energy.electricalKwh - (energy.unmatchedElectricalKwh ?? 0);
  const thermalKwh = energy.thermalKwh - (energy.unmatchedThermalKwh ?? 0);
  return electricalKwh < LEAST_COP_KWH ? undefined : plausibleCop(thermalKwh, electricalKwh);
}

/** Whether it was measured at all: nothing, beside what was counted of the other, is not known. */
export const isElectricalKnown = ({ electricalKwh, unmatchedThermalKwh }: Energy): boolean =>
  electricalKwh !== 0 || unmatchedThermalKwh === undefined;
export const isThermalKnown = ({ thermalKwh, unmatchedElectricalKwh }: Energy): boolean =>
  thermalKwh !== 0 || unmatchedElectricalKwh === undefined;
