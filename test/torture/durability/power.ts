/** The power is cut at any moment, over and over: what the card had not flushed is gone, but for some of it. */
import { insertCard } from '../lib/card.ts';
import { createChance } from '../lib/chance.ts';
import type { Form, Outcome } from '../lib/durability.ts';
import { AFTER_BOOT, liveThrough, type Lived } from '../lib/rounds.ts';
import { startHub } from '../../support/hub.ts';

export const name = 'power';
export const needsRoot = true;

const ROUNDS = { short: 3, long: 200 };
/** A card that only says that it has flushed is found out within so many. */
const CONTROL_ROUNDS = 10;
const TOLD_EACH = 20;

interface Cuts {
  readonly seed: number;
  readonly rounds: number;
  readonly isHonest: boolean;
  after(round: number, wrong: readonly string[]): boolean;
}

async function liveWithCuts({ isHonest, ...rounds }: Cuts): Promise<Lived> {
  const card = insertCard(isHonest);
  const chance = createChance(rounds.seed);
  try {
    return await liveThrough({
      ...rounds,
      start: async () => startHub({ args: ['--virtual'], dataFolder: card.path, env: AFTER_BOOT }),
      begun: () => card.flush(),
      async end(hub) {
        card.writeSome(chance);
        // The machine goes at the same time: nothing more is answered.
        hub.signal('SIGSTOP');
        card.cut();
        await hub.kill9();
        card.restore();
      },
    });
  } finally {
    card.remove();
  }
}

export async function run({ isShort, seed, rounds, say }: Form): Promise<Outcome> {
  const control = await liveWithCuts({
    seed,
    rounds: CONTROL_ROUNDS,
    isHonest: false,
    after: (_, wrong) => wrong.length > 0,
  });
  const lived = await liveWithCuts({
    seed,
    rounds: rounds ?? (isShort ? ROUNDS.short : ROUNDS.long),
    isHonest: true,
    after(round, wrong) {
      if (round % TOLD_EACH === 0) say(`${round} rounds, ${wrong.length} wrong`);
      return false;
    },
  });
  const broken = [...lived.wrong];
  if (control.wrong.length === 0) broken.push('the card that lies was not found out');
  return {
    extent: `${lived.rounds} cuts`,
    figures: `${lived.acknowledged} acts acknowledged, ${lived.unanswered} unanswered, ${lived.wrong.length} lost or wrong; a card that lies about its flushes: ${control.wrong.length} in ${control.rounds}`,
    broken,
  };
}
