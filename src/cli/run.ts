/** The command table: finding the command, running it, and making an exit code of whatever it throws. */
import { HubError, messageOf, RivalError, SettingsError, StoreError } from '../domain/errors.ts';
import type { Command } from './command.ts';
import { printText } from './table.ts';
import { EXIT, HandedOver, UsageError, type CliContext, type ExitCode } from './context.ts';
import { folded } from './fold.ts';

/** Each loads only what it needs: a hub starts the sooner for not reading what makes tokens. */
const COMMANDS: Readonly<Record<string, { summary?: string; load: () => Promise<Command> }>> = {
  serve: { summary: 'runs the hub', load: async () => (await import('./serve.ts')).serveCommand },
  status: {
    summary: 'says whether a hub runs, how it does, and what to look after',
    load: async () => (await import('./status.ts')).statusCommand,
  },
  logs: {
    summary: 'shows what the hub has logged',
    load: async () => (await import('./logs.ts')).logsCommand,
  },
  doctor: {
    summary: 'looks at all that a hub needs, and says what to do',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  token: {
    summary: 'makes, lists, changes and revokes API tokens',
    load: async () => (await import('./token.ts')).tokenCommand,
  },
  user: {
    summary: 'adds, lists, unlocks and removes people, and prints the setup code',
    load: async () => (await import('./user.ts')).userCommand,
  },
  house: {
    summary: 'shows, checks, changes and takes back the description of the house',
    load: async () => (await import('./house.ts')).houseCommand,
  },
  profile: {
    summary: 'lists, checks and tries out profiles of gateways of other makes',
    load: async () => (await import('./profile.ts')).profileCommand,
  },
  found: {
    summary: 'shows devices on the broker that the house could have',
    load: async () => (await import('./found.ts')).foundCommand,
  },
  broker: {
    summary: 'shows, tries and sets the broker of the hub',
    load: async () => (await import('./broker.ts')).brokerCommand,
  },
  backup: {
    summary: 'makes and lists backups, and sets the passphrase that seals them',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  restore: {
    summary: 'puts everything back to a backup',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  verify: {
    summary: 'says whether all that is kept can be read',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  // For the hub itself, which looks at a store with it that may end the process.
  'read-store': {
    load: async () => (await import('./read-store.ts')).readStoreCommand,
  },
  simulate: {
    summary: 'plays the devices of a house over a broker',
    load: async () => (await import('./simulate.ts')).simulateCommand,
  },
};

function overview(): string {
  const rows = Object.entries(COMMANDS).flatMap(([name, { summary }]) =>
    summary === undefined ? [] : [`  ${name.padEnd(10)} ${summary}`],
  );
  return `aris, the home hub\n\nUsage: aris COMMAND …\n\n${rows.join('\n')}\n\naris COMMAND --help says more; aris --version tells the version.`;
}

async function dispatch(context: CliContext): Promise<ExitCode> {
  const [name, ...rest] = context.args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    printText(overview(), context.out);
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === '--version' || name === '-v') {
    context.out(context.version);
    return EXIT.ok;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined)
    throw new UsageError(`there is no command "${name}"; ${context.program} --help lists them`);
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    printText(command.help, context.out);
    return EXIT.ok;
  }
  return await command.run(rest, context);
}

/** What is told of whatever was thrown. */
function linesOf(error: unknown): readonly string[] {
  if (error instanceof SettingsError) return error.lines;
  const faults = error instanceof HubError ? error.context['faults'] : undefined;
  return Array.isArray(faults) ? faults.map(String) : [messageOf(error)];
}

/** Sentences for a person at a terminal. */
const foldedFor = (context: CliContext): CliContext => ({
  ...context,
  err: (line) => folded(line, context.columns.err).forEach(context.err),
});

export async function runCli(given: CliContext): Promise<number> {
  const context = foldedFor(given);
  try {
    return await dispatch(context);
  } catch (error) {
    if (error instanceof HandedOver) return error.code;
    for (const line of linesOf(error)) context.err(`aris: ${line}`);
    if (error instanceof RivalError) return EXIT.rival;
    if (error instanceof StoreError) return EXIT.store;
    const isUsage =
      error instanceof SettingsError || error instanceof UsageError || error instanceof HubError;
    return isUsage ? EXIT.usage : EXIT.failure;
  }
}
