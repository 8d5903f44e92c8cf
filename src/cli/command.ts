/** A command of the command line. */
import type { CliContext, ExitCode } from './context.ts';

export interface Command {
  readonly help: string;
  /** @param args what follows the command's name */
  run(args: readonly string[], context: CliContext): Promise<ExitCode>;
}
