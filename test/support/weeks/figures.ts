/** What is measured of a house while it lives: of comfort, of the machine and of hot water. */
import { STORED_DEFAULTS } from '../../../src/domain/control/circuit/stored.ts';
import { DHW_DEFAULTS } from '../../../src/domain/control/hot-water/dhw.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import type { PlantLayout } from '../../../src/simulator/layout.ts';
import type { PlantState } from '../../../src/simulator/plant.ts';
import { setpointsAt } from './season.ts';

export interface Figures {
  readonly electricityKwh: number;
  /** Kelvin-hours of all rooms below and above what is asked. */
  readonly underKh: number;
  readonly overKh: number;
  /** Of the time of all rooms, save while a window is open and for two hours after the setpoint was raised. */
  readonly withinShare: number;
  readonly starts: number;
  readonly startsPerHour: number;
  /** Shortest run that ended because the machine was told so; Infinity where none was. */
  readonly shortestRunMinutes: number;
  /** After the morning's step, until the last room is within half a kelvin: the worst morning. */
  readonly lateMinutes: number;
  /** The longest that a room in want of heat got none, whatever it waited for. */
  readonly longestWaitMinutes: number;
  readonly belowFloorMinutes: number;
  /** A room was heated while the circuit cooled, or the other way round. */
  readonly bothWaysMinutes: number;
  /** Starts while no room and no tank called. */
  readonly idleStarts: number;
  /** Mean of the fans that blow. */
  readonly fanPercent: number;
  /** Heat or cold that the buffer has taken up. */
  readonly bufferKwh: number;
}

const WITHIN_K = 0.5;
const STEP_MS = 2 * HOUR_MS;
/** A room that lacks less may be left to what is stored, K. */
const IN_WANT_K = STORED_DEFAULTS.lackK;
const W_PER_KW = 1_000;
const AT_REST_C = 21;

/** Whether the machine is told to stop, or to do something else than it does. */
function isToldToStop({ source, hcu }: PlantState): boolean {
  const { settings } = hcu;
  if (settings === undefined) return false;
  const { mode, supplyTempC = NaN } = settings;
  if (mode === 'idle') return true;
  if (mode === 'dhw_charge') return source.running === 'cool';
  return mode !== source.running || (mode === 'heat' && supplyTempC <= AT_REST_C);
}

/** Whether a room or the tank is to have heat or cold: a unit that is told its fan knows no better. */
const isAsked = ({ emitters, hcu }: PlantState): boolean =>
  hcu.mode === 'dhw_charge' ||
  emitters.some(({ settings, call }) => (settings.fanPercent ?? (call === 'none' ? 0 : 1)) > 0);

/** Runs of the compressor, by what is seen of it in each step. */
function createRuns() {
  const startsMs: number[] = [];
  let [runMs, idleStarts, shortestMs] = [0, 0, Infinity];
  let last: PlantState | undefined;
  return {
    step(plant: PlantState, dtMs: number, atMs: number): void {
      const isRunning = plant.source.running !== 'no';
      const wasRunning = last !== undefined && last.source.running !== 'no';
      if (isRunning && !wasRunning) {
        // What runs when it is first looked at has begun nobody knows when.
        if (last !== undefined) startsMs.push(atMs);
        if (last !== undefined && !isAsked(plant)) idleStarts += 1;
        runMs = last === undefined ? Infinity : 0;
      }
      if (isRunning) runMs += dtMs;
      else if (wasRunning && last && isToldToStop({ ...plant, source: last.source }))
        shortestMs = Math.min(shortestMs, runMs);
      last = plant;
    },
    figures() {
      const inHour = startsMs.map(
        (fromMs) => startsMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + HOUR_MS).length,
      );
      return {
        starts: startsMs.length,
        startsPerHour: Math.max(0, ...inHour),
        shortestRunMinutes: shortestMs / MINUTE_MS,
        idleStarts,
      };
    },
  };
}

