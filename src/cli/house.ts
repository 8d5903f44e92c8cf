/** `aris house …`: the description of the house. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHouse } from '../app/house/house-file.ts';
import { faultLine } from '../app/house/house-source.ts';
import { SettingsError } from '../domain/errors.ts';
import sampleHouse from '../simulator/sample-house.json' with { type: 'json' };
import { makePrivateFolder, readTextFile } from '../system/files.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { operate } from './operate.ts';
import type { Command } from './run.ts';
import { readCommandLine, type CliSettings } from './settings.ts';

const HELP = `Usage: aris house init
       aris house check [FILE]
       aris house reload

init    writes a sample house into the data folder, to start from
check   names every fault of a house file: that of the settings, or FILE
reload  has the running hub take the file in

  --data FOLDER        the hub's data folder, where it is not the usual one
  --house FILE         the file, where it is not house.json in the data folder`;

const housePath = ({ settings, dataFolder }: CliSettings) =>
  settings.house ?? join(dataFolder, 'house.json');

function init(cli: CliSettings, context: CliContext): void {
  const path = housePath(cli);
  if (existsSync(path)) throw new UsageError(`${path} is there already, and is left as it is`);
  makePrivateFolder(cli.dataFolder);
  writeFileSync(path, `${JSON.stringify(sampleHouse, null, 2)}\n`, { flag: 'wx' });
  context.out(
    `${path}: a sample house of ${sampleHouse.zones.length} zones. Edit it, then: aris house check`,
  );
}

function check(path: string, mqttBase: string, context: CliContext): void {
  const text = readTextFile(path);
  if (text === undefined) throw new SettingsError([`${path}: there is no such file`]);
  const result = parseHouse(text, mqttBase);
  if ('faults' in result)
    throw new SettingsError(result.faults.map((fault) => faultLine(path, fault)));
  const { zones, fcus, bindings = [] } = result.house;
  const bound = bindings.length === 0 ? '' : `, ${bindings.length} devices bound`;
  context.out(`${path}: fine, ${zones.length} zones and ${fcus.length} fan coils${bound}`);
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, {}, context);
  const [action, file, ...more] = cli.positionals;
  if (more.length > 0 || (file !== undefined && action !== 'check'))
    throw new UsageError('too many arguments; aris house --help');
  switch (action) {
    case 'init':
      init(cli, context);
      break;
    case 'check':
      check(file ?? housePath(cli), cli.settings.mqttBase, context);
      break;
    case 'reload':
      await operate('house.reload', {}, { dataFolder: cli.dataFolder, isVirtual: false, context });
      context.out('the house is reloaded');
      break;
    case undefined:
    default:
      throw new UsageError('aris house init, check or reload? aris house --help says more');
  }
  return EXIT.ok;
}

export const houseCommand: Command = { help: HELP, run };
