/**
 * A gateway of another make, as the virtual house plays it: it says what the plant does in forms of its own, and takes
 * commands of its own. Its settings live in the gateway, as a real one's live in its appliance.
 */
import type { Publication } from '../../app/base/ports/bus.ts';
import type { JsonValue } from '../../domain/errors.ts';
import type { Placement } from '../layout.ts';
import type { PlantState } from '../plant.ts';

export interface Gateway {
  /** What it listens to. */
  readonly filters: readonly string[];
  /** Each time it has connected. */
  greet(): readonly Publication[];
  /** All that it says of the plant now. */
  report(placement: Placement, plant: PlantState): readonly Publication[];
  /** Takes a command. @returns whether it is for this gateway, and something that it knows */
  hear(topic: string, payload: string): boolean;
  /** The plant as the settings of its appliance have it now. */
  obey(placement: Placement, plant: PlantState): PlantState;
  /** As it says that it goes. */
  farewell(): readonly Publication[];
}

export const kept = (topic: string, payload: string): Publication => ({
  topic,
  payload,
  retain: true,
});

export const json = (topic: string, members: Readonly<Record<string, JsonValue>>): Publication => ({
  topic,
  payload: JSON.stringify(members),
});

/** A number as text, or as JSON; undefined where it is neither. */
export function numberOf(payload: string): number | undefined {
  const number = payload.trim() === '' ? NaN : Number(payload);
  return Number.isFinite(number) ? number : undefined;
}

/** The members of a JSON object; none where it is not one. */
export function membersOf(payload: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
