/** What a plant has decided, for tests of what comes of it. */
import type { PlantDemand } from '../../../src/domain/control/plant/plant.ts';

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
    isBufferCharging: false,
    houseUntilMs: undefined,
    ...of,
  };
}
