/** The backups of a store that is open, joined. Load this file with `import()`: it is needed seldom. */
import { join } from 'node:path';
import { createBackups } from '../app/backup/backups.ts';
import type { SealedBackups } from '../app/command-line/backup-operations.ts';
import { keptSerial } from '../app/house/serial-number.ts';
import { createBackupWatch, type BackupWatch } from '../app/backup/watch.ts';
import { createPassphraseKeys } from '../crypto/scrypt.ts';
import { HubError, messageOf } from '../domain/errors.ts';
import { saveKeys } from '../store/key-file.ts';
import { STORE_FORMAT } from '../store/migrations.ts';
import { backupPlace } from './backup-place.ts';
import type { Core } from './core.ts';
import type { StorePlace } from './open-store.ts';
import { storeFolder } from './store-folder.ts';
import type { Parts } from './types.ts';

export interface BackupsOf extends StorePlace {
  /** Of the house; undefined where it has none, or a made-up one. */
  readonly houseText: () => string | undefined;
  /** ARIS_FIRMWARE, where it is set. */
  readonly firmwareFolder: string | undefined;
  /** Is told of them, where there is one. */
  readonly watch?: BackupWatch | undefined;
}

export function openBackups(of: BackupsOf, core: Core, parts: Parts): SealedBackups {
  const { version, isVirtual } = of;
  const { store, journal, lazyBatch, revocations } = core;
  const folder = storeFolder(of.dataFolder, isVirtual);
  let { keys } = core;
  const place = backupPlace({ ...of, folder, keys: () => keys, random: parts.random });
  const backups = createBackups({
    store,
    journal,
    folder: place.backupsIn,
    codec: place.codec,
    watch: of.watch ?? createBackupWatch(parts.clock),
    flush: async () => lazyBatch.flush(),
    beside: place.beside({
      about: { version, storeFormat: STORE_FORMAT, serial: keptSerial(store), isVirtual },
      houseText: of.houseText,
      revocations: async () => revocations.list(),
      firmwareFolder: of.firmwareFolder ?? join(of.dataFolder, 'firmware'),
    }),
    ...parts,
  });

  return {
    ...backups,
    isSealing: () => keys.backup !== undefined,
    async setPassphrase(passphrase) {
      const backup =
        passphrase === undefined ? undefined : await createPassphraseKeys(parts).make(passphrase);
      if (keys.factorKey === undefined)
        throw new HubError('storage_unwritable', 'the keys cannot be written');
      try {
        keys = saveKeys(folder, { ...keys, backup });
      } catch (error) {
        throw new HubError('storage_unwritable', `the keys cannot be written: ${messageOf(error)}`);
      }
    },
  };
}
