/** People, sessions, the admin secret and the command line, on a hub that runs and one that is killed. */
import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CreatedToken } from '../../src/app/tokens/token-making.ts';
import { lastingFolder, run } from '../support/child.ts';
import { curl, type CurlOptions } from '../support/curl.ts';
import { aris, livedInFolder, PROGRAM, startHub, type TestHub } from '../support/hub.ts';

const OWNER = { email: 'ada@example.com', password: 'a rather long passphrase', name: 'Ada' };
const ADMIN_SECRET = 'the secret of the administration of this house';
/** Whoever comes by a proxy does not come from this machine. */
const ELSEWHERE = { 'X-Forwarded-For': '192.168.1.20' };

const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

const post = async (hub: TestHub, path: string, body: object, options: CurlOptions = {}) =>
  curl(`${hub.url}${path}`, { body, method: 'POST', ...options });
const register = async (hub: TestHub, more: object = {}, headers = {}) =>
  post(hub, '/api/auth/register', { ...OWNER, ...more }, { headers });
const cookieOf = ({ headers }: { headers: Readonly<Record<string, string>> }) =>
  headers['set-cookie']?.split(';')[0] ?? '';

async function signIn(hub: TestHub, body: object = OWNER): Promise<string> {
  const { email, password } = body as typeof OWNER;
  return cookieOf(await post(hub, '/api/auth/session', { email, password }));
}

/** `aris user …` with a password on standard input. */
const userCli = async (dataFolder: string, password: string, ...args: string[]) =>
  run(process.execPath, [PROGRAM, 'user', ...args], {
    env: { ARIS_DATA: dataFolder, HOME: dataFolder },
    input: `${password}\n`,
  });

describe('the first owner', () => {
  it('needs the setup code from elsewhere, which log and command line show', async () => {
    const hub = await startHub({ args: ['--virtual'] });
    const without = await register(hub, {}, ELSEWHERE);
    assert.equal(without.status, 403);
    assert.equal((without.json() as { field: string }).field, 'setup_code');
    const code = (await hub.cli('user', 'setup-code')).stdout.trim();
    assert.match(code, /^[A-Z2-9]{10}$/);
    assert.ok(hub.log.some(({ message }) => message.includes(code)));
    const status = async () => {
      const reply = await curl(`${hub.url}/api/auth/status`);
      const { installation, ...rest } = reply.json() as Record<string, unknown>;
      // Of the checkout, wherever that is.
      assert.match(String(installation), /^(?:folder|container)$/);
      return rest;
    };
    assert.deepEqual(await status(), {
      ownerExists: false,
      pinEnabled: false,
      setupCodeRequired: false,
    });
    assert.equal((await register(hub, { setup_code: code.toLowerCase() }, ELSEWHERE)).status, 201);
    assert.deepEqual(await status(), { ownerExists: true, pinEnabled: false });
    assert.equal((await register(hub, { email: 'eve@example.com' })).status, 403, 'closed by now');
    assert.notEqual((await hub.cli('user', 'setup-code')).code, 0);
    await hub.stop();
  });

  it('cannot have a password that many have', async () => {
    const hub = await startHub({ args: ['--virtual'] });
    for (const password of ['password1', 'short', OWNER.email]) {
      const refused = await register(hub, { password });
      assert.equal(refused.status, 400, password);
      assert.equal((refused.json() as { field: string }).field, 'password');
    }
    await hub.stop();
  });
});

