/** Puts a folder back to a backup: read through first, made ready beside what is there, and put in its place all at once. */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { doerOf, COMMAND_LINE } from '../app/base/principal.ts';
import type { BackupCodec } from '../app/backup/ports.ts';
import { damaged, openBackup, type BackupHeader, type BackupItem } from '../app/backup/format.ts';
import { findBlocks, readBlock, type FoundBlocks } from '../app/backup/history-blocks.ts';
import { holdingsOf, type Holdings } from '../app/backup/holdings.ts';
import { lineOf, parseLines } from '../app/backup/revocation.ts';
import { createReviver } from '../app/backup/revived.ts';
import { createJournal } from '../app/records/journal.ts';
import { createLazyBatch } from '../app/records/lazy-batch.ts';
import { blocksBeside, readFileChunks, unwritable } from '../backup/folder.ts';
import { createRevocationFile, REVOCATION_FILE_NAME } from '../backup/revocation-file.ts';
import { abandonSwap, beginSwap, commitSwap } from '../backup/swap.ts';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { isoTime } from '../domain/units.ts';
import { KEY_FILE_NAME, parseKeys } from '../store/key-file.ts';
import { openLmdb } from '../store/lmdb.ts';
import { writeMarker } from '../store/marker.ts';
import { STORE_FORMAT } from '../store/migrations.ts';
import { openTexts } from '../store/open.ts';
import { createRecordStore, type TextWrite } from '../store/records.ts';
import { readTextFile } from '../system/files.ts';
import { factorKeyId } from './backup-place.ts';
import type { Parts } from './types.ts';

export interface ReadBackup {
  readonly path: string;
  readonly header: BackupHeader;
  readonly holdings: Holdings;
  /** How many people's second factors cannot come along, since the key that they are sealed with is not there. */
  readonly factorsLost: number;
  /** Of the history that lies beside it. */
  readonly found: FoundBlocks;
}

interface RestorePlace {
  /** Of the store. */
  readonly folder: string;
  readonly isVirtual: boolean;
  readonly version: string;
  readonly codec: BackupCodec;
  readonly onRecords: (count: number) => void;
  readonly nowMs: number;
}

const itemsOf = async (path: string, codec: BackupCodec) =>
  openBackup(codec.unpack(readFileChunks(path)));

function refuseOther(header: BackupHeader, { isVirtual, version }: RestorePlace): void {
  if (header.storeFormat > STORE_FORMAT)
    throw new HubError(
      'invalid',
      `the backup was made by version ${header.version}, whose store has format ${header.storeFormat}; ` +
        `this is ${version}, which knows formats up to ${STORE_FORMAT}. Install the newer version first`,
    );
  if (header.isVirtual !== isVirtual)
    throw new HubError(
      'invalid',
      header.isVirtual
        ? 'the backup is of a virtual house: --virtual restores it into one'
        : 'the backup is of a real house, and no virtual one is made of it',
    );
}

/**
 * Reads all of it: whatever is wrong with it is found before anything is touched.
 * @throws HubError `invalid` for what is no backup, damaged, newer, or cannot be unsealed
 */
export async function readBackup(path: string, place: RestorePlace): Promise<ReadBackup> {
  const { folder, codec, onRecords } = place;
  const { header, items } = await itemsOf(path, codec);
  refuseOther(header, place);
  const own = parseLines(await createRevocationFile(folder).read());
  const holdings = await holdingsOf(items, own, onRecords);
  const keys = parseKeys(holdings.keys ?? readTextFile(join(folder, KEY_FILE_NAME)) ?? '');
  if (holdings.keys !== undefined && keys === undefined)
    throw damaged('the keys in it cannot be read');
  const canOpen = keys !== undefined && factorKeyId(keys) === header.factorKeyId;
  const factorsLost = canOpen ? 0 : (holdings.tables.get('second_factors') ?? 0);
  const blocks = blocksBeside(dirname(path));
  const found = await findBlocks(holdings.blocks, { ...place, blocks });
  return { path, header, holdings, factorsLost, found };
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
function recordFilter({ holdings, factorsLost }: ReadBackup, { serial }: RestoreChoice) {
  const reviver = createReviver(holdings.revocations);
  const gone = new Set(
    holdings.revocations.flatMap((one) => ('removedAtMs' in one ? [one.user] : [])),
  );
  return (key: string, text: string): string | undefined => {
    const isFactor = key.startsWith('second_factors/');
    if (isFactor && (factorsLost > 0 || gone.has(key.slice(key.indexOf('/') + 1))))
      return undefined;
    if (key === SERIAL_KEY && serial !== undefined) return JSON.stringify({ v: 1, d: serial });
    return reviver.revived(key, text);
  };
}

async function writeItems(
  draft: string,
  read: ReadBackup,
  { codec, onRecords }: Pick<RestorePlace, 'codec' | 'onRecords'>,
  choice: RestoreChoice,
): Promise<void> {
  const filter = recordFilter(read, choice);
  const texts = openLmdb(draft);
  const pieces = new Pieces(draft);
  let writes: TextWrite[] = [];
  let bytes = 0;
  let count = 0;

  async function flush(): Promise<void> {
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
    const blocks = blocksBeside(dirname(read.path));
    for (const block of read.found.whole)
      for (const [key, text] of await readBlock(block, { blocks, codec }))
        await takeRecord(key, text);
    await flush();
    const own = read.holdings.revocations.map(lineOf).join('');
    pieces.add(REVOCATION_FILE_NAME, Buffer.from(own));
    pieces.close();
  } catch (error) {
    // It may wait for ever where a write has failed.
    void texts.close();
    pieces.close();
    throw error;
  }
  await texts.close();
}

/** Brings the new store to the newest format, and has it know where it comes from. */
async function settle(
  draft: string,
  read: ReadBackup,
  version: string,
  parts: Parts,
): Promise<void> {
  const { header, holdings } = read;
  writeMarker(draft, version, { format: header.storeFormat });
  const texts = await openTexts(draft, { version, log: parts.log });
  try {
    const store = createRecordStore({ texts, ...parts });
    const { tokensRevoked, peopleRemoved, passwordsKept } = holdings;
    const batch = createLazyBatch({ store, ...parts });
    await createJournal({ store, batch, ...parts }).commit(
      [],
      [
        {
          type: 'backup_restored',
          severity: 'warning',
          ...doerOf(COMMAND_LINE),
          data: {
            madeAt: isoTime(header.madeAtMs),
            version: header.version,
            tokensRevoked,
            peopleRemoved,
            passwordsKept,
          },
        },
      ],
    );
  } catch (error) {
    void texts.close();
    throw error;
  }
  await texts.close();
}

/**
 * The caller holds the folder's lock, and no hub runs on it.
 * @throws HubError `storage_full`, `storage_unwritable`, `invalid`; everything is then as it was
 */
export async function restoreBackup(
  read: ReadBackup,
  place: RestorePlace & { readonly parts: Parts },
  choice: RestoreChoice,
): Promise<void> {
  const { folder, version, parts } = place;
  try {
    const draft = beginSwap(folder);
    await writeItems(draft, read, place, choice);
    await settle(draft, read, version, parts);
    commitSwap(folder);
  } catch (error) {
    abandonSwap(folder);
    throw unwritable(error, folder);
  }
}
