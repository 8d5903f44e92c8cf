/** What there is to do for the source, and for whom: the house, the tank, the buffer. */
import type { Work } from '../base/work.ts';
import { chargesTank, steersBuffer } from '../appliance/reach.ts';
import { bufferHasRoom } from '../circuit/buffer.ts';
import type { Circuit } from '../circuit/changeover.ts';
import type { ControlMemory } from '../cycle/memory.ts';
import type { ControlSnapshot } from '../cycle/snapshot.ts';
import type { SurplusLevel } from '../grid/surplus.ts';
import type { DhwDemand } from '../hot-water/dhw.ts';
import { turnNext, type Turn } from '../source/turns.ts';
import type { Demand } from './demand.ts';

export interface SourceWant {
  readonly wanted: Work;
  readonly turn: Turn;
  readonly isBufferCharging: boolean;
}

export function sourceWantNext(
  snapshot: ControlSnapshot,
  memory: ControlMemory,
  { votes, lackK }: Demand,
  tank: DhwDemand | undefined,
  level: SurplusLevel,
  { circuit, supplyTempC }: { readonly circuit: Circuit; readonly supplyTempC: number },
  nowMs: number,
): SourceWant {
  const { settings, hcu, tes } = snapshot;
  const { direction } = circuit.memory;
  const calls = votes[direction];
  const hasRoom =
    tes !== undefined &&
    steersBuffer(tes) &&
    bufferHasRoom(settings.buffer, tes, direction, supplyTempC, memory.isBufferCharging);

  // It makes a run longer; only energy to spare starts one for it.
  const isBufferCharging =
    hasRoom &&
    !memory.outOfSeason?.[direction] &&
    level !== 1 &&
    (level > 2 || memory.compressor.work === direction);
  const houseWants = !circuit.isTurning && (calls > 0 || isBufferCharging);

  const tankWants = tank?.needsSource === true && chargesTank(snapshot);
  const turn = turnNext(
    settings.turns,
    memory.turn,
    {
      tankWants,
      isTankUrgent: tank?.isUrgent === true,
      // With energy to spare rooms ask for more than they lack.
      canTankWait: tank?.isUrgent !== true && tank?.reason.code !== 'boost' && level <= 2,
      houseWants: calls > 0,
      lackK: lackK[direction],
      isTankServed: memory.compressor.work === 'hot_water',
    },
    nowMs,
  );
  const isTanksTurn = tankWants && turn.memory.owner === 'tank';
  const isRest = !isTanksTurn && !houseWants;
  // What a machine knows no way for is wanted all the same.
  const other = direction === 'heat' ? 'cool' : 'heat';
  const rest = circuit.isTied && votes[other] > 0 ? other : 'none';
  const wanted = isTanksTurn ? 'hot_water' : isRest ? rest : direction;
  return { wanted: hcu === undefined ? 'none' : wanted, turn, isBufferCharging };
}
