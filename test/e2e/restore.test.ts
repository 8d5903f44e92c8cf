/** A running hub that is put back to a backup over its API: by the built program, which starts anew into it by itself. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { STORE_FORMAT } from '../../src/store/migrations.ts';
import { badBackups, bytesOf, codecWith, HEADER, linesWith } from '../support/backup.ts';
import { lastingFolder, run } from '../support/child.ts';
import { curl, type CurlOptions } from '../support/curl.ts';
import { dataFolderWith, PROGRAM, startHub, type TestHub } from '../support/hub.ts';
import { freePort } from '../support/mosquitto.ts';
import { fillDisk, mountSmallDisk, NEEDS_ROOT } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

/** Nothing listens there: a house goes on without its broker. */
const NO_BROKER = ['--mqtt-url', 'mqtt://127.0.0.1:1'];
const ADA = { email: 'ada@example.com', password: 'a rather long passphrase', name: 'Ada' };
const BOB = { email: 'bob@example.com', password: 'battery staple horse', name: 'Bob' };
const PASSPHRASE = 'correct horse battery';
/** As from another machine. */
const AFAR = { 'X-Forwarded-For': '192.168.1.9' };

interface View {
  readonly state: string;
  readonly failure?: string;
  readonly contents?: {
    readonly people: readonly { readonly id: string; readonly email: string }[];
    readonly tokens: readonly { readonly id: string; readonly under?: string }[];
    readonly tokensRevoked: number;
    readonly ownSerial?: string;
  };
}

const idOf = (token: string) => `tok_${token.slice('aris_tok_'.length).slice(0, 8)}`;
const statusWith = async (hub: TestHub, token: string) =>
  (await curl(`${hub.url}/api/zones`, { token })).status;

async function signIn(hub: TestHub, { email, password } = ADA): Promise<string | undefined> {
  const reply = await curl(`${hub.url}/api/auth/login`, { body: { email, password } });
  return (reply.json() as { access_token?: string }).access_token;
}

const withInput = async (dataFolder: string, input: string, ...args: string[]) =>
  run(process.execPath, [PROGRAM, ...args], {
    env: { ARIS_DATA: dataFolder, HOME: dataFolder },
    input: `${input}\n`,
  });

/** What asks of a hub in the name of somebody, and how it was answered. */
const asking =
  (hub: TestHub, proof: CurlOptions) =>
  async (method: string, path: string, options: CurlOptions = {}) => {
    const { headers, ...rest } = options;
    const all = { ...proof, ...rest, method, headers: { ...proof.headers, ...headers } };
    const reply = await curl(`${hub.url}${path}`, all);
    return { status: reply.status, ...(reply.json() as View & { message?: string }) };
  };
type Ask = ReturnType<typeof asking>;

const send = async (ask: Ask, path: string) =>
  ask('POST', '/api/restore', {
    headers: { 'Content-Type': 'application/octet-stream' },
    args: ['--data-binary', `@${path}`, '-H', 'Expect:'],
  });

/** The hub's own process may be another by now. */
async function untilAnew(ask: Ask): Promise<void> {
  await until(
    async () => {
      const answer = await ask('GET', '/api/restore').catch(() => undefined);
      return answer !== undefined && answer.status !== 503 && answer.state !== 'restarting';
    },
    'the hub to come back',
    30_000,
  );
}

const hubOn = async (dataFolder: string, args = NO_BROKER) =>
  startHub({ dataFolder, args, port: await freePort() });
const leftIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('restore'));

