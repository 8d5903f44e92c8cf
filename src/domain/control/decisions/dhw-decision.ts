/** What the hot water tank is told, from what it wants and what the plant decided. */
import { fittedC, type Appliance } from '../appliance/appliance.ts';
import type { DhwDecision } from '../cycle/decision.ts';
import { chargeTargetC, type DhwDemand } from '../hot-water/dhw.ts';
import type { Hygiene } from '../hot-water/hygiene.ts';
import { clamp } from '../base/numbers.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import { chargesTank, foreign, leftReason, steers } from '../appliance/reach.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { ControlSnapshot, DhwSnapshot } from '../cycle/snapshot.ts';

/** Whether the electric heater helps out: the tank has its turn, and the source has to rest, is broken, or does not get it hot. */
function isHelped(
  { hcu }: ControlSnapshot,
  { mayUseHeater, needsSource, isStalled }: DhwDemand,
  { wanted, work, wait }: PlantDemand,
): boolean {
  if (hcu === undefined || !mayUseHeater) return false;
  if (!needsSource) return isStalled;
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

type Command = DhwDecision['command'];
type Told = Required<Omit<Command, 'backupHeater'>> & Pick<Command, 'backupHeater'>;

/** Of all that is wanted what the tank can be told. */
function tellable(appliance: Appliance | undefined, wanted: Told): Command {
  if (appliance === undefined) return wanted;
  const command = Object.entries(wanted).filter(([name]) =>
    appliance.orders.has(name as keyof Told),
  );
  const { targetTempC } = wanted;
  const told: Command = Object.fromEntries(command);
  return told.targetTempC === undefined
    ? told
    : { ...told, targetTempC: fittedC(appliance.target, targetTempC) };
}

/** What a tank is told that goes by its own programme: how hot it is to be, and what it is asked once. */
function nudgedTank({ orders, target }: Appliance, { recirc }: DhwSnapshot, wish: Wish): Command {
  const { tank, hygiene } = wish;
  const { heldTempC: targetTempC = wish.targetTempC } = tank;
  const isPressing = tank.isWanted && (tank.isUrgent || tank.reason.code === 'boost');
  return {
    ...(orders.has('targetTempC') && { targetTempC: fittedC(target, targetTempC) }),
    ...(orders.has('heat') && isPressing && { heat: true }),
    ...(orders.has('sanitize') && hygiene.isRunning && { sanitize: true }),
    ...(orders.has('recirc') && { recirc: recirc === true }),
  };
}

interface Wish {
  readonly tank: DhwDemand;
  readonly hygiene: Hygiene;
  /** Within its bounds. */
  readonly targetTempC: number;
}

type Part = Pick<DhwDecision, 'asked' | 'effective' | 'reason' | 'command'>;

function tankLeft(
  { hcu }: ControlSnapshot,
  dhw: DhwSnapshot,
  appliance: Appliance,
  wish: Wish,
): Part {
  const { tank } = wish;
  const isHeated = dhw.isHeated ?? hcu?.mode === 'dhw_charge';
  const isNudged = appliance.level === 'nudge' && appliance.orders.size > 0;
  const isAsItIs = isNudged && (!tank.isWanted || isHeated);
  return {
    asked: tank.isWanted ? 'heat' : 'rest',
    effective: isHeated ? 'heat' : 'rest',
    reason: isAsItIs ? tank.reason : leftReason(appliance),
    command: isNudged ? nudgedTank(appliance, dhw, wish) : {},
  };
}

function tankSteered(
  snapshot: ControlSnapshot,
  dhw: DhwSnapshot,
  { tank, hygiene: { isRunning }, targetTempC }: Wish,
  plant: PlantDemand,
): Part {
  const { settings } = snapshot;
  // A tank that nobody measures keeps to its own thermostat.
  const isUnknown = tank.reason.code === 'tank_unknown';
  const isServed = !chargesTank(snapshot) || !tank.needsSource || plant.work === 'hot_water';
  // What the source has to make until it may stop goes to the tank, and not into a circuit that may be cold.
  const isRunOut = chargesTank(snapshot) && plant.work === 'hot_water' && !tank.isWanted;
  const heat = isUnknown || isRunOut || (tank.isWanted && isServed);
  const backupHeater = isHelped(snapshot, tank, plant);
  const isCharged = heat && (tank.needsSource || isRunOut);
  // Of what cannot be told to rest the target alone keeps it from beginning.
  const restC = dhw.appliance?.orders.has('heat') === false ? tank.heldTempC : undefined;
  const toldC = isCharged ? chargeTargetC(settings.dhw, targetTempC) : (restC ?? targetTempC);
  return {
    asked: tank.isWanted || isUnknown ? 'heat' : 'rest',
    effective: heat || backupHeater ? 'heat' : 'rest',
    reason:
      (isRunOut ? plant.wait : undefined) ??
      dhwReason(snapshot, tank, plant, { isServed, isDisinfecting: isRunning }),
    command: tellable(dhw.appliance, {
      heat,
      targetTempC: Math.min(toldC, settings.dhw.maxC),
      sanitize: isRunning && heat && !isUnknown,
      recirc: dhw.recirc === true,
      ...(backupHeater && { backupHeater }),
    }),
  };
}

export function dhwDecision(
  snapshot: ControlSnapshot,
  dhw: DhwSnapshot,
  tank: DhwDemand,
  hygiene: Hygiene,
  plant: PlantDemand,
): DhwDecision {
  const { minC, maxC } = snapshot.settings.dhw;
  const { lastSuccessMs, nextDueMs, isOverdue, isRunning } = hygiene;
  const targetTempC = clamp(tank.targetTempC, minC, maxC);
  const wish = { tank, hygiene, targetTempC };
  const { appliance } = dhw;
  const part =
    appliance === undefined || steers(dhw)
      ? tankSteered(snapshot, dhw, wish, plant)
      : tankLeft(snapshot, dhw, appliance, wish);
  return {
    ...part,
    isUrgent: tank.isUrgent,
    targetTempC,
    hygiene: {
      ...(lastSuccessMs !== undefined && { lastSuccessMs }),
      nextDueMs,
      isOverdue,
      isRunning,
    },
    ...foreign(appliance),
  };
}
