// The check of a token where there are 100,000 of them, against one where there are 10.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comeToRest, startHouse } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';
import { cpuPerRequest, CREDENTIALS_SCRIPT } from '../lib/wrk.mjs';

const FEW = 10;
const MANY = 100_000;
/** Spread over all the tokens; the same number on both sides, since a longer list is slower to send. */
const REQUESTS = 20_000;

/** How fast a process is depends on where its memory happens to lie: some are a tenth slower for as long as they run. */
const STARTS = 10;
const TURN_SECONDS = 1;
/**
 * What a token is used for first is its own once (room for its uses, a look at those on disk), and a hub of many comes to
 * that when each has been told of its uses: LIMITS.tokenUsesLogged requests, of which a turn has some 25,000.
 */
const FIRST_TURNS = 6;

async function startWith(defer, tokenCount) {
  const house = await startHouse(defer, { tokenCount });
  const file = join(house.folder, 'tokens.txt');
  const step = Math.max(1, tokenCount / REQUESTS);
  writeFileSync(file, `${house.tokens.filter((_, index) => index % step === 0).join('\n')}\n`);
  return { house, file };
}

/** Costs of a hub with few and one with many, both started for it. */
async function costsOfStart(rounds) {
  return await withCleanup(async (defer) => {
    const few = await startWith(defer, FEW);
    const many = await startWith(defer, MANY);
    const cost = ({ house: { server, url }, file }) =>
      cpuPerRequest(server, `${url}/api/zones`, TURN_SECONDS, {
        script: CREDENTIALS_SCRIPT,
        scriptArgs: ['--', file, String(REQUESTS), 'numbered'],
      });
    const measures = { many: () => cost(many), few: () => cost(few) };
    await comeToRest();
    await alternate(FIRST_TURNS, measures);
    return await alternate(rounds, measures);
  });
}

export async function measure({ rounds, seconds }) {
  const turns = Math.ceil((rounds * seconds) / TURN_SECONDS / STARTS);
  const costs = { many: [], few: [] };
  for (let start = 0; start < STARTS; start++) {
    const { many, few } = await costsOfStart(turns);
    costs.many.push(...many);
    costs.few.push(...few);
  }
  const { ratio: value, low, high } = ratioOf(costs.many, costs.few);
  return [
    result({
      name: 'token check with 100,000 tokens, of one with 10',
      value,
      low,
      high,
      detail: `${median(costs.many).toFixed(1)} µs a request, with 10 ${median(costs.few).toFixed(1)}`,
      budget: { atMost: 1.1 },
      goal: 1,
    }),
  ];
}
