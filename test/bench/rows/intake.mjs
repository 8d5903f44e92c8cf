// Telemetry taken in, against a bare client that parses the JSON: CPU time of the subscriber for each message.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DEVICES } from '../lib/house.mjs';
import { acceptedMessages, BASE, startHouse, until } from '../lib/hub.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { cpuSeconds, runLoad, startServer, withCleanup } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';

const CLIENT = join(import.meta.dirname, '../peers/mqtt-client.mjs');
/** Each subscriber has topics of its own, so that it hears only its own flood. */
const CLIENT_BASE = 'bare';
const MESSAGES_A_SECOND = 30_000;
const SETTLE_MS = 300;

/** `count` messages from all devices, a publisher each, all at once. */
async function flood(broker, base, count) {
  const each = Math.round(count / DEVICES.length);
  const address = ['-h', '127.0.0.1', '-p', String(broker.port)];
  await Promise.all(
    DEVICES.map(({ topic, report }) => {
      const lines = Array.from({ length: each }, (_, turn) => `${report(turn)}\n`);
      return runLoad('mosquitto_pub', [...address, '-t', `${base}/${topic}`, '-l'], lines.join(''));
    }),
  );
  return each * DEVICES.length;
}

/** Microseconds of CPU time for each message of a flood that has arrived in full. */
async function cpuPerMessage({ server, base, counted }, broker, count) {
  const countBefore = await counted();
  const cpuBefore = cpuSeconds(server);
  const sent = await flood(broker, base, count);
  await until(`${sent} messages`, server, async () => {
    // Asking costs the subscriber time, too: seldom, and not while it is busy.
    await delay(SETTLE_MS);
    return (await counted()) - countBefore >= sent;
  });
  return ((cpuSeconds(server) - cpuBefore) / sent) * 1e6;
}

async function startClient(broker, defer) {
  const server = startServer([CLIENT, broker.url, `${CLIENT_BASE}/+/+/telemetry`], defer);
  await until('the subscription', server, () => server.said.includes('subscribed'));
  const counted = async () => {
    const answered = server.said.length;
    process.kill(server.pid, 'SIGUSR2');
    await until('a count', server, () => server.said.length > answered);
    return Number(server.said.trimEnd().split(' ').at(-1));
  };
  return { server, base: CLIENT_BASE, counted };
}

export async function measure({ rounds, seconds }) {
  return await withCleanup(async (defer) => {
    const house = await startHouse(defer);
    const { broker, server } = house;
    const hub = { server, base: BASE, counted: () => acceptedMessages(house) };
    const client = await startClient(broker, defer);
    const count = seconds * MESSAGES_A_SECOND;
    const measures = {
      hub: () => cpuPerMessage(hub, broker, count),
      client: () => cpuPerMessage(client, broker, count),
    };
    await alternate(1, measures);
    const costs = await alternate(rounds, measures);
    const { ratio: value, low, high } = ratioOf(costs.client, costs.hub);
    const [own, theirs] = [costs.hub, costs.client].map((list) => median(list).toFixed(1));
    return [
      result({
        name: 'telemetry taken in, of a bare `mqtt` client that parses JSON',
        value,
        low,
        high,
        detail: `${own} µs a message, bare ${theirs}`,
        budget: { atLeast: 0.85 },
        goal: 0.95,
      }),
    ];
  });
}
