/** A source that decides by itself: what the hub makes of what it says. */
import type { HcuSnapshot } from '../appliance/machine.ts';
import { seenWork } from '../appliance/reach.ts';
import { circuitNext, circuitTied } from '../circuit/changeover.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import { compressorLeft } from '../source/compressor.ts';
import type { Demand } from './demand.ts';
import type { PlantDemand } from './plant-demand.ts';

/** The circuit works the way that the source says. */
export function sourceLeft(
  snapshot: ControlSnapshot,
  hcu: HcuSnapshot,
  memory: ControlMemory,
  { votes, usefulC }: Demand,
  nowMs: number,
): PlantDemand {
  const seen = seenWork(hcu);
  const circuit =
    seen === 'heat' || seen === 'cool'
      ? circuitTied(memory.circuit, seen, nowMs)
      : circuitNext(snapshot.settings.changeover, memory.circuit, votes, false, nowMs);
  const { direction } = circuit.memory;
  return {
    isSteered: false,
    memory: {
      circuit: circuit.memory,
      compressor: compressorLeft(memory.compressor, seen, hcu.isRunning, nowMs),
      isBufferCharging: false,
    },
    circuit,
    direction,
    calls: votes[direction],
    wanted: votes[direction] > 0 ? direction : 'none',
    work: seen ?? 'none',
    wait: undefined,
    // It makes what it makes.
    supplyTempC: NaN,
    usefulC: usefulC[direction],
    isBufferCharging: false,
    houseUntilMs: undefined,
  };
}