/** Rooms against what is asked of them. */
function createComfort() {
  const sum = { underKh: 0, overKh: 0, withinMs: 0, countedMs: 0 };
  let lateMs = 0;
  /** By room: whether it has been warm enough since the morning. */
  const reached = new Map<number, boolean>();
  return {
    step({ rooms }: PlantState, dtMs: number, atMs: number): void {
      for (const [index, { tempC, isWindowOpen }] of rooms.entries()) {
        const { heatC, coolC = Infinity, raisedMs } = setpointsAt(index, atMs);
        const [underK, overK] = [Math.max(0, heatC - tempC), Math.max(0, tempC - coolC)];
        sum.underKh += (underK * dtMs) / HOUR_MS;
        sum.overKh += (overK * dtMs) / HOUR_MS;
        const isWarm = underK <= WITHIN_K || (raisedMs >= dtMs && reached.get(index) === true);
        reached.set(index, isWarm);
        if (!isWarm && raisedMs < Infinity) lateMs = Math.max(lateMs, raisedMs);
        if (raisedMs < STEP_MS || isWindowOpen) continue;
        sum.countedMs += dtMs;
        if (underK <= WITHIN_K && overK <= WITHIN_K) sum.withinMs += dtMs;
      }
    },
    figures: () => ({
      underKh: sum.underKh,
      overKh: sum.overKh,
      withinShare: sum.withinMs / Math.max(1, sum.countedMs),
      lateMinutes: lateMs / MINUTE_MS,
    }),
  };
}

/** Rooms in want of heat that get none: the circuit is cold or stands, the tank has its turn, the source rests. */
function createWaits({ emitters: specs }: Pick<PlantLayout, 'emitters'>) {
  const waitedMs = new Map<number, number>();
  let longestMs = 0;
  return {
    step({ rooms, emitters }: PlantState, dtMs: number, atMs: number): void {
      for (const [index, { tempC }] of rooms.entries()) {
        const isServed = emitters.some(
          ({ mode }, place) => mode === 'heat' && specs[place]?.roomIndex === index,
        );
        const waits = !isServed && setpointsAt(index, atMs).heatC - tempC >= IN_WANT_K;
        const forMs = waits ? (waitedMs.get(index) ?? 0) + dtMs : 0;
        waitedMs.set(index, forMs);
        longestMs = Math.max(longestMs, forMs);
      }
    },
    figures: () => ({ longestWaitMinutes: longestMs / MINUTE_MS }),
  };
}

const electricityOf = ({ source, heaterElecKwh }: PlantState) =>
  source.lifetimeElecKwh + heaterElecKwh;
const worksBothWays = ({ emitters, hcu }: PlantState) =>
  emitters.some(({ mode }) => (mode === 'heat' || mode === 'cool') && mode !== hcu.circuit);

export function createFigures(layout: Pick<PlantLayout, 'emitters'>) {
  const runs = createRuns();
  const comfort = createComfort();
  const waits = createWaits(layout);
  const sum = { belowFloorMs: 0, bothWaysMs: 0, bufferKwh: 0, fanPercentMs: 0, fanMs: 0 };
  let [firstKwh, lastKwh] = [NaN, NaN];
  return {
    step(plant: PlantState, dtMs: number, atMs: number): void {
      runs.step(plant, dtMs, atMs);
      comfort.step(plant, dtMs, atMs);
      waits.step(plant, dtMs, atMs);
      lastKwh = electricityOf(plant);
      if (Number.isNaN(firstKwh)) firstKwh = lastKwh;
      if (plant.tank.layers[0] < DHW_DEFAULTS.floorC) sum.belowFloorMs += dtMs;
      if (worksBothWays(plant)) sum.bothWaysMs += dtMs;
      const { chargeActive, heatToCircuitW } = plant.buffer;
      if (chargeActive) sum.bufferKwh += (Math.abs(heatToCircuitW) * dtMs) / HOUR_MS / W_PER_KW;
      for (const { fanPercent } of plant.emitters) {
        if (fanPercent === 0) continue;
        sum.fanPercentMs += fanPercent * dtMs;
        sum.fanMs += dtMs;
      }
    },
    figures: (): Figures => ({
      electricityKwh: lastKwh - firstKwh,
      ...runs.figures(),
      ...comfort.figures(),
      ...waits.figures(),
      belowFloorMinutes: sum.belowFloorMs / MINUTE_MS,
      bothWaysMinutes: sum.bothWaysMs / MINUTE_MS,
      bufferKwh: sum.bufferKwh,
      fanPercent: sum.fanPercentMs / Math.max(1, sum.fanMs),
    }),
  };
}
