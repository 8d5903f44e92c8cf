/**
 * A store that cannot be used is moved aside as it is, and another takes its place: all of its records where they can still
 * be read, else those of the newest good backup, else what is left of its own. The new one is whole and on the disk before
 * it is put there, in one step.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Backups, GoodBackup } from '../app/base/ports/backups.ts';
import type { Log } from '../app/base/ports/log.ts';
import { RESTORED, RESTORED_KEY } from '../app/records/restored-store.ts';
import { isStoreTrouble, messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import type { RestoredStore } from '../domain/restored-store.ts';
import { isoTime } from '../domain/units.ts';
import type { Apart } from './apart.ts';
import { keepDamaged, newStoreFolder, placeForDamaged, putInPlace } from './damaged-stores.ts';
import { withFirstPages } from './first-pages.ts';
import { openLmdb } from './lmdb.ts';
import { STORE_FILE } from './store-file.ts';
import { FORMAT_KEY, formatOf, formatWrite, refuseNewer, STORE_FORMAT } from './migrations.ts';
import { encodeRecord, isRecordText } from './record-text.ts';
import type { TextStore, TextWrite } from './records.ts';
import { salvaged, type Gap } from './salvage.ts';

export interface HealDeps {
  readonly apart: Apart;
  readonly backups?: Backups | undefined;
  /** Prefixes of all tables' keys. */
  readonly prefixes: readonly string[];
  /** The newest format that the damaged store may have; undefined where only its own records can tell. */
  readonly format: number | undefined;
  readonly log: Log;
}

type Source = AsyncIterable<readonly [key: string, text: string]>;

/** @returns how many records there are */
async function fill(texts: TextStore, source: Source): Promise<number> {
  let batch: TextWrite[] = [];
  for await (const record of source) {
    batch.push(record);
    if (batch.length < LIMITS.storeHealSlice) continue;
    await texts.write(batch);
    batch = [];
  }
  await texts.write(batch);
  return texts.count('');
}

const nameOfTable = (key: string) => key.split('/', 1)[0] ?? '';

/** Names of the tables that may have had records in a gap. */
function tablesIn(gaps: readonly Gap[], prefixes: readonly string[]): string[] {
  const touched = prefixes.filter((prefix) =>
    gaps.some(
      ({ after, before }) => `${prefix}\u{10ffff}` > after && (before === '' || prefix < before),
    ),
  );
  return touched.map(nameOfTable);
}

/** Beside the store, in a folder of its own: LMDB has a lock file, too. */
async function build(
  folder: string,
  source: Source,
  finish: (texts: TextStore, records: number) => readonly TextWrite[],
): Promise<void> {
  const path = newStoreFolder(folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { mode: 0o700 });
  const texts = openLmdb(path);
  try {
    await texts.write(finish(texts, await fill(texts, source)));
  } catch (error) {
    // It may wait for ever where a write has failed.
    void texts.close();
    throw error;
  }
  await texts.close();
}

async function newestGood({ backups, log }: HealDeps): Promise<GoodBackup | undefined> {
  try {
    return await backups?.newestGood();
  } catch (error) {
    log.error('no backup can be read', { reason: messageOf(error) });
    return undefined;
  }
}

/**
 * What the new store says of itself.
 * @param format where its records do not say: that of the damaged one may be among what is lost
 */
function tellingWrites(texts: TextStore, format: number, facts: RestoredStore): TextWrite[] {
  return [
    [`${RESTORED.name}/${RESTORED_KEY}`, encodeRecord(RESTORED, RESTORED_KEY, facts)],
    ...(texts.get(FORMAT_KEY) === undefined ? [formatWrite(format)] : []),
  ];
}

type Facts = Pick<RestoredStore, 'fault' | 'kept' | 'untilTs'>;

async function fromBackup(folder: string, backup: GoodBackup, facts: Facts): Promise<void> {
  const { path, madeAtMs, format } = backup;
  const from = { from: 'backup', backup: path, sinceTs: isoTime(madeAtMs) } as const;
  await build(folder, backup.records(), (texts, records) =>
    tellingWrites(texts, format, { ...facts, ...from, records }),
  );
}

function readableFormat(texts: TextStore): number | undefined {
  try {
    return formatOf(texts);
  } catch {
    return undefined;
  }
}

/** @returns whether all that the store had could be read */
async function fromRest(folder: string, deps: HealDeps, facts: Facts): Promise<boolean> {
  const { apart, prefixes, format } = deps;
  const gaps: Gap[] = [];
  const mended = withFirstPages(folder);
  // One whose text is damaged stays with the others: whoever reads it next knows what to do.
  async function* records(): Source {
    for await (const [key, text] of salvaged(mended?.path ?? folder, { prefixes, gaps, apart }))
      if (isRecordText(text) || prefixes.some((prefix) => key.startsWith(prefix)))
        yield [key, text];
      // What is nothing of ours stands where something was: nobody knows what.
      else gaps.push({ after: '', before: '' });
  }
  try {
    await build(folder, records(), (texts, count) => {
      refuseNewer(readableFormat(texts), folder);
      // With all there that there was, no format is that of 0.1.0, which wrote none.
      const isOldest = gaps.length === 0 && count > 0;
      return tellingWrites(texts, format ?? (isOldest ? 1 : STORE_FORMAT), {
        ...facts,
        records: count,
        from: count === 0 ? 'nothing' : 'rest',
        lost: tablesIn(gaps, prefixes),
      });
    });
  } finally {
    mended?.remove();
  }
  return gaps.length === 0;
}

/** @returns where the new store's records come from: what is newer than any backup, if all of it can be read */
async function buildNew(folder: string, deps: HealDeps, facts: Facts): Promise<string> {
  const rest = 'what could be read of it';
  if (await fromRest(folder, deps, facts)) return rest;
  const backup = await newestGood(deps);
  if (backup === undefined) return rest;
  try {
    await fromBackup(folder, backup, facts);
    return backup.path;
  } catch (error) {
    if (isStoreTrouble(error)) throw error;
    deps.log.error('the backup could not be read to its end', { reason: messageOf(error) });
    await fromRest(folder, deps, facts);
    return rest;
  }
}

/**
 * @param fault what is wrong with the store
 * @throws Error where the new one cannot be written, or the damaged one is of a newer program: it is where it was
 */
export async function healStore(folder: string, fault: string, deps: HealDeps): Promise<void> {
  const { log } = deps;
  log.error('the store is damaged: another takes its place', { folder, fault });
  const modifiedMs = statSync(join(folder, STORE_FILE), { throwIfNoEntry: false })?.mtimeMs;
  const untilTs = modifiedMs === undefined ? undefined : isoTime(modifiedMs);
  const kept = placeForDamaged(folder);
  let from: string;
  try {
    from = await buildNew(folder, deps, { fault, kept, untilTs });
    if (kept !== undefined) keepDamaged(folder, kept);
  } catch (error) {
    rmSync(newStoreFolder(folder), { recursive: true, force: true });
    throw error;
  }
  putInPlace(folder);
  log.error('the store was replaced', { from, kept });
}
