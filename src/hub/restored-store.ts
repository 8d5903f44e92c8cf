/**
 * The store that a backup becomes: made ready beside what is there, and put in its place all at once. What is taken away
 * in between is taken away there, too.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupItem } from '../app/backup/format.ts';
import {
  lineOf,
  merged,
  parseLines,
  recordKeyOf,
  type Revocation,
} from '../app/backup/revocation.ts';
import { readBlock } from '../app/backup/history-blocks.ts';
import { createReviver, revivedCounts, type Reviver } from '../app/backup/revived.ts';
import { createJournal } from '../app/records/journal.ts';
import { createLazyBatch } from '../app/records/lazy-batch.ts';
import { unwritable } from '../backup/folder.ts';
import { createRevocationFile, REVOCATION_FILE_NAME } from '../backup/revocation-file.ts';
import { abandonSwap, beginSwap, commitSwap, draftOf } from '../backup/swap.ts';
import type { Doer } from '../domain/doer.ts';
import { LIMITS } from '../domain/limits.ts';
import { isoTime } from '../domain/units.ts';
import { openLmdb } from '../store/lmdb.ts';
import { writeMarker } from '../store/marker.ts';
import { openTexts } from '../store/open.ts';
import { createRecordStore, type TextStore, type TextWrite } from '../store/records.ts';
import { itemsOf, type ReadBackup, type RestorePlace } from './restore.ts';
import type { Parts } from './types.ts';

export interface PreparePlace extends RestorePlace {
  readonly parts: Parts;
  /** Who does it. */
  readonly doer: Doer;
  /** Asked before each commit. @throws HubError where there is to be no more */
  readonly mayWrite?: () => void;
}

