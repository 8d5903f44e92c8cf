/** `aris logs`: what the hub logs, where systemd keeps that. */
import { SettingsError } from '../domain/errors.ts';
import { shellWord } from '../system/program.ts';
import { parseArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { findService } from './service.ts';

const HELP = `Usage: aris logs [--lines N] [--since TIME] [--follow]

Shows what the hub that runs as a service has logged, by journalctl. One that
runs in a terminal or in a container writes its log there.

  --lines N      the last N lines; 100 where nothing is said
  --since TIME   since then, as journalctl takes it: "1 hour ago", today,
                 "2026-01-15 10:00"
  --follow       goes on until it is broken off`;

const LINES = '100';

function linesOf(text: string): string {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new UsageError(`--lines must be a whole number from 1 to 9999999, not "${text}"`);
  return text;
}

/** journalctl shows a person who may not read the log an empty one. */
async function refuseUnreadable({ machine, program, args }: CliContext): Promise<void> {
  if (machine.userId === 0) return;
  const probe = ['--unit=aris', '--lines=1', '--quiet', '--no-pager'];
  const { code, out } = await machine.run('journalctl', probe);
  if (code !== 0 || out !== '') return;
  const line = [program, ...args.map(shellWord)].join(' ');
  throw new UsageError(`this user may not see the log; this works: sudo ${line}`);
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  // No setting is read: a wrong one may be why somebody looks at the log.
  const { options, flags, positionals, faults } = parseArguments(
    args,
    ['lines', 'since'],
    ['follow'],
  );
  if (faults.length > 0) throw new SettingsError(faults);
  if (positionals.length > 0)
    throw new UsageError(`aris logs takes no argument; ${context.program} logs --help`);
  const since = options['since']?.at(-1);
  const lines = options['lines']?.at(-1) ?? (since === undefined ? LINES : undefined);
  const asked = [
    ...(lines === undefined ? [] : [`--lines=${linesOf(lines)}`]),
    ...(since === undefined ? [] : [`--since=${since}`]),
    ...(flags.has('follow') ? ['--follow'] : ['--no-pager']),
  ];
  if ((await findService(context.machine)) === undefined)
    throw new UsageError(
      'no hub is a service of systemd here: its log is where it was started, such as a terminal, or what docker logs or podman logs shows of its container',
    );
  await refuseUnreadable(context);
  const code = await context.machine.show('journalctl', ['--unit=aris', ...asked]);
  if (code === undefined) throw new UsageError('journalctl is not there: apt install systemd');
  return code === 0 ? EXIT.ok : EXIT.failure;
}

export const logsCommand: Command = { help: HELP, run };
