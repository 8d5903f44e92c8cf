// The real program, with a house file, tokens, and a Mosquitto of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tsImport } from 'tsx/esm/api';
import { DEVICES, HOUSE } from './house.mjs';
import { freePort, runLoad, startServer } from './process.mjs';
import { seedTokens } from './tokens.mjs';

export const PROGRAM = join(import.meta.dirname, '../../../dist/main.js');
export const BASE = 'aris';
const DEADLINE_MS = 30_000;
const POLL_MS = 20;
/** By then a hub has given back what its start has left (src/system/release-memory.ts): it forgets its compiled code with that. */
const AT_REST_MS = 10_000;

const { startMosquitto } = await tsImport('../../support/mosquitto.ts', import.meta.url);

/** A folder that goes away again. */
export function temporaryFolder(defer) {
  const folder = mkdtempSync(join(tmpdir(), 'aris-bench-'));
  defer(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param server checked to be alive while it is waited for */
export async function until(what, server, isSo) {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await isSo())) {
    if (server.child.exitCode !== null || performance.now() > deadline)
      throw new Error(`waited in vain for ${what}: ${server.said}`);
    await delay(POLL_MS);
  }
}

async function answers(url, headers = {}) {
  try {
    return (await fetch(url, { headers })).ok;
  } catch {
    return false;
  }
}

/** A queue without an end: a flood that the broker thins out would be measured as speed. */
export async function startBroker(defer) {
  const broker = await startMosquitto({ config: 'max_queued_messages 0\nset_tcp_nodelay true' });
  defer(() => broker.stop());
  return broker;
}

/** The data folder of a hub that has been set up, but has not run. */
export async function prepareHub(folder, tokenCount = 1) {
  writeFileSync(join(folder, 'house.json'), JSON.stringify(HOUSE));
  return await seedTokens(folder, tokenCount);
}

export function startHub({ folder, port, broker }, defer) {
  const args = ['serve', '--data', folder, '--listen', `127.0.0.1:${port}`];
  return startServer([PROGRAM, ...args, '--mqtt-url', broker.url, '--mqtt-base', BASE], defer);
}

/** Each device reports once. */
async function reportOnce(broker) {
  for (const { topic, report } of DEVICES) {
    const address = ['-h', '127.0.0.1', '-p', String(broker.port)];
    await runLoad('mosquitto_pub', [...address, '-t', `${BASE}/${topic}`, '-m', report(1)]);
  }
}

/** Until what was started is a program that has been running. */
export const comeToRest = () => delay(AT_REST_MS);

/** How many messages the hub has taken in, by its own account. */
export async function acceptedMessages({ url, authorization }) {
  const page = await fetch(`${url}/prometheus/metrics`, { headers: authorization });
  const text = await page.text();
  return Number(/^aris_mqtt_messages_accepted_total (\d+)$/m.exec(text)?.[1]);
}

/** A hub whose 60 devices have all reported. @param options `folder` of its data, else one of its own; `tokenCount` */
export async function startHouse(defer, options = {}) {
  const folder = options.folder ?? temporaryFolder(defer);
  const tokens = await prepareHub(folder, options.tokenCount);
  const broker = await startBroker(defer);
  const port = await freePort();
  const server = startHub({ folder, port, broker }, defer);
  const url = `http://127.0.0.1:${port}`;
  const authorization = { Authorization: `Bearer ${tokens[0]}` };
  const house = { server, url, tokens, authorization, broker, folder };
  await until('readiness', server, () => answers(`${url}/ready`));
  await until('the broker', server, () => server.said.includes('broker connected'));
  await reportOnce(broker);
  await until('60 reports', server, async () => (await acceptedMessages(house)) === DEVICES.length);
  return house;
}
