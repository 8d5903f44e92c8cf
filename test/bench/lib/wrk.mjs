// Load over HTTP, and what it costs the server.
import { join } from 'node:path';
import { cpuSeconds, runLoad } from './process.mjs';

const CONNECTIONS = 32;
export const CREDENTIALS_SCRIPT = join(import.meta.dirname, 'credentials.lua');

const MS = { us: 0.001, ms: 1, s: 1_000 };

/**
 * @param options `headers` for every request, or a Lua `script` and its arguments that make the requests
 * @returns the number of requests answered, and the time in which 99 of 100 of them were
 */
async function load(url, seconds, options) {
  const { headers = {}, script, scriptArgs = [], connections = CONNECTIONS } = options;
  const output = await runLoad('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(script === undefined ? [] : ['-s', script]),
    url,
    ...scriptArgs,
  ]);
  const requests = Number(/(\d+) requests in/.exec(output)?.[1] ?? 0);
  if (requests === 0 || /Non-2xx|Socket errors/.test(output))
    throw new Error(`${url}: not every request was answered with 200:\n${output}`);
  const [, number, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(output);
  return { requests, p99Ms: Number(number) * MS[unit] };
}

/** Microseconds of the server's CPU time for each request. */
export async function cpuPerRequest(server, url, seconds, options) {
  const before = cpuSeconds(server);
  const { requests } = await load(url, seconds, options);
  return ((cpuSeconds(server) - before) / requests) * 1e6;
}

/** What one connection sees that asks again as soon as it is answered. */
export async function patience(url, seconds, headers) {
  const { requests, p99Ms } = await load(url, seconds, { headers, connections: 1 });
  return { p99Ms, perSecond: requests / seconds };
}
