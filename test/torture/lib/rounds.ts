/** A household with a hub that ends again and again at a moment that chance chooses. */
import { setTimeout as delay } from 'node:timers/promises';
import type { TestHub } from '../../support/hub.ts';
import { createChance } from './chance.ts';
import { createHousehold, PERMISSIONS } from './household.ts';

/** Until it ends, a round takes between these: from the first acts under way to some hundred. */
const LEAST_MS = 5;
const MOST_MS = 400;

/**
 * By the kernel's boot id LMDB tells a process that died, whose writes the kernel still has, from a machine that did. In a
 * test the kernel goes on; so LMDB is told in the other way that there is.
 */
export const AFTER_BOOT = { LMDB_RESTORE: 'safe' };

interface Rounds {
  readonly seed: number;
  readonly rounds: number;
  /** Starts it on what is left of the one before. */
  readonly start: () => Promise<TestHub>;
  /** Once there is a household, before the first round. */
  begun?(): void;
  /** Ends it; whatever made it end is mended when this resolves. */
  readonly end: (hub: TestHub) => Promise<void>;
  /** After each round, with what was lost so far. @returns whether that is enough */
  after?(round: number, wrong: readonly string[]): boolean;
}

export interface Lived {
  readonly rounds: number;
  readonly acknowledged: number;
  readonly unanswered: number;
  readonly wrong: readonly string[];
}

/** The zones of the sample house that `--virtual` has. */
export const SAMPLE_ZONES = {
  zoneIds: ['kitchen', 'living_room', 'study'],
  scheduleZoneId: 'bathroom',
};

export async function liveThrough(options: Rounds): Promise<Lived> {
  const { seed, rounds, start, end } = options;
  const chance = createChance(seed);
  let hub = await start();
  const token = await hub.token(...PERMISSIONS);
  const household = createHousehold(token, { ...SAMPLE_ZONES, chance });
  const wrong: string[] = await household.settle(hub.url);
  options.begun?.();
  let round = 0;
  let isEnough = false;
  while (round < rounds && !isEnough) {
    const living = hub;
    await household.during(living.url, async () => {
      await delay(chance.within(LEAST_MS, MOST_MS));
      await end(living);
    });
    round++;
    try {
      hub = await start();
      const lost = await household.settle(hub.url);
      wrong.push(...lost.map((one) => `round ${round}: ${one}`));
      isEnough = options.after?.(round, wrong) ?? false;
    } catch (error) {
      wrong.push(`round ${round}: nothing can be asked any more: ${String(error)}`);
      isEnough = true;
    }
  }
  await hub.kill9();
  const { acknowledged, unanswered } = household.ledger.counts();
  return { rounds: round, acknowledged, unanswered, wrong: [...wrong, ...household.complaints()] };
}
