/** Who has the house in hand. */
import type { Placement } from '../../../src/simulator/layout.ts';
import type { PlantState } from '../../../src/simulator/plant.ts';

export interface Control {
  /** Looks at what the house says of itself, and has its devices do what it wants. Called each minute. */
  tend(plant: PlantState, nowMs: number): Promise<PlantState>;
}

/** @param tankTargetC what is asked of the tank */
export type ControlMaker = (
  placement: Placement,
  startMs: number,
  tankTargetC: number,
) => Promise<Control>;
