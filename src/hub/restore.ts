/** Reading a backup that everything is to be put back to: whatever is wrong with it is found here. */
import { join } from 'node:path';
import type { BackupCodec, BlockFolder } from '../app/backup/ports.ts';
import { damaged, openBackup, type BackupHeader } from '../app/backup/format.ts';
import { findBlocks, type FoundBlocks } from '../app/backup/history-blocks.ts';
import { holdingsOf, type Holdings, type OpensWith } from '../app/backup/holdings.ts';
import { parseLines } from '../app/backup/revocation.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import { createBackupCodec } from '../backup/codec.ts';
import { readFileChunks } from '../backup/folder.ts';
import { createRevocationFile } from '../backup/revocation-file.ts';
import { createChunkBox, createSecretBox } from '../crypto/secret-box.ts';
import { createPassphraseKeys } from '../crypto/scrypt.ts';
import { HubError } from '../domain/errors.ts';
import { because } from '../domain/refusals.ts';
import { KEY_FILE_NAME, parseKeys } from '../store/key-file.ts';
import { STORE_FORMAT } from '../store/migrations.ts';
import { readTextFile } from '../system/files.ts';
import type { Parts } from './types.ts';

export interface ReadBackup {
  readonly path: string;
  readonly header: BackupHeader;
  readonly holdings: Holdings;
  /** Of the history that lies beside it. */
  readonly found: FoundBlocks;
}

export interface RestorePlace {
  /** Of the store. */
  readonly folder: string;
  readonly isVirtual: boolean;
  readonly version: string;
  readonly codec: BackupCodec;
  /** Where history lies that the backup refers to. */
  readonly blocks: BlockFolder;
  readonly onRecords: (count: number) => void;
  readonly nowMs: number;
  readonly parts: Pick<Parts, 'random'>;
}

export const itemsOf = async (path: string, codec: BackupCodec) =>
  openBackup(codec.unpack(readFileChunks(path)));

/**
 * Opens with the key that the board has, else with that of a passphrase.
 * @param ask for the passphrase of the backup; it may refuse
 */
export function restoreCodec(
  folder: string,
  ask: () => Promise<string>,
  parts: { random: Random; clock: Clock },
): BackupCodec {
  const { random } = parts;
  let known = parseKeys(readTextFile(join(folder, KEY_FILE_NAME)) ?? '')?.backup;
  return createBackupCodec({
    random,
    boxOf: createChunkBox,
    keys: {
      sealing: () => undefined,
      async opening({ ln, r, p, salt, keyId }) {
        if (known?.keyId === keyId) return known;
        const cost = { ln, r, p, salt: Buffer.from(salt, 'base64') };
        const derived = await createPassphraseKeys(parts).derive(await ask(), cost);
        if (derived.keyId !== keyId)
          throw new HubError('invalid', 'the passphrase is not that of the backup', {
            field: 'passphrase',
            ...because('backup_passphrase_wrong'),
          });
        return (known = derived);
      },
    },
  });
}

function refuseOther(header: BackupHeader, { isVirtual, version }: RestorePlace): void {
  if (header.storeFormat > STORE_FORMAT)
    throw new HubError(
      'invalid',
      `the backup was made by version ${header.version}, whose store has format ${header.storeFormat}; ` +
        `this is ${version}, which knows formats up to ${STORE_FORMAT}. Install the newer version first`,
      { ...because('backup_newer', { version: header.version }) },
    );
  if (header.isVirtual !== isVirtual)
    throw new HubError(
      'invalid',
      header.isVirtual
        ? 'the backup is of a virtual house: --virtual restores it into one'
        : 'the backup is of a real house, and no virtual one is made of it',
      { ...because(header.isVirtual ? 'backup_of_virtual' : 'backup_of_real') },
    );
}

const opensWith =
  ({ folder, parts }: RestorePlace): OpensWith =>
  (keysOfBackup) => {
    const keys = parseKeys(keysOfBackup ?? readTextFile(join(folder, KEY_FILE_NAME)) ?? '');
    if (keysOfBackup !== undefined && keys === undefined)
      throw damaged('the keys in it cannot be read');
    if (keys?.factorKey === undefined) return () => false;
    const box = createSecretBox(keys.factorKey, parts.random);
    return (sealedSecret) => box.open(sealedSecret) !== undefined;
  };

/**
 * Reads all of it: whatever is wrong with it is found before anything is touched.
 * @throws HubError `invalid` for what is no backup, damaged, newer, or cannot be unsealed
 */
export async function readBackup(path: string, place: RestorePlace): Promise<ReadBackup> {
  const { folder, codec, onRecords } = place;
  const { header, items } = await itemsOf(path, codec);
  refuseOther(header, place);
  const own = parseLines(await createRevocationFile(folder).read());
  const holdings = await holdingsOf(items, own, opensWith(place), onRecords);
  const found = await findBlocks(holdings.blocks, place);
  return { path, header, holdings, found };
}
