// GET /api/zones against servers that send the same bytes: CPU time of the server for each request.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comeToRest, startHouse } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { startLikeness } from '../lib/peers.mjs';
import { withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';
import { cpuPerRequest, CREDENTIALS_SCRIPT } from '../lib/wrk.mjs';

const PATH = '/api/zones';
/** Different tokens in turn; each makes a request of its own, so none stands on a connection twice in a row. */
const TOKENS = 1_000;

function compare(name, costs, peer, targets) {
  const detail = `${median(costs.hub).toFixed(1)} µs a request, ${peer} ${median(costs[peer]).toFixed(1)}`;
  const { ratio: value, low, high } = ratioOf(costs[peer], costs.hub);
  return result({ name, value, low, high, detail, ...targets });
}

/** One round of each side is thrown away: code is compiled while it runs. */
async function costsOf(sides, { rounds, seconds }, options) {
  const measures = Object.fromEntries(
    Object.entries(sides).map(([name, { server, url }]) => [
      name,
      () => cpuPerRequest(server, `${url}${PATH}`, seconds, options),
    ]),
  );
  await alternate(1, measures);
  return await alternate(rounds, measures);
}

export async function measure(effort) {
  return await withCleanup(async (defer) => {
    const house = await startHouse(defer, { tokenCount: TOKENS });
    // Before the others start: what V8 forgets in a rest they would be slower for.
    await comeToRest();
    const answer = { house, path: PATH };
    const bare = await startLikeness('bare', answer, defer);
    const fastify = await startLikeness('fastify', answer, defer);
    const express = await startLikeness('express', answer, defer);
    const hub = house;
    const repeated = await costsOf({ hub, bare, fastify, express }, effort, {
      headers: house.authorization,
    });
    const tokenFile = join(house.folder, 'tokens.txt');
    writeFileSync(tokenFile, `${house.tokens.join('\n')}\n`);
    const full = await costsOf({ hub, bare }, effort, {
      script: CREDENTIALS_SCRIPT,
      scriptArgs: ['--', tokenFile, String(TOKENS)],
    });
    return [
      compare('`GET /api/zones`, keep-alive, of bare `node:http`', repeated, 'bare', {
        budget: { atLeast: 0.9 },
        goal: 0.97,
      }),
      compare('the same, every request checked in full', full, 'bare', {
        budget: { atLeast: 0.66 },
        goal: 0.75,
      }),
      compare('keep-alive, of Fastify 5 with bearer-auth', repeated, 'fastify', {
        budget: { atLeast: 1.15 },
        goal: 1.3,
      }),
      compare('keep-alive, of Express 5 with a bearer check', repeated, 'express', {
        budget: { atLeast: 5 },
      }),
    ];
  });
}
