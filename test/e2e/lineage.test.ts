/** A removed or demoted owner, and all that they have left behind, on a hub that runs and one that is killed. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { TokenView } from '../../src/app/tokens/live-token.ts';
import { lastingFolder } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { startHub, type TestHub } from '../support/hub.ts';

const PASSWORD = 'a rather long passphrase';
const DAILY = [
  'zones:full',
  'equipment:full',
  'events:full',
  'history:full',
  'system:full',
  'metrics:full',
];
const OWNERS = [
  ...DAILY,
  'tokens:full',
  'users:full',
  'settings:full',
  'firmware:full',
  'backup:full',
  'audit:full',
];

describe('an owner', () => {
  const dataFolder = lastingFolder();
  const env = { ARIS_ADMIN_SECRET: 'the secret of the administration of this house' };
  let hub: TestHub;
  const start = async () => startHub({ dataFolder, args: ['--virtual'], env });
  before(async () => {
    hub = await start();
    await ask('POST', '/api/auth/register', undefined, person('Ada'));
  });
  after(async () => hub.stop());

  const person = (name: string) => ({ email: `${name}@example.com`, name, password: PASSWORD });
  async function ask(method: string, path: string, token?: string, body?: object) {
    const options = { method, ...(token !== undefined && { token }), ...(body && { body }) };
    const reply = await curl(`${hub.url}${path}`, options);
    return { status: reply.status, json: reply.json() as Record<string, never> };
  }
  const status = async (token: string, path = '/api/zones') =>
    (await ask('GET', path, token)).status;

  async function signIn(name: string) {
    const { email, password } = person(name);
    const { json } = await ask('POST', '/api/auth/login', undefined, { email, password });
    return json as unknown as { access_token: string; refresh_token: string };
  }

  async function make(by: string, name: string, permissions = OWNERS) {
    const { json } = await ask('POST', '/api/tokens', by, { name, permissions });
    return json['token'] as unknown as { id: string; token: string };
  }

  async function addOwner(by: string, name: string): Promise<string> {
    const { json } = await ask('POST', '/api/users', by, { ...person(name), role: 'owner' });
    return (json['user'] as unknown as { id: string }).id;
  }

  const viewOf = async (by: string, id: string) =>
    (await ask('GET', `/api/tokens/${id}`, by)).json['token'] as unknown as TokenView;

  /** Asks again and again on one connection that has proved its token. */
  function keptAlive(token: string) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { authorization: `Bearer ${token}` };
    return async (): Promise<number | undefined> => {
      const asked = request(`${hub.url}/api/zones`, { agent, headers }).end();
      const [reply] = (await once(asked, 'response')) as [{ statusCode?: number; resume(): void }];
      reply.resume();
      return reply.statusCode;
    };
  }

  /** Sends a request but for the end of its body. @returns what sends that, and resolves with the answer */
  async function halfSent(token: string, path: string, body: object) {
    const text = JSON.stringify(body);
    const socket = connect(hub.port, '127.0.0.1');
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${hub.port}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${text.length}`,
      'Connection: close',
    ].join('\r\n');
    socket.write(`${head}\r\n\r\n${text.slice(0, 10)}`);
    await once(socket, 'ready');
    return async () => {
      socket.write(text.slice(10));
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      return Number(answer.split(' ')[1]);
    };
  }

  it('who is removed is out, and so is all that stands under them, also after a crash', async () => {
    const ada = (await signIn('Ada')).access_token;
    const id = await addOwner(ada, 'Bob');
    const bob = await signIn('Bob');
    const t1 = await make(bob.access_token, 't1');
    const t2 = await make(t1.token, 't2');
    const t3 = await make(t2.token, 't3', ['zones:read']);
    const adas = await make(ada, 'of Ada, rotated by t2');
    const taken = (await ask('POST', `/api/tokens/${adas.id}/rotate`, t2.token)).json['token'];
    const machines = (await hub.cli('token', 'create', 'machine')).stdout.trim();
    const hers = await make(ada, 'of Ada');
    const mallory = { ...person('Mallory'), role: 'owner' };
    const asAgain = keptAlive(t2.token);
    assert.equal(await asAgain(), 200);
    const late = await Promise.all([
      halfSent(t2.token, '/api/users', mallory),
      halfSent(bob.access_token, '/api/users', mallory),
      halfSent(t1.token, '/api/tokens', { name: 'late' }),
    ]);
    const list = await hub.cli('token', 'list');
    for (const name of ['t1', 't2', 't3', 'of Ada, rotated by t2'])
      assert.match(list.stdout, new RegExp(`"?${name}"? .* Bob@example.com `));
    assert.match(list.stdout, /machine .* cli +this machine /);

    const removed = await ask('DELETE', `/api/users/${id}`, ada);
    assert.deepEqual(removed.json, { success: true, tokensRevoked: 4 });
    assert.equal(await asAgain(), 401);
    for (const finish of late) assert.equal(await finish(), 403);
    const { token: secret } = taken as unknown as { token: string };
    const dead = [t1.token, t2.token, t3.token, secret, adas.token, bob.access_token];
    const alive = [machines, hers.token];
    async function assertOut(): Promise<void> {
      for (const token of dead) assert.equal(await status(token), 401);
      for (const token of alive) assert.equal(await status(token), 200);
      const refresh = { refresh_token: bob.refresh_token };
      assert.equal((await ask('POST', '/api/auth/refresh', undefined, refresh)).status, 401);
      assert.equal((await ask('POST', '/api/users', t2.token, mallory)).status, 401);
      assert.doesNotMatch((await hub.cli('user', 'list')).stdout, /\b(?:Bob|Mallory)\b/);
    }
    await assertOut();
    await hub.kill9();
    hub = await start();
    await assertOut();
    const audit = await ask('GET', `/api/audit?type=token_revoked`, ada);
    const events = audit.json['events'] as unknown as { objectId: string; data: object }[];
    assert.deepEqual(
      events.map(({ objectId }) => objectId).sort(),
      [t1.id, t2.id, t3.id, adas.id].sort(),
    );
  });

  it('who becomes a member has tokens that may do no more, until they are an owner again', async () => {
    const ada = (await signIn('Ada')).access_token;
    const id = await addOwner(ada, 'Cleo');
    const cleo = (await signIn('Cleo')).access_token;
    const t1 = await make(cleo, 'of Cleo');
    const t2 = await make(t1.token, 'grandchild');
    const asAgain = keptAlive(t2.token);
    const all = [cleo, t1.token, t2.token];
    assert.equal(await asAgain(), 200);
    const late = await halfSent(cleo, '/api/tokens', { name: 'late', permissions: OWNERS });
    const setRole = async (role: string) => ask('PATCH', `/api/users/${id}`, ada, { role });
    await setRole('member');
    assert.equal(await late(), 403);
    const assertLimited = async () => {
      for (const token of all)
        assert.deepEqual([await status(token), await status(token, '/api/users')], [200, 403]);
      assert.equal((await viewOf(ada, t2.id)).isLimited, true);
    };
    await assertLimited();
    assert.equal(await asAgain(), 200);
    await hub.kill9();
    hub = await start();
    await assertLimited();
    await setRole('owner');
    for (const token of all) assert.equal(await status(token, '/api/users'), 200);
    assert.equal((await viewOf(ada, t2.id)).isLimited, undefined);
  });

  it('who rotates a token holds it, and with it what it made', async () => {
    const ada = (await signIn('Ada')).access_token;
    const id = await addOwner(ada, 'Dan');
    const t1 = await make((await signIn('Dan')).access_token, 'of Dan');
    const t2 = await make(t1.token, 'below');
    assert.equal((await ask('POST', `/api/tokens/${t1.id}/rotate`, t2.token)).status, 403);
    const again = await ask('POST', `/api/tokens/${t1.id}/rotate`, ada);
    const { token } = again.json['token'] as unknown as { token: string };
    await ask('DELETE', `/api/users/${id}`, ada);
    for (const [text, answer] of [
      [t1.token, 401] as const,
      [token, 200] as const,
      [t2.token, 200] as const,
    ])
      assert.equal(await status(text), answer);
    const { under, createdBy, heldBy } = await viewOf(ada, t2.id);
    assert.deepEqual([createdBy, heldBy], [t1.id, t1.id]);
    assert.ok(under.kind === 'person' && under.name === 'Ada');
    const self = (await ask('GET', '/api/tokens/self', t2.token)).json[
      'token'
    ] as unknown as object;
    assert.ok(!('under' in self), 'a program is not told of people');
    const { stderr } = await hub.cli('token', 'revoke', t1.id);
    assert.match(stderr, /is revoked, and 1 that stood under it: the next request fails/);
    assert.equal(await status(t2.token), 401);
  });
});
