/** A store that may be damaged, looked at by a process of its own (`store/reader.ts`): its death is an answer. */
import type { OwnProcess, ProcessEnd, RunOwnProcess } from '../app/base/ports/own-process.ts';
import { LIMITS } from '../domain/limits.ts';
import { SECOND_MS } from '../domain/units.ts';
import type { ReaderLine, ReaderTask } from './reader.ts';

/** Of the command table, which does not load this file for its name. */
const READER_COMMAND = 'read-store';

export interface Apart {
  readonly run: RunOwnProcess;
  /** Is told the last words of a reader that died. */
  readonly onDeath?: (words: string) => void;
}

export const startReader = ({ run }: Apart, folder: string, task: ReaderTask): OwnProcess =>
  run([READER_COMMAND, folder, JSON.stringify(task)], LIMITS.storeReaderSilentMs);

/** No reader could be run: that says nothing of the store. */
export class NotLookedAtError extends Error {}

/** How a reader has ended, in words; undefined where it came to its end. */
function deathOf({ code, signal, isHung }: ProcessEnd): string | undefined {
  if (isHung) return `reading it did not go on for ${LIMITS.storeReaderSilentMs / SECOND_MS} s`;
  if (signal !== undefined) return `reading it ended a process with ${signal}`;
  return code === 0 ? undefined : `reading it failed with exit code ${String(code)}`;
}

/**
 * What a reader says.
 * @returns how it ended, in words; undefined where it came to its end
 * @throws NotLookedAtError where it did not even begin, for want of memory or processor, say
 */
export async function* readingOf(
  reader: OwnProcess,
  { onDeath }: Apart,
): AsyncGenerator<ReaderLine, string | undefined> {
  let hasBegun = false;
  for await (const text of reader.lines) {
    hasBegun = true;
    yield JSON.parse(text) as ReaderLine;
  }
  const end = await reader.end;
  const death = deathOf(end);
  if (death !== undefined && end.stderr !== '') onDeath?.(end.stderr.trim());
  if (!hasBegun)
    throw new NotLookedAtError(`no process could look at the store: ${death ?? 'it said nothing'}`);
  return death;
}

/**
 * What is wrong with the store, after "the store is damaged:"; undefined where all of it can be read and written.
 * @throws NotLookedAtError
 */
export async function faultApart(folder: string, apart: Apart): Promise<string | undefined> {
  const reading = readingOf(startReader(apart, folder, 'check'), apart);
  let isWhole = false;
  let fault = 'reading it came to no end';
  let step = await reading.next();
  for (; step.done !== true; step = await reading.next()) {
    isWhole = 'whole' in step.value;
    if ('fault' in step.value) fault = step.value.fault ?? fault;
  }
  return step.value ?? (isWhole ? undefined : fault);
}
