// Starting, pinning, weighing and stopping processes.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const SERVER_CORE = '0';
const LOAD_CORE = '1';
const SAID_CHARS = 4_000;

/**
 * All that a server gets of the environment. Left out on purpose: NODE_EXTRA_CA_CERTS, which Node 20 parses at every
 * start (46 ms), and whatever settings of a hub a developer has.
 */
const ENVIRONMENT = { PATH: process.env.PATH, NODE_ENV: 'production' };

const clockTicksPerSecond = Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout);

const pinTo = (cores) => spawnSync('taskset', ['-acp', cores, String(process.pid)]);

/** This process and all it starts, save the servers, share the second core with the load. */
export function pinLoad() {
  pinTo(LOAD_CORE);
}

/** What is started meanwhile has all cores. */
export async function unpinned(work) {
  pinTo(`${SERVER_CORE},${LOAD_CORE}`);
  try {
    return await work();
  } finally {
    pinLoad();
  }
}

/** Runs what a measurement has to undo, last thing first, also where it fails. */
export async function withCleanup(work) {
  const steps = [];
  try {
    return await work((step) => steps.push(step));
  } finally {
    for (const step of steps.reverse()) await step();
  }
}

/** A Node program on the server's core. `defer` is told how to end it. */
export function startServer(args, defer) {
  const child = spawn('taskset', ['-c', SERVER_CORE, process.execPath, ...args], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = { pid: child.pid, child, said: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      server.said = (server.said + text).slice(-SAID_CHARS);
    });
  }
  // A bench that is broken off must leave no server behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit');
  server.stop = async () => {
    child.kill('SIGTERM');
    await exited;
    process.off('exit', kill);
  };
  defer(server.stop);
  return server;
}

/** A program of the load's side; resolves to what it wrote. */
export async function runLoad(command, args, input) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} failed: ${output}`);
  return output;
}

/** User and system time of all threads since the process started. */
export function cpuSeconds({ pid }) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name may have spaces and brackets; fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / clockTicksPerSecond;
}

export function residentMiB({ pid }) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
