/**
 * Energy by use, for each day, month and season of the house's own time and since the beginning.
 *
 * What is shown is what is on the disk, and so moves with each lazy batch: no total ever falls, not even by a power
 * cut, whose loss the plant's own meters make up for. What is open (the current periods, and the report to go on from)
 * is one record, so that a batch writes one page; a period that is over gets a record of its own.
 */
import * as v from 'valibot';
import { instantCop } from '../../domain/equipment/cop.ts';
import { roundToTenth, DAY_MS, isoTime, SECOND_MS } from '../../domain/units.ts';
import {
  addEnergy,
  copOf,
  energyBetween,
  NO_ENERGY,
  plantReport,
  shareOf,
  sumOfUses,
  USES,
  type Energy,
  type EnergyTotals,
  type PlantReport,
} from '../../domain/energy.ts';
import {
  PERIODS,
  periodOf,
  piecesByDay,
  type Period,
  type UtcOffset,
} from '../../domain/energy-periods.ts';
import { HubError } from '../../domain/errors.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Device, Devices } from '../house/devices.ts';
import type { Change, Clock, LazySource, Store, Table } from '../ports.ts';
import { checked } from '../schema.ts';

const KWH = v.pipe(v.number(), v.minValue(0));
const ENERGY = v.strictObject({ electricalKwh: KWH, thermalKwh: KWH });
const TOTALS = v.strictObject({
  uses: v.strictObject(
    Object.fromEntries(USES.map((use) => [use, v.optional(ENERGY)])) as Record<
      (typeof USES)[number],
      v.OptionalSchema<typeof ENERGY, undefined>
    >,
  ),
  gapMs: v.number(),
});
const NUMBER = v.optional(v.number());
const REPORT = v.strictObject({
  use: v.picklist(USES),
  electricalKw: NUMBER,
  thermalKw: NUMBER,
  electricalMeterKwh: NUMBER,
  thermalMeterKwh: NUMBER,
});
const OPEN = v.strictObject({
  atMs: v.number(),
  report: REPORT,
  totals: v.record(v.string(), TOTALS),
});
interface OpenRecord {
  /** When the report came, wall time. */
  readonly atMs: number;
  readonly report: PlantReport;
  readonly totals: Readonly<Record<string, EnergyTotals>>;
}

/** Its one key is `open`. */
const OPEN_TABLE: Table<OpenRecord> = {
  name: 'energy',
  version: 1,
  parse: (value) => checked(OPEN, value) as OpenRecord,
};
/** By `<period>/<its name>`. */
const CLOSED_TABLE: Table<EnergyTotals> = {
  name: 'energy_periods',
  version: 1,
  parse: (value) => checked(TOTALS, value) as EnergyTotals,
};
const OPEN_KEY = 'open';
const TOTAL = 'total';
const TRIM_SLICE = 50;
const keyOf = (period: Period, name: string) => `${period}/${name}`;

/** How many of each the answer has; seasons all. */
const SHOWN: Record<Period, number> = { day: 31, month: 24, season: 20 };

/** kWh to the watt-hour, `cop` to hundredths and only where it means something; uses that had none are left out. */
export interface EnergyView extends Energy {
  readonly cop?: number;
  /** Time whose energy is missing. */
  readonly gapSeconds?: number;
  readonly uses: Readonly<Record<string, Energy & { readonly cop?: number }>>;
}

export interface EnergyReport {
  /** What the plant does now, as far as it is heard of. */
  readonly use?: string;
  readonly electricalPowerKw?: number;
  readonly thermalPowerKw?: number;
  readonly copInstant?: number;
  /** Up to when the energies are counted. */
  readonly asOfTs?: string;
  readonly total: EnergyView;
  /** Each newest first, the current one included. */
  readonly days: readonly (EnergyView & { readonly period: string })[];
  readonly months: readonly (EnergyView & { readonly period: string })[];
  readonly seasons: readonly (EnergyView & { readonly period: string })[];
}

