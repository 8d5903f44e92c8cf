// From the answer to a command to its event with every one of a hundred readers of the live stream.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { HOUSE } from '../lib/house.mjs';
import { startHouse } from '../lib/hub.mjs';
import { alternate, median, quantile, ratioOf } from '../lib/numbers.mjs';
import { startPeer } from '../lib/peers.mjs';
import { withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';

const READERS = 100;
/** One client may have no more than some streams: they read with several tokens, from several addresses. */
const TOKENS = 7;
const ADDRESSES = 4;
const MARK = '"type":"setpoint_change"';
const agent = new Agent({ keepAlive: true });

/** Sends a request, and resolves once its answer begins. */
async function send(url, options = {}, body) {
  const sent = request(url, options).end(body);
  const [response] = await once(sent, 'response');
  return response;
}

/** A reader of the stream, and when it has seen each command. */
async function startReader({ url, tokens }, index, defer) {
  const headers = { Authorization: `Bearer ${tokens[index % TOKENS]}` };
  const localAddress = `127.0.0.${2 + (index % ADDRESSES)}`;
  const response = await send(`${url}/api/stream`, { agent: false, headers, localAddress });
  if (response.statusCode !== 200) throw new Error(`the stream: ${response.statusCode}`);
  defer(() => response.destroy());
  const reader = { seenMs: [], onSeen: () => undefined };
  let text = '';
  response.setEncoding('utf8').on('data', (chunk) => {
    const nowMs = performance.now();
    const parts = (text + chunk).split(MARK);
    text = parts.pop().slice(-MARK.length);
    for (let count = parts.length; count > 0; count--) reader.seenMs.push(nowMs);
    if (parts.length > 0) reader.onSeen();
  });
  response.on('error', () => undefined);
  return reader;
}

let commands = 0;

/** @returns the ms from the answer to each reader */
async function command({ url, authorization }, readers) {
  const number = commands++;
  const { zoneId } = HOUSE.zones[number % HOUSE.zones.length];
  const everybody = Promise.all(
    readers.map((reader) => new Promise((resolve) => (reader.onSeen = resolve))),
  );
  const headers = { ...authorization, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ tempHeatSetC: 15 + (number % 50) / 10 });
  const options = { method: 'POST', agent, headers };
  const response = await send(`${url}/api/zones/${zoneId}/command`, options, body);
  const acceptedMs = performance.now();
  if (response.statusCode !== 200) throw new Error(`a command: ${response.statusCode}`);
  response.resume();
  await everybody;
  return readers.map(({ seenMs }) => seenMs.pop() - acceptedMs);
}

async function roundTrip(url) {
  const startedMs = performance.now();
  const response = await send(url, { agent });
  const tookMs = performance.now() - startedMs;
  await once(response.resume(), 'end');
  return [tookMs];
}

/** What `measure` gives, again and again for so long. */
async function gathered(seconds, measure) {
  const all = [];
  const endMs = performance.now() + seconds * 1_000;
  while (performance.now() < endMs) all.push(...(await measure()));
  return all;
}

export async function measure({ rounds, seconds }) {
  return await withCleanup(async (defer) => {
    const house = await startHouse(defer, { tokenCount: TOKENS });
    const bare = await startPeer('bare', [], defer);
    defer(() => agent.destroy());
    const readers = [];
    for (let i = 0; i < READERS; i++) readers.push(await startReader(house, i, defer));
    const measures = {
      told: async () => quantile(await gathered(seconds, () => command(house, readers)), 0.99),
      trip: async () => median(await gathered(seconds / 4, () => roundTrip(bare.url))),
    };
    await alternate(1, measures);
    const { told, trip } = await alternate(rounds, measures);
    const { ratio: value, low, high } = ratioOf(told, trip);
    return [
      result({
        name: `command accepted to its event with ${READERS} stream readers, 99th percentile, of a loopback round trip`,
        value,
        low,
        high,
        decimals: 1,
        detail: `${median(told).toFixed(2)} ms, a round trip to bare \`node:http\` ${median(trip).toFixed(2)}`,
      }),
    ];
  });
}
