/** `aris house …`: the description of the house. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { enter, typed, withinRights } from './data-folder.ts';
import { createOperator } from './operate.ts';
import type { Command } from './command.ts';
import { readCommandLine, type CliSettings } from './settings.ts';

const HELP = `Usage: aris house init
       aris house check [FILE]
       aris house reload
       aris house release [KIND/ID]
       aris house take [KIND/ID]

init    writes a sample house into the data folder, to start from, and begins the hub's store there
check   names every fault of a house file: that of the settings, or FILE
reload  has the running hub take the file in
release gives machines of other makes, or one such as hcu/hcu_main, their own values back. A running hub
        only watches them from then on, until it is told to take them, or starts anew. Where none runs,
        this command gives back itself what the last one had changed, at the broker of the settings
take    has the running hub command them again

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
  const path = settings.house ?? join(dataFolder, 'house.json');
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

function check(path: string, { settings, dataFolder }: CliSettings, context: CliContext): void {
  const text = readTextFile(path);
  if (text === undefined) throw new SettingsError([`${path}: there is no such file`]);
  const result = parseHouse(text, settings.mqttBase, profilesOf(dataFolder));
  if ('faults' in result)
    throw new SettingsError(result.faults.map((fault) => faultLine(path, fault)));
  const { zones, fcus, bindings = [] } = result.house;
  const bound = bindings.length === 0 ? '' : `, ${bindings.length} devices bound`;
  context.out(`${path}: fine, ${zones.length} zones and ${fcus.length} fan coils${bound}`);
}

/** The file that the hub reads. */
async function checkOwn(cli: CliSettings, context: CliContext): Promise<void> {
  const { house } = cli.settings;
  if (house !== undefined) {
    await withinRights(cli, context, () => check(house, cli, context));
    return;
  }
  const isThere = await enter(cli, context);
  const path = join(cli.dataFolder, 'house.json');
  if (!isThere) throw new SettingsError([`${path}: there is no such file`]);
  await withinRights(cli, context, () => check(path, cli, context));
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

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, {}, context);
  const [action, file, ...more] = cli.positionals;
  const hasArgument = action === 'check' || action === 'release' || action === 'take';
  if (more.length > 0 || (file !== undefined && !hasArgument))
    throw new UsageError(`too many arguments; ${context.program} house --help`);
  switch (action) {
    case 'init':
      await init(cli, context);
      break;
    case 'check':
      if (file === undefined) await checkOwn(cli, context);
      else await withinRights(cli, context, () => check(file, cli, context));
      break;
    case 'reload':
      await createOperator(cli, false, context).ask('house.reload', {});
      context.out('the house is reloaded');
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
        `aris house init, check, reload, release or take? ${context.program} house --help says more`,
      );
  }
  return EXIT.ok;
}

export const houseCommand: Command = { help: HELP, run };
