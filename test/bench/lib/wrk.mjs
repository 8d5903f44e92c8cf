// Load over HTTP, and what it costs the server.
import { join } from 'node:path';
import { cpuSeconds, runLoad } from './process.mjs';

const CONNECTIONS = 32;
export const CREDENTIALS_SCRIPT = join(import.meta.dirname, 'credentials.lua');

/**
 * @param options `headers` for every request, or a Lua `script` and its arguments that make the requests
 * @returns the number of requests answered
 */
async function load(url, seconds, { headers = {}, script, scriptArgs = [] }) {
  const output = await runLoad('wrk', [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(script === undefined ? [] : ['-s', script]),
    url,
    ...scriptArgs,
  ]);
  const requests = Number(/(\d+) requests in/.exec(output)?.[1] ?? 0);
  if (requests === 0 || /Non-2xx|Socket errors/.test(output))
    throw new Error(`${url}: not every request was answered with 200:\n${output}`);
  return requests;
}

/** Microseconds of the server's CPU time for each request. */
export async function cpuPerRequest(server, url, seconds, options) {
  const before = cpuSeconds(server);
  const requests = await load(url, seconds, options);
  return ((cpuSeconds(server) - before) / requests) * 1e6;
}
