/**
 * The electric heater in the hydronic unit: it stands in for a source with a fault, and helps it in the cold, as far as
 * a person lets it, since its heat is the dearest. Pipes are kept from frost in any case.
 */
import type { HouseSettings } from '../../settings.ts';
import { reason, type Reason } from '../base/reasons.ts';
import { MINUTE_MS } from '../../units.ts';

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

/** What is known of a cycle before it is decided whether the heater works. */
export interface HeaterInputs {
  /** Whether there is one, and it can be told. */
  readonly isThere: boolean;
  /** Whether the source is to heat the rooms. */
  readonly isHeating: boolean;
  readonly hasFault: boolean;
  readonly isFrost: boolean;
  /** In a block of the grid, and under a power limit: no heat is dearer, nor draws more. */
  readonly isHeldBack: boolean;
  /** What the coldest calling room lacks, K. */
  readonly lackK: number;
  readonly outdoorC: number | undefined;
  /** How long the source has worked. */
  readonly workedMs: number;
}

function isHelping(
  { policy, bivalenceC, marginK, startK, endK, afterMs }: HeaterSettings,
  before: HeaterMemory | undefined,
  { lackK, outdoorC, workedMs }: HeaterInputs,
): boolean {
  if (policy !== 'bivalence' || outdoorC === undefined) return false;
  if (before?.isHelping) return outdoorC < bivalenceC + marginK && lackK > endK;
  return outdoorC < bivalenceC && lackK >= startK && workedMs >= afterMs;
}

export function heaterNext(
  settings: HeaterSettings,
  before: HeaterMemory | undefined,
  inputs: HeaterInputs,
): Heater {
  const { isThere, isHeating, hasFault, isFrost, isHeldBack } = inputs;
  if (!isThere || !isHeating || (isHeldBack && !isFrost)) return RESTS;
  if (hasFault) {
    const mayStandIn = settings.policy !== 'off' || isFrost;
    return mayStandIn ? { ...RESTS, reason: reason('heater_alone') } : RESTS;
  }
  return isHelping(settings, before, inputs)
    ? { memory: { isHelping: true }, reason: reason('heater_added') }
    : RESTS;
}
