/** The backups of a store that is not to be worked with yet. Load this file with `import()`: it is needed seldom. */
import { join } from 'node:path';
import { createBackupFinder } from '../app/backup/finder.ts';
import { parseLines } from '../app/backup/revocation.ts';
import { writeBackup } from '../app/backup/writing.ts';
import type { Backups } from '../app/base/ports/backups.ts';
import { createRevocationFile } from '../backup/revocation-file.ts';
import { messageOf } from '../domain/errors.ts';
import { openSigningKeys } from '../store/key-file.ts';
import { STORE_FORMAT } from '../store/migrations.ts';
import type { TextStore } from '../store/records.ts';
import { readTextFile } from '../system/files.ts';
import { isNewerRecord } from '../store/record-text.ts';
import { backupPlace } from './backup-place.ts';
import { ALL_TABLES } from './tables.ts';
import type { Parts } from './types.ts';

interface BesideStorePlace {
  /** Of the store. */
  readonly folder: string;
  /** ARIS_BACKUP, where it is set. */
  readonly backupFolder?: string | undefined;
  readonly isVirtual: boolean;
  readonly version: string;
  readonly parts: Parts;
}

/** @param storeFormat of its records as they are */
function placeOf(of: BesideStorePlace, storeFormat: number) {
  const { folder, isVirtual, version, parts } = of;
  const keys = openSigningKeys(folder, parts);
  const place = backupPlace({ ...of, keys: () => keys, random: parts.random });
  return {
    ...place,
    beside: place.beside({
      about: { version, storeFormat, isVirtual, serial: undefined },
      houseText: () => (isVirtual ? undefined : readTextFile(join(folder, 'house.json'))),
      revocations: async () => parseLines(await createRevocationFile(folder).read()),
      firmwareFolder: join(folder, 'firmware'),
    }),
  };
}

export function backupsBeside(of: BesideStorePlace): Backups {
  const { backupsIn, codec, beside } = placeOf(of, STORE_FORMAT);
  const versions = new Map(ALL_TABLES.map(({ name, version }) => [name, version]));
  const isNewer = (key: string, text: string) => isNewerRecord(key, text, versions);
  return createBackupFinder({ folder: backupsIn, codec, beside, isNewer, log: of.parts.log });
}

/**
 * It keeps no upgrade from being made: that is one commit, and a house would be without its hub.
 * @param format that of the store before the upgrade
 */
export async function backUpBeforeUpgrade(
  texts: Pick<TextStore, 'snapshot'>,
  format: number,
  of: BesideStorePlace,
): Promise<void> {
  const { log, clock } = of.parts;
  try {
    const { backupsIn, codec, beside } = placeOf(of, format);
    const file = await writeBackup(() => texts.snapshot(), beside, {
      folder: backupsIn,
      codec,
      choice: { kind: 'upgrade', hasHistory: true, hasFirmware: false },
      madeAtMs: clock.nowMs(),
    });
    log.info('backup made before the upgrade', { path: file.path, format });
  } catch (error) {
    log.error('no backup was made before the upgrade', { reason: messageOf(error) });
  }
}
