/** kill -9 at any moment, over and over, on one data folder. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastingFolder } from '../../support/child.ts';
import { startHub } from '../../support/hub.ts';
import type { Form, Outcome } from '../lib/durability.ts';
import { liveThrough } from '../lib/rounds.ts';

export const name = 'crash';

const ROUNDS = { short: 5, long: 1_000 };
/** A hub that answers before it has committed is found out within so many. */
const CONTROL_ROUNDS = 10;
const TOLD_EACH = 50;

const EAGER = pathToFileURL(join(import.meta.dirname, '..', 'lib', 'with-eager-store.mjs')).href;

const killed = (env?: Readonly<Record<string, string>>) => {
  const dataFolder = lastingFolder();
  return {
    start: async () => startHub({ args: ['--virtual'], dataFolder, ...(env && { env }) }),
    end: async (hub: { kill9(): Promise<void> }) => hub.kill9(),
  };
};

export async function run({ isShort, seed, rounds, say }: Form): Promise<Outcome> {
  const control = await liveThrough({
    seed,
    rounds: CONTROL_ROUNDS,
    ...killed({ NODE_OPTIONS: `--import ${EAGER}` }),
    after: (_, wrong) => wrong.length > 0,
  });
  const lived = await liveThrough({
    seed,
    rounds: rounds ?? (isShort ? ROUNDS.short : ROUNDS.long),
    ...killed(),
    after(round, wrong) {
      if (round % TOLD_EACH === 0) say(`${round} rounds, ${wrong.length} wrong`);
      return false;
    },
  });
  const broken = [...lived.wrong];
  if (control.wrong.length === 0) broken.push('the hub that answers too early was not found out');
  return {
    extent: `${lived.rounds} kills`,
    figures: `${lived.acknowledged} acts acknowledged, ${lived.unanswered} unanswered, ${lived.wrong.length} lost or wrong; a hub that answers before it commits: ${control.wrong.length} in ${control.rounds}`,
    broken,
  };
}
