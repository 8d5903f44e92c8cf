/** `aris doctor`: what has to be in order for a hub to do its work, each with what to do where it is not. */
import type { HubStatus } from '../app/diagnostics/status.ts';
import { messageOf, SettingsError } from '../domain/errors.ts';
import { storeFolder } from '../hub/store-folder.ts';
import { hasStore } from '../store/presence.ts';
import { askControl } from '../system/control-socket.ts';
import type { Command } from './command.ts';
import { hintInContainer, isContainer } from './container.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { enter, withinRights } from './data-folder.ts';
import { wrong, type Check, type Examined, type Diagnosis } from './doctor/check.ts';
import { DISK_CHECKS } from './doctor/disk.ts';
import { HOUSE_CHECKS } from './doctor/house.ts';
import { KEPT_CHECKS } from './doctor/kept.ts';
import { PROGRAM_CHECKS } from './doctor/program.ts';
import { folded } from './fold.ts';
import { createOperator } from './operate.ts';
import { patiently } from './patience.ts';
import { findService } from './service.ts';
import { readCommandLine, type CommandLine } from './settings.ts';

const HELP = `Usage: aris doctor [--json]

Looks at all that a hub needs: program, service and network, its broker and
house, the disk, the clock, backups and keys. Each line is ok, or says what to
do. Nothing is changed, and no secret is shown. It works with and without a hub
that runs.

  --json         what programs read
  --data FOLDER  the hub's data folder, where it is not the usual one

Exit codes: 0 nothing is to be done, 1 something is, 2 a setting is wrong.`;

export const CHECKS: readonly Check[] = [
  ...PROGRAM_CHECKS,
  ...HOUSE_CHECKS,
  ...DISK_CHECKS,
  ...KEPT_CHECKS,
];

interface Named extends Diagnosis {
  readonly name: string;
}

const WORDS = { ok: 'ok', wrong: 'LOOK', unknown: '–' } as const;
const NAME_CHARS = Math.max(...CHECKS.map(({ name }) => name.length));

function print({ name, state, says, next }: Named, { out, columns }: CliContext): void {
  const indent = ' '.repeat(NAME_CHARS + 8);
  const verdict = `${WORDS[state].padEnd(4)}  ${name.padEnd(NAME_CHARS)}  `;
  const lines = [
    ...folded(`${indent}${says}`, columns.out, indent),
    ...(next === undefined ? [] : folded(`${indent}→ ${next}`, columns.out, `${indent}  `)),
  ];
  for (const [at, line] of lines.entries())
    out(at === 0 ? `${verdict}${line.slice(indent.length)}` : line);
}

async function examine(cli: CommandLine, context: CliContext, isThere: boolean): Promise<Examined> {
  const { machine, version, nodeVersion, clock } = context;
  const { dataFolder } = cli;
  const answer = isThere ? await askControl(dataFolder, 'hub.status', {}) : undefined;
  const hub = answer?.result as HubStatus | undefined;
  const isReal = hub === undefined ? hasStore(storeFolder(dataFolder, false)) : !hub.system.virtual;
  const isVirtual = !isReal && hasStore(storeFolder(dataFolder, true));
  const folder = storeFolder(dataFolder, isVirtual);
  // Which hub it is stands in the first lines.
  const operator = createOperator(cli, isVirtual, { ...context, err: () => undefined });
  return {
    machine,
    cli,
    version,
    nodeVersion,
    nowMs: clock.nowMs(),
    hub,
    service: await findService(machine),
    storeFolder: folder,
    hasStore: isThere && hasStore(folder),
    ask: async (operation, input) => operator.ask(operation, input),
  };
}

async function verdictOf({ run }: Check, at: Examined): Promise<Diagnosis> {
  try {
    const { next, ...found } = await run(at);
    if (next === undefined) return found;
    return { ...found, next: isContainer(at.machine) ? hintInContainer(next) : next };
  } catch (error) {
    const lines = error instanceof SettingsError ? error.lines : [messageOf(error)];
    return wrong(
      lines.join('; '),
      'aris verify reads all that is kept, and aris logs may say more',
    );
  }
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, { flags: ['json'] }, context);
  if (cli.positionals.length > 0)
    throw new UsageError(`aris doctor takes no argument; ${context.program} doctor --help`);
  const isJson = cli.flags.has('json');
  const isThere = await enter(cli, context);
  const at = await withinRights(cli, context, async () => examine(cli, context, isThere));
  const found: Named[] = [];
  for (const check of CHECKS) {
    const doing = `looking at ${check.name}`;
    const verdict = await patiently(context, doing, async () => verdictOf(check, at));
    const named = { name: check.name, ...verdict };
    found.push(named);
    if (!isJson) print(named, context);
  }
  const count = found.filter(({ state }) => state === 'wrong').length;
  if (isJson) context.out(JSON.stringify({ ok: count === 0, checks: found }));
  else if (count > 0) context.out(`${count} of ${found.length} have to be looked after`);
  return count === 0 ? EXIT.ok : EXIT.failure;
}

export const doctorCommand: Command = { help: HELP, run };
