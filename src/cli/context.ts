/** What a command gets of the process it runs in. */
import type { Log } from '../app/base/ports/log.ts';
import type { RunOwnProcess } from '../app/base/ports/own-process.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { SteadyClock } from '../app/records/steady-clock.ts';
import type { HostMachine } from '../system/machine.ts';

export interface CliContext {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly version: string;
  readonly nodeVersion: string;
  /** How a person calls this program, wherever they are. */
  readonly program: string;
  /** Each writes one line: a line feed in it is shown as an escape. */
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Whether a person watches, at a terminal. */
  readonly isTerminal: boolean;
  /** How wide the terminal is that each of the two goes to; none where it goes elsewhere. */
  readonly columns: { readonly out?: number | undefined; readonly err?: number | undefined };
  readonly clock: SteadyClock;
  readonly random: Random;
  readonly machine: HostMachine;
  /** This program once more. */
  readonly ownProcess: RunOwnProcess;
  /** This very command once more, in place of this process, which only waits for it. @returns its exit code */
  runAnew(env: Readonly<Record<string, string | undefined>>): Promise<number>;
  createLog(level: string): Log;
  onSignal(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP', handle: () => void): void;
  /** Asks for a secret: without showing it at a terminal, else the first line of standard input. */
  askSecret(prompt: string): Promise<string>;
  /** Asks for a line; undefined where nobody sits at a terminal. */
  askLine(prompt: string): Promise<string | undefined>;
  /** Has a person edit a file with what $VISUAL or $EDITOR names, else vi. @returns the editor's exit code */
  edit(path: string): Promise<number>;
  /** For what no one caught. */
  onFault(handle: (error: unknown) => void): void;
  /** Keeps a variable that is meant for this process from its children. */
  forgetEnv(name: string): void;
}

/** Exit codes; systemd/aris.service does not restart after 2, 3 and 4. */
export const EXIT = {
  ok: 0,
  /** Something went wrong that a new try may put right. */
  failure: 1,
  /** A setting, an argument or the house file is wrong: a person has to act. */
  usage: 2,
  /** Another process is in charge. */
  rival: 3,
  /** The store is of a newer version, or cannot be used. */
  store: 4,
  /** To be started anew, into a backup that was put back. */
  restart: 5,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Another process has run the command. */
export class HandedOver extends Error {
  readonly code: number;

  constructor(code: number) {
    super('another process has run the command');
    this.code = code;
  }
}

/** A wrong call: its message, and where the right one stands. */
export class UsageError extends Error {}
