// The metrics page against prom-client with the same series: CPU time of the server for each page.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { startPeer } from '../lib/peers.mjs';
import { withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';
import { cpuPerRequest } from '../lib/wrk.mjs';

const PATH = '/prometheus/metrics';

async function read(url, headers) {
  return await (await fetch(`${url}${PATH}`, { headers })).text();
}

/** Names and labels without values, which differ: both tell of their own process. A bound is 1 or 1.0, as one likes. */
function seriesOf(page) {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const series = lines.map((line) => line.slice(0, line.lastIndexOf(' ')));
  return series.map((one) => one.replaceAll(',le=', ', le=').replace(/le="(\d+)\.0"/, 'le="$1"'));
}

async function startPromClient(house, page, defer) {
  const file = join(house.folder, 'page.txt');
  writeFileSync(file, page);
  const peer = await startPeer('prom-client', [file], defer);
  const [own, theirs] = [page, await read(peer.url)].map((text) =>
    seriesOf(text).sort().join('\n'),
  );
  if (own !== theirs) throw new Error(`prom-client has other series:\n${own}\n---\n${theirs}`);
  return peer;
}

/** A page takes its maker some milliseconds: more of them in a queue would only wait, and some in vain. */
const CONNECTIONS = 4;

export async function measure({ rounds, seconds }) {
  return await withCleanup(async (defer) => {
    const house = await startHouse(defer);
    const headers = house.authorization;
    // Once for the series that the first request for the page makes.
    await read(house.url, headers);
    const page = await read(house.url, headers);
    const promClient = await startPromClient(house, page, defer);
    const options = { headers, connections: CONNECTIONS };
    const cost = ({ server, url }) => cpuPerRequest(server, `${url}${PATH}`, seconds, options);
    const measures = { hub: () => cost(house), promClient: () => cost(promClient) };
    await alternate(1, measures);
    const costs = await alternate(rounds, measures);
    const { ratio: value, low, high } = ratioOf(costs.promClient, costs.hub);
    const [own, theirs] = [costs.hub, costs.promClient].map((list) => median(list).toFixed(0));
    return [
      result({
        name: `metrics page of ${seriesOf(page).length} series over HTTP, of prom-client`,
        value,
        low,
        high,
        unit: '× the pages',
        decimals: 1,
        detail: `${own} µs a page, prom-client ${theirs}`,
        budget: { atLeast: 5 },
        goal: 10,
      }),
    ];
  });
}
