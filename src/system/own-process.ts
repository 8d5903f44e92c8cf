/**
 * This program once more, as a child that may die: it speaks over a pipe of its own, so that nothing that a library
 * prints is taken for its words, and each line is on its way before the next thing is tried.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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

/** Hundredths of a second, on every Linux. */
const TICK_MS = 10;
const LOOK_MS = 500;
/** Who waits for a disk, or for its turn, is waited for so many times as long as who goes round in circles. */
const PATIENCE = 10;

/** What a process has had of the processor, ms; undefined where nobody says. */
function processorMs(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // Behind its name, which may have spaces and brackets in it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return undefined;
  }
}

/** Ends a child that says nothing. */
function watch(child: ChildProcess, silentMs: number) {
  let isHung = false;
  const now = () => ({ clockMs: performance.now(), processorMs: processorMs(child.pid) });
  let said = now();
  const look = setInterval(() => {
    const at = now();
    const silence = at.clockMs - said.clockMs;
    const used =
      at.processorMs === undefined || said.processorMs === undefined
        ? silence
        : at.processorMs - said.processorMs;
    isHung = used >= silentMs || silence >= PATIENCE * silentMs;
    if (!isHung) return;
    clearInterval(look);
    child.kill('SIGKILL');
  }, LOOK_MS);
  return {
    said: () => void (said = now()),
    stop: () => clearInterval(look),
    isHung: () => isHung,
  };
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
    const silence = watch(child, silentMs);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < STDERR_CHARS) stderr += text.slice(0, STDERR_CHARS - stderr.length);
    });
    const end = once(child, 'close')
      .then(([code, signal]: (number | string | null)[]) => ({
        code: typeof code === 'number' ? code : undefined,
        signal: typeof signal === 'string' ? signal : undefined,
        isHung: silence.isHung(),
        stderr,
      }))
      .finally(silence.stop);
    // Whoever waits for the end is told; who still reads need not be.
    end.catch(() => undefined);
    return { lines: linesOf(child.stdio[PIPE] as Readable, silence.said), end };
  };
}
