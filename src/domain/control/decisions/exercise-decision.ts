/** When valves and the circuit's pump may be moved for the sake of moving, and what is told then. */
import { SETPOINT_MAX_C } from '../../zone-setpoints.ts';
import { OWN_TOPICS, takesMode } from '../appliance/appliance.ts';
import type { FcuOrder, HcuDecision, ZoneDecision } from '../cycle/decision.ts';
import type { ExerciseMemory, ExerciseSettings } from '../zones/exercise.ts';
import { sane } from '../base/numbers.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import { reason } from '../base/reasons.ts';
import type { ControlSnapshot, ZoneSnapshot } from '../cycle/snapshot.ts';

/** Whether all of the circuit is at rest, by its own will, on a mild day. */
export function mayExercise(
  { settings, outdoorTempC, hcu }: ControlSnapshot,
  averageC: number | undefined,
  calls: number,
  { isSteered, work, wanted, wait }: PlantDemand,
): boolean {
  const { mildC } = settings.exercise;
  const isMild = averageC !== undefined && averageC >= mildC && (outdoorTempC ?? mildC) >= mildC;
  const isAtRest = work === 'none' && wanted === 'none' && wait === undefined && calls === 0;
  return isMild && isAtRest && isSteered && hcu !== undefined && hcu.isRunning !== true;
}

const untilMs = ({ lengthMs }: ExerciseSettings, { movedMs }: ExerciseMemory) => movedMs + lengthMs;

/** What the zone's units are told meanwhile: to be open, as for heat that does not come. */
export function exercised(
  settings: ExerciseSettings,
  { tempC }: ZoneSnapshot,
  decision: ZoneDecision,
  memory: ExerciseMemory,
  fanPercent: number,
): ZoneDecision {
  const roomC = sane(tempC, -40, 60) ?? SETPOINT_MAX_C;
  const tempHeatSetC = Math.min(SETPOINT_MAX_C, Math.ceil(roomC) + settings.openK);
  const fcu: FcuOrder = { ...decision.fcu, mode: 'heat', fanPercent, tempHeatSetC };
  return { ...decision, reason: reason('exercise', untilMs(settings, memory)), fcu };
}

/** Whether the pump can be turned without the source: by water that asks nothing of it. */
export function canCirculate({ settings, hcu }: ControlSnapshot): boolean {
  const { appliance = OWN_TOPICS, supplyTempC } = hcu ?? {};
  const isTold = takesMode(appliance, 'heat') && appliance.orders.has('supplyTempC');
  const isWarm = (supplyTempC ?? -Infinity) >= settings.supply.restHeatC + settings.exercise.idleK;
  return isTold && appliance.supply === undefined && isWarm;
}

/** What the hydronic unit is told meanwhile. */
export const circulated = (
  { settings }: ControlSnapshot,
  decision: HcuDecision,
  memory: ExerciseMemory,
): HcuDecision => ({
  ...decision,
  reason: reason('exercise', untilMs(settings.exercise, memory)),
  command: { ...decision.command, mode: 'heat', supplyTempC: settings.supply.restHeatC },
});
