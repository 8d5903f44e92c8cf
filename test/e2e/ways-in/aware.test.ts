/** Aware, as its document ("API Authentication") has its users do it: X-Aware-Api-Key, and permissions of a token. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { curl } from '../../support/curl.ts';
import { startHub, type TestHub } from '../../support/hub.ts';

describe('Aware', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startHub({ args: ['--virtual'] });
  });
  after(async () => hub.stop());

  const ask = async (key: string, path: string, body?: object) =>
    curl(`${hub.url}${path}`, { headers: { 'X-Aware-Api-Key': key }, ...(body && { body }) });
  const command = { mode: 'off' };
  const statuses = async (key: string) =>
    Promise.all([
      ask(key, '/api/zones').then(({ status }) => status),
      ask(key, '/api/zones/kitchen/command', command).then(({ status }) => status),
      ask(key, '/prometheus/metrics').then(({ status }) => status),
      ask(key, '/api/tokens').then(({ status }) => status),
    ]);

  it('lets a read-only token view, and nothing else', async () => {
    assert.deepEqual(await statuses(await hub.token('zones:read')), [200, 403, 403, 403]);
  });

  it('has full access contain read-only', async () => {
    assert.deepEqual(await statuses(await hub.token('zones:full')), [200, 200, 403, 403]);
  });

  it('permits both in one token, and shows them as they were given', async () => {
    const key = await hub.token('zones:read', 'zones:full', 'tokens:read');
    assert.deepEqual(await statuses(key), [200, 200, 403, 200]);
    const { token } = (await ask(key, '/api/tokens/self')).json() as {
      token: { permissions: string[] };
    };
    assert.deepEqual(token.permissions, ['zones:read', 'zones:full', 'tokens:read']);
  });

  it('grants what relates to the resource', async () => {
    const key = await hub.token('zones:read');
    assert.equal((await ask(key, '/api/zones/kitchen')).status, 200);
    const { token } = (await ask(key, '/api/tokens/self')).json() as {
      token: { permissions: string[] };
    };
    assert.deepEqual(token.permissions, ['zones:read'], 'what comes along is not shown as given');
  });

  it('names the permission that is missing', async () => {
    const answer = await ask(await hub.token('zones:read'), '/prometheus/metrics');
    const { status, headers } = answer;
    assert.equal(status, 403);
    assert.equal((answer.json() as { required: string }).required, 'metrics:read');
    assert.match(
      headers['www-authenticate'] ?? '',
      /error="insufficient_scope", scope="metrics:read"/,
    );
  });

  it('cannot modify permissions once given: a new token has to be made', async () => {
    const owner = await hub.token('tokens:full', 'zones:read');
    const made = await ask(owner, '/api/tokens', {
      name: 'fixed',
      permissions: ['zones:read'],
    });
    const { id } = (made.json() as { token: { id: string } }).token;
    const patched = await curl(`${hub.url}/api/tokens/${id}`, {
      token: owner,
      method: 'PATCH',
      body: { permissions: ['zones:read', 'tokens:full'] },
    });
    assert.equal(patched.status, 400);
    assert.match(patched.body, /permissions/);
  });

  it('takes the permissions away with the token', async () => {
    const owner = await hub.token('tokens:full', 'zones:read');
    const made = await ask(owner, '/api/tokens', { name: 'gone', permissions: ['zones:read'] });
    const { id, token } = (made.json() as { token: { id: string; token: string } }).token;
    assert.equal((await ask(token, '/api/zones')).status, 200);
    await curl(`${hub.url}/api/tokens/${id}`, { token: owner, method: 'DELETE' });
    assert.equal((await ask(token, '/api/zones')).status, 401);
  });

  it('refuses a permission that there is not', async () => {
    const owner = await hub.token('tokens:full', 'zones:read');
    const made = await ask(owner, '/api/tokens', { name: 'odd', permissions: ['zones:write'] });
    assert.equal(made.status, 400);
    assert.match(made.body, /permissions\[0\]/);
  });
});
