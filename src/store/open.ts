/**
 * Opening the store of a folder: only one that this program can read, in the newest format when it is open. Where the last
 * run did not close it, it is looked at by a process of its own first; one that cannot be used is healed.
 */
import type { Backups } from '../app/base/ports/backups.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { RunOwnProcess } from '../app/base/ports/own-process.ts';
import { messageOf, StoreError } from '../domain/errors.ts';
import { faultApart, NotLookedAtError, type Apart } from './apart.ts';
import { dropNote, noting, takeClosedNote } from './closed-note.ts';
import { explained } from './explained.ts';
import { openLmdb } from './lmdb.ts';
import { checkMarker, writeMarker, type MarkerWord } from './marker.ts';
import {
  beginFormat,
  formatOf,
  formatWrite,
  migrate,
  refuseNewer,
  STORE_FORMAT,
} from './migrations.ts';
import { NewerStoreError } from './newer-store.ts';
import type { TextStore } from './records.ts';

export interface OpenDeps {
  /** That of the program, for who opens the store with another one. */
  readonly version: string;
  readonly log: Log;
  /** To look at a store that was not closed. Absent, it is opened as it is. */
  readonly apart?: { readonly run: RunOwnProcess; readonly clock: Pick<Clock, 'monotonicMs'> };
  /** Absent, one that cannot be used is refused. */
  readonly healing?: { readonly prefixes: readonly string[] } | undefined;
  readonly backups?: Backups | undefined;
  /** Before the store gets a new format than this; a failure is its own matter. */
  readonly beforeUpgrade?: ((texts: TextStore, format: number) => Promise<void>) | undefined;
}

async function upgrade(texts: TextStore, format: number, folder: string, deps: OpenDeps) {
  const { version, log, beforeUpgrade } = deps;
  if (!(await texts.isWritable()))
    throw new StoreError(
      `the store in ${folder} is of format ${format} and has to be brought to ${STORE_FORMAT}, but its disk takes no writes`,
    );
  await beforeUpgrade?.(texts, format);
  // First of all: from here on an older program leaves it alone.
  writeMarker(folder, version);
  try {
    await migrate(texts, format, { log });
  } catch (error) {
    // Whatever could read it so far still can.
    writeMarker(folder, version, { format: formatOf(texts) });
    throw error;
  }
}

/** Where the record of it is damaged, the marker counts: no step is taken twice. */
async function readFormat(
  texts: TextStore,
  ofMarker: number,
  log: Log,
): Promise<number | undefined> {
  try {
    return formatOf(texts);
  } catch (error) {
    log.error('the format is read of the marker', { format: ofMarker, reason: messageOf(error) });
    await texts.write([formatWrite(ofMarker)]);
    return ofMarker;
  }
}

async function bringUpToDate(
  texts: TextStore,
  { folder, marker, deps }: { folder: string; marker: MarkerWord; deps: OpenDeps },
): Promise<void> {
  const format = await readFormat(texts, marker.format ?? STORE_FORMAT, deps.log);
  refuseNewer(format, folder);
  if (format === undefined) await beginFormat(texts);
  else if (format < STORE_FORMAT) await upgrade(texts, format, folder, deps);
  if (marker.isStale && (await texts.isWritable())) writeMarker(folder, deps.version);
}

function apartOf({ apart, log }: OpenDeps): Apart | undefined {
  const onDeath = (words: string) => log.warn('a reader of the store died', { words });
  return apart && { run: apart.run, onDeath };
}

/** Of a store that is not to be trusted, though all of it could be read. */
const SUSPICION = 'a commit of its last run met a damaged page';

/** @returns what is found wrong */
async function lookedAt(
  folder: string,
  apart: Apart,
  clock: Pick<Clock, 'monotonicMs'>,
  log: Log,
): Promise<string | undefined> {
  const startedMs = clock.monotonicMs();
  try {
    const fault = await faultApart(folder, apart);
    const tookMs = Math.round(clock.monotonicMs() - startedMs);
    if (fault === undefined) log.info('the store is whole', { tookMs });
    return fault;
  } catch (error) {
    // Most stores that were not closed are whole: what is not known to be damaged is not replaced.
    if (!(error instanceof NotLookedAtError)) throw error;
    log.error('the store is used without having been looked at', { reason: error.message });
    return undefined;
  }
}

/** What keeps the store from being used, by its file, by what a process of its own came to or by what the last run met. */
async function faultOf(
  folder: string,
  { isNew, damage }: MarkerWord,
  deps: OpenDeps,
): Promise<string | undefined> {
  if (isNew) dropNote(folder);
  const note = takeClosedNote(folder);
  const reader = apartOf(deps);
  const { apart, log } = deps;
  if (damage !== undefined || isNew || note === 'closed' || !apart || !reader) return damage;
  log.info('the store was not closed by its last run: it is looked at first');
  const fault = await lookedAt(folder, reader, apart.clock, log);
  return fault ?? (note === 'suspect' ? SUSPICION : undefined);
}

/** @throws StoreError where there is nothing that could heal it, or no room for that */
async function heal(
  folder: string,
  fault: string,
  format: MarkerWord['format'],
  deps: OpenDeps,
): Promise<void> {
  const { healing, backups, log } = deps;
  const apart = apartOf(deps);
  const words = `the store in ${folder} is damaged (${fault})`;
  if (healing === undefined || apart === undefined)
    throw new StoreError(`${words}: a hub that is started on it puts it right`);
  // Only the hub itself comes here.
  const { healStore } = await import('./heal.ts');
  try {
    await healStore(folder, fault, { apart, backups, log, format, prefixes: healing.prefixes });
    dropNote(folder);
  } catch (error) {
    if (error instanceof NewerStoreError) throw error;
    throw new StoreError(`${words} and could not be replaced: ${messageOf(error)}`);
  }
}

/** One that can be read is better than none, where there is no room for another. */
async function healSuspect(
  folder: string,
  format: MarkerWord['format'],
  deps: OpenDeps,
): Promise<void> {
  try {
    await heal(folder, SUSPICION, format, deps);
  } catch (error) {
    if (deps.healing === undefined || error instanceof NewerStoreError) throw error;
    deps.log.error('the store is used as it is', { reason: messageOf(error) });
  }
}

/** What lmdb finds at first sight is damage like any other. */
async function openOrHeal(
  folder: string,
  format: MarkerWord['format'],
  deps: OpenDeps,
): Promise<TextStore> {
  try {
    return openLmdb(folder);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    await heal(folder, error.message, format, deps);
    return openLmdb(folder);
  }
}

async function openWhole(folder: string, deps: OpenDeps): Promise<TextStore> {
  const marker = checkMarker(folder, deps.version);
  const { format } = marker;
  const fault = await faultOf(folder, marker, deps);
  if (fault === SUSPICION) await healSuspect(folder, format, deps);
  else if (fault !== undefined) await heal(folder, fault, format, deps);
  const texts = await openOrHeal(folder, format, deps);
  try {
    await bringUpToDate(texts, { folder, marker, deps });
    return texts;
  } catch (error) {
    // It may wait for ever where a write has failed.
    void texts.close();
    throw error;
  }
}

/**
 * The caller holds the folder's lock.
 * @throws StoreError; nothing was changed
 */
export async function openTexts(folder: string, deps: OpenDeps): Promise<TextStore> {
  try {
    return noting(await openWhole(folder, deps), folder);
  } catch (error) {
    throw await explained(error, folder, deps);
  }
}
