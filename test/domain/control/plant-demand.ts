/** What a plant has decided and a tank demands, for tests of what comes of it. */
import { reason } from '../../../src/domain/control/base/reasons.ts';
import type { DhwDemand } from '../../../src/domain/control/hot-water/dhw.ts';
import type { PlantDemand } from '../../../src/domain/control/plant/plant-demand.ts';

/** A source that heats for two zones. */
export function heatingPlant(of: Partial<PlantDemand> = {}): PlantDemand {
  return {
    isSteered: true,
    memory: { compressor: { work: 'heat', startsMs: [] }, isBufferCharging: false },
    circuit: { memory: { direction: 'heat' }, isTurning: false },
    direction: 'heat',
    calls: 2,
    wanted: 'heat',
    work: 'heat',
    wait: undefined,
    supplyTempC: 34.6,
    usefulC: 24,
    isBufferCharging: false,
    houseUntilMs: undefined,
    ...of,
  };
}

/** A tank that is to be reheated by the source. */
export const tankDemand = (of: Partial<DhwDemand> = {}): DhwDemand => ({
  memory: { isHeating: true },
  isWanted: true,
  needsSource: true,
  isUrgent: false,
  mayUseHeater: false,
  isStalled: false,
  targetTempC: 50,
  reason: reason('reheating'),
  ...of,
});
