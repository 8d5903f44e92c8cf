/** The buffer tank: it makes the compressor's runs longer, and keeps what is to spare. */
import { sane } from '../base/numbers.ts';
import type { Direction } from '../base/work.ts';

export interface BufferSettings {
  /** A charge begins where the far end lags the circuit's target by this, and ends where it has all but caught up. */
  readonly startK: number;
  readonly endK: number;
}

export const BUFFER_DEFAULTS: BufferSettings = { startK: 5, endK: 2 };

export interface BufferTemps {
  readonly tempTopC?: number | undefined;
  readonly tempMidC?: number | undefined;
  /** The end far from the circuit's supply: it is reached last. */
  readonly tempBottomC?: number | undefined;
}

/** Whether the buffer has room for more. One that nobody measures has none. */
export function bufferHasRoom(
  { startK, endK }: BufferSettings,
  tes: BufferTemps,
  direction: Direction,
  supplyTempC: number,
  wasCharging: boolean,
): boolean {
  const farC = sane(tes.tempBottomC, -10, 110);
  if (farC === undefined) return false;
  const lagK = direction === 'heat' ? supplyTempC - farC : farC - supplyTempC;
  return lagK > (wasCharging ? endK : startK);
}
