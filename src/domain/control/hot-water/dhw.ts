/** Whether the hot water tank wants heat, how hot, and why. */
import {
  askableC,
  STALL_DEFAULTS,
  stalledUntilMs,
  stallNext,
  type StallMemory,
  type StallSettings,
} from './dhw-stall.ts';
import { clamp, elapsedMs, sane } from '../base/numbers.ts';
import { reason, type Reason } from '../base/reasons.ts';
import { tankTemps, type TankSnapshot } from './tank.ts';
import { raise, type SurplusLevel, type SurplusSettings } from '../grid/surplus.ts';

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
  /** A target is at least so far above where that charge begins: two baths within the hour take it from a tank of 250 L. */
  readonly floorSpanK: number;
  /** A charge is asked this much above the target: the hub ends it, and not the tank's own thermostat at its edge. */
  readonly chargeMarginK: number;
  readonly boostC: number;
  /** Hottest tank that the heat pump can make, °C; beyond it the backup heater works alone. */
  readonly sourceMaxC: number;
  /** Bounds of any target, °C: no use below, scale and scalding above. */
  readonly minC: number;
  readonly maxC: number;
  readonly stall: StallSettings;
}

export const DHW_DEFAULTS: DhwSettings = {
  targetC: 50,
  startBelowK: 5,
  forcedBelowK: 1,
  floorC: 40,
  awayFloorC: 10,
  floorReserveK: 3,
  floorSpanK: 5,
  chargeMarginK: 1.5,
  boostC: 55,
  sourceMaxC: 55,
  minC: 30,
  maxC: 65,
  stall: STALL_DEFAULTS,
};

export interface DhwMemory extends StallMemory {
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
  /** Whether the source has been at it since the last cycle, and when that was. */
  readonly isCharged: boolean;
  readonly lastMs: number;
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
  /** The source has made it no hotter for long: less is asked of it. */
  readonly isStalled: boolean;
  readonly targetTempC: number;
  /** While it has to wait: what one that goes by its own programme is told, so that it does not begin by itself, °C. */
  readonly heldTempC?: number;
  readonly reason: Reason;
}

/** What is asked and why, before hysteresis. The highest of all wishes counts. */
function wish(settings: DhwSettings, tank: TankSnapshot, inputs: DhwInputs, nowMs: number) {
  const { minC, maxC, sourceMaxC, startBelowK, forcedBelowK, boostC } = settings;
  const isBoosted = elapsedMs(nowMs, tank.boostUntilMs) < 0;
  const floorC = inputs.isAway || tank.isOff ? settings.awayFloorC : settings.floorC;
  const askedC = tank.isOff ? floorC : (sane(tank.targetTempC, minC, maxC) ?? settings.targetC);
  // What is stored above the floor has to last for a bath while the source is on its way, whatever the target is.
  const floorStartC = floorC + settings.floorReserveK;
  const baseC = Math.max(askedC, floorStartC + Math.min(startBelowK, settings.floorSpanK));
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
  const belowK = Math.min(startBelowK, baseC - floorStartC);
  return { targetC: baseC, belowK, floorC, why: reason('reheating') };
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
  const { stall } = settings;
  const stand = {
    isUrgent: false,
    needsSource: false,
    mayUseHeater: false,
    isStalled: false,
    targetTempC: targetC,
  };
  if (temps === undefined) {
    // The tank's own thermostat may know more; the hub forces nothing that it cannot see.
    const targetTempC = Math.min(targetC, settings.targetC);
    const why = reason('tank_unknown');
    const unseen = { isHeating: false, ...(memory.stall && { stall: memory.stall }) };
    return { ...stand, memory: unseen, isWanted: false, targetTempC, reason: why };
  }
  const { topC = temps.bodyC, bodyC, meanC } = temps;
  const isUrgent = topC < floorC + settings.floorReserveK;
  const { block, isLimited } = inputs;
  const isBlocked = block !== undefined && !inputs.isDisinfecting && !isUrgent;
  const goesOn = memory.isHeating && !inputs.isDeclined;
  const askedC = askableC(stall, memory, targetC, nowMs);
  const isStalled = askedC < targetC;
  const isHeating = goesOn ? bodyC < askedC : bodyC < askedC - belowK;
  const seen = (needsSource: boolean, isCalling: boolean): DhwMemory => {
    const at = { meanC, bodyC, targetC, needsSource, isCharged: inputs.isCharged };
    return { isHeating: isCalling, ...stallNext(stall, memory, at, inputs.lastMs, nowMs) };
  };
  if (isBlocked) {
    const wants = isHeating ? block : reason('at_target');
    return {
      ...stand,
      isStalled,
      memory: seen(false, false),
      isWanted: false,
      heldTempC: clamp(floorC + settings.floorReserveK, settings.minC, targetC),
      reason: wants,
    };
  }
  // A tank that is disinfected is held hot until that is proven.
  const isWanted = isHeating || isUrgent || inputs.isDisinfecting;
  const isPressed = isUrgent && (!isStalled || bodyC < askedC);
  const needsSource = (isHeating || isPressed) && bodyC < settings.sourceMaxC;
  const wanted = isUrgent ? reason('below_floor') : why;
  const rests = isStalled
    ? reason('hot_water_stalled', stalledUntilMs(stall, memory, nowMs))
    : reason('at_target');
  const isLess = isStalled && !isUrgent && !inputs.isDisinfecting;
  return {
    memory: seen(needsSource, isHeating),
    isWanted,
    needsSource,
    isUrgent,
    // The grid's wish to wait is for the dearest of all heat above all.
    mayUseHeater: isUrgent && inputs.level !== 1 && !isLimited,
    isStalled,
    targetTempC: isLess ? Math.max(askedC, settings.minC) : targetC,
    reason: isWanted ? wanted : rests,
  };
}
