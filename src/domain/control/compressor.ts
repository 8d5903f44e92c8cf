/**
 * Protection of the compressor, whoever asks: least run and rest, and most starts in any hour. Starting is what
 * wears it: oil must return, and the windings heat up. Its memory is stored, so that a restart of the hub is no way round it.
 */
import { HOUR_MS, MINUTE_MS } from '../units.ts';
import { elapsedMs } from './numbers.ts';
import { reason, type Reason } from './reasons.ts';

/** For whom the source works: the circuit one way or the other, or the hot water tank. */
export type Work = 'heat' | 'cool' | 'hot_water' | 'none';

export interface CompressorSettings {
  readonly minRunMs: number;
  readonly minRestMs: number;
  /** Makers allow 3 to 6 in an hour; run and rest of 10 min each make 3 possible. */
  readonly startsPerHour: number;
}

export const COMPRESSOR_DEFAULTS: CompressorSettings = {
  minRunMs: 10 * MINUTE_MS,
  minRestMs: 10 * MINUTE_MS,
  startsPerHour: 3,
};

export interface CompressorMemory {
  readonly work: Work;
  /** What it last worked for. */
  readonly last?: Work;
  /** When it was last let go, and last stopped. */
  readonly startedMs?: number;
  readonly stoppedMs?: number;
  /** Whether it was seen running when last looked at. */
  readonly isRunning?: boolean;
  /** Starts within the last hour. */
  readonly startsMs: readonly number[];
}

export const NEW_COMPRESSOR: CompressorMemory = { work: 'none', startsMs: [] };

export interface Compressor {
  readonly memory: CompressorMemory;
  /** What keeps it from doing as asked. */
  readonly wait?: Reason;
}

/** Heating rooms or the tank is one and the same to it: a valve turns. Cooling turns the refrigerant round. */
const cycleOf = (work: Work) => (work === 'none' || work === 'cool' ? work : 'heat');

const stopped = (memory: CompressorMemory, nowMs: number): CompressorMemory => ({
  ...memory,
  work: 'none',
  last: memory.work === 'none' ? (memory.last ?? 'none') : memory.work,
  stoppedMs: nowMs,
});

/** What the machine did by itself: a start without leave counts, and a stop ends the leave that it had. */
function observed(
  memory: CompressorMemory,
  isRunning: boolean | undefined,
  nowMs: number,
): CompressorMemory {
  const startsMs = memory.startsMs.filter((startMs) => nowMs - startMs < HOUR_MS);
  const recent = startsMs.length === memory.startsMs.length ? memory : { ...memory, startsMs };
  if (isRunning === undefined || isRunning === memory.isRunning) return recent;
  const seen = { ...recent, isRunning };
  if (!isRunning) return memory.isRunning ? stopped(seen, nowMs) : seen;
  return memory.work === 'none' ? { ...seen, startsMs: [...startsMs, nowMs] } : seen;
}

function start(
  { minRestMs, startsPerHour }: CompressorSettings,
  memory: CompressorMemory,
  wanted: Work,
  isRunning: boolean | undefined,
  nowMs: number,
): Compressor {
  const { stoppedMs, startsMs, last } = memory;
  const begun = { ...memory, work: wanted, startedMs: nowMs };
  // It has not stopped yet: leave to go on costs no further start.
  const goesOn = isRunning && last && cycleOf(last) === cycleOf(wanted);
  if (goesOn) return { memory: begun };
  if (stoppedMs !== undefined && nowMs - stoppedMs < minRestMs) {
    return { memory, wait: reason('compressor_rest', stoppedMs + minRestMs) };
  }
  const oldestMs = startsMs.length < startsPerHour ? undefined : startsMs.at(-startsPerHour);
  return oldestMs === undefined
    ? { memory: { ...begun, startsMs: [...startsMs, nowMs] } }
    : { memory, wait: reason('starts_limit', oldestMs + HOUR_MS) };
}

/** @param isRunning whether the compressor is seen running; undefined where nobody says */
export function compressorNext(
  settings: CompressorSettings,
  before: CompressorMemory,
  wanted: Work,
  isRunning: boolean | undefined,
  nowMs: number,
): Compressor {
  const memory = observed(before, isRunning, nowMs);
  if (memory.work === wanted) return { memory };
  if (memory.work === 'none') return start(settings, memory, wanted, isRunning, nowMs);
  if (wanted !== 'none' && cycleOf(wanted) === cycleOf(memory.work)) {
    return { memory: { ...memory, work: wanted } };
  }
  const { startedMs = nowMs } = memory;
  if (elapsedMs(nowMs, startedMs) < settings.minRunMs) {
    return { memory, wait: reason('minimum_run', startedMs + settings.minRunMs) };
  }
  const rest = stopped(memory, nowMs);
  return wanted === 'none' ? { memory: rest } : start(settings, rest, wanted, isRunning, nowMs);
}

/**
 * Of a machine that is not told when to run, which protects itself: what it does is looked at, so that its rest is known
 * once it is told again, and none of its starts is ours.
 * @param work what it says that it does
 */
export function compressorLeft(
  before: CompressorMemory,
  work: Work | undefined,
  isRunning: boolean | undefined,
  nowMs: number,
): CompressorMemory {
  const memory = before.work === 'none' ? before : stopped(before, nowMs);
  const last = work === undefined || work === 'none' ? memory.last : work;
  const known = last === undefined || last === memory.last ? memory : { ...memory, last };
  if (isRunning === undefined || isRunning === known.isRunning) return known;
  return isRunning ? { ...known, isRunning } : { ...known, isRunning, stoppedMs: nowMs };
}
