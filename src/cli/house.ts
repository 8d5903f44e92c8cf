/** `aris house …`: the description of the house. */
import { existsSync, writeFileSync } from 'node:fs';
import { parseHouse } from '../app/house/house-file.ts';
import { faultLine } from '../app/house/house-source.ts';
import { openCore } from '../hub/core.ts';
import { SettingsError } from '../domain/errors.ts';
import sampleHouse from '../simulator/sample-house.json' with { type: 'json' };
import { hasStore } from '../store/presence.ts';
import { makePrivateFolder, readTextFile } from '../system/files.ts';
import { takeLock } from '../system/lock.ts';
import { giveToOwner, isUsableFolder } from '../system/owner.ts';
import { profilesOf } from '../system/profile-files.ts';
import { shellWord } from '../system/program.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { enter, typed, withinRights } from './data-folder.ts';
import { createOperator } from './operate.ts';
import type { Command } from './command.ts';
import { houseFileOf } from './house-place.ts';
import { KEPT_ACTIONS } from './house-kept.ts';
import { readCommandLine, type CliSettings, type CommandLine } from './settings.ts';

const HELP = `Usage: aris house init
       aris house check [FILE] [--json]
       aris house show [VERSION] [--json]
       aris house edit
       aris house import FILE|- [--json]
       aris house export [FILE|-] [--json]
       aris house versions [--json]
       aris house undo [VERSION] [--json]
       aris house redo [--json]
       aris house reload
       aris house release [KIND/ID]
       aris house take [KIND/ID]

The hub keeps the house with its last 20 versions. It takes house.json in at a
start where that is new since it was last taken in or written, and the house was
not changed elsewhere meanwhile; where both were changed, the kept one runs.

init      writes a sample house into the data folder, to start from, and begins
          the hub's store there
check     names every fault of a house file: that of the settings, or FILE
show      prints the house as it is kept, or as it was in VERSION
edit      has you edit it with $VISUAL or $EDITOR, and puts it back unless
          somebody was faster
import    has the house be as FILE says
export    writes house.json as the house is, or FILE
versions  lists them, with who made each
undo      takes the last change back, with each undo an earlier one, or goes
          back to VERSION
redo      has the last change again that was taken back
reload    has the running hub take the file in
release   gives machines of other makes, or one such as hcu/hcu_main, their own
          values back. A running hub only watches them from then on, until it is
          told to take them, or starts anew. Where none runs, this command gives
          back itself what the last one had changed, at the broker of the
          settings
take      has the running hub command them again

  --json               prints what programs read
  --virtual            where no hub runs: the virtual house's
  --data FOLDER        the hub's data folder, where it is not the usual one
  --house FILE         the file, where it is not house.json in the data folder`;

function writeSample(path: string): void {
  if (existsSync(path)) throw new UsageError(`${path} is there already, and is left as it is`);
  writeFileSync(path, `${JSON.stringify(sampleHouse, null, 2)}\n`, { flag: 'wx' });
}

/** So that tokens can be made before the hub first starts. */
async function beginStore(
  { dataFolder, settings }: CliSettings,
  context: CliContext,
): Promise<void> {
  const lock = takeLock(dataFolder);
  // A hub that runs has begun what it needs.
  if (lock === undefined) return;
  try {
    if (hasStore(dataFolder)) return;
    const { clock, random, ownProcess, version } = context;
    const log = context.createLog('warn');
    const store = { dataFolder, isVirtual: false, version, backupFolder: settings.backup };
    const parts = { clock, random, log, rescue: { ownProcess } };
    await (await openCore(store, parts)).close();
  } finally {
    lock.release();
  }
}

async function init(cli: CliSettings, context: CliContext): Promise<void> {
  const { settings, dataFolder } = cli;
  await withinRights(cli, context, () => {
    makePrivateFolder(dataFolder);
    isUsableFolder(dataFolder);
  });
  const path = houseFileOf(cli);
  if (settings.house === undefined) {
    await enter(cli, context);
    writeSample(path);
    await beginStore(cli, context);
  } else {
    // What a person has named is written as that person, and another's hub begins its store itself.
    writeSample(path);
    if (!giveToOwner(path, dataFolder)) await beginStore(cli, context);
  }
  context.out(
    `${path}: a sample house of ${sampleHouse.zones.length} zones. Edit it, then: ${typed('house check', cli, context)}`,
  );
}

