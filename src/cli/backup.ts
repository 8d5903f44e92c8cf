/** `aris backup …`: everything that a new board needs, as one file. */
import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { BackupProgress } from '../app/command-line/backup-operations.ts';
import type { BackupView } from '../app/backup/view.ts';
import { HubError, messageOf } from '../domain/errors.ts';
import { SECOND_MS } from '../domain/units.ts';
import type { Command } from './command.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { createOperator, type Operator } from './operate.ts';
import { readCommandLine, type CommandLine } from './settings.ts';
import { printTable } from './table.ts';

const HELP = `Usage: aris backup [FILE] [--no-history] [--firmware]
       aris backup list [--json]
       aris backup passphrase [--remove]

Makes a backup: of the store as a whole, the house file, and who was thrown out,
so that nobody comes back with it. Without FILE it lies in the folder of the
backups (ARIS_BACKUP); with FILE there, and - is standard output. A hub that
runs goes on. What is set for the process (/etc/aris/aris.env and the files that
it names) is no part of it, nor are sessions. A password of the broker that was
set on the page or by aris broker can be read of a sealed one alone.

list        shows those in the folder of the backups: the hub makes one a day,
            and with all events once a week and before an upgrade; their history
            lies in files beside them
passphrase  asks for one. From then on backups are sealed under it, and have the
            signing keys and second factors too; without one these are left out.
            Keep it well: without it nobody opens them. --remove seals no more

  --no-history         leaves out what was measured
  --json               prints what programs read
  --firmware           takes the firmware files along
  --data FOLDER        the hub's data folder, where it is not the usual one
  --virtual            where no hub runs: the virtual house`;

const STDOUT = 1;
const POLL_MS = SECOND_MS / 2;

interface Call {
  readonly args: CommandLine;
  readonly context: CliContext;
  readonly operator: Operator;
}

/** Shows how far it is, where that takes over a second and somebody watches. */
export function createTeller({ clock, err, isTerminal }: CliContext): (records: number) => void {
  let nextAtMs = clock.monotonicMs() + SECOND_MS;
  return (records) => {
    if (!isTerminal || clock.monotonicMs() < nextAtMs) return;
    nextAtMs = clock.monotonicMs() + SECOND_MS;
    err(`${records} records …`);
  };
}

async function made({ args, context, operator }: Call, tell: (records: number) => void) {
  const { flags } = args;
  const choice = { history: !flags.has('no-history'), firmware: flags.has('firmware') };
  let progress = (await operator.ask('backup.make', choice)) as BackupProgress;
  while (progress.state === 'running') {
    await new Promise<void>((resolve) => context.clock.after(POLL_MS, resolve));
    progress = (await operator.ask('backup.progress', {})) as BackupProgress;
    tell(progress.records);
  }
  if (progress.made === undefined) throw new HubError('unavailable', progress.failure ?? '');
  return progress.made;
}

/** Takes it out of the folder of the backups. */
async function handOver(path: string, file: string): Promise<void> {
  try {
    const to =
      file === '-'
        ? createWriteStream('', { fd: STDOUT, autoClose: false })
        : createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(createReadStream(path), to);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${messageOf(error)}. The backup is ${path}`);
  }
  rmSync(path, { force: true });
}

const SEAL_HINT =
  'it is not sealed: signing keys and the keys of second factors are left out of it (aris backup passphrase)';

async function make(call: Call, tell: (records: number) => void): Promise<void> {
  const { args, context, operator } = call;
  const [file, ...more] = args.positionals;
  if (more.length > 0) throw new UsageError('aris backup takes one FILE at most');
  if (file !== undefined && file !== '-' && existsSync(file))
    throw new UsageError(`${file} is there already, and is left as it is`);
  await operator.reach();
  const { path, sizeBytes, isSealed } = await made(call, tell);
  if (file !== undefined) await handOver(path, file);
  if (file === undefined) context.out(path);
  const where = file === undefined || file === '-' ? '' : `${file}: `;
  context.err(`${where}a backup of ${sizeBytes} bytes, read back as it was written`);
  if (!isSealed) context.err(SEAL_HINT);
}

async function list({ args, context, operator }: Call): Promise<void> {
  if (args.positionals.length > 1) throw new UsageError('aris backup list takes no argument');
  const all = (await operator.ask('backup.list', {})) as (BackupView & { path: string })[];
  if (args.flags.has('json')) context.out(JSON.stringify({ backups: all }));
  else if (all.length === 0) context.err('There are no backups yet.');
  else
    printTable(
      [
        ['MADE', 'KIND', 'BYTES', 'FILE'],
        ...all.map(({ madeAt, kind, sizeBytes, path }) => [madeAt, kind, String(sizeBytes), path]),
      ],
      context,
    );
}

async function setPassphrase({ args, context, operator }: Call): Promise<void> {
  if (args.positionals.length > 1)
    throw new UsageError('a passphrase is no argument: others could see it. It is asked for');
  await operator.reach();
  if (args.flags.has('remove')) {
    await operator.ask('backup.passphrase', {});
    context.err('Backups are no longer sealed, and have no keys in them.');
    return;
  }
  const passphrase = await context.askSecret('Passphrase of the backups: ');
  if (context.isTerminal && (await context.askSecret('Once more: ')) !== passphrase)
    throw new UsageError('these were two different passphrases');
  await operator.ask('backup.passphrase', { passphrase });
  context.err('Backups are sealed from now on. Without the passphrase nobody opens them: keep it.');
}

async function run(rest: readonly string[], context: CliContext): Promise<ExitCode> {
  const flags = ['virtual', 'no-history', 'firmware', 'remove', 'json'];
  const args = readCommandLine(rest, { flags }, context);
  const tell = createTeller(context);
  const operator = createOperator(args, args.flags.has('virtual'), context, tell);
  const call = { args, context, operator };
  const [action] = args.positionals;
  if (action === 'list') await list(call);
  else if (action === 'passphrase') await setPassphrase(call);
  else await make(call, tell);
  return EXIT.ok;
}

export const backupCommand: Command = { help: HELP, run };
