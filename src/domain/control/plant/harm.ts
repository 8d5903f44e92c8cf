/** What no shortest run of the compressor may wait for. */
import type { Work } from '../base/work.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import type { HcuSnapshot } from '../appliance/machine.ts';
import { isTooHumid } from '../circuit/supply-temperature.ts';

const NO_SOURCE: HcuSnapshot = { hasCompressor: false };

/**
 * Whether to go on would do harm: a fault, what would drip, a person's off. (For water that does not flow see domain/control/circuit/water-guard.ts.)
 * @param wettestDewC of the rooms that are cooled
 */
export function isHarmful(
  { settings, systemMode, zones, hcu = NO_SOURCE, dhw }: ControlSnapshot,
  wettestDewC: number,
  work: Work,
): boolean {
  const { hasFault, supplyTempC = Infinity } = hcu;
  if (hasFault === true) return true;
  if (work === 'hot_water') return dhw?.isOff === true || systemMode === 'off';
  if (zones.every(({ mode }) => mode === 'off')) return true;
  return work === 'cool' && (supplyTempC < wettestDewC || isTooHumid(settings.supply, wettestDewC));
}
