/** The backups of a store that is open. How they are made is in `app/backup/backups.test.ts`. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { SERIALS } from '../../src/app/house/serial-number.ts';
import { createBackupWatch } from '../../src/app/backup/watch.ts';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { ownCodecKeys } from '../../src/hub/backup-place.ts';
import { openBackups, type BackupsOf } from '../../src/hub/backups.ts';
import { createBackupCodec } from '../../src/backup/codec.ts';
import { createChunkBox } from '../../src/crypto/secret-box.ts';
import { parseKeys } from '../../src/store/key-file.ts';
import { STORE_FORMAT } from '../../src/store/migrations.ts';
import { KEYS } from '../support/app.ts';
import { codecWith, readAll } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';
import { createTestCore } from '../support/core.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusedAs } from '../support/refused.ts';

const MANUAL = { kind: 'manual', hasHistory: true, hasFirmware: true } as const;
const PASSPHRASE = 'a rather long passphrase of this test';

describe('the backups of a hub', () => {
  let dataFolder: string;
  beforeEach(() => (dataFolder = lastingFolder()));

  async function open(more: Partial<BackupsOf> = {}, keys = KEYS) {
    const test = createTestCore({ keys });
    await test.core.store.commit([{ put: SERIALS, key: 'hub', value: 'the-serial' }]);
    const of = { dataFolder, isVirtual: false, version: '0.2.0', firmwareFolder: undefined };
    const backups = openBackups(
      { ...of, houseText: () => 'the house', ...more },
      test.core,
      test.parts,
    );
    return { ...test, backups };
  }
  const keysNow = () => parseKeys(readFileSync(join(dataFolder, 'keys.json'), 'utf8'));

  it('say which hub made them, with the house, the firmware and who was thrown out', async () => {
    mkdirSync(join(dataFolder, 'firmware'));
    writeFileSync(join(dataFolder, 'firmware', 'a.bin'), 'image');
    const { backups, core } = await open();
    const { id } = await core.access.tokens.create(COMMAND_LINE, { name: 'x' });
    await core.access.tokens.revoke(COMMAND_LINE, id);
    const made = await backups.make(MANUAL);
    assert.equal(made.path.startsWith(join(dataFolder, 'backups')), true);
    const { header, items } = await readAll(readFileSync(made.path));
    const { version, storeFormat, serial, isVirtual } = header;
    assert.deepEqual(
      [version, storeFormat, serial, isVirtual],
      ['0.2.0', STORE_FORMAT, 'the-serial', false],
    );
    const of = (member: string) => items.filter((item) => member in item);
    assert.deepEqual(of('file'), [{ file: 'house.json', text: 'the house' }]);
    assert.equal(of('firmware').length > 0, true);
    const [revoked] = of('revocation') as { revocation: { token?: string } }[];
    assert.equal(revoked?.revocation.token, id.replace('tok_', ''));
  });

  it('have what still waits for the disk', async () => {
    const { backups, core } = await open();
    core.journal.later({ type: 'system_shutdown', severity: 'info', data: {} });
    const made = await backups.make(MANUAL);
    const { items } = await readAll(readFileSync(made.path));
    assert.ok(items.some((item) => 'record' in item && item.text.includes('system_shutdown')));
  });

  it('lie where the settings say, with the firmware of the settings, and the virtual house’s apart', async () => {
    const [backupFolder, firmwareFolder] = [lastingFolder(), lastingFolder()];
    writeFileSync(join(firmwareFolder, 'b.bin'), 'image');
    const { backups } = await open({ backupFolder, firmwareFolder });
    const made = await backups.make(MANUAL);
    assert.equal(made.path.startsWith(backupFolder), true);
    const { items } = await readAll(readFileSync(made.path));
    assert.ok(items.some((item) => 'firmware' in item && item.firmware === 'b.bin'));
    const virtual = await (await open({ isVirtual: true })).backups.make(MANUAL);
    assert.equal(virtual.path.startsWith(join(dataFolder, 'virtual', 'backups')), true);
  });

  it('are told of to who watches them', async () => {
    const watch = createBackupWatch(createFakeClock());
    const { backups } = await open({ watch });
    const made = await backups.make(MANUAL);
    assert.equal(watch.status().last?.madeAtMs, made.madeAtMs);
  });

  it('are sealed once a passphrase is kept, with the keys in them, until it is taken away', async () => {
    const { backups, parts } = await open();
    assert.equal(backups.isSealing(), false);
    await backups.setPassphrase(PASSPHRASE);
    const keys = keysNow();
    assert.ok(keys?.backup && backups.isSealing());
    assert.deepEqual(Buffer.from(keys.accessKey), Buffer.from(KEYS.accessKey));
    assert.doesNotMatch(readFileSync(join(dataFolder, 'keys.json'), 'utf8'), /passphrase of/);
    const bytes = readFileSync((await backups.make(MANUAL)).path);
    await assert.rejects(readAll(bytes, codecWith()), refusedAs('invalid'));
    const codec = createBackupCodec({
      keys: ownCodecKeys(() => keys),
      boxOf: createChunkBox,
      random: parts.random,
    });
    const { items } = await readAll(bytes, codec);
    assert.ok(items.some((item) => 'file' in item && item.file === 'keys.json'));
    await backups.setPassphrase(undefined);
    assert.equal(backups.isSealing(), false);
    assert.equal(keysNow()?.backup, undefined);
  });

  it('are not sealed under what cannot be kept', async () => {
    // A folder in the place of the file: no file is renamed over it.
    mkdirSync(join(dataFolder, 'keys.json', 'x'), { recursive: true });
    const { backups } = await open();
    await assert.rejects(backups.setPassphrase(PASSPHRASE), refusedAs('storage_unwritable'));
    assert.equal(backups.isSealing(), false);
  });

  it('are not sealed with the keys of a hub that could not complete them', async () => {
    const { accessKey, refreshKey, setupKey } = KEYS;
    const { backups } = await open({}, { accessKey, refreshKey, setupKey });
    await assert.rejects(backups.setPassphrase(PASSPHRASE), refusedAs('storage_unwritable'));
    assert.deepEqual(
      [backups.isSealing(), existsSync(join(dataFolder, 'keys.json'))],
      [false, false],
    );
  });
});
