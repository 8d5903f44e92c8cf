/** What the circuit's water is to be. */
import { fittedC } from '../appliance/appliance.ts';
import type { Direction } from '../base/work.ts';
import { coolingSupplyC, heatingSupplyC, storedSupplyC } from '../circuit/supply-temperature.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import { raise, type SurplusLevel } from '../grid/surplus.ts';
import type { Demand } from './demand.ts';

export interface SupplyWater {
  /** °C. */
  readonly tempC: number;
  /** What is remembered of it. */
  readonly memory: Pick<ControlMemory, 'heatSupplyC' | 'heatSupplySinceMs'>;
}

export function supplyWaterNext(
  { settings, hcu }: ControlSnapshot,
  memory: ControlMemory,
  demand: Demand,
  direction: Direction,
  level: SurplusLevel,
  nowMs: number,
): SupplyWater {
  const bounds = hcu?.appliance?.supply;
  if (direction === 'cool') {
    const coldC = coolingSupplyC(settings.supply, demand.wettestDewC, demand.lackK.cool);
    return { tempC: fittedC(bounds, coldC, 'up'), memory: {} };
  }
  const { heatSupplyC, heatSupplySinceMs = -Infinity } = memory;
  const raiseK = raise(settings.surplus.supplyK, level);
  const inputs = { lackK: demand.lackK.heat, usefulC: demand.usefulC.heat, raiseK };
  const ofCurve = (beforeC?: number) =>
    heatingSupplyC(settings.supply, memory.outdoor?.averageC, inputs, beforeC);
  if (bounds === undefined) {
    const tempC = ofCurve(heatSupplyC);
    return { tempC, memory: { heatSupplyC: tempC } };
  }
  const told =
    heatSupplyC === undefined ? undefined : { tempC: heatSupplyC, sinceMs: heatSupplySinceMs };
  const { tempC, sinceMs } = storedSupplyC(bounds, ofCurve(), told, nowMs);
  return { tempC, memory: { heatSupplyC: tempC, heatSupplySinceMs: sinceMs } };
}
