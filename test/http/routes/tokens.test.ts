import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHousehold, openSession } from '../../support/ask-accounts.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER } from '../../support/app.ts';

/** The API, asked with a token that may see and make tokens. */
async function createRig() {
  const app = createTestApp();
  const permissions = ['tokens:full' as const, 'zones:full' as const];
  const own = await app.tokens.create(OWNER, { name: 'own', permissions });
  const ask = async (method: string, path: string, body?: object, as = own.token) =>
    app.ask({
      method,
      target: `/api/tokens${path}`,
      headers: [bearer(as), JSON_HEADER],
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { app, own, ask };
}

describe('/api/tokens', () => {
  it('makes, lists, shows, changes, rotates and revokes, each as it is answered', async () => {
    const { app, own, ask } = await createRig();
    const made = await ask('POST', '', { name: 'x', permissions: ['zones:read'], zones: ['bath'] });
    const { id, token } = made.json['token'] as { id: string; token: string };
    assert.equal(made.status, 201);
    const list = await ask('GET', '');
    assert.deepEqual(list.json['metadata'], { count: 2 });
    assert.deepEqual(
      (list.json['tokens'] as { id: string }[]).map((one) => one.id),
      app.tokens.list().map((one) => one.id),
    );
    assert.deepEqual((await ask('GET', `/${id}`)).json['token'], app.tokens.show(id));
    const changed = await ask('PATCH', `/${id}`, { name: 'y' });
    assert.equal((changed.json['token'] as { name: string }).name, 'y');
    const rotated = await ask('POST', `/${id}/rotate`);
    assert.equal(rotated.status, 201);
    assert.notEqual((rotated.json['token'] as { token: string }).token, token);
    const child = await ask('POST', '', { name: 'z', permissions: ['zones:read'] });
    assert.equal(child.status, 201);
    await app.ask({ target: '/api/zones', headers: [bearer(own.token)] });
    assert.ok(((await ask('GET', `/${own.id}/usage`)).json['usage'] as unknown[]).length > 0);
    const revoked = await ask('DELETE', `/${own.id}`);
    assert.deepEqual(revoked.json, { success: true, tokensRevoked: 3 });
    assert.equal((await ask('GET', '')).status, 401);
  });

  it('makes none for a zone that the house does not have', async () => {
    const { ask } = await createRig();
    const { status, json } = await ask('POST', '', { name: 'x', zones: ['attic'] });
    assert.deepEqual([status, json['field']], [400, 'zones']);
  });

  it('tells a token of itself, and not whom it stands under', async () => {
    const { app, ask } = await createRig();
    const { token, id } = await app.tokens.create(OWNER, {
      name: 'x',
      permissions: ['zones:read'],
    });
    const { json } = await ask('GET', '/self', undefined, token);
    const { under, ...shown } = app.tokens.show(id);
    assert.equal(under.kind, 'machine');
    assert.ok(!('under' in (json['token'] as object)));
    assert.equal((json['token'] as { name: string }).name, shown.name);
  });

  it('tells nobody of himself who has none', async () => {
    const { app, ask, owner } = await createHousehold();
    const cookie = await openSession(app, owner.id);
    const { status, json } = await ask('GET', '/api/tokens/self', { cookie });
    assert.deepEqual([status, json['error']], [404, 'This is asked without a token']);
  });
});
