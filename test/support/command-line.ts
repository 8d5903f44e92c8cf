/** The command line in this very process: what it writes, and what it asks a hub that a test plays. */
import { join } from 'node:path';
import { createSteadyClock } from '../../src/app/records/steady-clock.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { runCli } from '../../src/cli/run.ts';
import { systemClock } from '../../src/system/clock.ts';
import { serveControl } from '../../src/system/control-socket.ts';
import { createLog } from '../../src/system/log.ts';
import { systemRandom } from '../../src/system/random.ts';
import { lineWriter } from '../../src/system/terminal.ts';
import { createFakeMachine } from './fake-machine.ts';
import { tempFolder } from './temp-folder.ts';

/** What `aris …` writes, and its exit code. */
export interface Written {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param more in place of what a process that nobody watches gives */
export function playedProcess(
  args: readonly string[],
  folder: string,
  more: Partial<CliContext> = {},
) {
  let [out, err] = ['', ''];
  const toErr = lineWriter({ write: (text) => Boolean((err += String(text))) });
  const context: CliContext = {
    args,
    env: { ARIS_DATA: folder, HOME: folder },
    pid: process.pid,
    version: '0.2.0',
    nodeVersion: process.versions.node,
    program: 'aris',
    isTerminal: false,
    columns: {},
    random: systemRandom,
    machine: createFakeMachine(),
    ownProcess: () => {
      throw new Error('this test starts no process');
    },
    err: toErr,
    out: lineWriter({ write: (text) => Boolean((out += String(text))) }),
    clock: createSteadyClock({ clock: systemClock, isSynchronised: () => true }),
    createLog: () => createLog({ clock: systemClock, level: 'debug', isHuman: true, write: toErr }),
    onSignal: () => undefined,
    runAnew: () => Promise.resolve(0),
    edit: () => Promise.resolve(1),
    askLine: () => Promise.resolve(undefined),
    askSecret: () => Promise.resolve('short'),
    onFault: () => undefined,
    forgetEnv: () => undefined,
    ...more,
  };
  return { context, written: () => ({ out, err }) };
}

export async function runCommand(
  args: readonly string[],
  folder: string,
  more: Partial<CliContext> = {},
): Promise<Written> {
  const { context, written } = playedProcess(args, folder, more);
  return { code: await runCli(context), ...written() };
}

/** A data folder with a hub at its socket that answers as the test has it. */
export async function playedHub() {
  const { path: folder, remove } = tempFolder();
  const asked: (readonly [operation: string, input: unknown])[] = [];
  let answers: readonly unknown[] = [];
  const server = await serveControl(folder, async (operation, input) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push([operation, input]);
    if (answer instanceof Error) throw answer;
    return Promise.resolve(answer);
  });
  return {
    folder,
    at: (name: string) => join(folder, name),
    /** @param given one for each question, the last for all further ones; an Error refuses it */
    async run(
      args: readonly string[],
      given: readonly unknown[] = [],
      more: Partial<CliContext> = {},
    ) {
      asked.length = 0;
      answers = given;
      const written = await runCommand(args, folder, more);
      // Which hub it was is of no interest here.
      const err = written.err.replace(/^aris: through the hub that runs on .*\n/m, '');
      return { code: written.code, out: written.out, err, asked: [...asked] };
    },
    async stop() {
      await server.stop();
      remove();
    },
  };
}

export type PlayedHub = Awaited<ReturnType<typeof playedHub>>;
