/** What is decided of the hydronic unit and the buffer tank, from what the plant decided. */
import { OWN_TOPICS, takesMode } from '../appliance/appliance.ts';
import type { HcuDecision, TesDecision } from '../cycle/decision.ts';
import type { Demand } from '../plant/demand.ts';
import type { DhwDemand } from '../hot-water/dhw.ts';
import { hcuCommand } from './hcu-command.ts';
import type { Nudge } from './nudge.ts';
import { sane } from '../base/numbers.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import { foreign, leftReason, steersBuffer } from '../appliance/reach.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { ControlSnapshot, TesSnapshot } from '../cycle/snapshot.ts';
import type { HcuSnapshot } from '../appliance/machine.ts';

function workReason(plant: PlantDemand, block: Reason | undefined): Reason {
  const { work, wait, calls, circuit } = plant;
  if (wait) return wait;
  switch (work) {
    case 'heat':
    case 'cool':
      if (calls === 0) return reason('buffer_charge');
      return reason(work === 'heat' ? 'heating' : 'cooling');
    case 'hot_water':
      return reason('hot_water');
    case 'none':
      if (circuit.isTurning) return reason('changeover');
      return block ?? reason('no_demand');
  }
}

interface Told {
  /** What it is told where it decides by itself. */
  readonly nudge: Nudge;
  /** Why rooms and hot water have to wait, where they have. */
  readonly block: Reason | undefined;
  /** The most that it may draw, kW. */
  readonly toldKw?: number | undefined;
  /** Whether it is to be quiet now; undefined where it is its own to say. */
  readonly isQuiet?: boolean | undefined;
}

export function hcuDecision(
  snapshot: ControlSnapshot,
  { hasFault = false, appliance }: HcuSnapshot,
  plant: PlantDemand,
  tank: DhwDemand | undefined,
  { nudge, block, toldKw, isQuiet }: Told,
): HcuDecision {
  const why =
    plant.isSteered || appliance === undefined
      ? workReason(plant, block)
      : nudge.isUnable
        ? reason('appliance_unable')
        : leftReason(appliance);
  return {
    asked: plant.wanted,
    effective: hasFault && !plant.heater ? 'none' : plant.work,
    reason: plant.heater ?? (hasFault ? reason('source_fault') : why),
    command: {
      ...(plant.isSteered ? hcuCommand(snapshot, plant, tank) : nudge.command),
      ...(toldKw !== undefined && { powerLimitKw: toldKw }),
      ...(isQuiet !== undefined && appliance?.orders.has('quiet') && { quiet: isQuiet }),
    },
    ...foreign(appliance),
  };
}

export function tesDecision(
  { settings }: ControlSnapshot,
  tes: TesSnapshot,
  { direction, calls, isBufferCharging }: PlantDemand,
  { wettestDewC }: Demand,
): TesDecision {
  const asked = calls > 0 || isBufferCharging ? direction : 'idle';
  const { appliance } = tes;
  if (appliance !== undefined && !steersBuffer(tes)) {
    const { mode: effective = 'idle' } = tes;
    return { asked, effective, reason: leftReason(appliance), command: {}, appliance };
  }
  const coldC = sane(tes.tempTopC, -10, 110);
  // What was stored in dry air may be too cold for what the air is now.
  const isTooCold =
    asked === 'cool' &&
    !isBufferCharging &&
    coldC !== undefined &&
    coldC < wettestDewC + settings.supply.dewMarginK;
  const effective = isTooCold ? 'idle' : asked;
  const why = isBufferCharging ? 'buffer_charge' : 'buffer_follows';
  return {
    asked,
    effective,
    reason: reason(isTooCold ? 'too_humid' : asked === 'idle' ? 'buffer_idle' : why),
    command: takesMode(appliance ?? OWN_TOPICS, effective) ? { mode: effective } : {},
    ...foreign(appliance),
  };
}
