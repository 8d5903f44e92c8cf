/** The process around the command line: what it was given goes in, an exit code comes out. */
import { LOG_LEVELS, type LogLevel } from './domain/log-level.ts';
import { createSteadyClock } from './app/records/steady-clock.ts';
import { runCli } from './cli/run.ts';
import { askLine, askSecret } from './system/ask-secret.ts';
import { keepTickShape } from './system/keep-ticks.ts';
import { createLog } from './system/log.ts';
import { systemClock } from './system/clock.ts';
import { createMachine } from './system/machine.ts';
import { createOwnProcess } from './system/own-process.ts';
import { programName } from './system/program.ts';
import { systemRandom } from './system/random.ts';
import { editFile } from './system/editor.ts';
import { runAnew } from './system/run-anew.ts';
import { lineWriter } from './system/terminal.ts';
import { isTimeSynchronised } from './system/time-sync.ts';

keepTickShape();
const { argv, env, execPath, pid } = process;
// A terminal that was closed, or a pipe whose reader went, must not stop a house: what cannot be said is not said.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
// What the hub writes is its owner's alone.
process.umask(0o077);
const isTerminal = process.stderr.isTTY;
const out = lineWriter(process.stdout);
const err = lineWriter(process.stderr);

const READER_WAIT_MS = 2_000;

// The hub's own timers and sockets come and go; the process lasts until the command is done.
setInterval(() => undefined, 2 ** 30);

process.exitCode = await runCli({
  args: argv.slice(2),
  env: { ...env },
  pid,
  version: ARIS_VERSION,
  nodeVersion: process.versions.node,
  program: programName(argv[1] ?? '', execPath),
  out,
  err,
  isTerminal,
  columns: { out: process.stdout.columns, err: process.stderr.columns },
  clock: createSteadyClock({ clock: systemClock, isSynchronised: () => isTimeSynchronised() }),
  random: systemRandom,
  machine: createMachine(),
  ownProcess: createOwnProcess(),
  runAnew: async (env) => runAnew(env),
  edit: async (path) => editFile(path, process.env),
  createLog: (level) =>
    createLog({
      clock: systemClock,
      level: (LOG_LEVELS as readonly string[]).includes(level) ? (level as LogLevel) : 'info',
      isHuman: isTerminal,
      write: err,
    }),
  askLine: async (prompt) => askLine(prompt, (text) => void process.stderr.write(text)),
  askSecret: async (prompt) => askSecret(prompt, (text) => void process.stderr.write(text)),
  onSignal: (signal, handle) => void process.on(signal, handle),
  onFault: (handle) => {
    process.on('uncaughtException', handle);
    process.on('unhandledRejection', handle);
  },
  forgetEnv: (name) => Reflect.deleteProperty(process.env, name),
});
// Where a slow reader has let its pipe fill up, the rest of a long answer still waits here; not for ever.
const written = [process.stdout, process.stderr].map(
  async (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
);
const late = new Promise<void>((resolve) => setTimeout(resolve, READER_WAIT_MS));
await Promise.race([Promise.all(written), late]);
// A timer or a socket that somebody forgot must not keep a stopped hub from ending.
process.exit();
