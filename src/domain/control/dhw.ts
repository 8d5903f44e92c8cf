/** Whether the hot water tank wants heat, how hot, and why. */
import { clamp, elapsedMs, sane } from './numbers.ts';
import { reason, type Reason } from './reasons.ts';
import { raise, type SurplusLevel, type SurplusSettings } from './surplus.ts';

export interface DhwSettings {
  /** What is asked where nobody has said, °C. */
  readonly targetC: number;
  /** A charge begins this far below the target: less means more starts, more means lukewarm showers. */
  readonly startBelowK: number;
  /** The same while hot water is forced: boost, surplus, disinfection. */
  readonly forcedBelowK: number;
  /** Water for a shower, °C at the top of the tank: below it people notice, so it is never let there. */
  readonly floorC: number;
  /** The floor while nobody is at home, °C: only frost counts. */
  readonly awayFloorC: number;
  /** A charge that keeps the floor begins this far above it: the source needs some minutes. */
  readonly floorReserveK: number;
  /** A charge is asked this much above the target: the hub ends it, and not the tank's own thermostat at its edge. */
  readonly chargeMarginK: number;
  readonly boostC: number;
  /** Hottest tank that the heat pump can make, °C; beyond it the backup heater works alone. */
  readonly sourceMaxC: number;
  /** Bounds of any target, °C: no use below, scale and scalding above. */
  readonly minC: number;
  readonly maxC: number;
}

export const DHW_DEFAULTS: DhwSettings = {
  targetC: 50,
  startBelowK: 5,
  forcedBelowK: 1,
  floorC: 40,
  awayFloorC: 10,
  floorReserveK: 3,
  chargeMarginK: 1.5,
  boostC: 55,
  sourceMaxC: 55,
  minC: 30,
  maxC: 65,
};

export interface TankSnapshot {
  /** What is asked, °C, with set-backs already in it. */
  readonly targetTempC?: number | undefined;
  /** Hot water is switched off: only frost is kept from the tank. */
  readonly isOff?: boolean | undefined;
  readonly boostUntilMs?: number | undefined;
  /** When a person last asked for a disinfection. */
  readonly sanitizeAskedMs?: number | undefined;
  /** Whether water is to be kept warm up to the taps. */
  readonly recirc?: boolean | undefined;
  /** What is measured; absent where it is not fresh. */
  readonly tempTopC?: number | undefined;
  readonly tempMidC?: number | undefined;
  readonly tempBottomC?: number | undefined;
  readonly lastSanitizationMs?: number | undefined;
  /** Whether it says that it disinfects itself. */
  readonly isSanitizing?: boolean | undefined;
}

export interface DhwMemory {
  readonly isHeating: boolean;
}

export interface DhwInputs {
  readonly level: SurplusLevel;
  /** Why it has to wait unless it is about to run out, where it has. */
  readonly block: Reason | undefined;
  /** Whether an electric heater may draw what nobody measures. */
  readonly isLimited: boolean;
  readonly tankK: SurplusSettings['tankK'];
  readonly isAway: boolean;
  readonly isDisinfecting: boolean;
  readonly disinfectC: number;
  /** The source had its turn for the tank and did not run: by the tank's own thermostat it is hot enough. */
  readonly isDeclined: boolean;
}

export interface DhwDemand {
  readonly memory: DhwMemory;
  /** Whether the tank is to be hotter than it is. */
  readonly isWanted: boolean;
  /** Whether that is work for the source, not for the backup heater alone. */
  readonly needsSource: boolean;
  /** Below its floor: it has its turn for longer. */
  readonly isUrgent: boolean;
  /** Whether the electric heater may help out where the source can not. */
  readonly mayUseHeater: boolean;
  readonly targetTempC: number;
  readonly reason: Reason;
}

interface Temps {
  readonly topC?: number | undefined;
  /** What the target is compared with: the middle of the tank, for charges neither too often nor too late. */
  readonly bodyC: number;
  readonly coldestC?: number | undefined;
}

/** What is known of the tank; undefined where nothing is. */
export function tankTemps(tank: TankSnapshot): Temps | undefined {
  const topC = sane(tank.tempTopC, -10, 110);
  const midC = sane(tank.tempMidC, -10, 110);
  const bottomC = sane(tank.tempBottomC, -10, 110);
  const between =
    topC !== undefined && bottomC !== undefined ? (topC + bottomC) / 2 : (topC ?? bottomC);
  const bodyC = midC ?? between;
  if (bodyC === undefined) return undefined;
  const coldestC =
    bottomC === undefined ? undefined : Math.min(bottomC, midC ?? bottomC, topC ?? bottomC);
  return { topC, bodyC, coldestC };
}

