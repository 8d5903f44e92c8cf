/** `aris restore FILE`: everything as it was when the backup was made, save who was thrown out since. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMMAND_LINE, doerOf } from '../app/base/principal.ts';
import { strikeOut } from '../app/backup/striking.ts';
import { BROKER } from '../app/broker/broker-record.ts';
import { serialOfMachine } from '../app/house/serial-number.ts';
import { blocksBeside } from '../backup/folder.ts';
import { REPLACED } from '../backup/swap.ts';
import { digest } from '../crypto/digest.ts';
import { messageOf, RivalError } from '../domain/errors.ts';
import { storeFolder } from '../hub/store-folder.ts';
import { readBackup, restoreCodec, type ReadBackup } from '../hub/restore.ts';
import { finishRestore, prepareRestore } from '../hub/restored-store.ts';
import { isEchoOfCommitFailure } from '../store/commit-failure.ts';
import { KEY_FILE_NAME } from '../store/key-file.ts';
import { hasStore } from '../store/presence.ts';
import { makePrivateFolder, readTextFile } from '../system/files.ts';
import { takeLock } from '../system/lock.ts';
import { createTeller } from './backup.ts';
import type { Command } from './command.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import { enter, withinRights } from './data-folder.ts';
import { sayHeld, sayStruck } from './restore-preview.ts';
import { findService, START_SERVICE, stopHint } from './service.ts';
import { readCommandLine, type CommandLine } from './settings.ts';

const HELP = `Usage: aris restore FILE [--dry-run] [--yes] [--serial own|backup]
                    [--without-user E-MAIL …] [--without-token ID …]

Puts the data folder back to a backup, of this board or of another. The hub must
not run meanwhile. The file is read through first, and refused where anything in
it is wrong; then it says what it holds and would change, and asks. Tokens that
were revoked here since stay revoked, people who were removed stay out, and new
passwords count. What is there is moved into "${REPLACED}" of the data folder,
which holds the last one alone.

  --dry-run            says what would be done, and does nothing
  --yes                does not ask
  --without-user       who does not come back, by e-mail address or id; their
                       tokens do not either
  --without-token      which token does not, by its id. Both may be given again
                       and again
  --serial WHICH       own or backup: where this board has a hub with another
                       serial number
  --data FOLDER        the hub's data folder, where it is not the usual one
  --virtual            the virtual house`;

interface Call {
  readonly cli: CommandLine;
  readonly context: CliContext;
  readonly isVirtual: boolean;
  /** Of the store. */
  readonly folder: string;
  readonly file: string;
}

/** What becomes of what is there. */
function sayChanges({ holdings }: ReadBackup, call: Call): void {
  const { cli, context, folder, isVirtual } = call;
  const { err } = context;
  const names = [
    ...(hasStore(folder) ? ['the store'] : []),
    ...(holdings.keys !== undefined && existsSync(join(folder, KEY_FILE_NAME)) ? ['the keys'] : []),
    ...(takesHouse(call) && existsSync(join(folder, 'house.json')) ? ['house.json'] : []),
    ...(holdings.firmwareFiles > 0 && existsSync(join(folder, 'firmware')) ? ['firmware'] : []),
  ];
  if (names.length > 0)
    err(`Of ${folder}, this is moved to ${join(folder, REPLACED)}: ${names.join(', ')}.`);
  if (holdings.keys === undefined)
    err(
      'It has no signing keys: those that are here stay, or new ones are made. Everybody signs in anew.',
    );
  else err('Its signing keys come back. Everybody signs in anew.');
  if (holdings.hasHouse && cli.settings.house !== undefined && !isVirtual)
    err(`${cli.settings.house} is left as it is: ARIS_HOUSE names it.`);
  err(
    holdings.tables.has(BROKER.name)
      ? 'Its broker comes back, unless a setting of this board (/etc/aris/aris.env) names one.'
      : 'It has no broker: one that was set on the page, or by aris broker set, has to be set again.',
  );
}

const takesHouse = ({ cli, isVirtual }: Pick<Call, 'cli' | 'isVirtual'>) =>
  !isVirtual && cli.settings.house === undefined;

