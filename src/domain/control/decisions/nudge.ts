/** What a machine is told that keeps its own control: what the house would like of it. */
import type { HcuDecision } from '../cycle/decision.ts';
import { roomLackK, shiftNext, type ShiftMemory } from '../source/curve-shift.ts';
import type { Demand } from '../plant/demand.ts';
import type { DhwDemand } from '../hot-water/dhw.ts';
import type { PlantDemand } from '../plant/plant-demand.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import { raise, type SurplusLevel } from '../grid/surplus.ts';

export interface Nudge {
  readonly memory: ShiftMemory | undefined;
  readonly command: HcuDecision['command'];
  /** Whether it cannot be told to wait, as the grid asks. */
  readonly isUnable: boolean;
}

const NOTHING: Nudge = { memory: undefined, command: {}, isUnable: false };

/** Of what is wished the nearest that it can be told, towards normal. */
function tellable(wished: SurplusLevel, levels: ReadonlySet<string> | undefined): SurplusLevel {
  const takes = (level: SurplusLevel) => levels === undefined || levels.has(String(level));
  if (takes(wished)) return wished;
  return wished === 4 && takes(3) ? 3 : 2;
}

export function nudgeNext(
  { settings, hcu, zones }: ControlSnapshot,
  before: ShiftMemory | undefined,
  {
    demand,
    plant,
    tank,
  }: {
    readonly demand: Demand;
    readonly plant: PlantDemand;
    readonly tank: DhwDemand | undefined;
  },
  level: SurplusLevel,
  nowMs: number,
): Nudge {
  const orders = hcu?.appliance?.orders;
  if (plant.isSteered || orders === undefined) return NOTHING;
  const hasLevels = orders.has('surplusLevel');
  // The grid's wish to wait goes before comfort, not before frost and the last of the hot water.
  const isSpared = level === 1 && (demand.votes.frost > 0 || tank?.isUrgent === true);
  const told = isSpared ? 2 : level;
  const sgLevel = tellable(told, hcu?.appliance?.surplusLevels);
  const levels = hasLevels ? { surplusLevel: `${sgLevel}` as const } : {};
  const isUnable = hasLevels && told === 1 && sgLevel !== 1;
  if (!orders.has('curveShiftK')) return { memory: undefined, command: levels, isUnable };
  const isCold = plant.direction === 'cool';
  const inputs = {
    lackK: isCold ? undefined : roomLackK(zones),
    raiseK: hasLevels || isCold ? 0 : raise(settings.surplus.supplyK, told),
    isBlocked: !hasLevels && !isCold && told === 1,
  };
  const shift = shiftNext(settings.shift, hcu?.appliance?.shift, before, inputs, nowMs);
  return {
    memory: shift.memory,
    command: {
      ...(shift.shiftK !== undefined && { curveShiftK: shift.shiftK }),
      ...levels,
    },
    isUnable,
  };
}
