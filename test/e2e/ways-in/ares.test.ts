/**
 * ARES, as its document (Dirmacs, "Authentication") has its users do it: API keys on /v1/*, people with JWTs on
 * /api/*, the admin secret on /api/admin/*. Its two client classes run unchanged, in a time that this test moves.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { end, run, start } from '../../support/child.ts';
import { curl } from '../../support/curl.ts';
import { createFakeTime } from '../../support/fake-time.ts';
import { startHub, type TestHub } from '../../support/hub.ts';

const EMAIL = 'developer@example.com';
const PASSWORD = 'your-secure-password';
const ADMIN_SECRET = 'an admin secret of more than 32 characters';
const ARES_401 = '{"error":"Invalid or expired token","code":"AUTH_INVALID_TOKEN"}\n';
const QUARTER_HOUR_S = 15 * 60;

const here = (name: string) => join(import.meta.dirname, name);

/** Reads a line of JSON, answers with one: so a test leads a client from step to step. */
const DRIVER = {
  python: `${readFileSync(here('ares-client.py.txt'), 'utf8')}
import json, sys
client = AresClient(sys.argv[1])
for line in sys.stdin:
    step = json.loads(line)
    if "email" in step:
        client.login(step["email"], step["password"])
        answer = {}
    else:
        answer = client.chat("Hello")
    print(json.dumps([answer, client.access_token, client.refresh_token]), flush=True)
`,
  javascript: `${readFileSync(here('ares-client.js.txt'), 'utf8')}
const client = new AresClient(process.argv[1]);
require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) => {
  const step = JSON.parse(line);
  let answer = {};
  if (step.email) await client.login(step.email, step.password);
  else answer = await client.chat('Hello');
  console.log(JSON.stringify([answer, client.accessToken, client.refreshToken]));
});
`,
};

type Step = readonly [answer: { error?: string; code?: string }, access: string, refresh: string];

/** One of the document's clients, in a process of its own. */
function startClient(language: keyof typeof DRIVER, url: string, env: Record<string, string>) {
  const child: ChildProcess =
    language === 'python'
      ? start('/usr/bin/python3', ['-c', DRIVER.python, url], { ...env, NO_PROXY: '*' })
      : start(process.execPath, ['-e', DRIVER.javascript, url], env);
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes');
  let faults = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (faults += text));
  const lines = createInterface({ input: child.stdout });
  return {
    async ask(step: object): Promise<Step> {
      child.stdin?.write(`${JSON.stringify(step)}\n`);
      const ended = once(child, 'exit').then(() => Promise.reject(new Error(faults)));
      const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
      return JSON.parse(line) as Step;
    },
    stop: async () => end(child),
  };
}

