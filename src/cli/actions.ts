/** Commands of several actions, such as `aris token create`: finding the action, and asking the hub to do it. */
import { HubError } from '../domain/errors.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { createOperator, type Operator } from './operate.ts';
import type { Command } from './command.ts';
import { readCommandLine, type CommandLine } from './settings.ts';

export interface Call extends Operator {
  readonly args: CommandLine;
  readonly context: CliContext;
  /** What follows the action's name: exactly these. @throws UsageError */
  argumentsOf(...whats: readonly string[]): string[];
}

export type Action = (call: Call) => Promise<void>;

export interface ActionCommand {
  readonly name: string;
  readonly help: string;
  readonly options: readonly string[];
  readonly flags: readonly string[];
  readonly actions: Readonly<Record<string, Action>>;
  /** What the API calls a field, as the command line calls it. */
  readonly words: Readonly<Record<string, string>>;
}

function inOwnWords(error: unknown, words: ActionCommand['words']): unknown {
  if (!(error instanceof HubError) || typeof error.context['field'] !== 'string') return error;
  const field = error.context['field'].replace(/\[.*$/, '');
  const word = Object.hasOwn(words, field) ? words[field] : undefined;
  return word === undefined ? error : new UsageError(error.message.replace(/^[\w[\]]+/, word));
}

function argumentsOf(help: string, args: CommandLine, whats: readonly string[]): string[] {
  const [, ...values] = args.positionals;
  if (values.length === whats.length) return values;
  const wanted = whats.length === 0 ? 'nothing more' : `exactly one ${whats.join(' and one ')}`;
  throw new UsageError(`${wanted} is needed; ${help}`);
}

export function actionCommand(command: ActionCommand): Command {
  const { name, help, options, actions, words } = command;
  const names = Object.keys(actions);

  async function run(rest: readonly string[], context: CliContext): Promise<ExitCode> {
    const flags = ['virtual', ...command.flags];
    const args = readCommandLine(rest, { options, flags }, context);
    const [action = ''] = args.positionals;
    const helpLine = `${context.program} ${name} --help`;
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (act === undefined) {
      const choice = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
      throw new UsageError(`aris ${name} ${choice}? ${helpLine} says more`);
    }
    try {
      await act({
        args,
        context,
        argumentsOf: (...whats) => argumentsOf(helpLine, args, whats),
        ...createOperator(args, args.flags.has('virtual'), context),
      });
    } catch (error) {
      throw inOwnWords(error, words);
    }
    return EXIT.ok;
  }
  return { help, run };
}
