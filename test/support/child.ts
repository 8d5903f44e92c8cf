/** Programs that tests run: none outlives its test file, and none inherits what would change how it runs. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tempFolder } from './temp-folder.ts';

export interface Finished {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export const hasEnded = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null;

/** Ends a child of this test alone, and resolves once it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** What is left to do when the tests of this process are over, however far they came. */
const leftovers = new Set<() => void>();
// The runner ends a test file whose children still run (--test-force-exit in test/run.mjs).
process.once('exit', () => leftovers.forEach((clear) => clear()));

/** A child that dies with the last test of this process at the latest. */
export function start(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): ChildProcess {
  // Of the environment only the path: NODE_EXTRA_CA_CERTS slows each start, ARIS_… would set things.
  const { PATH = '/usr/bin:/bin' } = process.env;
  const child = spawn(command, args, { env: { PATH, ...env }, stdio: 'pipe', cwd });
  const kill = () => void child.kill('SIGKILL');
  leftovers.add(kill);
  child.once('exit', () => leftovers.delete(kill));
  return child;
}

/** Runs a program to its end. */
export async function run(
  command: string,
  args: readonly string[],
  options: { env?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<Finished> {
  const child = start(command, args, options.env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin?.on('error', () => undefined).end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? undefined, stdout, stderr };
}

/** A folder that goes when this process ends: a child may be at work in it until then. */
export function lastingFolder(): string {
  const { path, remove } = tempFolder();
  leftovers.add(remove);
  return path;
}
