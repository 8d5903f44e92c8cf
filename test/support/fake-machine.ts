/** A machine as a test has it: nothing is on it but what the test says. */
import type { FileFacts, HostMachine, Ran } from '../../src/system/machine.ts';

export interface FakeMachine extends HostMachine {
  /** Each program that was run, with its arguments. */
  readonly ranAll: string[];
}

export interface FakeMachineParts {
  /** Path → its text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  readonly facts?: Readonly<Record<string, Partial<FileFacts>>>;
  /** What the first of these says whose words a command line begins with. */
  readonly programs?: Readonly<Record<string, string | Ran>>;
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  readonly answers?: Readonly<Record<string, { status: number; text: string }>>;
}

const MISSING: Ran = { code: undefined, out: '' };

/** @param more in place of what follows from the parts */
export function createFakeMachine(
  parts: FakeMachineParts = {},
  more: Partial<HostMachine> = {},
): FakeMachine {
  const { files = {}, folders = {}, facts = {}, programs = {}, addresses = {} } = parts;
  const ranAll: string[] = [];
  function ran(command: string, args: readonly string[]): Ran {
    const line = [command, ...args].join(' ');
    ranAll.push(line);
    const [, said = MISSING] =
      Object.entries(programs).find(([words]) => line.startsWith(words)) ?? [];
    return typeof said === 'string' ? { code: 0, out: said } : said;
  }
  return {
    architecture: 'arm64',
    byteOrder: 'LE',
    userId: 1000,
    hostName: 'aris',
    read: (path) => files[path],
    list: (path) => [...(folders[path] ?? [])],
    facts(path) {
      const found = facts[path];
      return found && { isFolder: false, mode: 0o600, userId: 1000, ...found };
    },
    room: () => undefined,
    run: async (command, args) => Promise.resolve(ran(command, args)),
    show: async (command, args) => Promise.resolve(ran(command, args).code),
    addressesOf: async (name) => Promise.resolve([...(addresses[name] ?? [])]),
    get: async (url) => Promise.resolve(parts.answers?.[url]),
    ...more,
    ranAll,
  };
}
