/** A real Mosquitto of one's own on a loopback port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PROGRAM = '/usr/sbin/mosquitto';
const START_DEADLINE_MS = 5_000;
const POLL_MS = 10;
/** A free port may be taken by another suite between the look and the broker's own bind. */
const ATTEMPTS = 3;

export interface MosquittoOptions {
  /** Further lines of mosquitto.conf, without a listener. Anonymous clients are let in unless these say otherwise. */
  readonly config?: string;
  /** A fixed port, to start again where an earlier one has stopped; any free one where absent. */
  readonly port?: number;
}

export interface Mosquitto {
  readonly port: number;
  /** `mqtt://127.0.0.1:PORT` */
  readonly url: string;
  readonly pid: number;
  /** Ends the broker and resolves once it is gone, its port free again. May be called twice. */
  stop(): Promise<void>;
}

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function configuration(port: number, extra: string): string {
  // As root it would drop to a user that cannot read the test's files; for others `user` has no effect.
  const lines = [`listener ${port} 127.0.0.1`, 'user root', 'log_dest stderr'];
  if (!/^\s*allow_anonymous\b/m.test(extra)) lines.push('allow_anonymous true');
  return `${lines.join('\n')}\n${extra}\n`;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  // A broker that a test has paused would never see the request to end.
  child.kill('SIGCONT');
  await exited;
}

/** @throws Error with the broker's own words where it ends, or does not listen in time. */
async function listening(child: ChildProcess, port: number, said: () => string): Promise<void> {
  const deadline = performance.now() + START_DEADLINE_MS;
  // Its own word counts too: another suite's broker may be what answers on a port that was taken meanwhile.
  while (!said().includes(' running') || !(await accepts(port))) {
    if (hasEnded(child)) throw new Error(`mosquitto ended: ${said()}`);
    if (performance.now() > deadline) throw new Error(`mosquitto does not listen: ${said()}`);
    await delay(POLL_MS);
  }
}

async function startOn(port: number, config: string): Promise<Mosquitto> {
  const folder = await mkdtemp(join(tmpdir(), 'aris-mosquitto-'));
  await writeFile(join(folder, 'mosquitto.conf'), configuration(port, config));
  const child = spawn(PROGRAM, ['-c', join(folder, 'mosquitto.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  // A test process that ends early must not leave a broker behind.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    await end(child);
    process.off('exit', kill);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await once(child, 'spawn');
    await listening(child, port, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, url: `mqtt://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}

/**
 * Starts a broker and resolves once it accepts connections.
 * @throws Error with the broker's own words where it does not start
 */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const { config = '', port } = options;
  if (port !== undefined) return startOn(port, config);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(await freePort(), config);
    } catch (error) {
      if (attempt === ATTEMPTS || !String(error).includes('Address already in use')) throw error;
    }
  }
}
