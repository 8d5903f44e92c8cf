/**
 * Proof that the hot water is free of legionella. A disinfection counts when all of the tank was hot for long enough,
 * whatever heated it: energy to spare, a person, the device itself, or a run of ours.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../units.ts';
import { elapsedMs } from '../base/numbers.ts';

export interface HygieneSettings {
  /** All of the tank must be at least this hot, °C, … */
  readonly provenC: number;
  /** … for this long without a break: at 60 °C nine in ten legionellae die every 2 min (WHO, 2007), so this is 10⁻¹⁰. */
  readonly provenMs: number;
  /** What a run asks of the tank, °C: a little above, since the coldest layer counts. */
  readonly targetC: number;
  /** How often it is due (DVGW W 551 asks for a week at most without proof). */
  readonly everyMs: number;
  /** A run begins so long before it is due if the hour suits. */
  readonly earlyMs: number;
  /** Local hour that suits: midday, when air and sun help and nobody showers. */
  readonly hour: number;
  /** A run that has not succeeded by then is given up … */
  readonly runMaxMs: number;
  /** … and tried again after this. */
  readonly retryMs: number;
  /** Past its date by this it is overdue: an alarm. */
  readonly graceMs: number;
}

export const HYGIENE_DEFAULTS: HygieneSettings = {
  provenC: 60,
  provenMs: 20 * MINUTE_MS,
  targetC: 62,
  everyMs: 7 * DAY_MS,
  earlyMs: 1 * DAY_MS,
  hour: 13,
  runMaxMs: 8 * HOUR_MS,
  retryMs: 16 * HOUR_MS,
  graceMs: 1 * DAY_MS,
};

export interface HygieneMemory {
  /** When the hub first knew the tank: without any proof a first run is due a day later. */
  readonly firstSeenMs: number;
  readonly lastSuccessMs?: number;
  /** Since when all of the tank has been hot. */
  readonly hotSinceMs?: number;
  /** When the coldest of the tank was last known. */
  readonly measuredMs?: number;
  /** When the last run began. */
  readonly startedMs?: number;
  readonly isRunning?: boolean;
}

export interface HygieneInputs {
  /** Coldest layer, °C; undefined unless the bottom is among those measured. */
  readonly coldestC: number | undefined;
  /** When the device says that it last disinfected. */
  readonly reportedMs: number | undefined;
  /** When a person last asked for it. */
  readonly askedMs: number | undefined;
  readonly localHour: number | undefined;
  /** Whether there is energy to spare: a good time, then. */
  readonly hasSurplus: boolean;
  /** Whether hot water is switched off: it is not disinfected until it is on again. */
  readonly isOff: boolean;
  /** The tank cannot be told to disinfect itself: its own control has to see to that. */
  readonly isLeft?: boolean;
  /** It waits: none begins, and one that is under way stands still. */
  readonly isHeld?: boolean;
}

export interface Hygiene {
  readonly memory: HygieneMemory;
  readonly lastSuccessMs: number | undefined;
  readonly nextDueMs: number;
  readonly isOverdue: boolean;
  /** Whether the tank is to be disinfected now. */
  readonly isRunning: boolean;
}

/** Longest gap between measurements over which the tank is believed to have stayed hot. */
const EVIDENCE_GAP_MS = 5 * MINUTE_MS;
const FIRST_DUE_MS = 1 * DAY_MS;
/** A tank of which nothing is known is watched that long: it may have been hot a moment ago. */
const FIRST_WATCH_MS = 1 * HOUR_MS;

/** With what is measured now. */
function observed(
  { provenC, provenMs }: HygieneSettings,
  memory: HygieneMemory,
  { coldestC, reportedMs }: HygieneInputs,
  nowMs: number,
): HygieneMemory {
  const { hotSinceMs, measuredMs, lastSuccessMs, ...rest } = memory;
  const isUnbroken = elapsedMs(nowMs, measuredMs) <= EVIDENCE_GAP_MS;
  const isHot = coldestC !== undefined && coldestC >= provenC;
  const stillHot = isUnbroken ? hotSinceMs : undefined;
  const since = isHot ? (stillHot ?? nowMs) : coldestC === undefined ? stillHot : undefined;
  const isProven = isHot && since !== undefined && nowMs - since >= provenMs;
  // A device's clock may be wrong: what lies ahead proves nothing.
  const reported = reportedMs !== undefined && reportedMs <= nowMs ? reportedMs : -Infinity;
  const success = isProven ? nowMs : Math.max(lastSuccessMs ?? -Infinity, reported);
  const seen = coldestC === undefined ? measuredMs : nowMs;
  return {
    ...rest,
    ...(seen !== undefined && { measuredMs: seen }),
    ...(since !== undefined && { hotSinceMs: since }),
    ...(success > -Infinity && { lastSuccessMs: success }),
  };
}

function dueMs({ everyMs }: HygieneSettings, memory: HygieneMemory): number {
  const { lastSuccessMs, firstSeenMs } = memory;
  return lastSuccessMs === undefined ? firstSeenMs + FIRST_DUE_MS : lastSuccessMs + everyMs;
}

/** Whether it should long have been done, by what is remembered. */
export const isPastGrace = (
  settings: HygieneSettings,
  memory: HygieneMemory,
  nowMs: number,
): boolean => nowMs > dueMs(settings, memory) + settings.graceMs;

function shallStart(
  settings: HygieneSettings,
  memory: HygieneMemory,
  { askedMs, localHour, hasSurplus, isOff }: HygieneInputs,
  nowMs: number,
): boolean {
  const { startedMs, lastSuccessMs, firstSeenMs } = memory;
  const handledMs = Math.max(startedMs ?? -Infinity, lastSuccessMs ?? -Infinity);
  if (askedMs !== undefined && askedMs <= nowMs && askedMs > handledMs) return true;
  if (isOff || elapsedMs(nowMs, startedMs) < settings.retryMs) return false;
  const leftMs = dueMs(settings, memory) - nowMs;
  if (leftMs <= 0) return true;
  const isKnown = lastSuccessMs !== undefined || nowMs - firstSeenMs >= FIRST_WATCH_MS;
  const suits = localHour !== undefined && Math.floor(localHour) === settings.hour;
  return isKnown && leftMs <= settings.earlyMs && (suits || hasSurplus);
}

export function hygieneNext(
  settings: HygieneSettings,
  memory: HygieneMemory | undefined,
  inputs: HygieneInputs,
  nowMs: number,
): Hygiene {
  const seen = observed(settings, memory ?? { firstSeenMs: nowMs }, inputs, nowMs);
  const isDone = (seen.lastSuccessMs ?? -Infinity) >= (seen.startedMs ?? Infinity);
  const isGivenUp = elapsedMs(nowMs, seen.startedMs) >= settings.runMaxMs;
  const goesOn = seen.isRunning === true && !isDone && !isGivenUp && inputs.isLeft !== true;
  const mayStart = !goesOn && inputs.isLeft !== true && inputs.isHeld !== true;
  const starts = mayStart && shallStart(settings, seen, inputs, nowMs);
  const next = {
    ...seen,
    isRunning: goesOn || starts,
    ...(starts && { startedMs: nowMs }),
  };
  const nextDueMs = dueMs(settings, next);
  return {
    memory: next,
    lastSuccessMs: next.lastSuccessMs,
    nextDueMs,
    // Of what never proved anything nobody can say, where it is the machine's own matter.
    isOverdue:
      isPastGrace(settings, next, nowMs) &&
      !(inputs.isLeft === true && next.lastSuccessMs === undefined),
    isRunning: next.isRunning && inputs.isHeld !== true,
  };
}
