/** `aris broker …`: the broker of the hub. */
import type { BrokerFaultView, BrokerView } from '../app/broker/broker-book.ts';
import type { AccountRights } from '../app/command-line/broker-operations.ts';
import { SettingsError } from '../domain/errors.ts';
import { readTextFile } from '../system/files.ts';
import { aclLines, ACL_KINDS } from './broker-acl.ts';
import type { Command } from './command.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { createOperator, type Operator } from './operate.ts';
import { readCommandLine, type CommandLine } from './settings.ts';
import { printTable } from './table.ts';

const HELP = `Usage: aris broker show [--json]
       aris broker check [URL] [--username NAME] [--ca FILE] [--json]
       aris broker set URL [--username NAME] [--ca FILE] [--untried] [--json]
       aris broker acl [--for mosquitto|emqx] [--username NAME] [--found]
                       [--json]

The broker that the hub keeps, as the page sets it under Settings, MQTT broker.
One that ARIS_MQTT_URL or --mqtt-url names wins over it. The password is asked
for where there is a user name: it is typed, or the first line of standard
input, and empty for none.

show   prints which broker it is, without its password
check  tries a broker, or that which is set, and says in words what does not
       work; nothing is kept
set    tries a broker, and where all works has the hub keep it and connect there
       at once

acl    prints what the broker's access list has to let the hub do for this house
       and its bindings, and no more: the account's lines for the file that
       acl_file of Mosquitto names, or for acl.conf of EMQX

  --for BROKER     mosquitto (the usual one) or emqx
  --found          also what finding devices takes (aris found, Add found
                   devices)
  --username NAME  user name at the broker
  --ca FILE        certificate authority that signed the broker's certificate,
                   in PEM, for mqtts://
  --untried        sets it without trying it
  --json           prints what programs read
  --data FOLDER    the hub's data folder, where it is not the usual one`;

interface Call {
  readonly cli: CommandLine;
  readonly operator: Operator;
  readonly context: CliContext;
  readonly isJson: boolean;
}

interface Faults {
  readonly faults: readonly BrokerFaultView[];
}

/** What the arguments ask for, with the password that a person gives. */
async function requestOf(url: string, { cli: { options }, operator, context }: Call) {
  const username = options['username']?.at(-1);
  const path = options['ca']?.at(-1);
  const ca = path === undefined ? undefined : readTextFile(path);
  if (path !== undefined && ca === undefined)
    throw new SettingsError([`${path}: there is no such file`]);
  await operator.reach();
  const password =
    username === undefined ? '' : await context.askSecret(`Password of ${username}: `);
  return {
    url,
    ...(username !== undefined && { username }),
    password: password === '' ? null : password,
    ...(ca !== undefined && { ca }),
  };
}

async function show({ operator, context, isJson }: Call): Promise<ExitCode> {
  const view = (await operator.ask('broker.show', {})) as BrokerView;
  const { source, url, username, hasPassword, ca, setting } = view;
  if (isJson) context.out(JSON.stringify(view));
  else if (source === 'virtual') context.out('the house is made up, and needs no broker');
  else if (url === undefined) context.out('no broker is set');
  else
    printTable(
      [
        ['broker', url],
        ['user name', username ?? 'none'],
        ['password', hasPassword ? 'set' : 'none'],
        ['authority', ca === undefined ? 'those that Node knows' : 'one of its own'],
        ['named by', setting ?? 'a person'],
      ],
      context,
    );
  return EXIT.ok;
}

function tellFaults({ faults }: Faults, { context, isJson }: Call): ExitCode {
  if (isJson) context.out(JSON.stringify({ faults }));
  else if (faults.length === 0) context.out('all works: the hub may connect, read and write there');
  else for (const { message } of faults) context.err(`aris: ${message}`);
  return faults.length === 0 ? EXIT.ok : EXIT.failure;
}

async function check(call: Call): Promise<ExitCode> {
  const [, url] = call.cli.positionals;
  const asked = url === undefined ? {} : await requestOf(url, call);
  return tellFaults((await call.operator.ask('broker.check', asked)) as Faults, call);
}

async function set(call: Call): Promise<ExitCode> {
  const { cli, operator, context, isJson } = call;
  const [, url] = cli.positionals;
  if (url === undefined) throw new UsageError('aris broker set URL');
  const asked = await requestOf(url, call);
  if (!cli.flags.has('untried')) {
    const tried = (await operator.ask('broker.check', asked)) as Faults;
    if (tried.faults.length > 0) {
      const code = tellFaults(tried, call);
      context.err('aris: nothing was changed; --untried sets it all the same');
      return code;
    }
  }
  const view = (await operator.ask('broker.put', asked)) as BrokerView;
  context.out(isJson ? JSON.stringify(view) : `the broker is ${view.url}`);
  return EXIT.ok;
}

/** What is printed is the file's; what a person should know is not. */
async function acl({ cli, operator, context, isJson }: Call): Promise<ExitCode> {
  const given = cli.options['for']?.at(-1) ?? 'mosquitto';
  const kind = ACL_KINDS.find((known) => known === given);
  if (kind === undefined)
    throw new UsageError(`--for must be ${ACL_KINDS.join(' or ')}, not "${given}"`);
  const found = cli.flags.has('found');
  const username = cli.options['username']?.at(-1);
  const rights = {
    ...((await operator.ask('broker.acl', { found })) as AccountRights),
    ...(username !== undefined && { username }),
  };
  if (isJson) context.out(JSON.stringify(rights));
  else for (const line of aclLines(kind, rights)) context.out(line);
  const isOpen = rights.username === undefined;
  if (isOpen)
    context.err('aris: the hub has no account there: these lines are for everybody who has none');
  if (!found)
    context.err('aris: to find devices as well, it needs the lines of: aris broker acl --found');
  return EXIT.ok;
}

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = {
  show,
  check,
  set,
  acl,
};

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const own = { options: ['username', 'ca', 'for'], flags: ['json', 'untried', 'found'] };
  const cli = readCommandLine(args, own, context);
  const [action = '', , ...more] = cli.positionals;
  const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (act === undefined)
    throw new UsageError(
      `aris broker show, check, set or acl? ${context.program} broker --help says more`,
    );
  if (more.length > 0 || ((action === 'show' || action === 'acl') && cli.positionals.length > 1))
    throw new UsageError(`too many arguments; ${context.program} broker --help`);
  const operator = createOperator(cli, false, context);
  return act({ cli, operator, context, isJson: cli.flags.has('json') });
}

export const brokerCommand: Command = { help: HELP, run };