/** What is on the disk of all time, and of the periods that are under way. */
export interface SettledEnergy extends Partial<Record<Period, EnergyView>> {
  readonly asOfTs: string;
  readonly total: EnergyView;
}

export interface EnergyMeter extends LazySource {
  setHouse(house: House): void;
  /** @throws HubError `not_found` in a house without an HCU */
  report(): EnergyReport;
  /** Since the start of the hub, up to the last report: it runs ahead of what is on the disk. */
  counted(): EnergyTotals;
  /** Undefined before anything was counted: a meter that began at 0 once more would be taken for a new one. */
  totals(): SettledEnergy | undefined;
  /** Called when there is more on the disk. */
  onChange(listener: () => void): void;
}

const toWattHours = (kwh: number) => Math.round(kwh * 1_000) / 1_000 + 0;

function shownEnergy(energy: Energy) {
  const cop = copOf(energy);
  return {
    electricalKwh: toWattHours(energy.electricalKwh),
    thermalKwh: toWattHours(energy.thermalKwh),
    ...(cop !== undefined && { cop: Math.round(cop * 100) / 100 }),
  };
}

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
    uses: Object.fromEntries(uses),
  };
}

/** @param utcOffsetMs of the house's time zone */
export function createEnergy(deps: {
  store: Store;
  devices: Devices;
  clock: Clock;
  utcOffsetMs: UtcOffset;
}): EnergyMeter {
  const { store, devices, clock, utcOffsetMs } = deps;
  const kept = store.get(OPEN_TABLE, OPEN_KEY);
  /** Totals by key, as far as they are not closed and on the disk. */
  const open = new Map(Object.entries(kept?.totals ?? {}));
  let last: { report: PlantReport; atMs: number; monotonicMs: number } | undefined = kept && {
    report: kept.report,
    atMs: kept.atMs,
    // What the clock of an earlier life said is of no use: the wall has to do.
    monotonicMs: clock.monotonicMs() - Math.max(0, clock.nowMs() - kept.atMs),
  };
  let counted = NO_ENERGY;
  const listeners: (() => void)[] = [];
  let isChanged = false;
  let house: Pick<House, 'hcu' | 'heatpumps'> | undefined;
  let gathered: (readonly [key: string, totals: EnergyTotals])[] = [];
  let shown: Omit<EnergyReport, 'use'> | undefined;

  /** Of the second that was asked for last. */
  let keys: { readonly second: number; readonly list: readonly string[] } | undefined;

  function currentKeys(instantMs: number): readonly string[] {
    const second = Math.floor(instantMs / SECOND_MS);
    if (keys?.second === second) return keys.list;
    const periods = PERIODS.map((period) =>
      keyOf(period, periodOf(period, instantMs, utcOffsetMs)),
    );
    keys = { second, list: [TOTAL, ...periods] };
    return keys.list;
  }

  function add(key: string, energy: EnergyTotals): void {
    const before = open.get(key) ?? store.get(CLOSED_TABLE, key) ?? NO_ENERGY;
    open.set(key, addEnergy(before, energy));
  }

  function live(device: Device | undefined) {
    return device?.isLive === true ? device.readings : undefined;
  }

  function plantNow(): PlantReport | undefined {
    const hcu = house?.hcu && live(devices.get('hcu', house.hcu.hcuId));
    if (hcu === undefined) return undefined;
    const pumps = (house?.heatpumps ?? []).map(({ hpId }) => live(devices.get('heatpump', hpId)));
    // Some of the pumps are not all of the power.
    return plantReport(hcu, pumps.every((pump) => pump !== undefined) ? pumps : []);
  }

  function take(report: PlantReport): void {
    const [atMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()];
    if (last !== undefined) {
      const elapsedMs = monotonicMs - last.monotonicMs;
      const energy = energyBetween(last.report, report, elapsedMs);
      add(TOTAL, energy);
      counted = addEnergy(counted, energy);
      for (const piece of piecesByDay(atMs - elapsedMs, atMs, utcOffsetMs)) {
        const [, ...keys] = currentKeys(piece.atMs);
        for (const key of keys) add(key, shareOf(energy, piece.share));
      }
    }
    last = { report, atMs, monotonicMs };
    isChanged = true;
  }

  devices.onChange(({ ref, isLive }) => {
    if (!isLive || ref.kind !== 'hcu' || ref.id !== house?.hcu?.hcuId) return;
    const report = plantNow();
    if (report !== undefined) take(report);
  });

  function periods(period: Period, record: OpenRecord | undefined) {
    const range = { from: `${period}/`, to: `${period}0`, newestFirst: true, limit: SHOWN[period] };
    const totals = new Map(store.range(CLOSED_TABLE, range));
    for (const [key, value] of Object.entries(record?.totals ?? {}))
      if (key.startsWith(`${period}/`)) totals.set(key, value);
    return [...totals]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .slice(0, SHOWN[period])
      .map(([key, value]) => ({ period: key.slice(period.length + 1), ...shownTotals(value) }));
  }

  /** From the disk alone. */
  function settledReport() {
    const record = store.get(OPEN_TABLE, OPEN_KEY);
    return {
      ...(record && { asOfTs: isoTime(record.atMs) }),
      total: shownTotals(record?.totals[TOTAL] ?? NO_ENERGY),
      days: periods('day', record),
      months: periods('month', record),
      seasons: periods('season', record),
    };
  }

  function powers() {
    const report = plantNow();
    const hcu = house?.hcu && live(devices.get('hcu', house.hcu.hcuId));
    const cop = hcu && instantCop(hcu);
    const { use, electricalKw, thermalKw } = report ?? {};
    return {
      ...(use !== undefined && { use }),
      ...(electricalKw !== undefined && { electricalPowerKw: roundToTenth(electricalKw) }),
      ...(thermalKw !== undefined && { thermalPowerKw: roundToTenth(thermalKw) }),
      ...(cop !== undefined && { copInstant: roundToTenth(cop) }),
    };
  }

  /** Days that have served their time. */
  function outdated(): Change[] {
    if (clock.isProvisional?.() === true) return [];
    const first = periodOf('day', clock.nowMs() - LIMITS.energyDays * DAY_MS, utcOffsetMs);
    const range = { from: 'day/', to: keyOf('day', first), limit: TRIM_SLICE };
    return [...store.range(CLOSED_TABLE, range)].map(([key]) => ({ remove: CLOSED_TABLE, key }));
  }

  return {
    setHouse(next) {
      house = next;
      // It may be in another time zone.
      keys = undefined;
    },

    report() {
      if (house?.hcu === undefined) throw new HubError('not_found', 'HCU not found');
      shown ??= settledReport();
      return { ...powers(), ...shown };
    },

    counted: () => counted,
    totals() {
      shown ??= settledReport();
      const { asOfTs, total, days, months, seasons } = shown;
      if (asOfTs === undefined) return undefined;
      const newest = { day: days[0], month: months[0], season: seasons[0] };
      const current = PERIODS.flatMap((period) => {
        const view = newest[period];
        return view?.period === periodOf(period, clock.nowMs(), utcOffsetMs)
          ? [[period, view] as const]
          : [];
      });
      return { asOfTs, total, ...Object.fromEntries(current) };
    },
    onChange: (listener) => void listeners.push(listener),

    gather() {
      if (!isChanged || last === undefined) return [];
      isChanged = false;
      const current = new Set(currentKeys(clock.nowMs()));
      gathered = [...open].filter(([key]) => !current.has(key));
      const totals = Object.fromEntries([...open].filter(([key]) => current.has(key)));
      const { atMs, report } = last;
      return [
        { put: OPEN_TABLE, key: OPEN_KEY, value: { atMs, report, totals } },
        ...gathered.map(([key, value]) => ({ put: CLOSED_TABLE, key, value })),
        ...outdated(),
      ];
    },

    settle(wasWritten) {
      if (!wasWritten) {
        isChanged = true;
        return;
      }
      shown = undefined;
      for (const [key, totals] of gathered) if (open.get(key) === totals) open.delete(key);
      gathered = [];
      listeners.forEach((listener) => listener());
    },
  };
}
