/** What is shown of the energies: what is on the disk, made ready for clients. */
import {
  copOf,
  isElectricalKnown,
  isThermalKnown,
  NO_ENERGY,
  sumOfUses,
  USES,
  type Energy,
  type EnergyTotals,
  type EnergyUse,
} from '../../domain/energy.ts';
import type { EnergyPeriod } from '../../domain/energy-periods.ts';
import { LIMITS } from '../../domain/limits.ts';
import { HOUR_MS, isoTime, roundToTenth, SECOND_MS } from '../../domain/units.ts';
import type { Store } from '../base/ports/store.ts';
import {
  CLOSED_ENERGY,
  OPEN_ENERGY,
  OPEN_KEY,
  periodKey,
  TOTAL_KEY,
  type OpenRecord,
} from './energy-records.ts';

/** How many of each the answer has; seasons all. */
const SHOWN: Record<EnergyPeriod, number> = { day: 31, month: 24, season: 20 };

/** kWh to the watt-hour, `cop` to hundredths and only where it means something; uses that had none are left out. */
interface ShownEnergy {
  /** Absent where nobody measures it, as below. */
  readonly electricalKwh?: number;
  readonly thermalKwh?: number;
  readonly cop?: number;
}

export interface EnergyView extends ShownEnergy {
  /** Time whose energy is missing. */
  readonly gapSeconds?: number;
  /** Both absent where nobody says whether a compressor runs; hours to tenths. */
  readonly compressorStarts?: number;
  readonly compressorRunHours?: number;
  readonly uses: Readonly<Partial<Record<EnergyUse, ShownEnergy>>>;
}

/** What the plant does now, as far as it is heard of. */
export interface PlantPowers {
  readonly use?: EnergyUse;
  readonly electricalPowerKw?: number;
  readonly thermalPowerKw?: number;
  readonly copInstant?: number;
}

/** What is on the disk. */
export interface SettledReport {
  /** Up to when the energies are counted. */
  readonly asOfTs?: string;
  readonly total: EnergyView;
  /** Each newest first, the current one included. */
  readonly days: readonly (EnergyView & { readonly period: string })[];
  readonly months: readonly (EnergyView & { readonly period: string })[];
  readonly seasons: readonly (EnergyView & { readonly period: string })[];
}

/** What electricity costs, where somebody has set it. */
export interface EnergyPrice {
  readonly pricePerKwh?: number;
  readonly currency?: string;
}

export interface EnergyReport extends PlantPowers, SettledReport, EnergyPrice {}

/** The periods of one length alone. */
export interface EnergyRange {
  readonly by: EnergyPeriod;
  /** The first and the last, both included; open where they are not given. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Of all time, and of the periods that are under way. */
export interface RunningEnergy extends Partial<Record<EnergyPeriod, EnergyView>> {
  /** Up to when it is counted; absent before anything was. */
  readonly asOfTs?: string;
  readonly total: EnergyView;
}

const toWattHours = (kwh: number) => Math.round(kwh * 1_000) / 1_000 + 0;

function shownEnergy(energy: Energy): ShownEnergy {
  const cop = copOf(energy);
  return {
    ...(isElectricalKnown(energy) && { electricalKwh: toWattHours(energy.electricalKwh) }),
    ...(isThermalKnown(energy) && { thermalKwh: toWattHours(energy.thermalKwh) }),
    ...(cop !== undefined && { cop: Math.round(cop * 100) / 100 }),
  };
}

const shownCount = ({
  compressor,
}: EnergyTotals): Pick<EnergyView, 'compressorStarts' | 'compressorRunHours'> =>
  compressor === undefined
    ? {}
    : {
        compressorStarts: compressor.starts,
        compressorRunHours: roundToTenth(compressor.runMs / HOUR_MS),
      };

function shownTotals(totals: EnergyTotals): EnergyView {
  const uses = USES.flatMap((use) => {
    const energy = totals.uses[use];
    if (energy === undefined) return [];
    // What a defrost moves is no output.
    const { cop, ...rest } = shownEnergy(energy);
    return [[use, use === 'defrost' || cop === undefined ? rest : { ...rest, cop }] as const];
  });
  return {
    ...shownEnergy(sumOfUses(totals)),
    ...(totals.gapMs >= SECOND_MS && { gapSeconds: Math.round(totals.gapMs / SECOND_MS) }),
    ...shownCount(totals),
    uses: Object.fromEntries(uses),
  };
}

/** Past all names: a digit is less. */
const LAST = '~';

function periods(
  store: Store,
  period: EnergyPeriod,
  record: OpenRecord | undefined,
  { from = '', to = LAST, limit }: { from?: string; to?: string; limit: number },
) {
  const first = periodKey(period, from);
  // The end of a range is not in it.
  const end = `${periodKey(period, to)}${LAST}`;
  const range = { from: first, to: end, newestFirst: true, limit };
  const totals = new Map(store.range(CLOSED_ENERGY, range));
  for (const [key, value] of Object.entries(record?.totals ?? {}))
    if (key.startsWith(`${period}/`) && key >= first && key < end) totals.set(key, value);
  return [...totals]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, limit)
    .map(([key, value]) => ({ period: key.slice(period.length + 1), ...shownTotals(value) }));
}

/** From the disk alone. @param range instead of the newest of each length */
export function settledReport(store: Store, range?: EnergyRange): SettledReport {
  const record = store.get(OPEN_ENERGY, OPEN_KEY);
  const listOf = (period: EnergyPeriod) => {
    if (range === undefined) return periods(store, period, record, { limit: SHOWN[period] });
    const { by, from, to } = range;
    if (by !== period) return [];
    const limit = LIMITS.energyPeriods;
    return periods(store, period, record, { limit, ...(from && { from }), ...(to && { to }) });
  };
  return {
    ...(record && { asOfTs: isoTime(record.atMs) }),
    total: shownTotals(record?.totals[TOTAL_KEY] ?? NO_ENERGY),
    days: listOf('day'),
    months: listOf('month'),
    seasons: listOf('season'),
  };
}

/**
 * @param atMs up to when it is counted
 * @param keys of all that is under way: the first that of all time, then one of each period
 */
export function runningEnergy(
  atMs: number | undefined,
  keys: readonly string[],
  totalsAt: (key: string) => EnergyTotals | undefined,
): RunningEnergy {
  const [totalKey = TOTAL_KEY, ...periodKeys] = keys;
  const current = periodKeys.flatMap((key) => {
    const totals = totalsAt(key);
    const [period = ''] = key.split('/');
    return totals === undefined ? [] : [[period, shownTotals(totals)] as const];
  });
  return {
    ...(atMs !== undefined && { asOfTs: isoTime(atMs) }),
    total: shownTotals(totalsAt(totalKey) ?? NO_ENERGY),
    ...Object.fromEntries(current),
  };
}