describe('people', () => {
  let hub: TestHub;
  let cookie: string;

  before(async () => {
    hub = await startHub({
      args: ['--virtual', '--trusted-proxies', '127.0.0.1'],
      env: { ARIS_ADMIN_SECRET: ADMIN_SECRET },
    });
    // What comes by way of the proxy is not this machine, though it does not say who is behind it.
    assert.equal((await register(hub)).status, 403);
    const setup_code = (await hub.cli('user', 'setup-code')).stdout.trim();
    assert.equal((await register(hub, { setup_code })).status, 201);
    cookie = await signIn(hub);
  });
  after(async () => hub.stop());

  const own = () => ({ Cookie: cookie, Origin: hub.url });
  const admin = { 'X-Admin-Secret': ADMIN_SECRET };

  it('sign in for a page with a cookie that no script and no other site can use', async () => {
    const answer = await post(hub, '/api/auth/session', {
      email: OWNER.email,
      password: OWNER.password,
    });
    assert.equal(answer.status, 200);
    assert.match(
      answer.headers['set-cookie'] ?? '',
      /^aris_session=ses_\w{46}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/,
    );
    assert.equal((await curl(`${hub.url}/api/zones`, { headers: { Cookie: cookie } })).status, 200);
    const body = { name: 'from a page', permissions: ['zones:read'] };
    for (const [headers, status] of [
      [own(), 201],
      [{ Cookie: cookie }, 403],
      [{ Cookie: cookie, Origin: 'http://evil.example' }, 403],
    ] as const)
      assert.equal((await post(hub, '/api/tokens', body, { headers })).status, status);
  });

  it('are asked for their password again before what could outlast the session', async () => {
    // A session of the PIN has none at all.
    assert.equal(
      (
        await curl(`${hub.url}/api/settings/pin`, {
          method: 'PUT',
          headers: own(),
          body: { pin: '280417' },
        })
      ).status,
      200,
    );
    const panel = cookieOf(await post(hub, '/api/auth/session', { pin: '280417' }));
    const headers = { Cookie: panel, Origin: hub.url };
    assert.equal((await curl(`${hub.url}/api/zones`, { headers })).status, 200);
    const off = await post(hub, '/api/zones/kitchen/command', { mode: 'off' }, { headers });
    assert.equal(off.status, 200);
    assert.equal((await post(hub, '/api/tokens', { name: 'x' }, { headers })).status, 403);
    assert.equal((await curl(`${hub.url}/api/users`, { headers })).status, 403);
  });

  it('are added, listed and removed by an owner, with their sessions and tokens', async () => {
    const bob = { email: 'bob@example.com', password: 'another long passphrase', name: 'Bob' };
    const added = await post(hub, '/api/users', { ...bob, role: 'owner' }, { headers: own() });
    assert.equal(added.status, 201, added.body);
    const { id } = (added.json() as { user: { id: string } }).user;
    const bobs = { Cookie: await signIn(hub, bob), Origin: hub.url };
    const made = await post(hub, '/api/tokens', { name: "Bob's" }, { headers: bobs });
    const { token } = (made.json() as { token: CreatedToken }).token;
    assert.equal((await curl(`${hub.url}/api/zones`, { token })).status, 200);
    const gone = await curl(`${hub.url}/api/users/${id}`, { method: 'DELETE', headers: own() });
    assert.equal(gone.status, 200);
    assert.equal((await curl(`${hub.url}/api/zones`, { headers: bobs })).status, 401);
    assert.equal((await curl(`${hub.url}/api/zones`, { token })).status, 401);
  });

  it('are locked out for a while after wrong tries, told when to come again, and unlocked', async () => {
    const wrong = { email: 'carl@example.com', password: 'not the password' };
    const proxied = { headers: { 'X-Forwarded-For': '192.168.1.66' } };
    await userCli(hub.dataFolder, 'a third long passphrase', 'add', wrong.email, '--name', 'Carl');
    for (let tries = 0; tries < 5; tries++)
      assert.equal((await post(hub, '/api/auth/login', wrong, proxied)).status, 401);
    const locked = await post(hub, '/api/auth/login', {
      ...wrong,
      password: 'a third long passphrase',
    });
    assert.equal(locked.status, 429);
    assert.match(locked.body, /^\{"error":"Too Many Requests","retryAfterSeconds":\d+\}\n$/);
    assert.ok(Number(locked.headers['retry-after']) > 0);
    const lockouts = await curl(`${hub.url}/api/admin/lockouts`, { headers: admin });
    assert.match(lockouts.body, /carl@example\.com/);
    const reset = await hub.cli('user', 'reset-2fa', wrong.email);
    assert.deepEqual([reset.code, reset.stderr.includes('had no second factor')], [0, true]);
    const unlocked = await hub.cli('user', 'unlock', wrong.email);
    assert.equal(unlocked.code, 0, unlocked.stderr);
    const right = { ...wrong, password: 'a third long passphrase' };
    assert.equal((await post(hub, '/api/auth/login', right)).status, 200);
  });

  it('and all else are managed with the admin secret', async () => {
    for (const path of ['users', 'tokens', 'sessions', 'audit', 'lockouts', 'tenants']) {
      const url = `${hub.url}/api/admin/${path}`;
      const answer = await curl(url, { headers: admin });
      assert.equal(answer.status, 200, path);
      assert.ok(
        Array.isArray(
          (answer.json() as Record<string, unknown>)[path === 'audit' ? 'events' : path],
        ),
        path,
      );
      assert.equal((await curl(url, { headers: own() })).status, 401, path);
    }
    assert.equal((await curl(`${hub.url}/api/admin/settings`, { headers: admin })).status, 200);
    const made = await post(hub, '/api/admin/tokens', { name: 'provisioned' }, { headers: admin });
    assert.equal(made.status, 201, made.body);
    const audit = await curl(`${hub.url}/api/admin/audit?type=token_created&limit=1`, {
      headers: admin,
    });
    assert.match(audit.body, /"by":\{"kind":"admin","id":"admin@127\.0\.0\.1"\}/);
  });

  it('are told apart in the audit, without a secret in it', async () => {
    const audit = await curl(`${hub.url}/api/admin/audit?limit=1000`, { headers: admin });
    for (const type of [
      'user_created',
      'session_started',
      'token_created',
      'access_refused',
      'locked_out',
      'unlocked',
      'pin_changed',
    ])
      assert.match(audit.body, new RegExp(`"type":"${type}"`));
    for (const secret of [OWNER.password, '280417', ADMIN_SECRET, cookie.slice(-38)])
      assert.ok(!audit.body.includes(secret));
  });
});

