/** One cycle of control: a pure function of what is seen, what is remembered, and the time. */
import { MINUTE_MS } from '../units.ts';
import type { ControlDecision, DhwDecision } from './decision.ts';
import { demandOf } from './demand.ts';
import { hcuDecision, tesDecision } from './device-decisions.ts';
import { dhwDecision } from './dhw-decision.ts';
import { dhwNext, type DhwDemand } from './dhw.ts';
import { heaterNext } from './heater.ts';
import { hygieneNext, isPastGrace, type Hygiene } from './hygiene.ts';
import { rebased, type ControlMemory } from './memory.ts';
import { elapsedMs } from './numbers.ts';
import { leaveOf, type Leave } from './leave.ts';
import { nudgeNext } from './nudge.ts';
import { outdoorNext } from './outdoor.ts';
import { plantNext } from './plant.ts';
import { powerLimitDecision, powerLimitNext } from './power-limit.ts';
import { quietUntilMs } from './quiet.ts';
import { canDisinfect, steers } from './reach.ts';
import { reason } from './reasons.ts';
import { inSeason, outOfSeasonNext } from './season.ts';
import type { ControlSnapshot } from './snapshot.ts';
import { surplusNext } from './surplus.ts';
import { provingC } from './tank.ts';
import { waterNext } from './water-guard.ts';
import { zonesNext } from './zones-next.ts';

export interface Decided {
  readonly decision: ControlDecision;
  readonly memory: ControlMemory;
}

interface Tank {
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

function tankNext(
  { settings, systemMode, localHour, hcu, dhw }: ControlSnapshot,
  memory: ControlMemory,
  { level, block, isFrostOnly, isLimited }: Leave,
  nowMs: number,
): Tank | undefined {
  if (dhw === undefined) return undefined;
  const quiet = quietUntilMs(settings.quiet, localHour, nowMs);
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

/**
 * @param nowMs wall time; where it runs back, timers start afresh
 * @returns what is to be done, and what to remember: hand it to the next cycle, and store it
 */
export function decide(seen: ControlSnapshot, before: ControlMemory, nowMs: number): Decided {
  const { settings, outdoorTempC, surplusLevel = 2, hcu, dhw, tes } = seen;
  const standing = rebased(before, nowMs);
  const outdoor = outdoorNext(settings.outdoor, standing.outdoor, outdoorTempC, nowMs);
  const { averageC } = outdoor ?? {};
  const outOfSeason = outOfSeasonNext(settings.season, standing.outOfSeason, averageC);
  const snapshot = inSeason(seen, outOfSeason);
  const { shift, ...rest } = standing;
  const water = waterNext(settings.water, standing.water, hcu ?? {}, nowMs);
  const known = { ...rest, outdoor, outOfSeason, water };
  const surplus = surplusNext(settings.surplus, known.surplus, surplusLevel, nowMs);
  const quiet = quietUntilMs(settings.quiet, snapshot.localHour, nowMs);
  const power = powerLimitNext(snapshot.powerLimit, hcu, known.power, nowMs);
  const leave = leaveOf(surplus.memory.level, power);
  const { level } = leave;
  const demand = demandOf(snapshot, known, leave, nowMs);
  const tank = tankNext(snapshot, known, leave, nowMs);
  const planned = plantNext(snapshot, known, demand, tank?.water, level, nowMs);
  const heater = heaterNext(snapshot, known, demand, planned, leave, nowMs);
  const plant = { ...planned, heater: heater.reason };
  const zones = zonesNext({ snapshot, before: known, demand, plant, nowMs });
  const parts = { demand, plant, tank: tank?.water };
  const nudge = nudgeNext(snapshot, shift, parts, level, nowMs);
  const dhwDecided: DhwDecision | undefined =
    dhw && tank && dhwDecision(snapshot, dhw, tank.water, tank.hygiene, plant);
  const limited = powerLimitDecision(power, hcu, demand.votes.frost > 0);
  return {
    decision: {
      zones: zones.decisions,
      ...(hcu && {
        hcu: zones.circulated(
          hcuDecision(snapshot, hcu, plant, tank?.water, {
            nudge,
            block: leave.block,
            toldKw: power.toldKw,
            isQuiet: settings.quiet && quiet !== undefined,
          }),
        ),
      }),
      ...(dhwDecided && { dhw: dhwDecided }),
      ...(tes && { tes: tesDecision(snapshot, tes, plant, demand) }),
      surplus: { asked: surplusLevel, effective: surplus.memory.level, reason: surplus.reason },
      ...(limited && { powerLimit: limited }),
      ...(quiet !== undefined && { quietUntilMs: quiet }),
      ...(outdoor && { outdoorAverageC: outdoor.averageC }),
    },
    memory: {
      ...known,
      ...plant.memory,
      atMs: nowMs,
      zones: zones.memory,
      ...(zones.pump && { pump: zones.pump }),
      surplus: surplus.memory,
      power: power.memory,
      ...(demand.windows && { windows: demand.windows }),
      heater: heater.memory,
      ...(nudge.memory && { shift: nudge.memory }),
      ...(tank && { dhw: tank.water.memory, hygiene: tank.hygiene.memory }),
    },
  };
}
