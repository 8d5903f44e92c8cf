/** What the hydronic unit and the two tanks are told, from what the plant decided. */
import type { DhwDecision, HcuDecision, TesDecision } from './decision.ts';
import type { Demand } from './demand.ts';
import { chargeTargetC, type DhwDemand, type TankSnapshot } from './dhw.ts';
import type { Hygiene } from './hygiene.ts';
import { clamp, sane } from './numbers.ts';
import type { PlantDemand } from './plant.ts';
import { reason, type Reason } from './reasons.ts';
import type { ControlSnapshot } from './snapshot.ts';
import { tankSupplyC } from './supply.ts';
import type { Service } from './zone-decision.ts';

/** Whether only stored warmth or cold is sent round while the source has to stand. */
const isResting = ({ work, wait, calls }: PlantDemand): boolean =>
  work === 'none' && wait !== undefined && calls > 0;

function hcuCommand(
  { settings }: ControlSnapshot,
  plant: PlantDemand,
  tank: DhwDemand | undefined,
): HcuDecision['command'] {
  const { work, direction, supplyTempC } = plant;
  const { supply, dhw } = settings;
  switch (work) {
    case 'heat':
    case 'cool':
      return { mode: work, supplyTempC };
    case 'hot_water': {
      const targetC = tank?.targetTempC ?? dhw.targetC;
      return { mode: 'dhw_charge', supplyTempC: tankSupplyC(supply, targetC) };
    }
    case 'none':
      if (!isResting(plant)) return { mode: 'idle' };
      return {
        mode: direction,
        supplyTempC: direction === 'heat' ? supply.restHeatC : supply.restCoolC,
      };
  }
}

function workReason(plant: PlantDemand, isBlocked: boolean): Reason {
  const { work, wait, calls, circuit } = plant;
  if (wait) return wait;
  switch (work) {
    case 'heat':
    case 'cool':
      if (calls === 0) return reason('buffer_charge');
      return reason(work === 'heat' ? 'heating' : 'cooling');
    case 'hot_water':
      return reason('hot_water');
    case 'none':
      if (circuit.isTurning) return reason('changeover');
      return reason(isBlocked ? 'utility_block' : 'no_demand');
  }
}

export function hcuDecision(
  snapshot: ControlSnapshot,
  plant: PlantDemand,
  tank: DhwDemand | undefined,
  isBlocked: boolean,
): HcuDecision {
  const hasFault = snapshot.hcu?.hasFault === true;
  return {
    asked: plant.wanted,
    effective: hasFault ? 'none' : plant.work,
    reason: hasFault ? reason('source_fault') : workReason(plant, isBlocked),
    command: hcuCommand(snapshot, plant, tank),
  };
}

/** Without a hydronic unit the hub steers no water: the zones' units see for themselves. */
export function serviceOf({ hcu }: ControlSnapshot, plant: PlantDemand): Service {
  const { work, direction, wait } = plant;
  if (hcu === undefined) return { isServed: true };
  if (hcu.hasFault) return { isServed: false, wait: reason('source_fault') };
  if (work === direction) return { isServed: true };
  if (work === 'hot_water') return { isServed: false, wait: reason('hot_water_first') };
  return { isServed: isResting(plant), wait: wait ?? reason('changeover') };
}

/** Whether the electric heater helps out: the tank has its turn, and the source has to rest or is broken. */
function isHelped(
  { hcu }: ControlSnapshot,
  { mayUseHeater, needsSource }: DhwDemand,
  { wanted, work, wait }: PlantDemand,
): boolean {
  if (hcu === undefined || !mayUseHeater || !needsSource) return false;
  return hcu.hasFault === true || (wanted === 'hot_water' && work !== wanted && wait !== undefined);
}

function dhwReason(
  snapshot: ControlSnapshot,
  tank: DhwDemand,
  plant: PlantDemand,
  { isServed, isDisinfecting }: { readonly isServed: boolean; readonly isDisinfecting: boolean },
): Reason {
  const { wait, houseUntilMs } = plant;
  if (isHelped(snapshot, tank, plant)) return reason('heater_helps', wait?.untilMs);
  if (tank.isWanted && !isServed) {
    const waiting = houseUntilMs === undefined ? wait : reason('house_turn', houseUntilMs);
    return waiting ?? tank.reason;
  }
  const byBackup = isDisinfecting && !tank.needsSource && tank.isWanted;
  return byBackup ? reason('disinfection_backup') : tank.reason;
}

export function dhwDecision(
  snapshot: ControlSnapshot,
  asked: TankSnapshot,
  tank: DhwDemand,
  { lastSuccessMs, nextDueMs, isOverdue, isRunning }: Hygiene,
  plant: PlantDemand,
): DhwDecision {
  const { settings, hcu } = snapshot;
  const { minC, maxC } = settings.dhw;
  // A tank that nobody measures keeps to its own thermostat.
  const isUnknown = tank.reason.code === 'tank_unknown';
  const isServed = hcu === undefined || !tank.needsSource || plant.work === 'hot_water';
  const heat = isUnknown || (tank.isWanted && isServed);
  const backupHeater = isHelped(snapshot, tank, plant);
  const targetTempC = clamp(tank.targetTempC, minC, maxC);
  const isCharged = heat && tank.needsSource;
  const toldC = isCharged ? chargeTargetC(settings.dhw, targetTempC) : targetTempC;
  return {
    asked: tank.isWanted || isUnknown ? 'heat' : 'rest',
    effective: heat || backupHeater ? 'heat' : 'rest',
    reason: dhwReason(snapshot, tank, plant, { isServed, isDisinfecting: isRunning }),
    isUrgent: tank.isUrgent,
    targetTempC,
    command: {
      heat,
      targetTempC: Math.min(toldC, maxC),
      sanitize: isRunning && heat && !isUnknown,
      recirc: asked.recirc === true,
      ...(backupHeater && { backupHeater }),
    },
    hygiene: {
      ...(lastSuccessMs !== undefined && { lastSuccessMs }),
      nextDueMs,
      isOverdue,
      isRunning,
    },
  };
}

export function tesDecision(
  { settings, tes }: ControlSnapshot,
  { direction, calls, isBufferCharging }: PlantDemand,
  { wettestDewC }: Demand,
): TesDecision {
  const asked = calls > 0 || isBufferCharging ? direction : 'idle';
  const coldC = sane(tes?.tempTopC, -10, 110);
  // What was stored in dry air may be too cold for what the air is now.
  const isTooCold =
    asked === 'cool' &&
    !isBufferCharging &&
    coldC !== undefined &&
    coldC < wettestDewC + settings.supply.dewMarginK;
  const effective = isTooCold ? 'idle' : asked;
  const why = isBufferCharging ? 'buffer_charge' : 'buffer_follows';
  return {
    asked,
    effective,
    reason: reason(isTooCold ? 'too_humid' : asked === 'idle' ? 'buffer_idle' : why),
    command: { mode: effective },
  };
}