function check(path: string, cli: CommandLine, context: CliContext): ExitCode {
  const { settings, dataFolder, flags } = cli;
  const text = readTextFile(path);
  if (text === undefined) throw new SettingsError([`${path}: there is no such file`]);
  const result = parseHouse(text, settings.mqttBase, profilesOf(dataFolder));
  const faults = 'faults' in result ? result.faults : [];
  if (flags.has('json')) {
    context.out(JSON.stringify({ path, faults }));
    return faults.length > 0 ? EXIT.usage : EXIT.ok;
  }
  if ('faults' in result) throw new SettingsError(faults.map((fault) => faultLine(path, fault)));
  const { zones, fcus, bindings = [] } = result.house;
  const bound = bindings.length === 0 ? '' : `, ${bindings.length} devices bound`;
  context.out(`${path}: fine, ${zones.length} zones and ${fcus.length} fan coils${bound}`);
  return EXIT.ok;
}

/** The file that the hub reads. */
async function checkOwn(cli: CommandLine, context: CliContext): Promise<ExitCode> {
  const path = houseFileOf(cli);
  if (cli.settings.house === undefined && !(await enter(cli, context)))
    throw new SettingsError([`${path}: there is no such file`]);
  return withinRights(cli, context, () => check(path, cli, context));
}

/** What is not certain to be given back is said, and no success. */
async function release(
  cli: CliSettings,
  machine: string | undefined,
  context: CliContext,
): Promise<ExitCode> {
  const answer = await createOperator(cli, false, context).ask('house.release', { machine });
  const { unsure } = answer as { readonly unsure: readonly string[] };
  for (const order of unsure)
    context.err(
      `aris: it is not certain that ${order} is as it was before the hub: look at the machine`,
    );
  if (unsure.length > 0) return EXIT.failure;
  context.out(
    `${machine ?? 'every machine'} has its own values, as far as the hub had changed any`,
  );
  return EXIT.ok;
}

async function reload(cli: CliSettings, context: CliContext): Promise<void> {
  const answer = await createOperator(cli, false, context).ask('house.reload', {});
  const { from } = answer as { readonly from: 'file' | 'store' };
  context.out(
    from === 'file'
      ? 'the house is reloaded'
      : `the file is as it was last taken in, and the house was changed since: it stays; ${context.program} house import ${shellWord(houseFileOf(cli))} has it be as the file says`,
  );
}

const WITH_ARGUMENT: ReadonlySet<string | undefined> = new Set([
  ...['check', 'release', 'take'],
  ...['show', 'import', 'export', 'undo'],
]);

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, { flags: ['json', 'virtual'] }, context);
  const [action, file, ...more] = cli.positionals;
  const kept = Object.hasOwn(KEPT_ACTIONS, action ?? '') ? KEPT_ACTIONS[action ?? ''] : undefined;
  const hasArgument = WITH_ARGUMENT.has(action);
  if (more.length > 0 || (file !== undefined && !hasArgument))
    throw new UsageError(`too many arguments; ${context.program} house --help`);
  if (kept !== undefined) {
    const operator = createOperator(cli, cli.flags.has('virtual'), context);
    await kept({ operator, context, isJson: cli.flags.has('json'), argument: file });
    return EXIT.ok;
  }
  switch (action) {
    case 'init':
      await init(cli, context);
      break;
    case 'check':
      return file === undefined
        ? checkOwn(cli, context)
        : withinRights(cli, context, () => check(file, cli, context));
    case 'reload':
      await reload(cli, context);
      break;
    case 'release':
      return release(cli, file, context);
    case 'take':
      await createOperator(cli, false, context).ask('house.take', { machine: file });
      context.out(`the hub commands ${file ?? 'all machines'} again`);
      break;
    case undefined:
    default:
      throw new UsageError(
        `aris house init, check, show, edit, import, export, versions, undo, redo, reload, release or take? ${context.program} house --help says more`,
      );
  }
  return EXIT.ok;
}

export const houseCommand: Command = { help: HELP, run };
