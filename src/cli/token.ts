/** `aris token …`: making, listing and revoking API tokens, with and without a running hub. */
import type { Operation } from '../app/operations.ts';
import type { TokenView } from '../app/live-token.ts';
import type { CreatedToken } from '../app/tokens.ts';
import { createTokenMint } from '../auth/token-format.ts';
import { digest } from '../crypto/nacl.ts';
import { PERMISSIONS } from '../domain/access.ts';
import { HubError } from '../domain/errors.ts';
import { TOKEN_PREFIXES, type TokenPrefix } from '../domain/token.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { operate } from './operate.ts';
import type { Command } from './run.ts';
import { readCommandLine, type CommandLine } from './settings.ts';

const HELP = `Usage: aris token create NAME [--expires 90d] [--permission R:A …] [--zone ID …] [--address CIDR …]
       aris token list [--all] [--json]
       aris token show ID
       aris token usage ID
       aris token rename ID NAME
       aris token disable ID
       aris token enable ID
       aris token rotate ID
       aris token revoke ID
       aris token generate

create prints the token, and only the token, on standard output. It is shown this once.
rotate does the same for a token that stays what it is: the old secret fails from the next request on.
generate prints a token that no hub knows yet, for ARIS_BOOTSTRAP_TOKEN_FILE.

  --expires WHEN       1h, 7d, 30d, 90d, 1y, an ISO 8601 instant, or never (the default)
  --permission R:A     may be given again; without it, all except tokens, users, backup, audit,
                       firmware:full and settings:full
                       ${PERMISSIONS.join(' ').replaceAll(/(.{60,90}?) /g, '$1\n                       ')}
  --zone ID            restricts it to zones; may be given again
  --address CIDR       restricts it to addresses, such as 192.168.1.0/24 or fd00::/8; may be given again
  --requests-per-minute N
                       how often it may ask
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

/** What follows the action's name: exactly these. */
function argumentsOf(call: Call, ...whats: readonly string[]): string[] {
  const [, ...values] = call.args.positionals;
  if (values.length !== whats.length) {
    const wanted = whats.length === 0 ? 'nothing more' : `exactly one ${whats.join(' and one ')}`;
    throw new UsageError(`${wanted} is needed; aris token --help`);
  }
  return values;
}

const onlyArgument = (call: Call, what: string) => argumentsOf(call, what)[0] ?? '';

async function create(call: Call): Promise<void> {
  const { options } = call.args;
  const expires = options['expires']?.at(-1);
  const perMinute = options['requests-per-minute']?.at(-1);
  const input = {
    name: onlyArgument(call, 'NAME (in quotes where it has spaces)'),
    permissions: options['permission'],
    zones: options['zone'],
    addresses: options['address'],
    requestsPerMinute: perMinute === undefined ? undefined : Number(perMinute),
    [expires?.includes('T') === true ? 'expiresAt' : 'expiresIn']: expires,
    prefix: options['prefix']?.at(-1),
  };
  // Undefined members do not survive the way to the hub as JSON; here they must not either.
  const given = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  );
  printSecret((await call.ask('token.create', given)) as CreatedToken, call.context);
}

function printSecret({ id, name, token, expiresAt }: CreatedToken, context: CliContext): void {
  context.out(token);
  context.err(
    `${id} "${name}", ${expiresAt === undefined ? 'never expires' : `expires ${expiresAt}`}. It is shown this once: keep it now.`,
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

async function usage(call: Call): Promise<void> {
  const view = await call.ask('token.usage', { id: onlyArgument(call, 'ID') });
  call.context.out(JSON.stringify(view, null, 2));
}

async function rename(call: Call): Promise<void> {
  const [id = '', name = ''] = argumentsOf(call, 'ID', 'NAME');
  await call.ask('token.change', { id, change: { name } });
  call.context.err(`${id} is now "${name}".`);
}

const turn = (enabled: boolean) => async (call: Call) => {
  const id = onlyArgument(call, 'ID');
  await call.ask('token.change', { id, change: { enabled } });
  call.context.err(`${id} is ${enabled ? 'enabled' : 'disabled: the next request with it fails'}.`);
};

async function rotate(call: Call): Promise<void> {
  const id = onlyArgument(call, 'ID');
  printSecret((await call.ask('token.rotate', { id })) as CreatedToken, call.context);
}

async function revoke(call: Call): Promise<void> {
  const id = onlyArgument(call, 'ID');
  await call.ask('token.revoke', { id });
  call.context.err(`${id} is revoked: the next request with it fails.`);
}

async function generate(call: Call): Promise<void> {
  argumentsOf(call);
  const mint = createTokenMint(call.context.random, digest);
  call.context.out(mint.mint(prefixOf(call)).token);
  return Promise.resolve();
}

function prefixOf(call: Call): TokenPrefix {
  const given = call.args.options['prefix']?.at(-1) ?? 'aris_tok';
  const prefix = TOKEN_PREFIXES.find((known) => known === given);
  if (prefix === undefined)
    throw new UsageError(`--prefix must be ${TOKEN_PREFIXES.join(', ')}, not "${given}"`);
  return prefix;
}

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  create,
  list,
  show,
  usage,
  rename,
  disable: turn(false),
  enable: turn(true),
  rotate,
  revoke,
  generate,
};

const OWN = {
  options: ['expires', 'permission', 'zone', 'address', 'requests-per-minute', 'prefix'],
  flags: ['virtual', 'all', 'json'],
};

/** What the API calls a field, as the command line calls it. */
const OPTION_OF: Readonly<Record<string, string>> = {
  name: 'NAME',
  permissions: '--permission',
  zones: '--zone',
  addresses: '--address',
  requestsPerMinute: '--requests-per-minute',
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
    throw new UsageError(
      `aris token ${Object.keys(ACTIONS).join(', ')}? aris token --help says more`,
    );
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
