/** Opening the store of a folder: only one that this program can read, and in the newest format when it is open. */
import type { Log } from '../app/base/ports/log.ts';
import { StoreError } from '../domain/errors.ts';
import { openLmdb } from './lmdb.ts';
import { checkMarker, writeMarker } from './marker.ts';
import { beginFormat, formatOf, migrate, STORE_FORMAT } from './migrations.ts';
import { newerStore } from './newer-store.ts';
import type { TextStore } from './records.ts';

export interface OpenOptions {
  /** That of the program, for who opens the store with another one. */
  readonly version: string;
  readonly log: Log;
  /** Before the store gets a new format; a failure is its own matter. */
  beforeUpgrade?(texts: TextStore, format: number): Promise<void>;
}

async function bringUpToDate(
  texts: TextStore,
  options: OpenOptions & { folder: string; isNew: boolean },
): Promise<void> {
  const { folder, version, isNew, log } = options;
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
    await options.beforeUpgrade?.(texts, format);
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
 * @throws StoreError; nothing was changed
 */
export async function openTexts(folder: string, options: OpenOptions): Promise<TextStore> {
  const isNew = checkMarker(folder, options.version);
  const texts = openLmdb(folder);
  try {
    await bringUpToDate(texts, { ...options, folder, isNew });
    return texts;
  } catch (error) {
    // It may wait for ever where a write has failed.
    void texts.close();
    throw error;
  }
}
