/** How zones fare that call for the way the circuit works. */
import { sendsRound } from './hcu-command.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import { chargesTank } from '../appliance/reach.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';

export interface Service {
  /** Whether water that is of use comes to them. */
  readonly isServed: boolean;
  /** Why not, or why only what is stored. */
  readonly wait?: Reason | undefined;
  /** Of a machine that makes cold water by itself: what is damper than this dew point is kept from it, °C. */
  readonly dampestC?: number | undefined;
}

const SERVED: Service = { isServed: true };

/** By what the machine does by itself. One that does nothing now may wait for rooms that take what it makes. */
function serviceLeft({ settings, hcu }: ControlSnapshot): Service {
  const { mode, supplyTempC } = hcu ?? {};
  if (mode === 'dhw_charge') return { isServed: false, wait: reason('hot_water_first') };
  if (mode !== 'cool' || supplyTempC === undefined) return SERVED;
  return { isServed: true, dampestC: supplyTempC - settings.supply.dewMarginK };
}

/** While the source has to stand the rooms have what is stored, where that is sent round: it flows once they open up for it. */
function serviceStored(snapshot: ControlSnapshot, plant: PlantDemand): Service {
  const { wait = reason('changeover') } = plant;
  const isServed = sendsRound(snapshot, plant);
  if (!isServed || wait.code === 'stored_first') return { isServed, wait };
  return { isServed, wait: reason('stored_meanwhile', wait.untilMs) };
}

/** Without a hydronic unit the hub steers no water: the zones' units see for themselves. */
export function serviceOf(snapshot: ControlSnapshot, plant: PlantDemand): Service {
  const { hcu } = snapshot;
  const { work, direction, heater } = plant;
  if (hcu === undefined) return SERVED;
  if (hcu.hasFault)
    return { isServed: heater !== undefined, wait: heater ?? reason('source_fault') };
  if (!plant.isSteered) return serviceLeft(snapshot);
  // Where hot water is the machine's own matter it comes when it comes.
  const isAway = hcu.mode === 'dhw_charge' && !chargesTank(snapshot) && hcu.appliance !== undefined;
  if (isAway) return { isServed: false, wait: reason('hot_water_first') };
  if (work === direction) return SERVED;
  if (work === 'hot_water') return { isServed: false, wait: reason('hot_water_first') };
  return serviceStored(snapshot, plant);
}
