/**
 * What becomes of the house's file. Whether it or the kept house is in charge goes by content: a file that is new since
 * it was last taken in or written is taken in, where nobody has changed the house elsewhere meanwhile. Where both were
 * changed the kept house runs, and a fault says so until somebody has the one or the other.
 */
import { BY_HUB, type Doer } from '../../domain/doer.ts';
import { HubError, isStoreTrouble, messageOf } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, Store } from '../base/ports/store.ts';
import { writtenHouse } from './house-document.ts';
import { readSource, type FileRead, type HouseSource } from './house-source.ts';
import {
  FILE_KEY,
  HOUSE_FILE,
  type HouseFileNote,
  type HouseVersion,
  type HouseVersions,
} from './house-versions.ts';
import type { KeptHouse } from './kept-house.ts';

/** `conflict`: file and kept house were both changed. `broken`: what stands in the file, or is kept, is no house. */
export const HOUSE_TROUBLES = ['conflict', 'broken'] as const;
export type HouseTrouble = (typeof HOUSE_TROUBLES)[number];

/** Where the house comes from. */
export interface HouseOrigin {
  /** `file` where the house is as the file says, and follows it at the next start. */
  readonly inCharge: 'file' | 'store';
  readonly path: string;
  /** The setting that names the file, where one does: then nothing else changes the house. */
  readonly setting?: string | undefined;
  readonly trouble?: HouseTrouble | undefined;
}

export interface HouseInFile {
  /** At the start. @throws SettingsError where the file is no good and there is no earlier house */
  readonly open: () => Promise<void>;
  /**
   * Takes the file in. Where it is not new and the house was changed elsewhere, what is kept is read anew.
   * @returns which of them runs
   * @throws HubError `invalid`, with every fault of the file; the house stays as it was
   */
  reload(doer: Doer): Promise<HouseOrigin['inCharge']>;
  /** Writes the file as the house is. @throws HubError `conflict`, `storage_unwritable`, `storage_full` */
  readonly write: () => Promise<void>;
  readonly origin: () => HouseOrigin;
  /** @throws HubError `conflict` where a setting names the file */
  refuseWhereSet(): void;
}

export function createHouseInFile(deps: {
  kept: KeptHouse;
  store: Pick<Store, 'get'>;
  versions: HouseVersions;
  source: HouseSource;
  journal: Journal;
  log: Log;
}): HouseInFile {
  const { kept, store, versions, source, journal, log } = deps;
  const { path, setting } = source;
  let trouble: HouseTrouble | undefined;

  const note = () => store.get(HOUSE_FILE, FILE_KEY);

  function noting(next: HouseFileNote): Change[] {
    const isNoted = JSON.stringify(note()) === JSON.stringify(next);
    return isNoted ? [] : [{ put: HOUSE_FILE, key: FILE_KEY, value: next }];
  }

  const isNew = ({ text }: FileRead) =>
    text !== undefined && versions.hashOf(text) !== note()?.fileSha256;
  /** Whether the house was changed since file and house last said the same. */
  const isChanged = () => versions.newest()?.sha256 !== note()?.versionSha256;

  /** @param isTold whether it is told of though it be as before */
  async function take({ text = '', document }: FileRead, doer: Doer, isTold: boolean) {
    if (document === undefined) return;
    const isFirst = versions.newest() === undefined;
    const { changes, version } = kept.writing(document, { doer, path });
    const versionSha256 = versions.hashOf(document.text);
    const all = [...changes, ...noting({ fileSha256: versions.hashOf(text), versionSha256 })];
    const data = { path, zones: document.house.zones.length };
    const event: NewEvent = { type: 'house_reloaded', severity: 'info', ...doer, data };
    const events = isTold || (version !== undefined && !isFirst) ? [event] : [];
    if (all.length + events.length > 0) await journal.commit(all, events);
    trouble = undefined;
    kept.runDocument(document, true);
  }

  /** The house runs, whether or not it can be kept. */
  async function takeAtStart(file: FileRead): Promise<void> {
    try {
      await take(file, BY_HUB, false);
    } catch (error) {
      if (!isStoreTrouble(error) || file.document === undefined) throw error;
      log.error('the house was not kept', { reason: messageOf(error) });
      kept.runDocument(file.document, false);
    }
  }

  function conflict(faults: readonly string[]): void {
    trouble = 'conflict';
    for (const fault of faults) log.error('the house is not usable as it stands', { fault });
    log.warn('the house file and the kept house were both changed: the kept one runs', { path });
  }

  /** As where the disk failed between the writing of the file and the note of it. */
  async function agree(text: string, { sha256 }: HouseVersion): Promise<void> {
    const changes = noting({ fileSha256: versions.hashOf(text), versionSha256: sha256 });
    await journal.commit(changes, []).catch((error: unknown) => {
      if (!isStoreTrouble(error)) throw error;
    });
  }

  async function open(): Promise<void> {
    const file = readSource(source);
    const newest = versions.newest();
    const isTheFiles =
      setting !== undefined || newest === undefined || (isNew(file) && !isChanged());
    if (isTheFiles && file.document !== undefined) return takeAtStart(file);
    if (newest === undefined && setting === undefined && file.isMissing === true) {
      kept.runLastGoodOrNone();
      return;
    }
    if (isTheFiles) {
      trouble = 'broken';
      kept.runLastGood(file.faults);
      return;
    }
    if (file.text !== undefined && isNew(file)) {
      const isSame = file.document?.text === versions.textOf(newest);
      if (isSame) await agree(file.text, newest);
      // Of the sample house a new version of the hub may have another: that is nobody's change.
      else if (source.write !== undefined) conflict(file.faults);
    }
    kept.runNewest();
  }

  function origin(): HouseOrigin {
    const isTheFiles = setting !== undefined || (versions.newest() !== undefined && !isChanged());
    const told = trouble ?? (kept.isBroken() ? 'broken' : undefined);
    return {
      inCharge: isTheFiles ? 'file' : 'store',
      path,
      ...(setting !== undefined && { setting }),
      ...(told !== undefined && { trouble: told }),
    };
  }

  function refuseWhereSet(): void {
    if (setting === undefined) return;
    const message = `${setting} names ${path}: the house is what stands there`;
    throw new HubError('conflict', message, {
      setting,
      ...because('house_by_setting', { setting }),
    });
  }

  return {
    open,

    async reload(doer) {
      const file = readSource(source);
      if (file.document === undefined)
        throw new HubError('invalid', file.faults.join('\n'), { faults: file.faults });
      if (isNew(file) || origin().inCharge === 'file' || versions.newest() === undefined) {
        await take(file, doer, true);
        return 'file';
      }
      kept.runNewest();
      return 'store';
    },

    async write() {
      refuseWhereSet();
      if (source.write === undefined)
        throw new HubError('conflict', `${path} is no file that could be written`);
      const value = kept.current();
      const text = writtenHouse(value);
      try {
        source.write(text);
      } catch (error) {
        throw new HubError('storage_unwritable', `${path}: ${messageOf(error)}`);
      }
      const versionSha256 = versions.hashOf(JSON.stringify(value));
      await journal.commit(noting({ fileSha256: versions.hashOf(text), versionSha256 }), []);
      trouble = undefined;
    },

    origin,
    refuseWhereSet,
  };
}
