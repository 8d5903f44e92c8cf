/** Doing an operation: by the hub that runs on the data folder, else here, under the hub's own lock. */
import { createOperations, type Operation } from '../app/operations.ts';
import { openCore } from '../core.ts';
import { RivalError } from '../domain/errors.ts';
import { askControl } from '../system/control-socket.ts';
import { lockFolder } from '../system/lock.ts';
import type { CliContext } from './context.ts';

/** A hub that has its lock listens on its socket soon after. */
const TRIES = 20;
const RETRY_MS = 250;

export async function operate(
  operation: Operation,
  input: unknown,
  options: { dataFolder: string; isVirtual: boolean; context: CliContext },
): Promise<unknown> {
  const { dataFolder, isVirtual, context } = options;
  for (let tried = 1; ; tried++) {
    const answer = await askControl(dataFolder, operation, input);
    if (answer !== undefined) return answer.result;
    try {
      return await operateHere(operation, input, dataFolder, isVirtual, context);
    } catch (error) {
      if (!(error instanceof RivalError) || tried === TRIES) throw error;
      await new Promise<void>((resolve) => context.clock.after(RETRY_MS, resolve));
    }
  }
}

async function operateHere(
  operation: Operation,
  input: unknown,
  dataFolder: string,
  isVirtual: boolean,
  context: CliContext,
) {
  const { clock, random, version } = context;
  const lock = lockFolder(dataFolder);
  try {
    const log = context.createLog('warn');
    const core = await openCore({ dataFolder, isVirtual, version }, { clock, random, log });
    try {
      return await createOperations(core.access)(operation, input);
    } finally {
      await core.close();
    }
  } finally {
    lock.release();
  }
}
