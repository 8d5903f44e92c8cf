/** Whether a source that is to work stands all the same: then nothing comes of it, and no room is to blame. */
import type { HcuSnapshot } from '../appliance/machine.ts';
import type { Direction } from '../base/work.ts';

/** So far its water may be from what it is told while it stands by its own will, K. */
const AWAY_K = 5;

/** @param toldC what its water is to be; undefined or NaN where it makes what it makes */
export function standsIdle(
  { isRunning, supplyTempC }: Pick<HcuSnapshot, 'isRunning' | 'supplyTempC'>,
  direction: Direction,
  toldC: number | undefined,
): boolean {
  if (isRunning !== false) return false;
  if (supplyTempC === undefined || toldC === undefined) return true;
  const awayK = direction === 'heat' ? toldC - supplyTempC : supplyTempC - toldC;
  return !(awayK < AWAY_K);
}
