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

export async function* linesOf({ lines }: OwnProcess): AsyncIterable<ReaderLine> {
  for await (const line of lines) yield JSON.parse(line) as ReaderLine;
}

/** How a reader has ended, in words; undefined where it came to its end. */
function deathOf({ code, signal, isHung }: ProcessEnd): string | undefined {
  if (isHung) return `reading it did not go on for ${LIMITS.storeReaderSilentMs / SECOND_MS} s`;
  if (signal !== undefined) return `reading it ended a process with ${signal}`;
  return code === 0 ? undefined : `reading it failed with exit code ${String(code)}`;
}

/** How it ended, in words; undefined where it came to its end. */
export async function endOf(reader: OwnProcess, { onDeath }: Apart): Promise<string | undefined> {
  const end = await reader.end;
  const death = deathOf(end);
  if (death !== undefined && end.stderr !== '') onDeath?.(end.stderr.trim());
  return death;
}

/** What is wrong with the store, after "the store is damaged:"; undefined where all of it can be read and written. */
export async function faultApart(folder: string, apart: Apart): Promise<string | undefined> {
  const reader = startReader(apart, folder, 'check');
  let verdict: ReaderLine | undefined;
  for await (const line of linesOf(reader)) verdict = line;
  const death = await endOf(reader, apart);
  if (death !== undefined) return death;
  if (verdict === undefined) return 'reading it came to no end';
  if ('fault' in verdict) return verdict.fault ?? 'reading it came to no end';
  return 'whole' in verdict ? undefined : 'reading it came to no end';
}
