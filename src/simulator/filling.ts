/** The water in the circuit's pipes: how much of it a clogged filter lets through, and its pressure, which a leak takes away. */
import { HOUR_MS } from '../domain/units.ts';
import { AMBIENT_C, WATER_J_PER_LK } from './water.ts';

export interface Filling {
  /** Of the flow that the pump makes in clean pipes. */
  readonly filterShare: number;
  /** With cold pipes, bar. */
  readonly coldBar: number;
  readonly leakBarPerHour: number;
}

export const SOUND_FILLING: Filling = { filterShare: 1, coldBar: 1.5, leakBarPerHour: 0 };

/** Below this there is air where the pump is: it moves nothing. */
const AIR_BELOW_BAR = 0.3;
const BAR_PER_K = 0.005;
/** Difference of supply and return at full output and flow. */
const DESIGN_SPREAD_K = 6;
/** A heat pump throttles itself before its water gets hotter than this from one side to the other. */
const SPREAD_MAX_K = 15;

export const stepFilling = (filling: Filling, dtMs: number): Filling =>
  filling.leakBarPerHour === 0
    ? filling
    : {
        ...filling,
        coldBar: Math.max(0, filling.coldBar - (filling.leakBarPerHour * dtMs) / HOUR_MS),
      };

export const pressureBar = ({ coldBar }: Filling, circuitTempC: number): number =>
  Math.max(0, coldBar + BAR_PER_K * (circuitTempC - AMBIENT_C));

/** What flows through a source of that size while its pump turns, L/s. */
export const flowLPerS = ({ filterShare, coldBar }: Filling, nominalW: number): number =>
  coldBar < AIR_BELOW_BAR ? 0 : (filterShare * nominalW) / (DESIGN_SPREAD_K * WATER_J_PER_LK);

/** The most heat that this flow carries away, W. */
export const carriedW = (flow: number): number => flow * WATER_J_PER_LK * SPREAD_MAX_K;