describe('a hub that runs', () => {
  const dataFolder = dataFolderWith();
  const file = join(lastingFolder(), 'first.backup');
  const sealed = join(lastingFolder(), 'sealed.backup');
  let hub: TestHub;
  let kept: string;
  let struck: string;
  let revoked: string;
  let byBob: string;
  let adaToken: string;
  let asAda: Ask;

  before(async () => {
    hub = await hubOn(dataFolder);
    assert.equal((await curl(`${hub.url}/api/auth/register`, { body: ADA })).status, 201);
    const { email, name, password } = BOB;
    const asBob = ['user', 'add', email, '--name', name, '--role', 'owner'];
    assert.equal((await withInput(dataFolder, password, ...asBob)).code, 0);
    [kept, struck, revoked] = [await hub.token(), await hub.token(), await hub.token()];
    const token = await signIn(hub, BOB);
    assert.ok(token !== undefined);
    const made = await curl(`${hub.url}/api/tokens`, { token, body: { name: 'of Bob' } });
    byBob = (made.json() as { token: string }).token;
    assert.equal((await hub.cli('backup', file)).code, 0);
    assert.equal((await withInput(dataFolder, PASSPHRASE, 'backup', 'passphrase')).code, 0);
    assert.equal((await hub.cli('backup', sealed)).code, 0);
    assert.equal((await hub.cli('token', 'revoke', idOf(revoked))).code, 0);
    adaToken = (await signIn(hub)) ?? '';
    asAda = asking(hub, { token: adaToken });
  });
  after(async () => hub.stop());

  it('is put back by an owner who is signed in, and by no token', async () => {
    const token = await hub.token('backup:full', 'users:full', 'settings:full');
    for (const method of ['GET', 'POST', 'DELETE']) {
      const refused = await asking(hub, { token })(method, '/api/restore');
      assert.equal(refused.status, 403, method);
    }
    assert.equal((await asking(hub, {})('GET', '/api/restore')).status, 401);
    assert.equal((await asAda('GET', '/api/restore')).state, 'none');
  });

  it('goes on as it is where the file cannot be put back', async () => {
    const path = join(lastingFolder(), 'x.backup');
    for (const [what, content, message] of await badBackups(readFileSync(file))) {
      writeFileSync(path, content);
      const refused = await send(asAda, path);
      assert.equal(refused.status, 400, what);
      assert.match(refused.message ?? '', message);
      const view = await asAda('GET', '/api/restore');
      assert.equal(view.state, 'none');
      assert.match(view.failure ?? '', message);
      assert.deepEqual(leftIn(dataFolder), []);
    }
    const json = await asAda('POST', '/api/restore', { body: {} });
    assert.equal(json.status, 415);
    assert.equal(await statusWith(hub, kept), 200);
  });

  it('takes one at a time, for itself alone, and gives it up where it is told to', async () => {
    const view = await send(asAda, file);
    assert.deepEqual([view.status, view.state], [201, 'ready']);
    assert.deepEqual(view.contents?.people.map(({ email }) => email).sort(), [
      ADA.email,
      BOB.email,
    ]);
    assert.equal(view.contents.tokensRevoked, 1);
    assert.deepEqual(leftIn(dataFolder), ['restore.upload']);
    assert.equal(statSync(join(dataFolder, 'restore.upload')).mode & 0o777, 0o600);
    assert.equal((await send(asAda, file)).status, 409);
    for (const body of [{ withoutUsers: ['eve@example.com'] }, { withoutTokens: ['tok_x'] }])
      assert.equal((await asAda('POST', '/api/restore/start', { body })).status, 400);
    assert.equal((await asAda('DELETE', '/api/restore')).state, 'none');
    assert.deepEqual(leftIn(dataFolder), []);
    assert.equal((await asAda('POST', '/api/restore/start', { body: {} })).status, 409);
  });

  it('takes no other while one is on its way', async () => {
    const bytes = readFileSync(file);
    const first = request(`${hub.url}/api/restore`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${adaToken}`,
        'Content-Type': 'application/octet-stream',
        'Content-Length': bytes.length,
      },
    });
    const answered = once(first, 'response') as Promise<[IncomingMessage]>;
    first.write(bytes.subarray(0, 100));
    await until(
      async () => (await asAda('GET', '/api/restore')).state === 'receiving',
      'the first to be on its way',
    );
    const second = await send(asAda, file);
    assert.equal(second.status, 409);
    assert.match(JSON.stringify(second), /another backup is being put back already/);
    assert.equal((await asAda('DELETE', '/api/restore')).status, 409);
    first.end(bytes.subarray(100));
    const [reply] = await answered;
    assert.equal(reply.statusCode, 201);
    reply.resume();
    assert.equal((await asAda('DELETE', '/api/restore')).state, 'none');
  });

  it('starts anew into it, without who is struck out or thrown out', async () => {
    // It has its key.
    assert.equal((await send(asAda, sealed)).state, 'ready');
    const body = { withoutUsers: [BOB.email], withoutTokens: [idOf(struck)] };
    const start = async () => asAda('POST', '/api/restore/start', { body });
    const both = await Promise.all([start(), start()]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409], 'whoever asks twice');
    assert.ok(both.some(({ state }) => state === 'restarting'));
    await untilAnew(asAda);
    assert.equal((await asAda('GET', '/api/restore')).status, 401, 'everybody signs in anew');
    assert.equal(await statusWith(hub, kept), 200);
    for (const token of [struck, revoked, byBob]) assert.equal(await statusWith(hub, token), 401);
    assert.ok((await signIn(hub)) !== undefined);
    assert.equal(await signIn(hub, BOB), undefined);
    assert.ok(existsSync(join(dataFolder, 'replaced', 'store.mdb')));
    assert.deepEqual(leftIn(dataFolder), []);
    // They stay out of each later one.
    asAda = asking(hub, { token: (await signIn(hub)) ?? '' });
    const again = await send(asAda, file);
    assert.deepEqual(
      again.contents?.people.map(({ email }) => email),
      [ADA.email],
    );
    await asAda('DELETE', '/api/restore');
  });

  it('is put back again and again, and stops as it should', async () => {
    assert.equal((await send(asAda, file)).state, 'ready');
    assert.equal((await asAda('POST', '/api/restore/start', { body: {} })).state, 'restarting');
    await untilAnew(asAda);
    assert.equal(await statusWith(hub, kept), 200);
    assert.equal(await hub.stop(), 0);
    const { stdout } = await hub.cli('user', 'list');
    assert.match(stdout, /ada@example\.com/);
  });

  it('is left to systemd to start anew, where that has started it', async () => {
    const folder = dataFolderWith();
    const env = { NOTIFY_SOCKET: join(folder, 'notify') };
    const supervised = await startHub({ dataFolder: folder, args: NO_BROKER, env });
    const ask = asking(supervised, {});
    assert.equal((await send(ask, file)).state, 'ready');
    const body = { serial: 'backup' };
    assert.equal((await ask('POST', '/api/restore/start', { body })).state, 'restarting');
    assert.equal(await supervised.exited(), 5);
    const next = await startHub({ dataFolder: folder, args: NO_BROKER });
    assert.equal(await statusWith(next, kept), 200);
    await next.stop();
  });

  it('begins with one on a new board, for who has the setup code', async () => {
    const folder = dataFolderWith();
    const board = await hubOn(folder);
    const code = (await board.cli('user', 'setup-code')).stdout.trim();
    for (const headers of [{}, { 'X-Setup-Code': 'AAAAAAAAAA' }]) {
      const refused = await send(asking(board, { headers: { ...AFAR, ...headers } }), sealed);
      assert.equal(refused.status, 403);
      assert.match(refused.message ?? '', /setup.code/);
      assert.deepEqual(leftIn(folder), []);
    }
    const ask = asking(board, { headers: { ...AFAR, 'X-Setup-Code': code } });
    assert.equal((await send(ask, sealed)).state, 'sealed');
    const open = async (passphrase: string) =>
      ask('POST', '/api/restore/passphrase', { body: { passphrase } });
    const wrong = await open('another passphrase');
    assert.deepEqual(
      [wrong.status, wrong.message],
      [400, 'the passphrase is not that of the backup'],
    );
    const view = await open(PASSPHRASE);
    assert.equal(view.state, 'ready');
    const start = async (body: object) => ask('POST', '/api/restore/start', { body });
    if (view.contents?.ownSerial !== undefined) assert.equal((await start({})).status, 400);
    assert.equal((await start({ serial: 'backup' })).state, 'restarting');
    await untilAnew(ask);
    assert.equal(await statusWith(board, kept), 200);
    assert.equal((await ask('GET', '/api/restore')).status, 401, 'there is an owner now');
    assert.ok((await signIn(board)) !== undefined);
    assert.equal(await board.stop(), 0);
  });
});

describe('a disk that is nearly full', NEEDS_ROOT, () => {
  const disk = mountSmallDisk();
  after(() => disk.remove());

  it('takes no backup to put back, and the house writes on', async () => {
    const hub = await hubOn(disk.path, ['--virtual']);
    assert.equal((await curl(`${hub.url}/api/auth/register`, { body: ADA })).status, 201);
    const ask = asking(hub, { token: (await signIn(hub)) ?? '' });
    const { bavail, bsize } = statfsSync(disk.path);
    const path = join(lastingFolder(), 'large.backup');
    writeFileSync(path, Buffer.alloc(bavail * bsize));
    const refused = await send(ask, path);
    assert.equal(refused.status, 507);
    assert.match(refused.message ?? '', /^there is no room left in .* for this backup$/);
    assert.deepEqual(leftIn(join(disk.path, 'virtual')), []);
    const token = await hub.token();
    assert.equal(await statusWith(hub, token), 200);
    await hub.stop();
  });

  it('is not filled by a small file that comes to much, nor by a backup that is made, and nothing is left of either', async () => {
    const hub = await hubOn(disk.path, ['--virtual']);
    const ask = asking(hub, { token: (await signIn(hub)) ?? '' });
    // In the file each is much shorter.
    const records = Object.fromEntries(
      Array.from({ length: 4_000 }, (_, i) => [`x/${i}`, `${randomUUID()} `.repeat(400)]),
    );
    const path = join(lastingFolder(), 'dense.backup');
    const header = { ...HEADER, isVirtual: true, storeFormat: STORE_FORMAT };
    writeFileSync(path, await bytesOf(codecWith().pack(linesWith(records, header))));
    assert.equal((await send(ask, path)).state, 'ready');
    const body = { serial: 'backup' };
    const refused = await ask('POST', '/api/restore/start', { body });
    assert.equal(refused.status, 507);
    assert.match(refused.message ?? '', /^there is no room left in .* for this backup$/);
    const folder = join(disk.path, 'virtual');
    assert.deepEqual(leftIn(folder), ['restore.upload']);
    // With room, it may be tried again.
    assert.equal((await ask('GET', '/api/restore')).state, 'ready');
    assert.equal((await ask('DELETE', '/api/restore')).state, 'none');
    assert.deepEqual(leftIn(folder), []);

    const made = await ask('POST', '/api/backups', { body: { history: false } });
    assert.equal(made.status, 201);
    const before = readdirSync(join(folder, 'backups'));
    fillDisk(disk.path);
    const failed = await ask('POST', '/api/backups', { body: { history: false } });
    assert.equal(failed.status, 507);
    assert.match(failed.message ?? '', /^there is no room left in \S+backups$/);
    assert.deepEqual(readdirSync(join(folder, 'backups')), before);
    assert.equal((await ask('GET', '/api/zones')).status, 200);
    await hub.stop();
  });
});
