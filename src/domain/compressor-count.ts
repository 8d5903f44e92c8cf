/**
 * How often the compressors of the plant have started, and how long they have run: by what the plant reports, and no
 * less than before. Where there are several, the plant's runs as long as any of them does.
 */
import type { ReadingsOf } from './equipment/catalogue.ts';
import { LIMITS } from './limits.ts';

export interface CompressorCount {
  readonly starts: number;
  readonly runMs: number;
}

function runs({
  compressorSpeedPercent,
  compressorHz,
  defrostActive,
}: ReadingsOf<'heatpump'>): boolean | undefined {
  if (defrostActive === true) return true;
  const speed = compressorSpeedPercent ?? compressorHz;
  return speed === undefined ? undefined : speed > 0;
}

/** Whether a compressor runs, as the heat pumps say, else as the unit does; undefined where nobody says, or there is none. */
export function isCompressorRunning(
  { state, sourceType }: ReadingsOf<'hcu'>,
  heatPumps: readonly ReadingsOf<'heatpump'>[],
): boolean | undefined {
  if (sourceType === 'district_interface') return undefined;
  const each = heatPumps.map(runs);
  if (each.includes(true)) return true;
  if (each.length > 0 && !each.includes(undefined)) return false;
  return state === undefined ? undefined : state === 'running' || state === 'defrost';
}

/**
 * Between two reports, by whether it ran at each. Reports that are further apart than LIMITS.energyGapMs say nothing of
 * how long it ran. @returns undefined where neither says anything
 */
export function compressorBetween(
  before: boolean | undefined,
  after: boolean | undefined,
  elapsedMs: number,
): CompressorCount | undefined {
  if (before === undefined && after === undefined) return undefined;
  return {
    starts: before === false && after === true ? 1 : 0,
    runMs: before === true && elapsedMs <= LIMITS.energyGapMs ? elapsedMs : 0,
  };
}

export function addCounts(
  a: CompressorCount | undefined,
  b: CompressorCount | undefined,
): CompressorCount | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { starts: a.starts + b.starts, runMs: a.runMs + b.runMs };
}
