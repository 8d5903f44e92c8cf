/**
 * Electricity taken and heat moved, by what it was for. kWh, never less than before.
 *
 * The method: between two reports the plant did what the first of them says. The energy of that time is the difference
 * of the device's own meters where both reports have them and they do not run backwards; else its power, held. Reports
 * that are further apart than LIMITS.energyGapMs say nothing of what was done: what the meters counted meanwhile is
 * `unattributed`, what no meter counted is missing, and the time is marked as a gap. The thermal energy of a defrost is
 * heat taken back out of the water; all other is delivered, cold as well as heat.
 */
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
}

export interface Energy {
  readonly electricalKwh: number;
  readonly thermalKwh: number;
}

export interface EnergyTotals {
  readonly uses: Readonly<Partial<Record<EnergyUse, Energy>>>;
  /** Time in which energy is missing. */
  readonly gapMs: number;
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

function useOf({ state, mode = 'idle' }: Hcu, heatPumps: readonly HeatPump[]): EnergyUse {
  if (state === 'defrost' || heatPumps.some(({ defrostActive }) => defrostActive === true))
    return 'defrost';
  return state !== undefined && state !== 'running' ? 'standby' : USE_OF_MODE[mode];
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
  };
}

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

function plus(totals: EnergyTotals, use: EnergyUse, electricalKwh: number, thermalKwh: number) {
  const known = totals.uses[use] ?? { electricalKwh: 0, thermalKwh: 0 };
  const sum = {
    electricalKwh: known.electricalKwh + electricalKwh,
    thermalKwh: known.thermalKwh + thermalKwh,
  };
  return { ...totals, uses: { ...totals.uses, [use]: sum } };
}

/** The energy of the time between two reports. */
export function energyBetween(
  before: PlantReport,
  after: PlantReport,
  elapsedMs: number,
): EnergyTotals {
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
    const isMissing = electrical === undefined || thermal === undefined;
    const counted = plus(NO_ENERGY, 'unattributed', electrical ?? 0, thermal ?? 0);
    return { ...counted, gapMs: isMissing ? elapsedMs : 0 };
  }
  const { use, electricalKw = 0, thermalKw = 0 } = before;
  const taken = electrical ?? Math.max(0, electricalKw) * hours;
  if (use === 'defrost') {
    // The meter does not run backwards: what it counts in a defrost was delivered before.
    const back = plus(NO_ENERGY, use, taken, Math.max(0, -thermalKw) * hours);
    return thermal === undefined || thermal === 0 ? back : plus(back, 'heating', 0, thermal);
  }
  const heldKw = use === 'cooling' ? Math.abs(thermalKw) : Math.max(0, thermalKw);
  return plus(NO_ENERGY, use, taken, thermal ?? heldKw * hours);
}

export function addEnergy(a: EnergyTotals, b: EnergyTotals): EnergyTotals {
  return USES.reduce<EnergyTotals>(
    (sum, use) => {
      const more = b.uses[use];
      return more === undefined ? sum : plus(sum, use, more.electricalKwh, more.thermalKwh);
    },
    { ...a, gapMs: a.gapMs + b.gapMs },
  );
}

/** A part of it, for a time that is shared out. */
export function shareOf({ uses, gapMs }: EnergyTotals, share: number): EnergyTotals {
  const parts = Object.entries(uses).map(([use, energy]) => [
    use,
    { electricalKwh: energy.electricalKwh * share, thermalKwh: energy.thermalKwh * share },
  ]);
  return { uses: Object.fromEntries(parts) as EnergyTotals['uses'], gapMs: gapMs * share };
}

/** All uses together: what was taken, and what was delivered less what defrosting took back. */
export function sumOfUses({ uses }: EnergyTotals): Energy {
  let electricalKwh = 0;
  let thermalKwh = 0;
  for (const use of USES) {
    const energy = uses[use];
    electricalKwh += energy?.electricalKwh ?? 0;
    thermalKwh += (use === 'defrost' ? -1 : 1) * (energy?.thermalKwh ?? 0);
  }
  return { electricalKwh, thermalKwh };
}

/** Heat or cold per electricity; undefined where there was too little of it, or it cannot be. */
export function copOf({ electricalKwh, thermalKwh }: Energy): number | undefined {
  return electricalKwh < LEAST_COP_KWH ? undefined : plausibleCop(thermalKwh, electricalKwh);
}
