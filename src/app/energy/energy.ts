/**
 * The plant's energy meter: energy by use, for each day, month and season of the house's own time and since the beginning.
 *
 * The report is of what is on the disk, and so moves with each lazy batch: no total in it ever falls, not even by a power
 * cut, whose loss the plant's own meters make up for. What is told as it is counted, `told-energy.ts` keeps from falling.
 */
import { instantCop } from '../../domain/equipment/cop.ts';
import { roundToTenth, DAY_MS, SECOND_MS } from '../../domain/units.ts';
import {
  addEnergy,
  energyBetween,
  NO_ENERGY,
  shareOf,
  type EnergyTotals,
  type PlantReport,
} from '../../domain/energy.ts';
import { PERIODS, periodOf, piecesByDay, type UtcOffset } from '../../domain/energy-periods.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Change, LazySource, Store } from '../base/ports/store.ts';
import { CLOSED_ENERGY, OPEN_ENERGY, OPEN_KEY, periodKey, TOTAL_KEY } from './energy-records.ts';
import { createEnergySources } from './energy-sources.ts';
import {
  runningEnergy,
  settledReport,
  type EnergyRange,
  type EnergyReport,
  type PlantPowers,
  type RunningEnergy,
  type SettledReport,
} from './energy-view.ts';

interface Heard {
  readonly report: PlantReport;
  readonly atMs: number;
  readonly monotonicMs: number;
}

/** Periods that one batch deletes at most. */
const TRIM_SLICE = 50;

export interface EnergyMeter extends LazySource {
  /**
   * @param range instead of the newest days, months and seasons
   * @throws HubError `not_found` in a house without an HCU
   */
  report(range?: EnergyRange): EnergyReport;
  /** Since the start of the hub, up to the last report: it runs ahead of what is on the disk. */
  counted(): EnergyTotals;
  /** Up to the last report: it runs ahead of what is on the disk. */
  running(): RunningEnergy;
  /** Whether the store had nothing of it at the start: a meter that is new begins at 0. */
  readonly isNew: boolean;
  /** Called with each report. */
  onChange(listener: Listener<void>): Cancel;
}

/** @param utcOffsetMs of the house's time zone */
export function createEnergy(deps: {
  house: CurrentHouse;
  store: Store;
  devices: DeviceRegistry;
  clock: Clock;
  utcOffsetMs: UtcOffset;
  /** Has what can wait written within a minute. */
  flushSoon: () => void;
}): EnergyMeter {
  const { house, store, devices, clock, utcOffsetMs, flushSoon } = deps;
  const sources = createEnergySources(deps);
  const kept = store.get(OPEN_ENERGY, OPEN_KEY);
  /** Totals by key, as far as they are not closed and on the disk. */
  const open = new Map(Object.entries(kept?.totals ?? {}));
  /** What each of them said last. */
  const last: Record<'plant' | 'heater', Heard | undefined> = {
    plant: revived(kept),
    heater: revived(kept?.heater),
  };
  let counted = NO_ENERGY;
  const listeners = createListeners();
  let isChanged = false;
  let gathered: (readonly [key: string, totals: EnergyTotals])[] = [];
  let shown: SettledReport | undefined;

  /** What the clock of an earlier life said is of no use: the wall has to do. */
  function revived(heard: Omit<Heard, 'monotonicMs'> | undefined): Heard | undefined {
    if (heard === undefined) return undefined;
    const { report, atMs } = heard;
    const monotonicMs = clock.monotonicMs() - Math.max(0, clock.nowMs() - atMs);
    return { report, atMs, monotonicMs };
  }

  /** Of the second that was asked for last. Another house may be in another time zone. */
  const keysAt = house.derive(() => ({ second: NaN, list: [] as readonly string[] }));

  function currentKeys(instantMs: number): readonly string[] {
    const second = Math.floor(instantMs / SECOND_MS);
    const kept = keysAt();
    if (kept.second === second) return kept.list;
    const periods = PERIODS.map((period) =>
      periodKey(period, periodOf(period, instantMs, utcOffsetMs)),
    );
    return Object.assign(kept, { second, list: [TOTAL_KEY, ...periods] }).list;
  }

  const totalsAt = (key: string) => open.get(key) ?? store.get(CLOSED_ENERGY, key);

  function add(key: string, energy: EnergyTotals): void {
    open.set(key, addEnergy(totalsAt(key) ?? NO_ENERGY, energy));
  }

  function take(of: keyof typeof last, report: PlantReport | undefined): void {
    if (report === undefined) return;
    const [atMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()];
    const before = last[of];
    // A store without any count is to be a new meter's, and not that of one which was cut off in its first minutes.
    if (before === undefined) flushSoon();
    else {
      const elapsedMs = monotonicMs - before.monotonicMs;
      const energy = energyBetween(before.report, report, elapsedMs);
      add(TOTAL_KEY, energy);
      counted = addEnergy(counted, energy);
      const pieces = piecesByDay(atMs - elapsedMs, atMs, utcOffsetMs);
      for (const piece of pieces) {
        const [, ...keys] = currentKeys(piece.atMs);
        for (const key of keys) add(key, shareOf(energy, piece.share, piece === pieces.at(-1)));
      }
    }
    last[of] = { report, atMs, monotonicMs };
    isChanged = true;
    listeners.tell();
  }

  devices.onChange(({ ref, isLive }) => {
    const { hcu, dhw } = house.get();
    if (!isLive) return;
    if (ref.kind === 'hcu' && ref.id === hcu?.hcuId) take('plant', sources.plant());
    if (ref.kind === 'dhw' && ref.id === dhw?.dhwId) take('heater', sources.heater());
  });

  function powers(): PlantPowers {
    const report = sources.plant();
    const hcu = sources.hcu();
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
    const range = { from: 'day/', to: periodKey('day', first), limit: TRIM_SLICE };
    return [...store.range(CLOSED_ENERGY, range)].map(([key]) => ({ remove: CLOSED_ENERGY, key }));
  }

  return {
    report(range) {
      if (house.get().hcu === undefined) throw new HubError('not_found', 'HCU not found');
      if (range !== undefined) return { ...powers(), ...settledReport(store, range) };
      shown ??= settledReport(store);
      return { ...powers(), ...shown };
    },

    counted: () => counted,
    running: () => runningEnergy(last.plant?.atMs, currentKeys(clock.nowMs()), totalsAt),
    isNew: kept === undefined,
    onChange: listeners.add,

    gather() {
      const { plant, heater } = last;
      if (!isChanged || plant === undefined) return [];
      isChanged = false;
      const current = new Set(currentKeys(clock.nowMs()));
      gathered = [...open].filter(([key]) => !current.has(key));
      const totals = Object.fromEntries([...open].filter(([key]) => current.has(key)));
      const { atMs, report } = plant;
      const beside = heater && { heater: { atMs: heater.atMs, report: heater.report } };
      return [
        { put: OPEN_ENERGY, key: OPEN_KEY, value: { atMs, report, ...beside, totals } },
        ...gathered.map(([key, value]) => ({ put: CLOSED_ENERGY, key, value })),
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
    },
  };
}
