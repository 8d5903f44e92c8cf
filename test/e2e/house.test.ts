/** The house as people change it, in the built hub: what was answered is there after a kill, and which of file and kept house runs. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { House } from '../../src/domain/house.ts';
import { lastingFolder } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { aris, dataFolderWith, startHub, type TestHub } from '../support/hub.ts';

const named = (friendlyName: string): House => ({
  ...SMALL_HOUSE,
  zones: SMALL_HOUSE.zones.map((zone, at) => (at === 0 ? { ...zone, friendlyName } : zone)),
});

describe('the house', () => {
  const folder = dataFolderWith(named('Of the file'));
  const file = join(folder, 'house.json');
  // Nobody answers there: the house is the same.
  const options = { dataFolder: folder, args: ['--mqtt-url', 'mqtt://127.0.0.1:1'] };
  let hub: TestHub;
  let token: string;

  const get = async <T>(path: string) => (await curl(`${hub.url}${path}`, { token })).json() as T;
  const runs = async () => (await get<House>('/api/house')).zones[0]?.friendlyName;
  const origin = async () =>
    (await get<{ origin: { inCharge: string; trouble?: string } }>('/api/house/versions')).origin;
  const put = async (house: House) =>
    curl(`${hub.url}/api/house`, { token, method: 'PUT', body: house });
  async function again(): Promise<void> {
    await hub.stop();
    hub = await startHub(options);
  }

  it('that was put is there after a kill -9, and goes before a file that nobody has changed', async () => {
    hub = await startHub(options);
    token = await hub.token('settings:full', 'equipment:read', 'zones:read');
    assert.deepEqual([await runs(), (await origin()).inCharge], ['Of the file', 'file']);
    assert.equal((await put(named('Of the page'))).status, 200);
    await hub.kill9();
    hub = await startHub(options);
    assert.deepEqual([await runs(), (await origin()).inCharge], ['Of the page', 'store']);
    const { zones } = await get<{ zones: { friendlyName: string }[] }>('/api/zones');
    assert.equal(zones[0]?.friendlyName, 'Of the page');
  });

  it('stays where the file was changed as well, which is a fault, until the file is taken', async () => {
    writeFileSync(file, JSON.stringify(named('Edited')));
    await again();
    assert.deepEqual([await runs(), (await origin()).trouble], ['Of the page', 'conflict']);
    assert.equal((await hub.cli('house', 'reload')).code, 0);
    assert.deepEqual([await runs(), (await origin()).inCharge], ['Edited', 'file']);
  });

  it('is that of the file where it alone was changed, or neither', async () => {
    writeFileSync(file, JSON.stringify(named('Edited again')));
    await again();
    assert.deepEqual([await runs(), (await origin()).inCharge], ['Edited again', 'file']);
    await again();
    assert.deepEqual([await runs(), (await origin()).inCharge], ['Edited again', 'file']);
  });

  it('is edited, listed, taken back and written by the command line, and says so to programs', async () => {
    const env = { EDITOR: `sed -i 's/Edited again/By hand/'` };
    const edited = await aris(['house', 'edit'], folder, env);
    assert.equal(edited.code, 0, edited.stderr);
    assert.equal(await runs(), 'By hand');
    const listed = await hub.cli('house', 'versions', '--json');
    const { versions } = JSON.parse(listed.stdout) as {
      versions: { version: number; by: { id: string }; changed: string[] }[];
    };
    const [newest] = versions;
    assert.deepEqual([newest?.by.id, newest?.changed], ['cli', ['zones']]);
    assert.match((await hub.cli('house', 'versions')).stdout, /VERSION +WHEN +BY +CHANGED\n/);
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, JSON.stringify({ ...SMALL_HOUSE, zones: [] }));
    const refused = await hub.cli('house', 'import', broken);
    assert.deepEqual([refused.code, refused.stdout], [2, '']);
    const checked = await hub.cli('house', 'check', broken);
    const faultIn = (text: string) => text.split('\n').find((line) => line.includes(broken));
    assert.equal(faultIn(refused.stderr), faultIn(checked.stderr));
    const { code, stdout } = await hub.cli('house', 'check', broken, '--json');
    const { faults } = JSON.parse(stdout) as { faults: { path: string }[] };
    assert.deepEqual([code, faults[0]?.path], [2, 'zones']);
    assert.equal((await hub.cli('house', 'undo')).code, 0);
    assert.equal(await runs(), 'Edited again');
    assert.match(
      (await hub.cli('house', 'redo')).stdout,
      /^the house is as in version \d+ again$/m,
    );
    assert.notEqual(await runs(), 'Edited again');
    assert.equal((await hub.cli('house', 'redo')).code, 2);
    assert.equal((await hub.cli('house', 'undo')).code, 0);
  });

  it('is written into its file, and then that is in charge', async () => {
    await put(named('To be written'));
    const { stdout } = await hub.cli('house', 'export', '--json');
    assert.deepEqual(JSON.parse(stdout), { path: file });
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), named('To be written'));
    assert.equal((await origin()).inCharge, 'file');
    const elsewhere = join(folder, 'copy.json');
    assert.equal((await hub.cli('house', 'export', elsewhere)).code, 0);
    assert.equal((await hub.cli('house', 'export', elsewhere)).code, 2, 'never over another');
    assert.deepEqual(readFileSync(elsewhere), readFileSync(file));
    await hub.stop();
  });

  it('is shown and changed where no hub runs, by the next start as well', async () => {
    const imported = join(folder, 'import.json');
    writeFileSync(imported, JSON.stringify(named('Without a hub')));
    assert.equal((await aris(['house', 'import', imported], folder)).code, 0);
    const shown = await aris(['house', 'show'], folder);
    assert.deepEqual(JSON.parse(shown.stdout), named('Without a hub'));
    hub = await startHub(options);
    assert.equal(await runs(), 'Without a hub');
    await hub.stop();
    assert.ok(existsSync(file));
  });

  it('of a file that the settings name is changed there alone', async () => {
    hub = await startHub({ ...options, env: { ARIS_HOUSE: file } });
    assert.equal(await runs(), 'To be written');
    const { status, body } = await put(named('Of the page'));
    assert.equal(status, 409);
    assert.match(body, /ARIS_HOUSE names \S+house\.json/);
    await hub.stop();
  });
});

describe('a hub that is given nothing', () => {
  it('starts into set-up, is ready, takes a house, and says where it has lost a broker', async () => {
    const folder = lastingFolder();
    let hub = await startHub({ dataFolder: folder });
    const token = await hub.token('settings:full', 'equipment:read');
    const get = async <T>(path: string) => (await curl(`${hub.url}${path}`, { token })).json() as T;
    const health = async () => {
      const { status, checks } = await get<{
        status: string;
        checks: { mqtt: { status: string; connected: boolean } };
      }>('/health');
      return [status, checks.mqtt.status, checks.mqtt.connected];
    };
    assert.equal((await curl(`${hub.url}/ready`)).status, 200);
    assert.deepEqual(await health(), ['degraded', 'setup', false]);
    const house = await get<House>('/api/house');
    assert.deepEqual(house.zones, []);
    const body = { ...SMALL_HOUSE, timeZone: house.timeZone };
    assert.equal((await curl(`${hub.url}/api/house`, { token, method: 'PUT', body })).status, 200);
    assert.deepEqual(await health(), ['degraded', 'setup', false], 'there is no broker yet');
    await hub.stop();
    hub = await startHub({ dataFolder: folder, args: ['--mqtt-url', 'mqtt://127.0.0.1:1'] });
    assert.deepEqual(await health(), ['unhealthy', 'error', false]);
    await hub.stop();
    hub = await startHub({ dataFolder: folder });
    assert.deepEqual(await health(), ['unhealthy', 'error', false]);
    assert.ok(hub.logged('no broker is set: nothing is heard, and nothing commanded'));
    await hub.stop();
  });
});
