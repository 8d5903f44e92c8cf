/** What grid and roof leave the plant to do: by the surplus level, and by a power limit. */
import { powerBlock, type PowerLimitDemand } from './power-limit.ts';
import { reason, type Reason } from './reasons.ts';
import type { SurplusLevel } from './surplus.ts';

export interface Leave {
  readonly level: SurplusLevel;
  /** Why comfort has to wait, where it has. */
  readonly block: Reason | undefined;
  /** Whether only frost is kept from the tank, too: a limit is stricter than a block. */
  readonly isFrostOnly: boolean;
  /** Whether what nobody measures may not draw anything: an electric heater. */
  readonly isLimited: boolean;
}

/** A source that a limit stops waits as in a block, and whoever limits it does not ask it to take more. */
export function leaveOf(level: SurplusLevel, power: PowerLimitDemand): Leave {
  const stop = powerBlock(power);
  const isLimited = power.asked !== undefined;
  if (stop !== undefined) return { level: 1, block: stop, isFrostOnly: true, isLimited };
  return {
    level: isLimited && level > 2 ? 2 : level,
    block: level === 1 ? reason('utility_block') : undefined,
    isFrostOnly: false,
    isLimited,
  };
}
