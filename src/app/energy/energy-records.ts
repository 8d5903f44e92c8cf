/**
 * The energies on the disk. What is open (the current periods, and the report to go on from) is one record, so that a
 * batch writes one page; a period that is over gets a record of its own.
 */
import * as v from 'valibot';
import { USES, type EnergyTotals, type PlantReport } from '../../domain/energy.ts';
import type { EnergyPeriod } from '../../domain/energy-periods.ts';
import type { Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const KWH = v.pipe(v.number(), v.minValue(0));
const ENERGY = v.strictObject({
  electricalKwh: KWH,
  thermalKwh: KWH,
  unmatchedElectricalKwh: v.optional(KWH),
  unmatchedThermalKwh: v.optional(KWH),
});
const TOTALS = v.strictObject({
  uses: v.strictObject(
    Object.fromEntries(USES.map((use) => [use, v.optional(ENERGY)])) as Record<
      (typeof USES)[number],
      v.OptionalSchema<typeof ENERGY, undefined>
    >,
  ),
  gapMs: v.number(),
  compressor: v.optional(
    v.strictObject({
      starts: v.pipe(v.number(), v.integer(), v.minValue(0)),
      runMs: v.pipe(v.number(), v.minValue(0)),
    }),
  ),
});
const NUMBER = v.optional(v.number());
const REPORT = v.strictObject({
  use: v.picklist(USES),
  electricalKw: NUMBER,
  thermalKw: NUMBER,
  electricalMeterKwh: NUMBER,
  thermalMeterKwh: NUMBER,
  isCompressorRunning: v.optional(v.boolean()),
});
const HEARD = { atMs: v.number(), report: REPORT };
const OPEN = v.strictObject({
  ...HEARD,
  heater: v.optional(v.strictObject(HEARD)),
  totals: v.record(v.string(), TOTALS),
});
interface HeardReport {
  /** When the report came, wall time. */
  readonly atMs: number;
  readonly report: PlantReport;
}

/** Of the HCU, … */
export interface OpenRecord extends HeardReport {
  /** … and of the tank's own heater, where that has a meter. */
  readonly heater?: HeardReport | undefined;
  readonly totals: Readonly<Record<string, EnergyTotals>>;
}

/** Its one key is OPEN_KEY. */
export const OPEN_ENERGY: Table<OpenRecord> = {
  name: 'energy',
  version: 1,
  parse: (value) => recordValue(OPEN, value) as OpenRecord,
};
export const OPEN_KEY = 'open';
/** By `periodKey`. */
export const CLOSED_ENERGY: Table<EnergyTotals> = {
  name: 'energy_periods',
  version: 1,
  parse: (value) => recordValue(TOTALS, value) as EnergyTotals,
};

/** Where the energy of all time stands among the totals. */
export const TOTAL_KEY = 'total';
/** Those of a period ascend with time. */
export const periodKey = (period: EnergyPeriod, name: string) => `${period}/${name}`;
