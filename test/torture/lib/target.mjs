// The built hub with a simulated house, an owner, a token and a firmware image, and ways to attack it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { descriptors, residentMiB } from './process.ts';

const PROGRAM = join(import.meta.dirname, '../../../dist/main.js');
const IMAGE_BYTES = 8 * 1024 * 1024;
const ENVIRONMENT = { PATH: process.env.PATH, NODE_ENV: 'production' };
const START_MS = 20_000;
export const OWNER = { email: 'owner@example.org', password: 'correct horse battery' };

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Attackers are many addresses: one of them has 128 connections at most. */
const addressOf = (index) => `127.0.${2 + Math.floor(index / 200)}.${1 + (index % 200)}`;

/** A POST from an address of its own. @returns the status; undefined where the hub hung up */
export async function post({ port }, path, body, localAddress, token) {
  return new Promise((resolve) => {
    const headers = {
      'Content-Type': 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    };
    const options = { port, path, localAddress, headers, host: '127.0.0.1', method: 'POST' };
    const sent = request({ ...options, agent: false });
    sent
      .once('error', () => resolve(undefined))
      .once('response', (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      });
    sent.end(JSON.stringify(body));
  });
}

function endWithUs(child) {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

/** With a word that somebody left there: that another hub is at work. */
async function startBroker() {
  const port = await freePort();
  const child = spawn('mosquitto', ['-p', String(port)], { stdio: 'ignore' });
  endWithUs(child);
  const word = ['-r', '-t', 'aris/hub/status', '-m', '{"status":"online","serial":"x"}'];
  const say = (args) =>
    spawnSync('mosquitto_pub', ['-h', '127.0.0.1', '-p', String(port), ...args]);
  for (const deadline = performance.now() + START_MS; say(word).status !== 0; await delay(50))
    if (child.exitCode !== null || performance.now() > deadline) throw new Error('no broker');
  return { port, stop: () => child.kill('SIGTERM') };
}

/** What makes a hub with a house at a broker of its own, or with a simulated one. */
async function houseArgs(folder, needsBroker) {
  if (!needsBroker) return { args: ['--virtual'], broker: undefined };
  const broker = await startBroker();
  spawnSync(process.execPath, [PROGRAM, 'house', 'init', '--data', folder], { env: ENVIRONMENT });
  return { args: ['--mqtt-url', `mqtt://127.0.0.1:${broker.port}`], broker };
}

/** @param options `needsBroker`: with a broker and no devices, else with a simulated house */
export async function startTarget({ seconds, connections, needsBroker = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'aris-torture-'));
  mkdirSync(join(folder, 'firmware'));
  writeFileSync(join(folder, 'firmware', 'image.bin'), Buffer.alloc(IMAGE_BYTES, 'x'));
  const port = await freePort();
  const { args: house, broker } = await houseArgs(folder, needsBroker);
  const args = ['serve', ...house, '--data', folder, '--listen', `127.0.0.1:${port}`];
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: ENVIRONMENT, stdio: 'ignore' });
  endWithUs(child);
  const sockets = new Set();

  async function isReady() {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    return answer?.ok === true;
  }
  for (const deadline = performance.now() + START_MS; !(await isReady()); await delay(50))
    if (child.exitCode !== null || performance.now() > deadline) throw new Error('no hub');
  const made = spawnSync(
    process.execPath,
    [PROGRAM, 'token', 'create', 'torture', '--data', folder],
    { env: ENVIRONMENT, encoding: 'utf8' },
  );
  const token = /aris_tok_[\w-]+/.exec(made.stdout)?.[0];
  if (token === undefined) throw new Error(`no token: ${made.stdout} ${made.stderr}`);

  const registered = await post({ port }, '/api/auth/register', { ...OWNER, name: 'Owner' });
  if (registered !== 201) throw new Error(`the owner was answered with ${registered}`);

  return {
    seconds,
    connections,
    port,
    token,
    broker,
    hasCrashed: () => child.exitCode !== null || child.signalCode !== null,
    residentMiB: () => Math.round(residentMiB(child.pid)),
    descriptors: () => descriptors(child.pid),
    /** A connection of attacker number `index`; `isRefused` once the hub has hung up without a word. */
    open(index, isOneAddress = false) {
      const localAddress = isOneAddress ? '127.0.1.1' : addressOf(index);
      const socket = connect({ port, host: '127.0.0.1', localAddress });
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        socket.isRefused = socket.bytesRead === 0;
      });
      return socket;
    },
    closeAll: () => sockets.forEach((socket) => socket.destroy()),
    async stop() {
      sockets.forEach((socket) => socket.destroy());
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      broker?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens all connections, does `act` on each, stays until the time is over, and counts. */
export async function attackWith(target, act, { isOneAddress = false } = {}) {
  const end = performance.now() + target.seconds * 1000;
  const opened = [];
  for (let index = 0; index < target.connections; index++) {
    const socket = target.open(index, isOneAddress);
    opened.push(socket);
    act(socket, index);
    if (index % 50 === 49) await delay(20);
  }
  await delay(Math.max(0, end - performance.now()));
  const refused = opened.filter((socket) => socket.isRefused).length;
  return { tried: opened.length, refused };
}
