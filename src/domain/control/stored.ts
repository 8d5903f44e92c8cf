/** What is stored in the water serves the rooms first: that makes of many short runs few long ones. */
import type { CompressorMemory } from './compressor.ts';
import type { Demand } from './demand.ts';
import type { ControlSnapshot } from './snapshot.ts';
import type { Direction } from './thermostat.ts';

export interface StoredSettings {
  /** Once it stands the source waits until the water has come away from its target by this, K … */
  readonly restartK: number;
  /** … or a room lacks so much, K. */
  readonly lackK: number;
}

export const STORED_DEFAULTS: StoredSettings = { restartK: 4, lackK: 0.3 };

/** Whether a source that stands may go on standing, although rooms call. */
export function suffices(
  { settings, hcu }: ControlSnapshot,
  { votes, lackK }: Pick<Demand, 'votes' | 'lackK'>,
  { work }: CompressorMemory,
  { tempC }: { readonly tempC: number },
  direction: Direction,
): boolean {
  const { restartK, lackK: mostLackK } = settings.stored;
  const { isRunning, supplyTempC } = hcu ?? {};
  if (work !== 'none' || isRunning !== false || supplyTempC === undefined) return false;
  if (votes.frost > 0 || votes[direction] === 0 || lackK[direction] >= mostLackK) return false;
  const awayK = direction === 'heat' ? tempC - supplyTempC : supplyTempC - tempC;
  return awayK < restartK;
}
