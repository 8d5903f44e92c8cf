/** The command table: finding the command, running it, and making an exit code of whatever it throws. */
import { HubError, messageOf, RivalError, SettingsError } from '../domain/errors.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { houseCommand } from './house.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { tokenCommand } from './token.ts';

export interface Command {
  /** One line, in the list of all. */
  readonly summary: string;
  readonly help: string;
  /** @param args what follows the command's name */
  run(args: readonly string[], context: CliContext): Promise<ExitCode>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  token: tokenCommand,
  house: houseCommand,
  simulate: simulateCommand,
};

function overview(): string {
  const rows = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`,
  );
  return `aris, the home hub\n\nUsage: aris COMMAND …\n\n${rows.join('\n')}\n\naris COMMAND --help says more; aris --version tells the version.`;
}

async function dispatch(context: CliContext): Promise<ExitCode> {
  const [name, ...rest] = context.args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    context.out(overview());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === '--version' || name === '-v') {
    context.out(context.version);
    return EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    throw new UsageError(`there is no command "${name}"; aris --help lists them`);
  if (rest.includes('--help') || rest.includes('-h')) {
    context.out(command.help);
    return EXIT.ok;
  }
  return await command.run(rest, context);
}

export async function runCli(context: CliContext): Promise<ExitCode> {
  try {
    return await dispatch(context);
  } catch (error) {
    const lines = error instanceof SettingsError ? error.lines : [messageOf(error)];
    for (const line of lines) context.err(`aris: ${line}`);
    if (error instanceof RivalError) return EXIT.rival;
    const isUsage =
      error instanceof SettingsError || error instanceof UsageError || error instanceof HubError;
    return isUsage ? EXIT.usage : EXIT.failure;
  }
}
