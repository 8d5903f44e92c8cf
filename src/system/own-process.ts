/**
 * This program once more, as a child that may die: it speaks over a pipe of its own, so that nothing that a library
 * prints is taken for its words, and each line is on its way before the next thing is tried.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { OwnProcess, RunOwnProcess } from '../app/base/ports/own-process.ts';

/** Standard input, output and error come before it (`system/parent-pipe.ts` writes to it). */
const PIPE = 3;
const STDERR_CHARS = 2_000;
/** None of the settings: some are secret, and it needs none. What LMDB itself goes by has to be the same in both. */
const INHERITED: ReadonlySet<string> = new Set(['PATH', 'LMDB_RESTORE']);
const inherited = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => INHERITED.has(name)));

/** Without what would have a second inspector listen on the port of the first. */
const ownFlags = () => process.execArgv.filter((flag) => !flag.startsWith('--inspect'));

async function* linesOf(stream: Readable, onData: () => void): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
    onData();
    const lines = (rest + chunk).split('\n');
    // What was cut off by its death is no line.
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** @param entry what Node is given to run, and with which flags: as this process was */
export function createOwnProcess(
  entry: readonly string[] = [...ownFlags(), process.argv[1] ?? ''],
): RunOwnProcess {
  return (args, silentMs): OwnProcess => {
    const child = spawn(process.execPath, [...entry, ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: inherited(),
    });
    let stderr = '';
    let isHung = false;
    const hang = setTimeout(() => {
      isHung = true;
      child.kill('SIGKILL');
    }, silentMs);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < STDERR_CHARS) stderr += text.slice(0, STDERR_CHARS - stderr.length);
    });
    const end = once(child, 'close')
      .then(([code, signal]: (number | string | null)[]) => ({
        code: typeof code === 'number' ? code : undefined,
        signal: typeof signal === 'string' ? signal : undefined,
        isHung,
        stderr,
      }))
      .finally(() => clearTimeout(hang));
    // Whoever waits for the end is told; who still reads need not be.
    end.catch(() => undefined);
    return { lines: linesOf(child.stdio[PIPE] as Readable, () => hang.refresh()), end };
  };
}
