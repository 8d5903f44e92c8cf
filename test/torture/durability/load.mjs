// A busy house for an hour: 200 messages a second, a client that asks for all states each 5 s as Home Assistant does,
// and 20 streams. What the hub needs must not grow.
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'mqtt';
import { DEVICES, HOUSE } from '../../bench/lib/house.mjs';
import { dataFolderWith, startHub } from '../../support/hub.ts';
import { metric } from '../../support/metrics.ts';
import { startMosquitto } from '../../support/mosquitto.ts';
import { until } from '../../support/until.ts';
import { createClient } from '../lib/client.ts';
import { descriptors, residentMiB } from '../lib/process.ts';

export const name = 'load';

const MESSAGES_PER_SECOND = 200;
const TICK_MS = 50;
const POLL_MS = 5_000;
const STATES = ['zones', 'fcus', 'hcu', 'heatpumps', 'dhw', 'tes', 'faults', 'system'];
const STREAMS = 20;
/** One principal has 16 at most. */
const READERS = 4;
const MINUTES = { short: 0.1, long: 60 };
const MINUTE_MS = 60_000;
/** Caches and history fill until then. */
const WARM_MINUTES = 10;
/** So often the hub is told to collect its garbage: what it holds then is what must not grow. */
const COLLECT_MINUTES = 5;
const SLOPE_MIB_PER_HOUR = 1;
/** What all of it may have at any time: garbage comes and goes, and is let go of by the hub itself beyond a limit. */
const RESIDENT_MIB = 96;
const MIB = 1_024 * 1_024;
const COLLECTING = new URL('../lib/with-collections.mjs', import.meta.url).href;
/** Of what was sent, what the hub must have taken in at the end. */
const ACCEPTED_SHARE = 0.98;

/** All devices in turn, at a steady pace, also where a tick comes late. */
function startDevices(url) {
  const client = connect(url, { protocolVersion: 5 });
  const startedMs = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1_000) * MESSAGES_PER_SECOND;
    for (; sent < due; sent++) {
      const { topic, report } = DEVICES[sent % DEVICES.length];
      client.publish(`aris/${topic}`, report(Math.floor(sent / DEVICES.length)));
    }
  }, TICK_MS);
  return {
    sent: () => sent,
    async stop() {
      clearInterval(timer);
      await client.endAsync();
    },
  };
}

async function openStream(port, token) {
  const request = get({
    port,
    host: '127.0.0.1',
    path: '/api/stream',
    agent: false,
    headers: { Authorization: `Bearer ${token}` },
  });
  const [response] = await once(request, 'response');
  const stream = { bytes: 0, isOpen: response.statusCode === 200, leave: () => request.destroy() };
  response.on('data', (chunk) => (stream.bytes += chunk.length));
  response.on('close', () => (stream.isOpen = false)).on('error', () => undefined);
  return stream;
}

async function pollAll(client, complaints) {
  for (const state of STATES) {
    const { status } = await client.ask('GET', `/api/${state}`);
    if (status !== 200) complaints.push(`/api/${state} was answered with ${status}`);
  }
}

/** What it holds once its garbage is collected, MiB. */
async function heldMiB(hub) {
  const before = hub.log.length;
  hub.signal('SIGUSR2');
  const said = () => hub.log.slice(before).find(({ message }) => message === 'collected');
  return (await until(said, 'the collection')).heldBytes / MIB;
}

/** Least squares. */
function slopePerHour(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanMinute, meanMiB] = [mean(([minute]) => minute), mean(([, mib]) => mib)];
  const along = mean(([minute, mib]) => (minute - meanMinute) * (mib - meanMiB));
  return (along / mean(([minute]) => (minute - meanMinute) ** 2)) * 60;
}

/** Polls for so long, and looks at the process each time. */
async function live(hub, client, { minutes, say, complaints }) {
  const startedMs = performance.now();
  const samples = [];
  const held = [];
  const from = Math.min(WARM_MINUTES, minutes / 2);
  for (let minute = 0; minute < minutes;) {
    await pollAll(client, complaints);
    minute = (performance.now() - startedMs) / MINUTE_MS;
    samples.push({ minute, mib: residentMiB(hub.pid), fds: descriptors(hub.pid) });
    if (minute >= from + held.length * Math.min(COLLECT_MINUTES, minutes / 4))
      held.push([minute, await heldMiB(hub)]);
    if (samples.length % 60 === 0) say(JSON.stringify({ ...samples.at(-1), held: held.at(-1) }));
    await delay(Math.min(POLL_MS, (minutes * MINUTE_MS) / 4));
  }
  return { samples, held, from };
}

function judge({ samples, held, from }, { minutes, streams, sent, accepted }) {
  const warm = samples.filter(({ minute }) => minute >= from && minute < minutes);
  // A few seconds say nothing of an hour.
  const slope = minutes > WARM_MINUTES ? slopePerHour(held) : undefined;
  const [first, last] = [warm[0], warm.at(-1)];
  const most = Math.max(...samples.map(({ mib }) => mib));
  const broken = [
    held.length < 2 && 'it was not seen what is held',
    most > RESIDENT_MIB && `${most.toFixed(0)} MiB were resident`,
    slope > SLOPE_MIB_PER_HOUR && `memory grows by ${slope.toFixed(1)} MiB an hour`,
    last.fds > first.fds && `descriptors grow from ${first.fds} to ${last.fds}`,
    accepted < sent * ACCEPTED_SHARE && `of ${sent} messages ${accepted} were taken in`,
    streams.some(({ isOpen, bytes }) => !isOpen || bytes === 0) && 'a stream ended or was silent',
  ].filter(Boolean);
  const holds = held.map(([, mib]) => mib.toFixed(1)).join(', ');
  const memory = slope === undefined ? '' : `, ${slope.toFixed(2)} MiB an hour`;
  const figures = `${sent} messages, ${accepted} taken in; held after collections: ${holds} MiB${memory}; at most ${most.toFixed(1)} MiB resident; descriptors ${first.fds} to ${last.fds}`;
  return { figures, broken };
}

export async function run({ isShort, minutes = isShort ? MINUTES.short : MINUTES.long, say }) {
  const broker = await startMosquitto({ config: 'max_queued_messages 0' });
  const args = ['--mqtt-url', broker.url];
  const env = { NODE_OPTIONS: `--import ${COLLECTING}` };
  const hub = await startHub({ dataFolder: dataFolderWith(HOUSE), args, env });
  const complaints = [];
  const tokens = [];
  for (let reader = 0; reader < READERS; reader++) tokens.push(await hub.token());
  await until(async () => (await metric(hub, tokens[0], 'aris_mqtt_connected')) === 1, 'the link');
  const streams = await Promise.all(
    Array.from({ length: STREAMS }, (_, index) => openStream(hub.port, tokens[index % READERS])),
  );
  const devices = startDevices(broker.url);
  const client = createClient(hub.url, tokens[0]);
  const seen = await live(hub, client, { minutes, say, complaints });
  await devices.stop();
  await delay(500);
  const accepted = await metric(hub, tokens[0], 'aris_mqtt_messages_accepted_total');
  const { figures, broken } = judge(seen, { minutes, streams, sent: devices.sent(), accepted });
  streams.forEach(({ leave }) => leave());
  await hub.stop();
  await broker.stop();
  return { extent: `${minutes} min`, figures, broken: [...new Set([...complaints, ...broken])] };
}
