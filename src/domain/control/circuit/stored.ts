/** What is stored in the water serves the rooms first: that makes of many short runs few long ones. */
import type { Direction } from '../base/work.ts';

export interface StoredSettings {
  /** Once it stands the source waits until the water has come away from its target by this, K … */
  readonly restartK: number;
  /** … or a room lacks so much, K. */
  readonly lackK: number;
}

export const STORED_DEFAULTS: StoredSettings = { restartK: 4, lackK: 0.3 };

export interface StoredInputs {
  readonly direction: Direction;
  /** Whether the source is known to stand, with no leave to run. */
  readonly isStanding: boolean;
  /** The circuit's water, and what it is to be, °C. */
  readonly supplyTempC: number | undefined;
  readonly targetC: number;
  /** What the calling room lacks most, K; undefined where none calls. */
  readonly lackK: number | undefined;
}

/** Whether a source that stands may go on standing, although rooms call. */
export function suffices(
  settings: StoredSettings,
  { direction, isStanding, supplyTempC, targetC, lackK }: StoredInputs,
): boolean {
  if (!isStanding || supplyTempC === undefined || lackK === undefined) return false;
  const awayK = direction === 'heat' ? targetC - supplyTempC : supplyTempC - targetC;
  return lackK < settings.lackK && awayK < settings.restartK;
}
