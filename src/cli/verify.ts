/** `aris verify`: whether all that is kept can be read, with and without a running hub. Nothing is changed. */
import { parseHouse } from '../app/house/house-file.ts';
import { faultLine } from '../app/house/house-source.ts';
import { storeFolder } from '../hub/store-folder.ts';
import { ALL_TABLES } from '../hub/tables.ts';
import { hasStore } from '../store/presence.ts';
import { verifyStore } from '../store/verify.ts';
import { readTextFile } from '../system/files.ts';
import { takeLock } from '../system/lock.ts';
import { profilesOf } from '../system/profile-files.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import type { Command } from './command.ts';
import { enter, noStore, withinRights } from './data-folder.ts';
import { houseFileOf } from './house-place.ts';
import { patiently } from './patience.ts';
import { readCommandLine, type CommandLine } from './settings.ts';

const HELP = `Usage: aris verify [--json] [--virtual]

Reads everything that is kept: each record of the store, the keys, the house
file, and what says which version made it. Nothing is changed, and a hub that
runs goes on. What is wrong is printed, a line each.

  --json               prints what programs read
  --data FOLDER        the hub's data folder, where it is not the usual one
  --virtual            the virtual house's store

Exit codes: 0 all is well, 1 something is wrong.`;

function houseFaultsOf(cli: CommandLine): string[] {
  const { settings, dataFolder } = cli;
  const path = houseFileOf(cli);
  const text = readTextFile(path);
  // The house is kept in the store as well: it needs no file but where a setting names one.
  if (text === undefined)
    return settings.house === undefined ? [] : [`${path}: there is no such file`];
  const result = parseHouse(text, settings.mqttBase, profilesOf(dataFolder));
  return 'faults' in result ? result.faults.map((fault) => faultLine(path, fault)) : [];
}

async function verify(cli: CommandLine, context: CliContext): Promise<ExitCode> {
  const { dataFolder } = cli;
  const isVirtual = cli.flags.has('virtual');
  const folder = storeFolder(dataFolder, isVirtual);
  if (!hasStore(folder)) throw noStore(dataFolder, isVirtual);
  const lock = takeLock(dataFolder);
  try {
    const { faults, records, setAside } = await verifyStore(folder, {
      version: context.version,
      tables: ALL_TABLES,
      apart: { run: context.ownProcess },
      isAlone: lock !== undefined,
    });
    const all = [...faults, ...(isVirtual ? [] : houseFaultsOf(cli))];
    const code = all.length === 0 ? EXIT.ok : EXIT.failure;
    if (cli.flags.has('json')) {
      context.out(JSON.stringify({ ok: code === EXIT.ok, folder, records, setAside, faults: all }));
      return code;
    }
    for (const fault of all) context.out(fault);
    if (code !== EXIT.ok) return code;
    const aside = setAside === 0 ? '' : `, ${setAside} of them set aside as damaged before`;
    context.out(`${folder}: all is well, ${records} records${aside}`);
    return code;
  } finally {
    lock?.release();
  }
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, { flags: ['virtual', 'json'] }, context);
  if (cli.positionals.length > 0)
    throw new UsageError(`aris verify takes no argument "${cli.positionals[0] ?? ''}"`);
  if (!(await enter(cli, context))) throw noStore(cli.dataFolder, cli.flags.has('virtual'));
  return patiently(context, 'reading all that is kept', async () =>
    withinRights(cli, context, async () => verify(cli, context)),
  );
}

export const verifyCommand: Command = { help: HELP, run };
