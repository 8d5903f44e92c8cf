/** `aris found`: the devices on the broker that the house does not have yet. */
import type { FoundDevicesView } from '../app/found/found-devices-view.ts';
import type { Becoming, FoundValue } from '../app/found/views.ts';
import { READINGS } from '../domain/equipment/catalogue.ts';
import { SECOND_MS } from '../domain/units.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import type { Command } from './command.ts';
import { createOperator } from './operate.ts';
import { readCommandLine } from './settings.ts';
import { printTable, printText } from './table.ts';

const HELP = `Usage: aris found [--seconds N] [--json]

Shows the devices that the running hub hears on its broker: what each would
become in the house, and what it says now. It tells nobody anything. What
house.json takes is in the member house of each, with --json.

  --seconds N    listens for N seconds first, 0 to 600; 3 where it is not said
  --json         all of it as JSON, as GET /api/found-devices answers
  --data FOLDER  the hub's data folder, where it is not the usual one`;

const SECONDS = 3;
const SECONDS_MAX = 600;

function secondsOf(text: string | undefined): number {
  if (text === undefined) return SECONDS;
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : Infinity;
  if (seconds > SECONDS_MAX)
    throw new UsageError(`--seconds must be a whole number from 0 to ${SECONDS_MAX}`);
  return seconds;
}

function valueText({ kind }: Becoming, { field, value }: FoundValue): string {
  const table: Readonly<Record<string, object>> = READINGS[kind];
  const reading = Object.hasOwn(table, field) ? table[field] : undefined;
  const unit = reading !== undefined && 'unit' in reading ? ` ${String(reading.unit)}` : '';
  return `${field} ${value}${unit}`;
}

const VALUES_SHOWN = 4;

/** Silent devices of the house, each with what could take its place. */
function successorLines({ foundDevices }: FoundDevicesView): string[] {
  const silent = new Map<string, { readonly sinceTs: string; readonly names: string[] }>();
  for (const { name, becomes } of foundDevices)
    for (const { kind, id, sinceTs } of becomes.flatMap(({ replaces = [] }) => replaces)) {
      const key = `${kind} ${id}`;
      const { names } = silent.get(key) ?? { names: [] };
      silent.set(key, { sinceTs, names: [...names, name] });
    }
  return [...silent].map(
    ([device, { sinceTs, names }]) =>
      `${device} is silent since ${sinceTs}: ${names.join(', ')} could take its place`,
  );
}

/** Rooms that nobody measures, each with what stands near. */
function unmeasuredLines({ foundDevices, unmeasuredZones }: FoundDevicesView): string[] {
  const names = new Map(foundDevices.map(({ foundId, name }) => [foundId, name]));
  return unmeasuredZones.map(({ friendlyName, message, near }) => {
    const standing = near.map(({ foundId }) => names.get(foundId) ?? foundId);
    return `${friendlyName}: ${message}${standing.length > 0 ? `; near it: ${standing.join(', ')}` : ''}`;
  });
}

function show(view: FoundDevicesView, context: CliContext): void {
  const { foundDevices, listening } = view;
  const rows = foundDevices.flatMap(({ name, becomes }) =>
    becomes.map((one) => [
      name,
      one.kind,
      one.inHouse === undefined ? one.id : `${one.inHouse.id} (in the house)`,
      one.values
        .slice(0, VALUES_SHOWN)
        .map((value) => valueText(one, value))
        .join(', '),
    ]),
  );
  if (rows.length > 0) printTable([['FOUND', 'KIND', 'ID', 'SAYS NOW'], ...rows], context);
  for (const { name, unread } of foundDevices)
    for (const sentence of unread) context.out(`${name}: ${sentence}`);
  for (const line of [...successorLines(view), ...unmeasuredLines(view)]) context.out(line);
  const { state, reason, leftOut } = listening;
  if (foundDevices.length === 0) context.out('nothing is found');
  if (state !== 'listening')
    context.err(`aris: the hub hears nothing (${state}) ${reason ?? ''}`.trimEnd());
  if (leftOut !== undefined) context.err(`aris: ${leftOut} more were left out: there are too many`);
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, { options: ['seconds'], flags: ['json'] }, context);
  if (cli.positionals.length > 0)
    throw new UsageError(`too many arguments; ${context.program} found --help`);
  const seconds = secondsOf(cli.options['seconds']?.at(-1));
  const operator = createOperator(cli, false, context);
  const look = async () => (await operator.ask('found.list', {})) as FoundDevicesView;
  await look();
  if (context.isTerminal && seconds > 0) context.err(`listening for ${seconds} s …`);
  await new Promise<void>((resolve) => context.clock.after(seconds * SECOND_MS, resolve));
  const found = await look();
  if (cli.flags.has('json')) printText(JSON.stringify(found, null, 2), context.out);
  else show(found, context);
  return found.foundDevices.length > 0 ? EXIT.ok : EXIT.failure;
}

export const foundCommand: Command = { help: HELP, run };
