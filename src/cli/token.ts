/** `aris token …`: making, listing and revoking API tokens, with and without a running hub. */
import type { Operation } from '../app/operations.ts';
import type { TokenView } from '../app/live-token.ts';
import type { CreatedToken } from '../app/tokens.ts';
import { PERMISSIONS } from '../domain/access.ts';
import { HubError } from '../domain/errors.ts';
import { TOKEN_PREFIXES } from '../domain/token.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { operate } from './operate.ts';
import type { Command } from './run.ts';
import { readCommandLine, type CommandLine } from './settings.ts';

const HELP = `Usage: aris token create NAME [--expires 90d] [--permission R:A …] [--prefix P]
       aris token list [--all] [--json]
       aris token show ID
       aris token revoke ID

create prints the token, and only the token, on standard output. It is shown this once.

  --expires WHEN       1h, 7d, 30d, 90d, 1y, an ISO 8601 instant, or never (the default)
  --permission R:A     may be given again; without it, all except tokens, users, backup, audit,
                       firmware:full and settings:full
                       ${PERMISSIONS.join(' ').replaceAll(/(.{60,90}?) /g, '$1\n                       ')}
  --prefix P           ${TOKEN_PREFIXES.join(', ')}; cosmetic
  --all                lists revoked tokens too
  --json               prints what the API would
  --data FOLDER        the hub's data folder, where it is not the usual one
  --virtual            where no hub runs: the tokens of the virtual house`;

interface Call {
  readonly args: CommandLine;
  readonly context: CliContext;
  ask(operation: Operation, input: unknown): Promise<unknown>;
}

function onlyArgument(call: Call, what: string): string {
  const [, value, ...more] = call.args.positionals;
  if (value === undefined || more.length > 0)
    throw new UsageError(`exactly one ${what} is needed; aris token --help`);
  return value;
}

async function create(call: Call): Promise<void> {
  const { options } = call.args;
  const input = {
    name: onlyArgument(call, 'NAME (in quotes where it has spaces)'),
    permissions: options['permission'],
    expiresIn: options['expires']?.at(-1),
    prefix: options['prefix']?.at(-1),
  };
  const isInstant = input.expiresIn?.includes('T') === true;
  const { expiresIn, ...rest } = input;
  const created = (await call.ask(
    'token.create',
    isInstant ? { ...rest, expiresAt: expiresIn } : input,
  )) as CreatedToken;
  call.context.out(created.token);
  call.context.err(
    `${created.id} "${created.name}", ${created.expiresAt === undefined ? 'never expires' : `expires ${created.expiresAt}`}. It is shown this once: keep it now.`,
  );
}

const COLUMNS = [
  'ID',
  'NAME',
  'STATE',
  'CREATED',
  'LAST USED',
  'EXPIRES',
  'REQUESTS',
  'PERMISSIONS',
] as const;

function row(view: TokenView): string[] {
  const { id, name, state, createdAt, lastUsed, expiresAt, requestCount, permissions } = view;
  return [
    id,
    name,
    state,
    createdAt,
    lastUsed ?? 'never',
    expiresAt ?? 'never',
    String(requestCount),
    permissions?.join(' ') ?? 'default',
  ];
}

function printTable(rows: readonly (readonly string[])[], out: (line: string) => void): void {
  const widths = COLUMNS.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  for (const cells of rows) {
    out(
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

async function list(call: Call): Promise<void> {
  const { flags } = call.args;
  const views = (await call.ask('token.list', { revoked: flags.has('all') })) as TokenView[];
  if (flags.has('json')) call.context.out(JSON.stringify({ tokens: views }));
  else if (views.length === 0) call.context.err('There are no tokens yet.');
  else printTable([COLUMNS, ...views.map(row)], call.context.out);
}

async function show(call: Call): Promise<void> {
  const view = (await call.ask('token.show', { id: onlyArgument(call, 'ID') })) as TokenView;
  call.context.out(JSON.stringify(view, null, 2));
}

async function revoke(call: Call): Promise<void> {
  const id = onlyArgument(call, 'ID');
  await call.ask('token.revoke', { id });
  call.context.err(`${id} is revoked: the next request with it fails.`);
}

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  create,
  list,
  show,
  revoke,
};

const OWN = { options: ['expires', 'permission', 'prefix'], flags: ['virtual', 'all', 'json'] };

/** What the API calls a field, as the command line calls it. */
const OPTION_OF: Readonly<Record<string, string>> = {
  name: 'NAME',
  permissions: '--permission',
  expiresIn: '--expires',
  expiresAt: '--expires',
  prefix: '--prefix',
};

function inOwnWords(error: unknown): unknown {
  if (!(error instanceof HubError) || typeof error.context['field'] !== 'string') return error;
  const field = error.context['field'].replace(/\[.*$/, '');
  const option = OPTION_OF[field];
  return option === undefined ? error : new UsageError(error.message.replace(/^[\w[\]]+/, option));
}

async function run(rest: readonly string[], context: CliContext): Promise<ExitCode> {
  const args = readCommandLine(rest, OWN, context);
  const [name = ''] = args.positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined)
    throw new UsageError('aris token create, list, show or revoke? aris token --help says more');
  const isVirtual = args.flags.has('virtual');
  const ask: Call['ask'] = (operation, input) =>
    operate(operation, input, { dataFolder: args.dataFolder, isVirtual, context });
  try {
    await action({ args, context, ask });
  } catch (error) {
    throw inOwnWords(error);
  }
  return EXIT.ok;
}

export const tokenCommand: Command = { help: HELP, run };
