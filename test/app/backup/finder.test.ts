import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createBackupFinder } from '../../../src/app/backup/finder.ts';
import type { BackupHeader } from '../../../src/app/backup/format.ts';
import type { Revocation } from '../../../src/app/backup/revocation.ts';
import { newStamp } from '../../../src/domain/backup.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createMemoryBackups, type MemoryBackups } from '../../support/backup-folder.ts';
import { bytesOf, codecWith, HEADER, linesWith } from '../../support/backup.ts';
import { createMemoryLog } from '../../support/log.ts';

const USER = 'usr_0000000a';
const ADA = { [`users/${USER}`]: '{"v":1,"d":{"passwordVersion":1}}' };

describe('the newest good backup', () => {
  let folder: MemoryBackups;
  let log: ReturnType<typeof createMemoryLog>;
  let own: readonly Revocation[];
  beforeEach(() => {
    folder = createMemoryBackups();
    log = createMemoryLog();
    own = [];
  });

  async function put(
    day: number,
    texts: Readonly<Record<string, string>>,
    header: Partial<BackupHeader> = {},
    revocations: readonly Revocation[] = [],
  ) {
    const madeAtMs = HEADER.madeAtMs + day * DAY_MS;
    const lines = linesWith(texts, { ...header, madeAtMs }, revocations);
    const stamp = newStamp('manual', madeAtMs, () => false);
    return folder.put(stamp, await bytesOf(codecWith().pack(lines)));
  }
  const find = async () =>
    createBackupFinder({
      folder,
      codec: codecWith(),
      beside: {
        about: () => ({ version: '0.2.0', storeFormat: 3, serial: 'own', isVirtual: false }),
        revocations: async () => Promise.resolve(own),
      },
      isNewer: (_key, text) => text === 'newer',
      log,
    }).newestGood();
  async function records(): Promise<Record<string, string>> {
    const all: [string, string][] = [];
    for await (const [key, text] of (await find())?.records() ?? []) all.push([key, text]);
    return Object.fromEntries(all);
  }

  it('is none where there is none', async () => assert.equal(await find(), undefined));

  it('is the newest that is whole, of this program and of such a house', async () => {
    const good = await put(0, { 'x/1': 'one' });
    const cut = await put(1, { 'x/1': 'cut' });
    const file = folder.files.find(({ path }) => path === cut.path);
    assert.ok(file);
    file.content = file.content.subarray(0, -1);
    await put(2, { 'x/1': 'later' }, { storeFormat: 4 });
    await put(3, { 'x/1': 'newer' });
    await put(4, { 'x/1': 'virtual' }, { isVirtual: true });
    const found = await find();
    assert.deepEqual(
      [found?.path, found?.madeAtMs, found?.format],
      [good.path, HEADER.madeAtMs, HEADER.storeFormat],
    );
    assert.deepEqual(await records(), { 'x/1': 'one' });
    assert.deepEqual(
      log.lines.slice(0, 1).map(({ message, fields }) => [message, fields['path']]),
      [['a backup cannot be used', cut.path]],
    );
  });

  it('brings nobody back who was thrown out, by itself or by this machine', async () => {
    await put(0, { ...ADA, 'x/1': '1' });
    assert.deepEqual(Object.keys(await records()), [`users/${USER}`, 'x/1']);
    own = [{ user: USER, removedAtMs: 1 }];
    assert.deepEqual(await records(), { 'x/1': '1' });
    own = [];
    await put(1, { ...ADA, 'x/1': '2' }, {}, [{ user: USER, removedAtMs: 1 }]);
    assert.deepEqual(await records(), { 'x/1': '2' });
  });
});