/** Writes a file below a folder, piece by piece, each file in one go. */
class Pieces {
  readonly #folder: string;
  #path: string | undefined;
  #file: number | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(path: string, bytes: Uint8Array): void {
    if (path !== this.#path) {
      this.close();
      const at = join(this.#folder, path);
      mkdirSync(dirname(at), { recursive: true, mode: 0o700 });
      this.#file = openSync(at, 'wx', 0o600);
      this.#path = path;
    }
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file ?? 0, bytes, done, bytes.length - done);
  }

  close(): void {
    if (this.#file === undefined) return;
    fsyncSync(this.#file);
    closeSync(this.#file);
    this.#file = undefined;
    this.#path = undefined;
  }
}

export interface RestoreChoice {
  /** Of the hub from then on; undefined where it is to be that of the backup. */
  readonly serial: string | undefined;
  /** Whether the house's file is put in place: not where it lies elsewhere. */
  readonly hasHouse: boolean;
}

const SERIAL_KEY = 'serial/hub';

/** The text of each record as it comes back; undefined where it does not. */
function recordFilter(reviver: Reviver, { serial }: RestoreChoice) {
  return (key: string, text: string): string | undefined => {
    if (key === SERIAL_KEY && serial !== undefined) return JSON.stringify({ v: 1, d: serial });
    return reviver.revived(key, text);
  };
}

async function writeItems(
  draft: string,
  read: ReadBackup,
  { codec, blocks, onRecords, mayWrite = () => undefined }: PreparePlace,
  choice: RestoreChoice,
): Promise<void> {
  const reviver = createReviver(read.holdings.revocations, read.holdings.opens);
  const filter = recordFilter(reviver, choice);
  const texts = openLmdb(draft);
  const pieces = new Pieces(draft);
  let writes: TextWrite[] = [];
  let bytes = 0;
  let count = 0;

  async function flush(): Promise<void> {
    mayWrite();
    await texts.write(writes);
    count += writes.length;
    onRecords(count);
    writes = [];
    bytes = 0;
  }
  async function takeRecord(key: string, before: string): Promise<void> {
    const text = filter(key, before);
    if (text === undefined) return;
    writes.push([key, text]);
    bytes += key.length + text.length;
    if (bytes >= LIMITS.restoreCommitBytes) await flush();
  }
  async function take(item: BackupItem): Promise<void> {
    if ('record' in item) await takeRecord(item.record, item.text);
    else if ('firmware' in item)
      pieces.add(join('firmware', item.firmware), Buffer.from(item.bytes, 'base64'));
    else if ('file' in item && (item.file !== 'house.json' || choice.hasHouse))
      pieces.add(item.file, Buffer.from(item.text));
  }

  try {
    const { items } = await itemsOf(read.path, codec);
    for await (const slice of items) for (const item of slice) await take(item);
    writes.push(...reviver.missing());
    for (const block of read.found.whole)
      for (const [key, text] of await readBlock(block, { blocks, codec }))
        await takeRecord(key, text);
    await flush();
    pieces.close();
  } catch (error) {
    // It may wait for ever where a write has failed.
    void texts.close();
    pieces.close();
    throw error;
  }
  await texts.close();
}

/** Works on the new store, in the newest format. */
async function withDraft(
  draft: string,
  { version, parts }: PreparePlace,
  work: (texts: TextStore) => Promise<void>,
): Promise<void> {
  const texts = await openTexts(draft, { version, log: parts.log });
  try {
    await work(texts);
  } catch (error) {
    void texts.close();
    throw error;
  }
  await texts.close();
}

/** Brings the new store to the newest format, and has it know where it comes from. */
async function settle(draft: string, read: ReadBackup, place: PreparePlace): Promise<void> {
  const { version, parts, doer } = place;
  const { header, holdings } = read;
  writeMarker(draft, version, { format: header.storeFormat });
  await withDraft(draft, place, async (texts) => {
    const store = createRecordStore({ texts, ...parts });
    const batch = createLazyBatch({ store, ...parts });
    await createJournal({ store, batch, ...parts }).commit(
      [],
      [
        {
          type: 'backup_restored',
          severity: 'warning',
          ...doer,
          data: {
            madeAt: isoTime(header.madeAtMs),
            version: header.version,
            ...revivedCounts(holdings),
          },
        },
      ],
    );
  });
}

/**
 * Makes everything ready beside what is there, which nothing of it touches.
 * @throws HubError `storage_full`, `storage_unwritable`, `invalid`; nothing is left of it
 */
export async function prepareRestore(
  read: ReadBackup,
  place: PreparePlace,
  choice: RestoreChoice,
): Promise<void> {
  const { folder } = place;
  try {
    const draft = beginSwap(folder);
    await writeItems(draft, read, place, choice);
    await settle(draft, read, place);
  } catch (error) {
    abandonSwap(folder);
    throw unwritable(error, folder);
  }
}

/** What a record becomes by what was taken away, or set up, since it was written. */
function lateWrites(
  texts: TextStore,
  all: readonly Revocation[],
  { opens }: ReadBackup['holdings'],
): TextWrite[] {
  const reviver = createReviver(all, opens);
  for (const [key, text] of texts.range('users/')) reviver.revived(key, text);
  const changed = all.flatMap((one): TextWrite[] => {
    const key = recordKeyOf(one);
    const text = texts.get(key);
    if (text === undefined) return [];
    const revived = reviver.revived(key, text);
    if (revived === text) return [];
    const isGone = 'removedAtMs' in one;
    return [
      [key, revived],
      ...(isGone ? [[`second_factors/${one.user}`, undefined] as const] : []),
    ];
  });
  return [...changed, ...reviver.missing()];
}

/**
 * Puts in place what was made ready. The caller holds the folder's lock, and no hub runs on it.
 * @throws HubError `storage_full`, `storage_unwritable`; everything is then as it was
 */
export async function finishRestore(read: ReadBackup, place: PreparePlace): Promise<void> {
  const { folder } = place;
  const draft = draftOf(folder);
  try {
    const own = parseLines(await createRevocationFile(folder).read());
    const all = merged([...read.holdings.revocations, ...own]);
    await withDraft(draft, place, async (texts) => {
      const writes = lateWrites(texts, all, read.holdings);
      if (writes.length > 0) await texts.write(writes);
    });
    const pieces = new Pieces(draft);
    pieces.add(REVOCATION_FILE_NAME, Buffer.from(all.map(lineOf).join('')));
    pieces.close();
    commitSwap(folder);
  } catch (error) {
    abandonSwap(folder);
    throw unwritable(error, folder);
  }
}