/** The serial that the hub is to have, where that is not the backup's. @throws UsageError where nobody says which */
async function chosenSerial({ header }: ReadBackup, call: Call): Promise<string | undefined> {
  const { cli, context, folder } = call;
  const own = serialOfMachine(readTextFile('/etc/machine-id')?.trim(), digest);
  const given = cli.options['serial']?.at(-1);
  if (given !== undefined && given !== 'own' && given !== 'backup')
    throw new UsageError('--serial must be own or backup');
  // One of a store that no hub has run on has none: the hub gives itself its own.
  const { serial } = header;
  const isOther = hasStore(folder) && own !== undefined && serial !== undefined && own !== serial;
  if (!isOther || given === 'backup') return undefined;
  if (given === 'own') return own;
  const question = `This board's hub has the serial ${own}, the backup's ${serial}`;
  const answer = cli.flags.has('yes')
    ? undefined
    : await context.askLine(`${question}. Keep which, own or backup? `);
  if (answer === 'own') return own;
  if (answer === 'backup') return undefined;
  throw new UsageError(`${question}: --serial own or --serial backup says which stays`);
}

/** Rejects with what no one caught, save what only repeats that a commit failed. */
const faultIn = async (context: CliContext): Promise<never> =>
  new Promise((_, reject) =>
    context.onFault((error) => {
      if (isEchoOfCommitFailure(error)) return;
      reject(error instanceof Error ? error : new Error(messageOf(error)));
    }),
  );

/** @throws UsageError where it is not wanted, or nobody is there to say so */
async function confirm({ cli, context }: Call): Promise<void> {
  if (cli.flags.has('yes')) return;
  const answer = await context.askLine('Put everything back to this backup? [y/N] ');
  if (answer === undefined)
    throw new UsageError('nobody is there to ask: --yes does it, --dry-run only tells');
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new UsageError('nothing was changed');
}

async function restore(call: Call): Promise<void> {
  const { cli, context, folder, file, isVirtual } = call;
  const { clock, random, version, err } = context;
  if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  const onRecords = createTeller(context);
  const parts = { clock, random, log: context.createLog('warn') };
  const ask = async () => context.askSecret('Passphrase of the backup: ');
  const codec = restoreCodec(folder, ask, context);
  const doer = doerOf(COMMAND_LINE);
  const blocks = blocksBeside(dirname(file));
  const nowMs = clock.nowMs();
  const place = { folder, isVirtual, version, codec, blocks, nowMs, onRecords, parts, doer };
  const held = await readBackup(file, place);
  const users = cli.options['without-user'] ?? [];
  const tokens = cli.options['without-token'] ?? [];
  const read = { ...held, holdings: strikeOut(held.holdings, { users, tokens }, nowMs) };
  sayHeld(read, context);
  sayStruck(held, read, context);
  sayChanges(read, call);
  if (cli.flags.has('dry-run')) {
    err('Nothing was changed.');
    return;
  }
  const serial = await chosenSerial(read, call);
  await confirm(call);
  await prepareRestore(read, place, { serial, hasHouse: takesHouse(call) });
  await finishRestore(read, place);
  err('Everything is put back.');
  const service = await findService(context.machine);
  if (service !== undefined && service.state !== 'active')
    err(`This starts the hub: ${START_SERVICE}`);
}

async function run(rest: readonly string[], context: CliContext): Promise<ExitCode> {
  const own = {
    options: ['serial', 'without-user', 'without-token'],
    flags: ['virtual', 'dry-run', 'yes'],
  };
  const cli = readCommandLine(rest, own, context);
  const [file, ...more] = cli.positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(`exactly one FILE is needed; ${context.program} restore --help`);
  const { dataFolder } = cli;
  const isVirtual = cli.flags.has('virtual');
  if (!(await enter(cli, context)))
    await withinRights(cli, context, () => makePrivateFolder(dataFolder));
  const lock = await withinRights(cli, context, () => takeLock(dataFolder));
  if (lock === undefined)
    throw new RivalError(
      `a hub, or another command, is using ${dataFolder}: ${await stopHint(context.machine)}`,
    );
  try {
    const folder = storeFolder(dataFolder, isVirtual);
    makePrivateFolder(folder);
    await Promise.race([restore({ cli, context, isVirtual, folder, file }), faultIn(context)]);
  } finally {
    lock.release();
  }
  return EXIT.ok;
}

export const restoreCommand: Command = { help: HELP, run };
