// The newest 100 of 100,000 events, against those of 1,000.
import { seedEvents } from '../lib/events.mjs';
import { startHouse, temporaryFolder } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';
import { cpuPerRequest } from '../lib/wrk.mjs';

const FEW = 1_000;
const MANY = 100_000;

async function startWith(defer, eventCount) {
  const folder = temporaryFolder(defer);
  await seedEvents(folder, eventCount);
  return await startHouse(defer, { folder });
}

export async function measure({ rounds, seconds }) {
  return await withCleanup(async (defer) => {
    const few = await startWith(defer, FEW);
    const many = await startWith(defer, MANY);
    const cost = ({ server, url, authorization }) =>
      cpuPerRequest(server, `${url}/api/events?limit=100`, seconds, { headers: authorization });
    const measures = { many: () => cost(many), few: () => cost(few) };
    await alternate(1, measures);
    const costs = await alternate(rounds, measures);
    const { ratio: value, low, high } = ratioOf(costs.many, costs.few);
    return [
      result({
        name: 'newest 100 of 100,000 events, of those of 1,000',
        value,
        low,
        high,
        detail: `${median(costs.many).toFixed(0)} µs a request, of 1,000 ${median(costs.few).toFixed(0)}`,
        budget: { atMost: 1.2 },
        goal: 1,
      }),
    ];
  });
}
