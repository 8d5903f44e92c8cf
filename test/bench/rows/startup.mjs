// From the start of the process to the first 200, asked for without a pause from the other core.
import { connect } from 'node:net';
import { join } from 'node:path';
import { prepareHub, startBroker, startHub, temporaryFolder } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { freePort, startServer, withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';

const BARE = join(import.meta.dirname, '../peers/bare.mjs');
const DEADLINE_MS = 10_000;
const MIN_ROUNDS = 15;

/** One try on a socket of its own. */
async function isAnswered(port, path) {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('data', (bytes) => {
      resolve(bytes.toString('latin1').startsWith('HTTP/1.1 200'));
      socket.destroy();
    });
  });
}

/** Milliseconds until `path` is answered with 200. */
async function startTime(port, path, start) {
  return await withCleanup(async (defer) => {
    const startedMs = performance.now();
    const server = start(defer);
    while (!(await isAnswered(port, path))) {
      if (performance.now() - startedMs > DEADLINE_MS)
        throw new Error(`no 200 from ${path}: ${server.said}`);
    }
    return performance.now() - startedMs;
  });
}

export async function measure({ rounds, isQuick }) {
  return await withCleanup(async (defer) => {
    const folder = temporaryFolder(defer);
    await prepareHub(folder);
    const broker = await startBroker(defer);
    const port = await freePort();
    const hub = (deferOne) => startHub({ folder, port, broker }, deferOne);
    const times = await alternate(isQuick ? rounds : Math.max(rounds, MIN_ROUNDS), {
      hub: () => startTime(port, '/health', hub),
      bare: () =>
        startTime(port, '/health', (deferOne) => startServer([BARE, String(port)], deferOne)),
      ready: () => startTime(port, '/ready', hub),
    });
    const { ratio: value, low, high } = ratioOf(times.hub, times.bare);
    const [hubMs, bareMs, readyMs] = [times.hub, times.bare, times.ready].map((list) =>
      median(list).toFixed(0),
    );
    return [
      result({
        name: 'process start to first 200 from `/health`',
        value,
        low,
        high,
        detail: `${hubMs} ms, bare ${bareMs}; with store, house and zones loaded ${readyMs}`,
        budget: { atMost: 2.5 },
        goal: 1.8,
      }),
    ];
  });
}
