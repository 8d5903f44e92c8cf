/** Doing an operation: by the hub that runs on the data folder, else here, under the hub's own lock. */
import { createOperations, type Operation } from '../app/command-line/operations.ts';
import { openCore, storeFolder } from '../hub/core.ts';
import { RivalError } from '../domain/errors.ts';
import { hasStore } from '../store/presence.ts';
import { askControl } from '../system/control-socket.ts';
import { takeLock } from '../system/lock.ts';
import { UsageError, type CliContext } from './context.ts';
import { enter, withinRights } from './data-folder.ts';
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

/** @param cli whose data folder is meant, and whether the virtual house's store in it where no hub runs */
export function createOperator(
  cli: CliSettings,
  isVirtual: boolean,
  context: CliContext,
): Operator {
  const { dataFolder } = cli;
  const say = (words: string) => context.err(`aris: ${words}`);
  let isReached = false;

  /** @throws UsageError: only a hub, and who describes its house, begins a store */
  function refuseNew(): never {
    const isOther = hasStore(storeFolder(dataFolder, !isVirtual));
    const other = isVirtual ? 'a real house, without --virtual' : 'a virtual house, with --virtual';
    const hint = isOther
      ? `only that of ${other}`
      : 'start a hub there first, or name its folder with --data';
    throw new UsageError(`there is no store in ${dataFolder}: ${hint}`);
  }

  async function reach(): Promise<void> {
    if (!isReached && !(await enter(cli, context))) refuseNew();
    isReached = true;
  }

  async function askHere(operation: Operation, input: unknown) {
    const { clock, random, ownProcess, version } = context;
    // Before the lock, which would leave its file in a folder that is none of ours.
    if (!hasStore(storeFolder(dataFolder, isVirtual))) refuseNew();
    const lock = takeLock(dataFolder);
    if (lock === undefined) throw new RivalError(`another process is using ${dataFolder}`);
    try {
      say(`no hub runs on ${dataFolder}: this command works on its store itself`);
      const log = context.createLog('warn');
      const parts = { clock, random, log, rescue: { ownProcess } };
      const core = await openCore({ dataFolder, isVirtual, version }, parts);
      try {
        return await createOperations(core.access)(operation, input);
      } finally {
        await core.close();
      }
    } finally {
      lock.release();
    }
  }

  async function ask(operation: Operation, input: unknown): Promise<unknown> {
    for (let tried = 1; ; tried++) {
      const answer = await askControl(dataFolder, operation, input, () =>
        say(`through the hub that runs on ${dataFolder}`),
      );
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
      return withinRights(cli, context, async () => ask(operation, input));
    },
  };
}
