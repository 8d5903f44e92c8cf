/** The backup before an upgrade: of a store that is open, but not to be worked with yet. */
import { join } from 'node:path';
import { parseLines } from '../app/backup/revocation.ts';
import { writeBackup } from '../app/backup/writing.ts';
import { createRevocationFile } from '../backup/revocation-file.ts';
import { messageOf } from '../domain/errors.ts';
import { openSigningKeys } from '../store/key-file.ts';
import type { TextStore } from '../store/records.ts';
import { readTextFile } from '../system/files.ts';
import { backupPlace } from './backup-place.ts';
import type { Parts } from './types.ts';

/**
 * It keeps no upgrade from being made: that is one commit, and a house would be without its hub.
 * @param format that of the store before the upgrade
 */
export async function backUpBeforeUpgrade(
  texts: Pick<TextStore, 'snapshot'>,
  format: number,
  place: {
    /** Of the store. */
    folder: string;
    backupFolder: string | undefined;
    isVirtual: boolean;
    version: string;
    parts: Parts;
  },
): Promise<void> {
  const { folder, isVirtual, version, parts } = place;
  const { log, clock } = parts;
  try {
    const keys = openSigningKeys(folder, parts);
    const { codec, backupsIn, beside } = backupPlace({
      ...place,
      keys: () => keys,
      random: parts.random,
    });
    const file = await writeBackup(
      () => texts.snapshot(),
      beside({
        about: { version, storeFormat: format, isVirtual, serial: undefined },
        houseText: () => (isVirtual ? undefined : readTextFile(join(folder, 'house.json'))),
        revocations: async () => parseLines(await createRevocationFile(folder).read()),
        firmwareFolder: join(folder, 'firmware'),
      }),
      {
        folder: backupsIn,
        codec,
        choice: { kind: 'upgrade', hasHistory: true, hasFirmware: false },
        madeAtMs: clock.nowMs(),
      },
    );
    log.info('backup made before the upgrade', { path: file.path, format });
  } catch (error) {
    log.error('no backup was made before the upgrade', { reason: messageOf(error) });
  }
}
