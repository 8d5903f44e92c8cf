/** Doing an operation: by the hub that runs on the data folder, else here, under the hub's own lock. */
import { COMMAND_LINE, doerOf } from '../app/base/principal.ts';
import { createBackupOperations } from '../app/command-line/backup-operations.ts';
import { createBrokerOperations } from '../app/command-line/broker-operations.ts';
import { createHouseOperations } from '../app/command-line/house-operations.ts';
import { createOperations, type Operation } from '../app/command-line/operations.ts';
import type { BackupsOf } from '../hub/backups.ts';
import { openBrokerBook } from '../hub/broker-book.ts';
import { openCore, type Core } from '../hub/core.ts';
import { createHouseBook, type HouseBook } from '../app/house/house-book.ts';
import { digest } from '../crypto/digest.ts';
import { storeFolder } from '../hub/store-folder.ts';
import type { Parts } from '../hub/types.ts';
import { RivalError } from '../domain/errors.ts';
import type { House } from '../domain/house.ts';
import { hasStore } from '../store/presence.ts';
import { askControl } from '../system/control-socket.ts';
import { readTextFile } from '../system/files.ts';
import { takeLock } from '../system/lock.ts';
import { profilesOf } from '../system/profile-files.ts';
import type { CliContext } from './context.ts';
import { enter, noStore, withinRights } from './data-folder.ts';
import { houseFileOf, houseSourceOf } from './house-place.ts';
import { patiently } from './patience.ts';
import type { CliSettings } from './settings.ts';

/** A hub that has its lock listens on its socket soon after. */
const TRIES = 20;
const RETRY_MS = 250;

export interface Operator {
  /** Comes to the data folder, before anything is asked of a person. @throws SettingsError, UsageError */
  reach(): Promise<void>;
  /** Says on standard error who does it, and has it done. */
  ask(operation: Operation, input: unknown): Promise<unknown>;
}

/** What backups are made of where no hub runs. */
function backupsOf(cli: CliSettings, isVirtual: boolean, { version }: CliContext): BackupsOf {
  const { settings, dataFolder } = cli;
  const housePath = houseFileOf(cli);
  return {
    dataFolder,
    isVirtual,
    version,
    backupFolder: settings.backup,
    firmwareFolder: settings.firmware,
    houseText: () => (isVirtual ? undefined : readTextFile(housePath)),
  };
}

/**
 * @param cli whose data folder is meant, and whether the virtual house's store in it where no hub runs
 * @param onRecords is told how many records are in a backup that is made here
 */
export function createOperator(
  cli: CliSettings,
  isVirtual: boolean,
  context: CliContext,
  onRecords?: (count: number) => void,
): Operator {
  const { dataFolder } = cli;
  const say = (words: string) => context.err(`aris: ${words}`);
  let isReached = false;
  let hasSaid = false;

  async function reach(): Promise<void> {
    // Only a hub, and who describes its house, begins a store.
    if (!isReached && !(await enter(cli, context))) throw noStore(dataFolder, isVirtual);
    isReached = true;
  }

  /** @throws RivalError where another process has the folder, UsageError where there is no store in it */
  async function here<T>(work: (core: Core, parts: Parts) => Promise<T>): Promise<T> {
    const { clock, random, ownProcess, version } = context;
    // Before the lock, which would leave its file in a folder that is none of ours.
    if (!hasStore(storeFolder(dataFolder, isVirtual))) throw noStore(dataFolder, isVirtual);
    const lock = takeLock(dataFolder);
    if (lock === undefined) throw new RivalError(`another process is using ${dataFolder}`);
    try {
      say(`no hub runs on ${dataFolder}: this command works on its store itself`);
      const log = context.createLog('warn');
      const parts = { clock, random, log, rescue: { ownProcess } };
      const place = { dataFolder, isVirtual, version, backupFolder: cli.settings.backup };
      const core = await openCore(place, parts);
      try {
        return await work(core, parts);
      } finally {
        await core.close();
      }
    } finally {
      lock.release();
    }
  }

  /** As the next start would find it. */
  async function openBook(core: Core, parts: Parts): Promise<HouseBook> {
    const source = houseSourceOf(cli, { isVirtual }, context);
    const book = createHouseBook({ ...core, ...parts, source, digest });
    await book.open();
    return book;
  }

  /** The house that it would run. */
  async function openHouse(core: Core, parts: Parts): Promise<House> {
    const source = houseSourceOf(cli, { isVirtual }, context);
    return createHouseBook({ ...core, ...parts, source, digest }).open();
  }

  const askHere = async (operation: Operation, input: unknown) =>
    here(async (core, parts) => {
      const backups = async () => {
        const { openBackups } = await import('../hub/backups.ts');
        return openBackups(backupsOf(cli, isVirtual, context), core, parts);
      };
      const backupOperations = createBackupOperations(backups, {
        doer: doerOf(COMMAND_LINE),
        waits: true,
        onRecords,
      });
      const machines = {
        async release(machine: string | undefined) {
          const { releaseWithoutHub } = await import('../hub/releasing.ts');
          return releaseWithoutHub(core, cli.settings, parts, machine);
        },
      };
      const houseOperations = createHouseOperations(async () => openBook(core, parts));
      const { settings } = cli;
      const brokerOperations = createBrokerOperations(
        () => openBrokerBook({ settings, isVirtual }, core, parts),
        async (withFound) => {
          const { topicRightsOf } = await import('../hub/topic-rights.ts');
          const house = await openHouse(core, parts);
          return topicRightsOf(house, settings, profilesOf(dataFolder), withFound);
        },
      );
      const operated = { backupOperations, houseOperations, brokerOperations };
      const deps = { ...core.access, ...operated, machines };
      return createOperations(deps)(operation, input);
    });

  function saidOnce(): void {
    if (!hasSaid) say(`through the hub that runs on ${dataFolder}`);
    hasSaid = true;
  }

  async function ask(operation: Operation, input: unknown): Promise<unknown> {
    for (let tried = 1; ; tried++) {
      const answer = await askControl(dataFolder, operation, input, saidOnce);
      if (answer !== undefined) return answer.result;
      try {
        return await askHere(operation, input);
      } catch (error) {
        if (!(error instanceof RivalError) || tried === TRIES) throw error;
        await new Promise<void>((resolve) => context.clock.after(RETRY_MS, resolve));
      }
    }
  }

  return {
    reach,
    async ask(operation, input) {
      await reach();
      return patiently(context, 'this takes a moment', async () =>
        withinRights(cli, context, async () => ask(operation, input)),
      );
    },
  };
}
