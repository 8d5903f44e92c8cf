/** Opening the store of a folder: only one that this program can read, and in the newest format when it is open. */
import type { Log } from '../app/base/ports/log.ts';
import { StoreError } from '../domain/errors.ts';
import { openLmdb } from './lmdb.ts';
import { checkMarker, writeMarker } from './marker.ts';
import { beginFormat, formatOf, migrate, STORE_FORMAT } from './migrations.ts';
import { newerStore } from './newer-store.ts';
import type { TextStore } from './records.ts';

async function bringUpToDate(
  texts: TextStore,
  { folder, version, isNew, log }: { folder: string; version: string; isNew: boolean; log: Log },
): Promise<void> {
  const format = formatOf(texts);
  if (format !== undefined && format > STORE_FORMAT)
    throw newerStore(
      `the store in ${folder} is of format ${format}`,
      `${version}, which knows formats up to ${STORE_FORMAT}`,
    );
  if (format === undefined) await beginFormat(texts);
  else if (format < STORE_FORMAT) {
    if (!(await texts.isWritable()))
      throw new StoreError(
        `the store in ${folder} is of format ${format} and has to be brought to ${STORE_FORMAT}, but its disk takes no writes`,
      );
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
  if (isNew) writeMarker(folder, version);
}

/**
 * The caller holds the folder's lock.
 * @param options.version that of the program, for who opens the store with another one
 * @throws StoreError; nothing was changed
 */
export async function openTexts(
  folder: string,
  { version, log }: { version: string; log: Log },
): Promise<TextStore> {
  const isNew = checkMarker(folder, version);
  const texts = openLmdb(folder);
  try {
    await bringUpToDate(texts, { folder, version, isNew, log });
    return texts;
  } catch (error) {
    // It may wait for ever where a write has failed.
    void texts.close();
    throw error;
  }
}
