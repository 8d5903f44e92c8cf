/** What of a backup comes back, written into a store of its own and files beside it. */
import { join } from 'node:path';
import type { BackupItem } from '../app/backup/format.ts';
import { readBlock } from '../app/backup/history-blocks.ts';
import { createReviver, type Reviver } from '../app/backup/revived.ts';
import { Pieces } from '../backup/pieces.ts';
import type { Doer } from '../domain/doer.ts';
import { LIMITS } from '../domain/limits.ts';
import { openLmdb } from '../store/lmdb.ts';
import type { TextWrite } from '../store/records.ts';
import { itemsOf, type ReadBackup, type RestorePlace } from './restore.ts';
import type { Parts } from './types.ts';

export interface PreparePlace extends RestorePlace {
  readonly parts: Parts;
  /** Who does it. */
  readonly doer: Doer;
  /** Asked before each commit. @throws HubError where there is to be no more */
  readonly mayWrite?: () => void;
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

/** Nothing of it counts yet. */
export async function writeItems(
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
