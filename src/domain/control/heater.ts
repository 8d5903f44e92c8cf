/**
 * The electric heater in the hydronic unit: it stands in for a source with a fault, and helps it in the cold, as far as
 * a person lets it, since its heat is the dearest. Pipes are kept from frost in any case.
 */
import type { HouseSettings } from '../settings.ts';
import type { Demand } from './demand.ts';
import type { Leave } from './leave.ts';
import type { ControlMemory } from './memory.ts';
import { elapsedMs, sane } from './numbers.ts';
import type { PlantDemand } from './plant.ts';
import { reason, type Reason } from './reasons.ts';
import type { ControlSnapshot, HcuSnapshot } from './snapshot.ts';
import { MINUTE_MS } from '../units.ts';

export interface HeaterSettings {
  readonly policy: HouseSettings['heaterPolicy'];
  /** Outdoors, °C: below it the source alone may not be enough. */
  readonly bivalenceC: number;
  /** It helps where the coldest calling room lacks so much although the source has worked for so long, … */
  readonly startK: number;
  readonly afterMs: number;
  /** … until that room lacks no more than this, or it is so much warmer outdoors. */
  readonly endK: number;
  readonly marginK: number;
}

export const HEATER_DEFAULTS: HeaterSettings = {
  policy: 'off',
  bivalenceC: -5,
  startK: 0.5,
  afterMs: 20 * MINUTE_MS,
  endK: 0.2,
  marginK: 1,
};

export interface HeaterMemory {
  /** Whether it helps a source that works. */
  readonly isHelping: boolean;
}

export interface Heater {
  readonly memory: HeaterMemory;
  /** Why it heats the circuit's water; absent where it does not. */
  readonly reason?: Reason;
}

const RESTS: Heater = { memory: { isHelping: false } };

/** Whether there is one, and it can be told. */
const hasHeater = ({ appliance, hasBackupHeater }: HcuSnapshot): boolean =>
  appliance === undefined ? hasBackupHeater === true : appliance.orders.has('backupHeater');

function isHelping(
  { settings: { heater }, outdoorTempC }: ControlSnapshot,
  { heater: before, outdoor, compressor }: ControlMemory,
  lackK: number,
  nowMs: number,
): boolean {
  const nowC = sane(outdoorTempC, -60, 60) ?? outdoor?.averageC;
  if (heater.policy !== 'bivalence' || nowC === undefined) return false;
  if (before?.isHelping) return nowC < heater.bivalenceC + heater.marginK && lackK > heater.endK;
  const isSlow = elapsedMs(nowMs, compressor.startedMs) >= heater.afterMs;
  return nowC < heater.bivalenceC && lackK >= heater.startK && isSlow;
}

/** @param memory the plant's as it was before the cycle */
export function heaterNext(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  { votes, lackK }: Demand,
  { isSteered, work, calls }: PlantDemand,
  leave: Leave,
  nowMs: number,
): Heater {
  const { hcu, settings } = snapshot;
  const isHeating = isSteered && work === 'heat' && calls > 0;
  if (hcu === undefined || !isHeating || !hasHeater(hcu)) return RESTS;
  // No heat is dearer, nor draws more.
  if ((leave.level === 1 || leave.isLimited) && votes.frost === 0) return RESTS;
  if (hcu.hasFault) {
    const mayStandIn = settings.heater.policy !== 'off' || votes.frost > 0;
    return mayStandIn ? { ...RESTS, reason: reason('heater_alone') } : RESTS;
  }
  return isHelping(snapshot, memory, lackK.heat, nowMs)
    ? { memory: { isHelping: true }, reason: reason('heater_added') }
    : RESTS;
}
