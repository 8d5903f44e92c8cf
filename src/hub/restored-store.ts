/**
 * The store that a backup becomes: made ready beside what is there, and put in its place all at once. What is taken away
 * in between is taken away there, too.
 */
import {
  lineOf,
  merged,
  parseLines,
  recordKeyOf,
  type Revocation,
} from '../app/backup/revocation.ts';
import { createReviver, revivedCounts } from '../app/backup/revived.ts';
import { createJournal } from '../app/records/journal.ts';
import { createLazyBatch } from '../app/records/lazy-batch.ts';
import { unwritable } from '../backup/folder.ts';
import { Pieces } from '../backup/pieces.ts';
import { createRevocationFile, REVOCATION_FILE_NAME } from '../backup/revocation-file.ts';
import { abandonSwap, beginSwap, commitSwap, draftOf } from '../backup/swap.ts';
import { isoTime } from '../domain/units.ts';
import { writeMarker } from '../store/marker.ts';
import { openTexts } from '../store/open.ts';
import { createRecordStore, type TextStore, type TextWrite } from '../store/records.ts';
import type { ReadBackup } from './restore.ts';
import { writeItems, type PreparePlace, type RestoreChoice } from './restored-items.ts';

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
