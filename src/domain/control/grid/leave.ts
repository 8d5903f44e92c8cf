/** What grid, roof and neighbours leave the plant to do: by the surplus level, a power limit, and quiet hours. */
import { powerBlock, type PowerLimitDemand } from './power-limit.ts';
import { reason, type Reason } from '../base/reasons.ts';
import type { SurplusLevel } from './surplus.ts';

export interface Leave {
  readonly level: SurplusLevel;
  /** Why comfort has to wait, where it has. */
  readonly block: Reason | undefined;
  /** Whether only frost is kept from the tank, too: a limit is stricter than a block. */
  readonly isFrostOnly: boolean;
  /** Whether what nobody measures may not draw anything: an electric heater. */
  readonly isLimited: boolean;
  /** When quiet hours are over; absent outside of them. */
  readonly quietUntilMs?: number | undefined;
}

/** A source that a limit stops waits as in a block, and whoever limits it does not ask it to take more. */
export function leaveOf(
  level: SurplusLevel,
  power: PowerLimitDemand,
  quietUntilMs?: number,
): Leave {
  const stop = powerBlock(power);
  const isLimited = power.asked !== undefined;
  if (stop !== undefined)
    return { level: 1, block: stop, isFrostOnly: true, isLimited, quietUntilMs };
  return {
    level: isLimited && level > 2 ? 2 : level,
    block: level === 1 ? reason('utility_block') : undefined,
    isFrostOnly: false,
    isLimited,
    quietUntilMs,
  };
}