describe('ARES', () => {
  const time = createFakeTime();
  let hub: TestHub;
  /** Only ever forward: a hub's time does not go back. */
  let shiftS = 0;

  before(async () => {
    hub = await startHub({
      args: ['--virtual'],
      env: { ...time.env, ARIS_ADMIN_SECRET: ADMIN_SECRET },
    });
  });
  after(async () => hub.stop());

  /** The document's own curl command, at this hub instead of theirs. */
  async function documented(
    command: string,
  ): Promise<{ status: number; json: Record<string, string> }> {
    const script = command
      .replace('https://api.ares.dirmacs.com', hub.url)
      .replace(/^curl /, "curl -sS --noproxy '*' -w '\\n%{http_code}' ");
    const { stdout, stderr } = await run('sh', ['-ec', script]);
    const cut = stdout.lastIndexOf('\n');
    assert.notEqual(cut, -1, stderr);
    const text = stdout.slice(0, cut);
    return {
      status: Number(stdout.slice(cut + 1)),
      json: JSON.parse(text) as Record<string, string>,
    };
  }

  const LOGIN = `curl -X POST https://api.ares.dirmacs.com/api/auth/login \\
-H "Content-Type: application/json" \\
-d '{
"email": "developer@example.com",
"password": "your-secure-password"
}'`;

  it('registers a user: the first, on this machine, needs no setup code', async () => {
    const { status, json } =
      await documented(`curl -X POST https://api.ares.dirmacs.com/api/auth/register \\
-H "Content-Type: application/json" \\
-d '{
"email": "developer@example.com",
"password": "your-secure-password",
"name": "Jane Developer"
}'`);
    assert.equal(status, 201);
    assert.equal(json['message'], 'Registration successful');
    assert.match(json['user_id'] ?? '', /^usr_[0-9A-Za-z]{8}$/);
  });

  it('logs in, uses the access token, refreshes it, logs out', async () => {
    const login = await documented(LOGIN);
    assert.equal(login.status, 200);
    assert.deepEqual(Object.keys(login.json), ['access_token', 'refresh_token', 'expires_in']);
    assert.equal(login.json['expires_in'], 900);
    const { access_token: access = '', refresh_token: refresh = '' } = login.json;
    assert.match(access, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.match(refresh, /^rt_/);

    // The chat is theirs and not in a hub: past the door there is no such thing.
    const chat = await documented(`curl https://api.ares.dirmacs.com/api/chat \\
-H "Authorization: Bearer ${access}" \\
-H "Content-Type: application/json" \\
-d '{"message": "Hello", "agent_type": "product"}'`);
    assert.equal(chat.status, 404);
    assert.equal((await curl(`${hub.url}/api/zones`, { token: access })).status, 200);

    const refreshed =
      await documented(`curl -X POST https://api.ares.dirmacs.com/api/auth/refresh \\
-H "Content-Type: application/json" \\
-d '{
"refresh_token": "${refresh}"
}'`);
    assert.equal(refreshed.status, 200);
    assert.equal(refreshed.json['expires_in'], 900);
    const { access_token: renewed = '' } = refreshed.json;
    assert.equal((await curl(`${hub.url}/api/zones`, { token: renewed })).status, 200);

    const logout = await documented(`curl -X POST https://api.ares.dirmacs.com/api/auth/logout \\
-H "Content-Type: application/json" \\
-d '{
"refresh_token": "${refresh}"
}'`);
    assert.deepEqual([logout.status, logout.json], [200, { message: 'Logged out successfully' }]);
    for (const token of [access, renewed]) {
      const refused = await curl(`${hub.url}/api/zones`, { token });
      assert.equal(refused.status, 401, 'logged out is logged out, at once');
      assert.equal(refused.body, ARES_401);
    }
    const again = await curl(`${hub.url}/api/auth/refresh`, { body: { refresh_token: refresh } });
    assert.deepEqual([again.status, again.body], [401, ARES_401]);
  });

  it('refuses a wrong password and an unknown user in the same words', async () => {
    const answers = await Promise.all(
      [
        { email: EMAIL, password: 'not-the-password' },
        { email: 'nobody@example.com', password: PASSWORD },
      ].map(async (body) => curl(`${hub.url}/api/auth/login`, { body })),
    );
    for (const { status, body, headers } of answers) {
      assert.equal(status, 401);
      assert.equal(body, '{"error":"Invalid credentials","code":"AUTH_INVALID_CREDENTIALS"}\n');
      assert.match(headers['www-authenticate'] ?? '', /^Bearer realm="aris"/);
    }
  });

  for (const language of ['python', 'javascript'] as const) {
    it(`serves the document's ${language} client through login and two renewals past expiry`, async () => {
      const client = startClient(language, hub.url, time.env);
      const [, first, refresh] = await client.ask({ email: EMAIL, password: PASSWORD });
      assert.equal((await client.ask({}))[0].error, 'Not found', 'let in, and nothing there');
      const seen = new Set([first]);
      for (let renewal = 1; renewal <= 2; renewal++) {
        shiftS += QUARTER_HOUR_S + 60;
        time.shift(shiftS);
        assert.equal(
          (await curl(`${hub.url}/api/zones`, { token: [...seen].at(-1) ?? '' })).status,
          401,
        );
        const [answer, access, sent] = await client.ask({});
        assert.equal(answer.error, 'Not found', JSON.stringify(answer));
        assert.equal(sent, refresh, 'it re-sends its first refresh token for ever');
        assert.equal((await curl(`${hub.url}/api/zones`, { token: access })).status, 200);
        seen.add(access);
      }
      assert.equal(seen.size, 3);
      await client.stop();
    });
  }

  it('takes an API key on /v1/*, and nothing else there', async () => {
    const { stdout } = await hub.cli('token', 'create', 'backend', '--prefix', 'ares');
    const key = stdout.trim();
    assert.match(key, /^ares_/);
    const chat = await documented(`curl -X POST https://api.ares.dirmacs.com/v1/chat \\
-H "Authorization: Bearer ${key}" \\
-H "Content-Type: application/json" \\
-d '{"message": "Hello", "agent_type": "product"}'`);
    assert.equal(chat.status, 404);
    assert.equal((await curl(`${hub.url}/v1/zones`, { token: key })).status, 200);
    const { json } = await documented(LOGIN);
    const refused = await curl(`${hub.url}/v1/zones`, { token: json['access_token'] ?? '' });
    assert.deepEqual([refused.status, refused.body], [401, ARES_401]);
    assert.equal((await curl(`${hub.url}/v1/chat`, { method: 'POST' })).status, 401);
  });

  it('opens /api/admin/* to the admin secret, and to nothing else', async () => {
    const tenants = await documented(`curl https://api.ares.dirmacs.com/api/admin/tenants \\
-H "X-Admin-Secret: ${ADMIN_SECRET}"`);
    assert.equal(tenants.status, 200);
    assert.equal((tenants.json as { tenants?: unknown[] }).tenants?.length, 1);
    const { json } = await documented(LOGIN);
    const token = await hub.token('tokens:full', 'users:full', 'audit:full');
    for (const presented of [json['access_token'] ?? '', token]) {
      const refused = await curl(`${hub.url}/api/admin/tenants`, { token: presented });
      assert.equal(refused.status, 401);
      assert.ok(refused.headers['www-authenticate']);
    }
    const wrong = { 'X-Admin-Secret': `${ADMIN_SECRET}x` };
    assert.equal((await curl(`${hub.url}/api/admin/tenants`, { headers: wrong })).status, 401);
  });
});
