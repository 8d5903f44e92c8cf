/**
 * Protection of the compressor, whoever asks: least run and rest, and most starts in any hour. Starting is what
 * wears it: oil must return, and the windings heat up. Its memory is stored, so that a restart of the hub is no way round it.
 */
import { HOUR_MS, MINUTE_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { Work } from '../base/work.ts';

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
  /** When it was last let go, and when that leave last ended. */
  readonly startedMs?: number;
  readonly endedMs?: number;
  /** When it was last seen to stop; where nobody says, when its leave ended. */
  readonly stoppedMs?: number;
  /** Whether it was seen running when last looked at, and since when it was. */
  readonly isRunning?: boolean;
  readonly runningMs?: number;
  /** Starts within the last hour: the machine's own, and a leave that it has not used yet. */
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

/** It was let go, and then told to stop within so short a time that it may have started all the same. */
const CROSSED_MS = 2 * MINUTE_MS;

/** Its leave ends. A machine that is seen to stand keeps the rest that it had, and a leave unused was no start. */
function stopped(
  memory: CompressorMemory,
  isRunning: boolean | undefined,
  nowMs: number,
): CompressorMemory {
  const { work, last = 'none', startsMs, startedMs } = memory;
  const ended = { ...memory, work: 'none', last: work === 'none' ? last : work, endedMs: nowMs };
  if (isRunning !== false) return { ...ended, work: 'none', stoppedMs: nowMs };
  const isUnused = startsMs.at(-1) === startedMs;
  return { ...ended, work: 'none', startsMs: isUnused ? startsMs.slice(0, -1) : startsMs };
}

/** A start is counted when it is seen: a leave that it uses was counted when it was given, and is no second one. */
function begun(memory: CompressorMemory, nowMs: number): CompressorMemory {
  const { work, last, startsMs, startedMs, endedMs } = memory;
  const isCrossed = work === 'none' && elapsedMs(nowMs, endedMs) <= CROSSED_MS;
  const isUsed = work !== 'none' && startsMs.at(-1) === startedMs;
  return {
    ...memory,
    isRunning: true,
    runningMs: nowMs,
    startsMs: [...(isUsed ? startsMs.slice(0, -1) : startsMs), nowMs],
    ...(isCrossed && last !== undefined && { work: last, startedMs: nowMs }),
  };
}

/** What the machine did by itself: each of its starts counts, and a stop ends the leave that it had. */
function observed(
  memory: CompressorMemory,
  isRunning: boolean | undefined,
  nowMs: number,
): CompressorMemory {
  const startsMs = memory.startsMs.filter((startMs) => nowMs - startMs < HOUR_MS);
  const recent = startsMs.length === memory.startsMs.length ? memory : { ...memory, startsMs };
  if (isRunning === undefined || isRunning === memory.isRunning) return recent;
  if (isRunning) return begun(recent, nowMs);
  const { runningMs, ...rest } = recent;
  const hasRun = memory.isRunning === true || runningMs !== undefined;
  return hasRun ? { ...stopped(rest, undefined, nowMs), isRunning } : { ...rest, isRunning };
}

function start(
  { minRestMs, startsPerHour }: CompressorSettings,
  memory: CompressorMemory,
  wanted: Work,
  isRunning: boolean | undefined,
  nowMs: number,
): Compressor {
  const { stoppedMs, startsMs, last } = memory;
  const letGo = { ...memory, work: wanted, startedMs: nowMs };
  // It has not stopped yet: leave to go on costs no further start.
  const goesOn = isRunning && last && cycleOf(last) === cycleOf(wanted);
  if (goesOn) return { memory: letGo };
  if (stoppedMs !== undefined && nowMs - stoppedMs < minRestMs) {
    return { memory, wait: reason('compressor_rest', stoppedMs + minRestMs) };
  }
  const oldestMs = startsMs.length < startsPerHour ? undefined : startsMs.at(-startsPerHour);
  return oldestMs === undefined
    ? { memory: { ...letGo, startsMs: [...startsMs, nowMs] } }
    : { memory, wait: reason('starts_limit', oldestMs + HOUR_MS) };
}

/** Until when it has to run, once it does; 0 while it stands. Where nobody says, it runs as long as it may. */
function leastRunEndMs(
  { minRunMs }: CompressorSettings,
  { startedMs = -Infinity, runningMs = startedMs }: CompressorMemory,
  isRunning: boolean | undefined,
): number {
  if (isRunning === false) return 0;
  return (isRunning ? runningMs : startedMs) + minRunMs;
}

/**
 * @param isRunning whether the compressor is seen running; undefined where nobody says
 * @param isHarmful whether to go on would do harm: it stops at once
 */
export function compressorNext(
  settings: CompressorSettings,
  before: CompressorMemory,
  wanted: Work,
  isRunning: boolean | undefined,
  nowMs: number,
  isHarmful = false,
): Compressor {
  const memory = observed(before, isRunning, nowMs);
  if (memory.work === wanted) return { memory };
  if (memory.work === 'none') return start(settings, memory, wanted, isRunning, nowMs);
  if (wanted !== 'none' && cycleOf(wanted) === cycleOf(memory.work)) {
    return { memory: { ...memory, work: wanted } };
  }
  const untilMs = leastRunEndMs(settings, memory, isRunning);
  if (nowMs < untilMs && !isHarmful) return { memory, wait: reason('minimum_run', untilMs) };
  const rest = stopped(memory, isRunning, nowMs);
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
  const memory = before.work === 'none' ? before : stopped(before, undefined, nowMs);
  const last = work === undefined || work === 'none' ? memory.last : work;
  const known = last === undefined || last === memory.last ? memory : { ...memory, last };
  if (isRunning === undefined || isRunning === known.isRunning) return known;
  return isRunning
    ? { ...known, isRunning, runningMs: nowMs }
    : { ...known, isRunning, stoppedMs: nowMs };
}
