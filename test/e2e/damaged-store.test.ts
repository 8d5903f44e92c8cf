/** A hub whose store was damaged: it goes on, says so until an owner has seen it, and verify tells what is wrong. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openLmdb } from '../../src/store/lmdb.ts';
import { curl } from '../support/curl.ts';
import { DAMAGES, damageStore } from '../support/damaged-store.ts';
import { aris, launchHub, livedInFolder, startHub, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

const OWNER = { email: 'anna@example.com', password: 'a long passphrase of hers', name: 'Anna' };
const VIRTUAL = ['--virtual'];

interface HealthBody {
  readonly status: string;
  readonly checks: { readonly state_file: { readonly state?: string; readonly since?: string } };
}

const health = async (hub: TestHub) => (await curl(`${hub.url}/health`)).json() as HealthBody;

async function signIn(hub: TestHub): Promise<string> {
  const { email, password } = OWNER;
  const reply = await curl(`${hub.url}/api/auth/login`, { body: { email, password } });
  return String((reply.json() as { access_token?: string }).access_token);
}

/** A virtual house with an owner, a token and a command, whose hub was killed. */
async function killedHub() {
  const hub = await startHub({ args: VIRTUAL });
  const registered = await curl(`${hub.url}/api/auth/register`, { body: OWNER });
  assert.equal(registered.status, 201, registered.body);
  const token = await hub.token();
  const body = { mode: 'heat', tempHeatSetC: 22.5 };
  const command = `${hub.url}/api/zones/living_room/command`;
  assert.equal((await curl(command, { token, body })).status, 200);
  await hub.kill9();
  return { dataFolder: hub.dataFolder, folder: join(hub.dataFolder, 'virtual'), token };
}

const named = (name: string) => {
  const found = DAMAGES.find((one) => one.name === name);
  assert.ok(found, name);
  return found;
};

async function heatSetC(hub: TestHub, token: string): Promise<number> {
  const reply = await curl(`${hub.url}/api/zones/living_room`, { token });
  return (reply.json() as { zone: { tempHeatSetC: number } }).zone.tempHeatSetC;
}

const codesOf = async (hub: TestHub, token: string) =>
  (
    (await curl(`${hub.url}/api/faults`, { token })).json() as { faults: { code: string }[] }
  ).faults.map(({ code }) => code);

describe('a hub that was killed', () => {
  it('looks at its store first, and goes on with it', async () => {
    const { dataFolder, token } = await killedHub();
    const hub = await startHub({ args: VIRTUAL, dataFolder });
    assert.ok(hub.logged('the store is whole'));
    assert.equal(await heatSetC(hub, token), 22.5);
    assert.equal(await hub.stop(), 0);
    const again = await startHub({ args: VIRTUAL, dataFolder });
    assert.equal(again.logged('the store is whole'), undefined, 'it was closed');
    await again.stop();
  });

  it('puts a store in its place that has what could be read, until an owner confirms it', async () => {
    const { dataFolder, folder, token } = await killedHub();
    damageStore(folder, named('has a flipped list of free pages'));
    const refused = await aris(['token', 'list', '--virtual'], dataFolder);
    assert.equal(refused.code, 4);
    assert.match(refused.stderr, /is damaged \(.*\): a hub that is started on it puts it right/);
    const found = await aris(['verify', '--virtual'], dataFolder);
    assert.equal(found.code, 1);
    assert.match(found.stdout, /^the store in .* is damaged: /m);

    const hub = await startHub({ args: VIRTUAL, dataFolder });
    assert.equal(await heatSetC(hub, token), 22.5);
    assert.deepEqual(readdirSync(join(folder, 'damaged')), ['store-1.mdb']);
    // A second later: it is so since the start, and not since somebody asked.
    const readyMs = Date.parse(String(hub.logged('hub ready')?.time));
    await until(() => Date.now() > readyMs + 2_000, 'a while');
    const told = await health(hub);
    assert.equal(told.status, 'degraded');
    assert.equal(told.checks.state_file.state, 'restored');
    assert.ok(Date.parse(told.checks.state_file.since ?? '') <= readyMs, 'since the start');
    const anna = await signIn(hub);
    await until(
      async () => (await codesOf(hub, anna)).includes('storage_restored'),
      'the fault to stand',
    );

    const dismissed = await curl(`${hub.url}/api/notices`, { method: 'DELETE', token: anna });
    assert.ok(dismissed.status < 300, dismissed.body);
    assert.equal((await health(hub)).status, 'ok');
    await until(
      async () => !(await codesOf(hub, anna)).includes('storage_restored'),
      'the fault to end',
      40_000,
    );
    await hub.stop();
    const all = await aris(['verify', '--virtual'], dataFolder);
    assert.deepEqual([all.code, all.stdout.split('\n').length], [0, 2], all.stdout);
  });

  it('asks for the setup code where nothing is left of its owner', async () => {
    const { dataFolder, folder } = await killedHub();
    damageStore(folder, named('is empty'));
    const hub = await startHub({ args: VIRTUAL, dataFolder });
    const stranger = await curl(`${hub.url}/api/auth/register`, { body: OWNER });
    assert.equal(stranger.status, 403);
    const setup_code = (await hub.cli('user', 'setup-code', '--virtual')).stdout.trim();
    const owner = await curl(`${hub.url}/api/auth/register`, { body: { ...OWNER, setup_code } });
    assert.equal(owner.status, 201, owner.body);
    assert.equal((await health(hub)).checks.state_file.state, 'restored');
    await hub.stop();
  });
});

describe('aris verify', () => {
  it('says what is wrong with a record, whose it is, and with the keys, while a hub runs and without', async () => {
    const dataFolder = await livedInFolder();
    const folder = join(dataFolder, 'virtual');
    const texts = openLmdb(folder);
    await texts.write([
      ['zone_schedules/kitchen', '{"v":1,"d":7}'],
      ['users/usr_1', 'x'],
    ]);
    await texts.close();
    const { code, stdout } = await aris(['verify', '--virtual'], dataFolder);
    assert.equal(code, 1);
    assert.match(stdout, /^Schedule of the zone kitchen \(zone_schedules\/kitchen\): /m);
    assert.match(stdout, /^Account usr_1 \(users\/usr_1\): /m);
    const real = await aris(['verify'], dataFolder);
    assert.equal(real.code, 2);
    assert.match(
      real.stderr,
      /there is no store in .*: only that of a virtual house, with --virtual/,
    );

    const hub = await startHub({ args: VIRTUAL, dataFolder });
    const told = await health(hub);
    assert.equal(told.checks.state_file.state, 'damaged');
    const again = await hub.cli('verify', '--virtual');
    assert.equal(again.code, 0, again.stdout);
    assert.match(again.stdout, /all is well, \d+ records, 2 of them set aside/);
    await hub.stop();

    const keys = join(folder, 'keys.json');
    writeFileSync(keys, readFileSync(keys, 'utf8').slice(5));
    const last = await aris(['verify', '--virtual'], dataFolder);
    assert.equal(last.code, 1);
    assert.match(last.stdout, /keys\.json is damaged/);
    const failed = launchHub({ args: VIRTUAL, dataFolder });
    assert.equal(await failed.exited(), 2);
  });
});
