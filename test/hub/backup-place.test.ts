/** Where backups lie, what they are sealed with, and what goes along from beside the store. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { backupPlace, ownCodecKeys } from '../../src/hub/backup-place.ts';
import { keyText, type SigningKeys } from '../../src/store/key-file.ts';
import { KEYS } from '../support/app.ts';
import { bytesOf, inPieces, readAll, SEAL_KEY, linesWith } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';
import { refusedAs } from '../support/refused.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const SEALING: SigningKeys = { ...KEYS, backup: SEAL_KEY };
const headOf = (keyId: string) => ({ keyId }) as never;

describe('the keys of this hub', () => {
  it('seal and open what is sealed under its passphrase, and nothing else', async () => {
    const keys = ownCodecKeys(() => SEALING);
    assert.equal(keys.sealing(), SEAL_KEY);
    assert.equal(await keys.opening(headOf(SEAL_KEY.keyId)), SEAL_KEY);
    const refused = refusedAs('invalid');
    await assert.rejects(keys.opening(headOf('another')), refused);
    const none = ownCodecKeys(() => KEYS);
    assert.equal(none.sealing(), undefined);
    await assert.rejects(none.opening(headOf(SEAL_KEY.keyId)), refused);
  });
});

describe('the place of backups', () => {
  let folder: string;
  let keys: SigningKeys;
  beforeEach(() => {
    folder = lastingFolder();
    keys = KEYS;
  });

  const place = (backupFolder?: string, isVirtual = false) =>
    backupPlace({
      folder,
      backupFolder,
      isVirtual,
      keys: () => keys,
      random: createSeededRandom(),
    });

  it('is beside the store, or where the settings say, apart for a virtual house', () => {
    assert.equal(place().backupsIn.path, join(folder, 'backups'));
    assert.equal(place('/elsewhere').backupsIn.path, '/elsewhere');
    assert.equal(place('/elsewhere', true).backupsIn.path, '/elsewhere/virtual');
  });

  it('has them sealed from the moment on from which there is a passphrase', async () => {
    const { codec } = place();
    const plain = await bytesOf(codec.pack(linesWith({ 'a/1': '{}' })));
    keys = SEALING;
    const sealed = await bytesOf(codec.pack(linesWith({ 'a/1': '{}' })));
    assert.ok(!plain.includes(SEAL_KEY.keyId) && sealed.includes(SEAL_KEY.keyId));
    for (const bytes of [plain, sealed]) {
      const { items } = await readAll(bytes, codec);
      assert.deepEqual(items, [{ record: 'a/1', text: '{}' }]);
    }
    keys = KEYS;
    await assert.rejects(bytesOf(codec.unpack(inPieces(sealed)) as never), refusedAs('invalid'));
  });

  it('takes the keys along where they are sealed, and never else', async () => {
    const about = { version: '1', storeFormat: 1, serial: undefined, isVirtual: false };
    const firmwareFolder = join(folder, 'firmware');
    mkdirSync(firmwareFolder);
    writeFileSync(join(firmwareFolder, 'a.bin'), 'image');
    const beside = place().beside({
      about,
      houseText: () => 'the house',
      revocations: () => Promise.resolve([{ token: 'x', revokedAtMs: 1 }]),
      firmwareFolder,
    });
    assert.equal(beside.keyText(), undefined);
    keys = SEALING;
    assert.equal(beside.keyText(), keyText(SEALING));
    assert.deepEqual([beside.about(), beside.houseText()], [about, 'the house']);
    assert.deepEqual(await beside.revocations(), [{ token: 'x', revokedAtMs: 1 }]);
    const files = [];
    for await (const { path } of beside.firmware.files()) files.push(path);
    assert.ok(files.length > 0 && files.every((path) => path === 'a.bin'));
  });
});
