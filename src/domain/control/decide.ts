/** One cycle of control: a pure function of what is seen, what is remembered, and the time. */
import type { ControlDecision, DhwDecision } from './cycle/decision.ts';
import { demandOf, type Demand } from './plant/demand.ts';
import { hcuDecision, tesDecision } from './decisions/device-decisions.ts';
import { dhwDecision } from './decisions/dhw-decision.ts';
import { heaterNext, type Heater } from './source/heater.ts';
import { leaveOf, type Leave } from './grid/leave.ts';
import { rebased, type ControlMemory } from './cycle/memory.ts';
import { nudgeNext } from './decisions/nudge.ts';
import { elapsedMs, sane } from './base/numbers.ts';
import { outdoorNext } from './weather/outdoor.ts';
import { plantNext } from './plant/plant.ts';
import type { PlantDemand } from './plant/plant-demand.ts';
import { memoryOf } from './plant/zone-call.ts';
import { powerLimitDecision, powerLimitNext } from './grid/power-limit.ts';
import { quietUntilMs } from './grid/quiet.ts';
import { hasHeater } from './appliance/reach.ts';
import { inSeason, outOfSeasonNext } from './weather/season.ts';
import type { ControlSnapshot } from './cycle/snapshot.ts';
import { surplusNext } from './grid/surplus.ts';
import { tankNext } from './plant/tank-next.ts';
import { waterNext } from './circuit/water-guard.ts';
import { zonesNext } from './decisions/zones-next.ts';

export interface Decided {
  readonly decision: ControlDecision;
  readonly memory: ControlMemory;
}

function heaterOf(
  { settings, hcu, outdoorTempC }: ControlSnapshot,
  { heater, outdoor, compressor }: ControlMemory,
  { demand, plant, leave }: { demand: Demand; plant: PlantDemand; leave: Leave },
  nowMs: number,
): Heater {
  return heaterNext(settings.heater, heater, {
    isThere: hcu !== undefined && hasHeater(hcu),
    isHeating: plant.isSteered && plant.work === 'heat' && plant.calls > 0,
    hasFault: hcu?.hasFault === true,
    isFrost: demand.votes.frost > 0,
    isHeldBack: leave.level === 1 || leave.isLimited,
    lackK: demand.lackK.heat,
    outdoorC: sane(outdoorTempC, -60, 60) ?? outdoor?.averageC,
    workedMs: elapsedMs(nowMs, compressor.startedMs),
  });
}

/**
 * @param nowMs wall time; where it runs back, timers start afresh
 * @returns what is to be done, and what to remember: hand it to the next cycle, and store it
 */
export function decide(seen: ControlSnapshot, before: ControlMemory, nowMs: number): Decided {
  const { settings, systemMode, outdoorTempC, surplusLevel = 2, hcu, dhw, tes } = seen;
  const standing = rebased(before, nowMs);
  const outdoor = outdoorNext(settings.outdoor, standing.outdoor, outdoorTempC, nowMs);
  const { averageC } = outdoor ?? {};
  const outOfSeason = outOfSeasonNext(settings.season, standing.outOfSeason, averageC);
  const callOf = (zoneId: string) => memoryOf(standing.zones, zoneId).call;
  const zonesNow = inSeason(settings.season, seen.zones, outOfSeason, callOf, outdoorTempC);
  const snapshot = { ...seen, zones: zonesNow };
  const { shift, ...rest } = standing;
  const waterSeen = { ...hcu, isOff: systemMode === 'off' };
  const water = waterNext(settings.water, standing.water, waterSeen, nowMs);
  const known = { ...rest, outdoor, outOfSeason, water };
  const surplus = surplusNext(settings.surplus, known.surplus, surplusLevel, nowMs);
  const quiet = quietUntilMs(settings.quiet, snapshot.localHour, nowMs);
  const power = powerLimitNext(snapshot.powerLimit, hcu, known.power, nowMs);
  const leave = leaveOf(surplus.memory.level, power, quiet);
  const { level } = leave;
  const demand = demandOf(snapshot, known, leave, nowMs);
  const tank = tankNext(snapshot, known, leave, nowMs);
  const planned = plantNext(snapshot, known, demand, tank?.water, level, nowMs);
  const heater = heaterOf(snapshot, known, { demand, plant: planned, leave }, nowMs);
  const plant = { ...planned, heater: heater.reason };
  const zones = zonesNext({ snapshot, before: known, leave, demand, plant, nowMs });
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
