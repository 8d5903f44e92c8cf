/** A store that is not to be trusted, on a disk that has no place for another: it is used as it is, or refused in a sentence. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { curl } from '../support/curl.ts';
import { DAMAGES, damageStore } from '../support/damaged-store.ts';
import { launchHub, startHub, type TestHub } from '../support/hub.ts';
import { fillDisk, mountSmallDisk, NEEDS_ROOT } from '../support/small-disk.ts';

const WRITER = join(import.meta.dirname, '..', 'support', 'damaged-page-writer.ts');
const LEAVINGS = /^(?:store\.(?:new|mended)|damaged)$/;

describe('a store that cannot be replaced', NEEDS_ROOT, () => {
  const disk = mountSmallDisk();
  const folder = join(disk.path, 'virtual');
  let filler: string;
  const options = { args: ['--virtual'], dataFolder: disk.path };
  const HINDERED = [
    {
      by: 'a full disk',
      begin: () => void (filler = fillDisk(disk.path)),
      end: () => rmSync(filler),
    },
    { by: 'a read-only one', begin: () => disk.remount('ro'), end: () => disk.remount('rw') },
  ];
  let token: string;

  async function assertSetting(hub: TestHub): Promise<void> {
    const reply = await curl(`${hub.url}/api/zones/kitchen`, { token });
    assert.equal((reply.json() as { zone: { tempHeatSetC: number } }).zone.tempHeatSetC, 22.5);
  }

  before(async () => {
    const hub = await startHub(options);
    token = await hub.token();
    const body = { mode: 'heat', tempHeatSetC: 22.5 };
    assert.equal((await curl(`${hub.url}/api/zones/kitchen/command`, { token, body })).status, 200);
    await hub.stop();
  });
  after(() => disk.remove());

  it('is used as it is where it can be read, and replaced at the first start that has room', async () => {
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', WRITER, folder]);
    assert.match(String(stdout), /"code":"storage_damaged"/);
    for (const { by, begin, end } of HINDERED) {
      begin();
      const hub = await startHub(options);
      assert.match(
        String(hub.logged('the store is used as it is')?.['reason']),
        /is damaged \(a commit of its last run met a damaged page\) and could not be replaced: /,
        by,
      );
      await assertSetting(hub);
      await hub.stop();
      assert.deepEqual(
        readdirSync(folder).filter((name) => LEAVINGS.test(name)),
        [],
        by,
      );
      end();
    }
    const hub = await startHub(options);
    assert.ok(hub.logged('the store was replaced'));
    await assertSetting(hub);
    await hub.stop();
    rmSync(join(folder, 'damaged'), { recursive: true });
  });

  it('is refused in a sentence where it cannot be used, and stays where it is', async () => {
    const damage = DAMAGES.find(({ name }) => name === 'has a flipped list of free pages');
    assert.ok(damage);
    damageStore(folder, damage);
    const file = readFileSync(join(folder, 'store.mdb'));
    for (const { by, begin, end } of HINDERED) {
      begin();
      const hub = launchHub(options);
      await assert.rejects(hub.ready(), by);
      assert.equal(await hub.exited(), 4, by);
      const words = hub.log.at(-1)?.message ?? '';
      assert.match(words, /^aris: the store in \S+ is damaged \(.+\) and could not be replaced: /);
      assert.ok(file.equals(readFileSync(join(folder, 'store.mdb'))), by);
      assert.deepEqual(
        readdirSync(folder).filter((name) => LEAVINGS.test(name)),
        [],
        by,
      );
      end();
    }
    const hub = await startHub(options);
    await assertSetting(hub);
    await hub.stop();
  });
});
