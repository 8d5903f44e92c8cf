/** What the hot water tank wants of a cycle: its disinfection, and its charge. */
import { MINUTE_MS } from '../../units.ts';
import { dhwNext, type DhwDemand } from '../hot-water/dhw.ts';
import { hygieneNext, isPastGrace, type Hygiene } from '../hot-water/hygiene.ts';
import type { Leave } from '../grid/leave.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import { elapsedMs } from '../base/numbers.ts';
import { canDisinfect, steers } from '../appliance/reach.ts';
import { reason } from '../base/reasons.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import { provingC } from '../hot-water/tank.ts';

export interface Tank {
  readonly hygiene: Hygiene;
  readonly water: DhwDemand;
}

/** So long a source may take to start once it is told: its own rest is over by then. */
const START_WITHIN_MS = 5 * MINUTE_MS;

function isDeclined(
  { compressor: { work, startedMs } }: ControlMemory,
  hcu: ControlSnapshot['hcu'],
  nowMs: number,
): boolean {
  const stands = work === 'hot_water' && hcu?.isRunning === false;
  return stands && elapsedMs(nowMs, startedMs) >= START_WITHIN_MS;
}

export function tankNext(
  { settings, systemMode, localHour, hcu, dhw }: ControlSnapshot,
  memory: ControlMemory,
  { level, block, isFrostOnly, isLimited, quietUntilMs: quiet }: Leave,
  nowMs: number,
): Tank | undefined {
  if (dhw === undefined) return undefined;
  const isQuiet = quiet !== undefined && elapsedMs(nowMs, dhw.boostUntilMs) >= 0;
  const isOff = dhw.isOff === true || systemMode === 'off';
  const isOverdue = memory.hygiene && isPastGrace(settings.hygiene, memory.hygiene, nowMs);
  const hygiene = hygieneNext(
    settings.hygiene,
    memory.hygiene,
    {
      coldestC: provingC(dhw),
      reportedMs: dhw.lastSanitizationMs,
      askedMs: dhw.sanitizeAskedMs,
      // In a block it waits until it is due.
      localHour: level === 1 ? undefined : localHour,
      hasSurplus: level > 2,
      isOff,
      isLeft: !canDisinfect(dhw),
      // What heats beyond what the source can is not measured, and loud hours come again.
      isHeld: isLimited || (quiet !== undefined && isOverdue !== true),
    },
    nowMs,
  );
  const inputs = {
    level,
    // What a person asks for goes before.
    block: block ?? (isQuiet ? reason('quiet_hours', quiet) : undefined),
    isLimited,
    tankK: settings.surplus.tankK,
    isAway: systemMode === 'vacation' || isFrostOnly,
    // One that keeps its own control knows how hot its own disinfection has to be.
    isDisinfecting: hygiene.isRunning && steers(dhw),
    disinfectC: settings.hygiene.targetC,
    isDeclined: isDeclined(memory, hcu, nowMs),
    // What a broken source does not do is no fault of the tank's.
    isCharged: memory.compressor.work === 'hot_water' && hcu?.hasFault !== true,
    lastMs: memory.atMs,
  };
  const tank = { ...dhw, isOff };
  return { hygiene, water: dhwNext(settings.dhw, tank, memory.dhw, inputs, nowMs) };
}
