/** Opening a store with its backups at hand. What is done about damage is in `store/heal.test.ts`. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import type { Backups } from '../../src/app/base/ports/backups.ts';
import { StoreError } from '../../src/domain/errors.ts';
import { explainedStart, openStore } from '../../src/hub/open-store.ts';
import { storeFolder } from '../../src/hub/store-folder.ts';
import type { Parts } from '../../src/hub/types.ts';
import { NewerStoreError } from '../../src/store/newer-store.ts';
import { openTexts } from '../../src/store/open.ts';
import { createOwnProcess } from '../../src/system/own-process.ts';
import { lastingFolder } from '../support/child.ts';
import { createTestParts } from '../support/core.ts';
import { fixtures } from '../support/fixtures.ts';
import { PROGRAM } from '../support/hub.ts';

describe('a store and its folder', () => {
  let dataFolder: string;
  let parts: ReturnType<typeof createTestParts>;
  beforeEach(() => {
    dataFolder = join(lastingFolder(), 'data');
    parts = createTestParts();
  });
  const place = (isVirtual = false) => ({ dataFolder, isVirtual, version: '0.2.0' });
  const messages = () => parts.log.lines.map(({ message }) => message);

  async function withTexts(texts: Readonly<Record<string, string>>): Promise<void> {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const opened = await openTexts(dataFolder, { version: '0.2.0', log: parts.log });
    await opened.write(Object.entries(texts));
    await opened.close();
  }

  it('are made where there are none, for nobody else to look into, the virtual ones apart', async () => {
    for (const isVirtual of [false, true]) {
      const opened = await openStore(place(isVirtual), parts, false);
      const folder = isVirtual ? join(dataFolder, 'virtual') : dataFolder;
      assert.deepEqual([opened.folder, storeFolder(dataFolder, isVirtual)], [folder, folder]);
      assert.equal(statSync(folder).mode & 0o777, 0o700);
      assert.ok(existsSync(join(folder, 'store.mdb')));
      assert.equal(opened.ownerMark.isSet(), false);
      await opened.store.close();
    }
  });

  it('are known to have had an owner by whatever an owner leaves', async () => {
    for (const key of ['users/usr_00000001', 'damaged/users/usr_00000001', 'restored/1']) {
      dataFolder = join(lastingFolder(), 'data');
      await withTexts({ [key]: '{"v":1,"d":{}}' });
      const { ownerMark, store } = await openStore(place(), parts, false);
      assert.equal(ownerMark.isSet(), true, key);
      await store.close();
    }
    dataFolder = join(lastingFolder(), 'data');
    await withTexts({ 'tokens/00000001': '{"v":1,"d":{}}' });
    const { ownerMark, store } = await openStore(place(), parts, false);
    assert.equal(ownerMark.isSet(), false);
    await store.close();
  });

  it('have what was put back in their place, where that was cut short', async () => {
    await withTexts({ 'x/a': '1' });
    mkdirSync(join(dataFolder, 'restored'));
    const next = await openTexts(join(dataFolder, 'restored'), {
      version: '0.2.0',
      log: parts.log,
    });
    await next.write([['x/b', '2']]);
    await next.close();
    await (await openStore(place(), parts, false)).store.close();
    const texts = await openTexts(dataFolder, { version: '0.2.0', log: parts.log });
    const left = [texts.get('x/a'), texts.get('x/b')];
    await texts.close();
    assert.deepEqual(left, [undefined, '2']);
    assert.ok(!existsSync(join(dataFolder, 'restored')));
  });

  it('are let go of by who gives them up before they are handed on', async () => {
    const { abandon } = await openStore(place(), parts, false);
    abandon();
    const again = await openStore(place(), parts, false);
    await again.store.close();
  });

  it('are replaced where they cannot be used, by who may, and by nobody else', async () => {
    await withTexts({ 'zone_settings/a': '1' });
    truncateSync(join(dataFolder, 'store.mdb'), 5_000);
    const asked: string[] = [];
    const backups: Backups = {
      newestGood: async () => Promise.resolve(void asked.push('asked')),
    };
    const rescue = { ownProcess: createOwnProcess([PROGRAM]), backups };
    const rescued: Parts = { ...parts, rescue };
    await assert.rejects(openStore(place(), rescued, false), StoreError);
    assert.ok(!existsSync(join(dataFolder, 'damaged')));
    const { store } = await openStore(place(), rescued, true);
    await store.close();
    assert.ok(existsSync(join(dataFolder, 'damaged')));
    assert.ok(asked.length > 0);
  });

  it('have a backup made before an upgrade', async () => {
    dataFolder =
      fixtures()
        .find(({ version }) => version === '0.1.0')
        ?.dataFolder() ?? '';
    await (await openStore(place(), parts, false)).store.close();
    assert.ok(messages().includes('backup made before the upgrade'));
    assert.ok(existsSync(join(dataFolder, 'backups')));
  });

  it('of a newer program are told of with the backup that fits, and all else as it is', async () => {
    const other = new Error('another');
    assert.equal(await explainedStart(other, place(), parts), other);
    mkdirSync(dataFolder, { recursive: true });
    const good = { path: '/b/one.backup', madeAtMs: 0, format: 3, records: () => [] as never };
    const rescue = {
      ownProcess: createOwnProcess([PROGRAM]),
      backups: { newestGood: async () => Promise.resolve(good) },
    };
    const newer = new NewerStoreError({ what: 'the store is of format 99', knows: 'up to 3' });
    const told = await explainedStart(newer, place(), { ...parts, rescue });
    assert.match(String(told), /and this is 0\.2\.0.*put back the backup \/b\/one\.backup/);
  });
});
