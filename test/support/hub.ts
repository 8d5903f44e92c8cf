/** The built program, run as its users run it: `node dist/main.js …`, with a data folder of its own. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreatedToken } from '../../src/app/tokens/token-making.ts';
import type { House } from '../../src/domain/house.ts';
import { askControl } from '../../src/system/control-socket.ts';
import { end, hasEnded, run, start, lastingFolder, type Finished } from './child.ts';
import { SMALL_HOUSE } from './house.ts';
import { until } from './until.ts';

export const PROGRAM = join(import.meta.dirname, '..', '..', 'dist', 'main.js');
const START_DEADLINE_MS = 20_000;

export interface HubLogLine {
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

export interface TestHub {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  /** What it has said so far. */
  readonly log: readonly HubLogLine[];
  logged(message: string): HubLogLine | undefined;
  /** Runs `aris …` on the hub's data folder. */
  cli(...args: readonly string[]): Promise<Finished>;
  /** Makes a token as the command line does, which is a process less where the hub runs. */
  token(...permissions: readonly string[]): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, or undefined where a signal ended it. */
  exited(): Promise<number | undefined>;
  /** SIGTERM, then the exit code. May be called twice. */
  stop(): Promise<number | undefined>;
  kill9(): Promise<void>;
}

export interface HubOptions {
  /** Further arguments of `aris serve`, such as `--virtual`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** To listen on; else any that is free. */
  readonly port?: number;
  /** That of an earlier hub, to start again; else a fresh one. */
  readonly dataFolder?: string;
}

/** A data folder with a house in it; as text where it is to be a broken one. */
export function dataFolderWith(house: House | string = SMALL_HOUSE): string {
  const folder = lastingFolder();
  const text = typeof house === 'string' ? house : JSON.stringify(house);
  writeFileSync(join(folder, 'house.json'), text);
  return folder;
}

const environment = (dataFolder: string, env: HubOptions['env'] = {}) => ({
  ARIS_DATA: dataFolder,
  HOME: dataFolder,
  ...env,
});

/** Runs `aris …` to its end. */
export async function aris(
  args: readonly string[],
  dataFolder: string,
  env?: HubOptions['env'],
): Promise<Finished> {
  return run(process.execPath, [PROGRAM, ...args], { env: environment(dataFolder, env) });
}

/** The log of a child, line by line. What is no JSON object is kept as a line of level `raw`, to fail a test. */
function readLog(child: ChildProcess): HubLogLine[] {
  const log: HubLogLine[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      try {
        log.push(JSON.parse(line) as HubLogLine);
      } catch {
        log.push({ time: '', level: 'raw', message: line });
      }
    }
  });
  return log;
}

/** A hub in a child that has been started already, perhaps by another program in front of it. */
export function hubOf(
  child: ChildProcess,
  dataFolder: string,
): TestHub & { ready(): Promise<TestHub> } {
  const log = readLog(child);
  const logged = (message: string) => log.find((line) => line.message === message);
  const hub = {
    url: '',
    port: 0,
    pid: child.pid ?? 0,
    dataFolder,
    log,
    logged,
    cli: async (...args: readonly string[]) => aris(args, dataFolder),
    async token(...permissions: readonly string[]) {
      const request = { name: 'test', ...(permissions.length > 0 && { permissions }) };
      const answer = await askControl(dataFolder, 'token.create', request);
      if (answer !== undefined) return (answer.result as CreatedToken).token;
      // None runs.
      const options = permissions.flatMap((permission) => ['--permission', permission]);
      const { stdout, stderr, code } = await hub.cli('token', 'create', 'test', ...options);
      if (code !== 0) throw new Error(`no token: ${stderr}`);
      return stdout.trim();
    },
    signal: (signal: NodeJS.Signals) => void child.kill(signal),
    async exited() {
      if (!hasEnded(child)) await once(child, 'exit');
      return child.exitCode ?? undefined;
    },
    async stop() {
      await end(child);
      return child.exitCode ?? undefined;
    },
    kill9: async () => end(child, 'SIGKILL'),
    async ready() {
      const line = await until(
        () => {
          if (hasEnded(child))
            throw new Error(`the hub ended with ${String(child.exitCode)}: ${JSON.stringify(log)}`);
          return logged('hub ready');
        },
        'the hub to be ready',
        START_DEADLINE_MS,
      );
      const port = Number(/:(\d+)$/.exec(String(line['address']))?.[1] ?? 0);
      return Object.assign(hub, { port, url: `http://127.0.0.1:${port}` });
    },
  };
  return hub;
}

/** A data folder in which a virtual house has lived: the command line begins no store of its own. */
export async function livedInFolder(): Promise<string> {
  const hub = await startHub({ args: ['--virtual'], dataFolder: lastingFolder() });
  await hub.stop();
  return hub.dataFolder;
}

/** Starts a hub without waiting for it: it may well be one that has to fail. */
export function launchHub(options: HubOptions = {}): ReturnType<typeof hubOf> {
  const { args = [], env, port = 0, dataFolder = dataFolderWith() } = options;
  const command = [PROGRAM, 'serve', '--listen', `127.0.0.1:${port}`, ...args];
  return hubOf(start(process.execPath, command, environment(dataFolder, env)), dataFolder);
}

/**
 * Starts a hub on a free loopback port and resolves once it is ready.
 * @throws Error with its own words where it ends
 */
export async function startHub(options: HubOptions = {}): Promise<TestHub> {
  const hub = launchHub(options);
  try {
    return await hub.ready();
  } catch (error) {
    await hub.kill9();
    throw error;
  }
}
