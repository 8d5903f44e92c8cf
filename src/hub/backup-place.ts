/** Where a hub's backups lie and what they are sealed with: the adapters that every way to one needs. */
import type { Random } from '../app/base/ports/random.ts';
import type { BackupCodec, BackupFolder } from '../app/backup/ports.ts';
import type { AboutHub, BesideStore } from '../app/backup/writing.ts';
import { createBackupCodec, type CodecKeys } from '../backup/codec.ts';
import { createFirmwareSource } from '../backup/firmware.ts';
import { backupFolderOf, createBackupFolder } from '../backup/folder.ts';
import { createChunkBox } from '../crypto/secret-box.ts';
import { HubError } from '../domain/errors.ts';
import { keyText, type SigningKeys } from '../store/key-file.ts';

/** Opens what this hub itself has sealed. */
export const ownCodecKeys = (keys: () => SigningKeys): CodecKeys => ({
  sealing: () => keys().backup,
  async opening({ keyId }) {
    const { backup } = keys();
    if (backup?.keyId !== keyId)
      throw new HubError('invalid', 'the backup is sealed under another passphrase');
    return Promise.resolve(backup);
  },
});

export interface BackupPlace {
  readonly codec: BackupCodec;
  readonly backupsIn: BackupFolder;
  readonly beside: (of: {
    readonly about: AboutHub;
    readonly houseText: () => string | undefined;
    readonly revocations: BesideStore['revocations'];
    readonly firmwareFolder: string;
  }) => BesideStore;
}

export function backupPlace(deps: {
  folder: string;
  backupFolder?: string | undefined;
  isVirtual: boolean;
  keys: () => SigningKeys;
  random: Random;
}): BackupPlace {
  const { folder, keys, random } = deps;
  return {
    codec: createBackupCodec({ keys: ownCodecKeys(keys), boxOf: createChunkBox, random }),
    backupsIn: createBackupFolder(backupFolderOf(folder, deps)),
    beside: ({ about, houseText, revocations, firmwareFolder }) => ({
      about: () => about,
      houseText,
      keyText: () => (keys().backup === undefined ? undefined : keyText(keys())),
      revocations,
      firmware: createFirmwareSource(firmwareFolder),
    }),
  };
}
