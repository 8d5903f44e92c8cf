/** `aris token …`: making, listing and revoking API tokens, with and without a running hub. */
import type { TokenView } from '../app/tokens/live-token.ts';
import type { CreatedToken } from '../app/tokens/token-making.ts';
import { createTokenMint } from '../auth/token-format.ts';
import { digest } from '../crypto/digest.ts';
import { PERMISSIONS } from '../domain/access.ts';
import { wrapped } from '../domain/text.ts';
import { TOKEN_PREFIXES, type TokenPrefix } from '../domain/token.ts';
import { actionCommand, type Call } from './actions.ts';
import { UsageError, type CliContext } from './context.ts';
import { printTable, printText } from './table.ts';

const HELP = `Usage: aris token create NAME [--expires 90d] [--permission R:A …] [--zone ID …]
                         [--address CIDR …]
       aris token list [--all] [--json]
       aris token show TOKEN
       aris token usage TOKEN
       aris token rename TOKEN NAME
       aris token disable TOKEN
       aris token enable TOKEN
       aris token rotate TOKEN
       aris token revoke TOKEN
       aris token generate

TOKEN is an id such as tok_1a2B3c4D, or the token's name where no other is
called so.

create prints the token, and only the token, on standard output. It is shown
this once.
rotate does the same for a token that stays what it is: the old secret fails
from the next request on, and the token stands under this machine: it does not
end with a person.
revoke takes along what the token made, and what that made.
generate prints a token that no hub knows yet, for ARIS_BOOTSTRAP_TOKEN_FILE.

  --expires WHEN       1h, 7d, 30d, 90d, 1y, an ISO 8601 instant, or never (the
                       default)
  --permission R:A     may be given again; without it, all except tokens, users,
                       backup, audit, firmware:full and settings:full
                       ${wrapped(PERMISSIONS.join(' '), 57).join(`\n${' '.repeat(23)}`)}
  --zone ID            restricts it to zones; may be given again
  --address CIDR       restricts it to addresses, such as 192.168.1.0/24 or
                       fd00::/8; may be given again
  --requests-per-minute N
                       how often it may ask
  --prefix P           ${TOKEN_PREFIXES.join(', ')}; cosmetic
  --all                lists revoked tokens too
  --json               prints what the API would
  --data FOLDER        the hub's data folder, where it is not the usual one
  --virtual            where no hub runs: the tokens of the virtual house`;

const idOf = (call: Call) => call.argumentsOf('TOKEN (its id, or its name)')[0] ?? '';

async function create(call: Call): Promise<void> {
  const { options } = call.args;
  const expires = options['expires']?.at(-1);
  const perMinute = options['requests-per-minute']?.at(-1);
  const request = {
    name: call.argumentsOf('NAME (in quotes where it has spaces)')[0],
    permissions: options['permission'],
    zones: options['zone'],
    addresses: options['address'],
    requestsPerMinute: perMinute === undefined ? undefined : Number(perMinute),
    [expires?.includes('T') === true ? 'expiresAt' : 'expiresIn']: expires,
    prefix: options['prefix']?.at(-1),
  };
  printSecret((await call.ask('token.create', request)) as CreatedToken, call.context);
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
  'FROM',
  'EXPIRES',
  'REQUESTS',
  'MADE BY',
  'UNDER',
  'PERMISSIONS',
] as const;

const UNDER = { machine: 'this machine', unknown: 'nobody known' } as const;

function row(view: TokenView): string[] {
  const { id, name, state, createdAt, lastUsed, expiresAt, requestCount, permissions } = view;
  const { createdBy, under, lastUsedAddress } = view;
  return [
    id,
    name,
    state,
    createdAt,
    lastUsed ?? 'never',
    lastUsedAddress ?? '',
    expiresAt ?? 'never',
    String(requestCount),
    createdBy,
    under.kind === 'person' ? under.email : UNDER[under.kind],
    permissions?.join(' ') ?? 'default',
  ];
}

async function list(call: Call): Promise<void> {
  const { flags } = call.args;
  const views = (await call.ask('token.list', { revoked: flags.has('all') })) as TokenView[];
  if (flags.has('json')) call.context.out(JSON.stringify({ tokens: views }));
  else if (views.length === 0) call.context.err('There are no tokens yet.');
  else printTable([COLUMNS, ...views.map(row)], call.context);
}

async function show(call: Call): Promise<void> {
  const view = (await call.ask('token.show', { id: idOf(call) })) as TokenView;
  printText(JSON.stringify(view, null, 2), call.context.out);
}

async function usage(call: Call): Promise<void> {
  const view = await call.ask('token.usage', { id: idOf(call) });
  printText(JSON.stringify(view, null, 2), call.context.out);
}

async function rename(call: Call): Promise<void> {
  const [id = '', name = ''] = call.argumentsOf('TOKEN', 'NAME');
  await call.ask('token.change', { id, change: { name } });
  call.context.err(`${id} is now "${name}".`);
}

const turn = (enabled: boolean) => async (call: Call) => {
  const id = idOf(call);
  await call.ask('token.change', { id, change: { enabled } });
  call.context.err(`${id} is ${enabled ? 'enabled' : 'disabled: the next request with it fails'}.`);
};

async function rotate(call: Call): Promise<void> {
  const id = idOf(call);
  printSecret((await call.ask('token.rotate', { id })) as CreatedToken, call.context);
}

async function revoke(call: Call): Promise<void> {
  const id = idOf(call);
  const answer = (await call.ask('token.revoke', { id })) as { tokensRevoked: number };
  const others = answer.tokensRevoked - 1;
  const along = others === 0 ? '' : `, and ${others} that stood under it`;
  call.context.err(`${id} is revoked${along}: the next request fails.`);
}

async function generate(call: Call): Promise<void> {
  call.argumentsOf();
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

export const tokenCommand = actionCommand({
  name: 'token',
  help: HELP,
  options: ['expires', 'permission', 'zone', 'address', 'requests-per-minute', 'prefix'],
  flags: ['all', 'json'],
  actions: {
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
  },
  words: {
    name: 'NAME',
    permissions: '--permission',
    zones: '--zone',
    addresses: '--address',
    requestsPerMinute: '--requests-per-minute',
    expiresIn: '--expires',
    expiresAt: '--expires',
    prefix: '--prefix',
  },
});