/**
 * What proves a disinfection, °C: the coldest of the tank. While the tank says that it disinfects itself, what is measured
 * of it has to do: most tanks have one sensor.
 */
export function provingC(tank: TankSnapshot): number | undefined {
  const temps = tankTemps(tank);
  return temps?.coldestC ?? (tank.isSanitizing === true ? temps?.bodyC : undefined);
}

/** What is asked and why, before hysteresis. The highest of all wishes counts. */
function wish(settings: DhwSettings, tank: TankSnapshot, inputs: DhwInputs, nowMs: number) {
  const { minC, maxC, sourceMaxC, startBelowK, forcedBelowK, boostC } = settings;
  const isBoosted = elapsedMs(nowMs, tank.boostUntilMs) < 0;
  const floorC = inputs.isAway || tank.isOff ? settings.awayFloorC : settings.floorC;
  const askedC = tank.isOff ? floorC : (sane(tank.targetTempC, minC, maxC) ?? settings.targetC);
  // The floor must lie below where a charge begins, or it would be kept by its own alarm alone.
  const baseC = Math.max(askedC, floorC + startBelowK);
  if (inputs.isDisinfecting) {
    const targetC = clamp(inputs.disinfectC, minC, maxC);
    return { targetC, belowK: forcedBelowK, floorC, why: reason('disinfection') };
  }
  if (isBoosted && inputs.level !== 1) {
    const targetC = Math.max(baseC, boostC);
    return { targetC, belowK: forcedBelowK, floorC, why: reason('boost', tank.boostUntilMs) };
  }
  const raiseK = tank.isOff ? 0 : raise(inputs.tankK, inputs.level);
  const raisedC = Math.max(baseC, Math.min(baseC + raiseK, sourceMaxC));
  if (raisedC > baseC) {
    return { targetC: raisedC, belowK: forcedBelowK, floorC, why: reason('surplus') };
  }
  return { targetC: baseC, belowK: startBelowK, floorC, why: reason('reheating') };
}

/** What a tank is told while the source charges it, °C: no hotter than the source can make it by itself. */
export const chargeTargetC = (
  { chargeMarginK, sourceMaxC }: DhwSettings,
  targetC: number,
): number => Math.min(targetC + chargeMarginK, Math.max(targetC, sourceMaxC));

export function dhwNext(
  settings: DhwSettings,
  tank: TankSnapshot,
  memory: DhwMemory,
  inputs: DhwInputs,
  nowMs: number,
): DhwDemand {
  const temps = tankTemps(tank);
  const { targetC, belowK, floorC, why } = wish(settings, tank, inputs, nowMs);
  const stand = {
    isUrgent: false,
    needsSource: false,
    mayUseHeater: false,
    targetTempC: targetC,
  };
  if (temps === undefined) {
    // The tank's own thermostat may know more; the hub forces nothing that it cannot see.
    const targetTempC = Math.min(targetC, settings.targetC);
    const why = reason('tank_unknown');
    return { ...stand, memory: { isHeating: false }, isWanted: false, targetTempC, reason: why };
  }
  const { topC = temps.bodyC, bodyC } = temps;
  const isUrgent = topC < floorC + settings.floorReserveK;
  const { block, isLimited } = inputs;
  const isBlocked = block !== undefined && !inputs.isDisinfecting && !isUrgent;
  const goesOn = memory.isHeating && !inputs.isDeclined;
  const isHeating = goesOn ? bodyC < targetC : bodyC < targetC - belowK;
  if (isBlocked) {
    const wants = isHeating ? block : reason('at_target');
    return { ...stand, memory: { isHeating: false }, isWanted: false, reason: wants };
  }
  // A tank that is disinfected is held hot until that is proven.
  const isWanted = isHeating || isUrgent || inputs.isDisinfecting;
  const needsSource = (isHeating || isUrgent) && bodyC < settings.sourceMaxC;
  const wanted = isUrgent ? reason('below_floor') : why;
  return {
    memory: { isHeating },
    isWanted,
    needsSource,
    isUrgent,
    // The grid's wish to wait is for the dearest of all heat above all.
    mayUseHeater: isUrgent && inputs.level !== 1 && !isLimited,
    targetTempC: targetC,
    reason: isWanted ? wanted : reason('at_target'),
  };
}