describe('the command line', () => {
  it('manages people without a hub, and the hub that starts later knows them', async () => {
    const dataFolder = await livedInFolder();
    const cli = async (password: string, ...args: string[]) =>
      userCli(dataFolder, password, ...args, '--virtual');
    const added = await cli(
      OWNER.password,
      'add',
      OWNER.email,
      '--name',
      OWNER.name,
      '--role',
      'owner',
    );
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stdout, /^usr_\w{8}\n$/);
    assert.match(
      (await cli('', 'list')).stdout,
      /^ID +EMAIL +NAME +ROLE +CREATED\nusr_\w{8}  ada@example\.com  Ada +owner/,
    );
    const short = await cli('x', 'passwd', OWNER.email);
    assert.deepEqual([short.code, short.stdout], [2, '']);
    assert.match(short.stderr, /^aris: no hub runs [^\n]+\naris: the password [^\n]+\n$/);
    assert.equal((await cli('yet another passphrase', 'passwd', OWNER.email)).code, 0);
    const hub = await startHub({ dataFolder, args: ['--virtual'] });
    const { email } = OWNER;
    const login = async (password: string) =>
      (await post(hub, '/api/auth/login', { email, password })).status;
    assert.equal(await login(OWNER.password), 401);
    assert.equal(await login('yet another passphrase'), 200);
    await hub.stop();
  });

  it('generates a token that a hub takes in from a file, once', async () => {
    const dataFolder = lastingFolder();
    const token = (await aris(['token', 'generate'], dataFolder)).stdout.trim();
    const file = join(dataFolder, 'bootstrap');
    writeFileSync(file, `${token}\n`);
    const options = { dataFolder, args: ['--virtual', '--bootstrap-token-file', file] };
    // The usual port may be another's.
    const serve = ['serve', ...options.args, '--listen', '127.0.0.1:0'];
    chmodSync(file, 0o644);
    const refused = await aris(serve, dataFolder);
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /ARIS_BOOTSTRAP_TOKEN_FILE: others than its owner may use the file/,
    );
    assert.ok(!refused.stderr.includes(token));
    chmodSync(file, 0o600);
    const first = await startHub(options);
    assert.equal((await curl(`${first.url}/api/users`, { token })).status, 200);
    const { stdout } = await first.cli('token', 'list', '--json');
    const { id } = (JSON.parse(stdout) as { tokens: [{ id: string }] }).tokens[0];
    await first.cli('token', 'revoke', id);
    await first.stop();
    const second = await startHub(options);
    assert.equal(
      (await curl(`${second.url}/api/users`, { token })).status,
      401,
      'revoked, it stays so',
    );
    await second.stop();
    writeFileSync(file, 'nonsense\n');
    assert.equal((await aris(serve, dataFolder)).code, 2);
  });

  it('refuses an admin secret that could be guessed, without repeating it', async () => {
    const { code, stderr } = await aris(['serve', '--virtual'], lastingFolder(), {
      ARIS_ADMIN_SECRET: 'changeme-please',
    });
    assert.equal(code, 2);
    assert.match(stderr, /ARIS_ADMIN_SECRET must be at least 32 characters/);
    assert.doesNotMatch(stderr, /changeme/);
  });
});

describe('kill -9', () => {
  it('between any two requests loses nothing that was told done', async () => {
    const dataFolder = lastingFolder();
    let hub = await startHub({ dataFolder, args: ['--virtual'] });
    const again = async () => {
      await hub.kill9();
      hub = await startHub({ dataFolder, args: ['--virtual'] });
    };
    assert.equal((await register(hub)).status, 201);
    await again();
    const login = await post(hub, '/api/auth/login', {
      email: OWNER.email,
      password: OWNER.password,
    });
    const { access_token: access, refresh_token: refresh } = login.json() as Record<string, string>;
    await again();
    const made = await post(hub, '/api/tokens', { name: 'kept' }, { token: access ?? '' });
    const { id, token } = (made.json() as { token: CreatedToken }).token;
    await again();
    assert.equal((await curl(`${hub.url}/api/zones`, { token })).status, 200);
    const rotated = await post(hub, `/api/tokens/${id}/rotate`, {}, { token: access ?? '' });
    assert.equal(rotated.status, 201, rotated.body);
    await again();
    assert.equal((await curl(`${hub.url}/api/zones`, { token })).status, 401);
    const refreshed = await post(hub, '/api/auth/refresh', { refresh_token: refresh });
    assert.equal(refreshed.status, 200);
    await curl(`${hub.url}/api/tokens/${id}`, { token: access ?? '', method: 'DELETE' });
    await again();
    const { token: newer } = (rotated.json() as { token: CreatedToken }).token;
    assert.equal((await curl(`${hub.url}/api/zones`, { token: newer })).status, 401);
    await post(hub, '/api/auth/logout', { refresh_token: refresh });
    await again();
    assert.equal((await curl(`${hub.url}/api/zones`, { token: access ?? '' })).status, 401);
    await hub.stop();
    const kept = contents(dataFolder);
    const said = JSON.stringify(hub.log);
    for (const secret of [OWNER.password, token.slice(-38), newer.slice(-38), access, refresh]) {
      assert.ok(!kept.includes(secret ?? '?'), 'in the data folder');
      assert.ok(!said.includes(secret ?? '?'), 'in the log');
    }
  });
});
