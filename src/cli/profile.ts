/** `aris profile …`: how gateways of other makes are heard and told. */
import { checkProfile } from '../app/house/profile-check.ts';
import { parseProfile, type Profile, type ProfileParameter } from '../app/house/profile.ts';
import { faultLine } from '../app/house/house-source.ts';
import { LEVELS, type Level } from '../domain/binding/level.ts';
import type { BoundOrder } from '../domain/binding/order.ts';
import { SettingsError } from '../domain/errors.ts';
import { readTextFile } from '../system/files.ts';
import { profilesOf } from '../system/profile-files.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import type { Command } from './command.ts';
import { withinRights } from './data-folder.ts';
import { tryProfile } from './profile-try.ts';
import { readCommandLine, type CommandLine } from './settings.ts';
import { folded } from './fold.ts';
import { printTable, printText } from './table.ts';

const HELP = `Usage: aris profile list [NAME]
       aris profile check FILE
       aris profile try FILE|NAME [--set PARAMETER=VALUE …] [--kind KIND]
                        [--seconds N]

A profile says how the devices behind one make of gateway are heard and told.
house.json names it: {"kind": "hcu", "id": "hcu_main", "use": "heishamon"}

list   shows the profiles there are, or what NAME takes and does
check  names every fault of a profile's file
try    listens at the hub's broker, or the one of --mqtt-url, and shows what
       a profile reads there; it tells nobody anything. Ends with Ctrl-C, or
       after N seconds, with what was heard and what was not (exit code 1:
       nothing)

  --set PARAMETER=VALUE  what a binding would say, such as --set
                         base=panasonic_heat_pump
  --kind KIND            only this device of the profile, such as hcu or dhw
  --seconds N            ends after N seconds, 1 to 86400
  --data FOLDER          the hub's data folder, where it is not the usual one:
                         its profiles/ has the house's own
  --mqtt-url, --mqtt-username, --mqtt-password-file, --mqtt-ca-file:
                         as of aris serve`;

/** How far each of its devices can be taken. */
function reachOf({ devices }: Profile): string {
  const levelOf = (device: unknown): Level => {
    const { orders = {} } = device as { readonly orders?: Readonly<Record<string, BoundOrder>> };
    const levels = new Set<Level>(Object.values(orders).map(({ level }) => level));
    return LEVELS.findLast((level) => levels.has(level)) ?? 'watch';
  };
  return Object.entries(devices)
    .map(([kind, device]) => `${kind} (${levelOf(device)})`)
    .join(', ');
}

function parameterRow([name, parameter]: [string, ProfileParameter]): string[] {
  const { default: usual, help } = parameter;
  return [`  ${name}`, usual === undefined ? 'required' : JSON.stringify(usual), help];
}

function show(profile: Profile, context: CliContext): void {
  const { name, title, source, setUp, withoutHub, parameters, devices } = profile;
  const lines = [
    `${title}: ${source}`,
    `Devices: ${reachOf(profile)}`,
    ...(setUp === undefined ? [] : [`Set up: ${setUp}`]),
    ...(withoutHub === undefined ? [] : [`Without the hub: ${withoutHub}`]),
  ];
  for (const line of lines)
    for (const part of folded(line, context.columns.out, '  ')) context.out(part);
  const rows = Object.entries(parameters);
  if (rows.length > 0) context.out('Parameters:');
  printTable(rows.map(parameterRow), context);
  const needed = rows.filter(([, { default: usual }]) => usual === undefined);
  const example = {
    kind: Object.keys(devices)[0],
    id: '…',
    use: name,
    ...Object.fromEntries(needed.map(([one]) => [one, '…'])),
  };
  printText(`In house.json: ${JSON.stringify(example)}`, context.out);
}

/** @throws SettingsError with a line for each fault */
function profileIn(path: string, text: string): Profile {
  const result = parseProfile(text);
  if ('faults' in result)
    throw new SettingsError(result.faults.map((fault) => faultLine(path, fault)));
  return result.profile;
}

function list(name: string | undefined, cli: CommandLine, context: CliContext): void {
  const profiles = profilesOf(cli.dataFolder);
  const read = (one: string) => {
    const text = profiles.read(one);
    if (text === undefined)
      throw new UsageError(`there is no profile "${one}"; aris profile list shows those there are`);
    return profileIn(`profile ${one}`, text);
  };
  if (name !== undefined) {
    show(read(name), context);
    return;
  }
  const rows = profiles.names().map((one) => {
    const profile = read(one);
    return [one, profile.title, reachOf(profile)];
  });
  printTable([['NAME', 'GATEWAY', 'DEVICES'], ...rows], context);
}

/** @throws SettingsError where there is none, or it cannot be read */
function fileText(path: string): string {
  const text = readTextFile(path);
  if (text === undefined) throw new SettingsError([`${path}: there is no such file`]);
  return text;
}

/** @throws SettingsError with a line for each fault */
function check(path: string, text: string, { settings }: CommandLine): Profile {
  const result = checkProfile(text, settings.mqttBase);
  if ('faults' in result)
    throw new SettingsError(result.faults.map((fault) => faultLine(path, fault)));
  return result.profile;
}

/** A file where it looks like one, else a profile's name. */
async function tryOut(name: string, cli: CommandLine, context: CliContext): Promise<ExitCode> {
  const isFile = name.endsWith('.json') || name.includes('/');
  const text = await withinRights(cli, context, () =>
    isFile ? fileText(name) : profilesOf(cli.dataFolder).read(name),
  );
  if (text === undefined)
    throw new UsageError(`there is no profile "${name}"; aris profile list shows those there are`);
  const isHeard = await tryProfile(check(name, text, cli), text, cli, context);
  return isHeard ? EXIT.ok : EXIT.failure;
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, { options: ['set', 'kind', 'seconds'] }, context);
  const [action, name, ...more] = cli.positionals;
  if (more.length > 0)
    throw new UsageError(`too many arguments; ${context.program} profile --help`);
  if (action === 'list') {
    await withinRights(cli, context, () => list(name, cli, context));
  } else if (action === 'check' && name !== undefined) {
    const profile = check(name, fileText(name), cli);
    context.out(`${name}: fine, ${profile.title}: ${reachOf(profile)}`);
  } else if (action === 'try' && name !== undefined) {
    return tryOut(name, cli, context);
  } else {
    throw new UsageError(
      `aris profile list, check FILE or try NAME? ${context.program} profile --help says more`,
    );
  }
  return EXIT.ok;
}

export const profileCommand: Command = { help: HELP, run };
