/** This very command once more, in a process of its own that has the same standard streams and the same signals. */
import { once } from 'node:events';
import { constants } from 'node:os';

type Environment = Readonly<Record<string, string | undefined>>;
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const PASSED_ON = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** @returns its exit code */
export async function runAnew(env: Environment, as?: RunAs): Promise<number> {
  const { spawn } = await import('node:child_process');
  const args = [...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(process.execPath, args, { ...as, env, stdio: 'inherit' });
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  for (const name of PASSED_ON) process.off(name, passOn);
  return code ?? 128 + constants.signals[signal ?? 'SIGKILL'];
}
