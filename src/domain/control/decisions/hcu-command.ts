/** What the hydronic unit is told, from what the plant decided and what it can be told. */
import { fittedC, OWN_TOPICS, takesMode, type Appliance } from '../appliance/appliance.ts';
import type { HcuDecision } from '../cycle/decision.ts';
import type { DhwDemand } from '../hot-water/dhw.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import type { ReasonCode } from '../base/reasons.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import { tankSupplyC, type SupplySettings } from '../circuit/supply-temperature.ts';
import type { Direction } from '../base/work.ts';

type Command = HcuDecision['command'];

/** Why nothing is sent round: it cannot be, or does not flow. */
const STANDING: readonly ReasonCode[] = ['appliance_unable', 'flow_lost'];

const restC = ({ restHeatC, restCoolC }: SupplySettings, direction: Direction): number =>
  direction === 'heat' ? restHeatC : restCoolC;

/** Whether what is in the pipes is of no use to those who call, or water that asks nothing would ask for something. */
function isUsedUp(
  { settings, hcu }: ControlSnapshot,
  { direction, usefulC }: Pick<PlantDemand, 'direction' | 'usefulC'>,
): boolean {
  const { supplyTempC } = hcu ?? {};
  const leastC = restC(settings.supply, direction);
  if (direction === 'heat')
    return supplyTempC !== undefined && supplyTempC < Math.max(leastC, usefulC);
  return supplyTempC === undefined || supplyTempC > Math.min(leastC, usefulC);
}

/** Whether only stored warmth or cold is sent round while the source has to stand. */
const isResting = (snapshot: ControlSnapshot, plant: PlantDemand): boolean =>
  plant.work === 'none' &&
  plant.wait !== undefined &&
  !STANDING.includes(plant.wait.code) &&
  plant.calls > 0 &&
  !isUsedUp(snapshot, plant);

/** One that rests unless it is asked for water is told to rest, where it cannot be asked for water that asks nothing of it. */
const restsWhole = (appliance: Appliance): boolean =>
  takesMode(appliance, 'idle') && !appliance.orders.has('supplyTempC');

/** Whether what is stored goes round indeed, by what the unit is told. */
export const sendsRound = (snapshot: ControlSnapshot, plant: PlantDemand): boolean =>
  isResting(snapshot, plant) && !restsWhole(snapshot.hcu?.appliance ?? OWN_TOPICS);

/** As a machine is told that does all that it is told. */
function ownCommand(
  snapshot: ControlSnapshot,
  plant: PlantDemand,
  tank: DhwDemand | undefined,
): Command {
  const { work, direction, supplyTempC } = plant;
  const { supply, dhw } = snapshot.settings;
  switch (work) {
    case 'heat':
    case 'cool':
      return { mode: work, supplyTempC, ...(plant.heater && { backupHeater: true }) };
    case 'hot_water': {
      const targetC = tank?.targetTempC ?? dhw.targetC;
      return { mode: 'dhw_charge', supplyTempC: tankSupplyC(supply, targetC) };
    }
    case 'none':
      if (!isResting(snapshot, plant)) return { mode: 'idle' };
      return { mode: direction, supplyTempC: restC(supply, direction) };
  }
}

/** One that cannot be told to rest, or only by water that asks nothing of it. */
function restCommand(snapshot: ControlSnapshot, plant: PlantDemand, appliance: Appliance): Command {
  const { settings, hcu } = snapshot;
  if (takesMode(appliance, 'idle') && !sendsRound(snapshot, plant)) return { mode: 'idle' };
  // What takes no mode goes its own way.
  const isFree = !takesMode(appliance, plant.direction);
  const direction = isFree ? (hcu?.mode === 'cool' ? 'cool' : 'heat') : plant.direction;
  const { minC = -Infinity, maxC = Infinity } = appliance.supply ?? {};
  const leastC = direction === 'heat' ? minC : maxC;
  const isBounded = Number.isFinite(leastC);
  return {
    ...(!isFree && { mode: direction }),
    ...(appliance.orders.has('supplyTempC') && {
      supplyTempC: isBounded
        ? fittedC(appliance.supply, leastC)
        : restC(settings.supply, direction),
    }),
  };
}

export function hcuCommand(
  snapshot: ControlSnapshot,
  plant: PlantDemand,
  tank: DhwDemand | undefined,
): Command {
  const appliance = snapshot.hcu?.appliance ?? OWN_TOPICS;
  if (appliance === OWN_TOPICS) return ownCommand(snapshot, plant, tank);
  if (plant.work === 'none') return restCommand(snapshot, plant, appliance);
  const { mode = 'idle', supplyTempC, backupHeater } = ownCommand(snapshot, plant, tank);
  return {
    ...(takesMode(appliance, mode) && { mode }),
    ...(backupHeater && { backupHeater }),
    ...(supplyTempC !== undefined &&
      appliance.orders.has('supplyTempC') && {
        supplyTempC: fittedC(appliance.supply, supplyTempC, mode === 'cool' ? 'up' : 'near'),
      }),
  };
}
