import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { OWNER_LOGIN } from '../../support/accounts.ts';
import { createHousehold, MEMBER_LOGIN } from '../../support/ask-accounts.ts';

const EVE = { email: 'eve@example.com', password: 'let me in now', name: 'Eve', role: 'member' };

async function household() {
  const test = await createHousehold();
  const { ask } = test;
  const cookieOf = async (body: object) =>
    (await ask('POST', '/api/auth/session', { body })).cookie;
  return {
    ...test,
    cookieOf,
    ownerCookie: await cookieOf(OWNER_LOGIN),
    memberCookie: await cookieOf(MEMBER_LOGIN),
  };
}

describe('/api/users', () => {
  it('is for owners', async () => {
    const { ask, memberCookie: cookie, owner } = await household();
    for (const [method, path] of [
      ['GET', '/api/users'],
      ['POST', '/api/users'],
      ['PATCH', `/api/users/${owner.id}`],
      ['DELETE', `/api/users/${owner.id}`],
      ['PUT', '/api/settings/pin'],
    ] as const)
      assert.equal((await ask(method, path, { cookie, body: EVE })).status, 403, path);
  });

  it('lists people without a secret', async () => {
    const { ask, ownerCookie: cookie, owner, member } = await household();
    const { json, text } = await ask('GET', '/api/users', { cookie });
    assert.deepEqual(json, { users: [owner, member], metadata: { count: 2 } });
    assert.ok(!/scrypt|hash/i.test(text));
  });

  it('adds, changes and removes them', async () => {
    const { ask, ownerCookie: cookie, cookieOf } = await household();
    const added = await ask('POST', '/api/users', { cookie, body: EVE });
    assert.equal(added.status, 201);
    const { id } = added.json['user'] as { id: string };
    assert.equal((await ask('POST', '/api/users', { cookie, body: EVE })).status, 409);
    const path = `/api/users/${id}`;
    const eve = await cookieOf({ email: EVE.email, password: EVE.password });
    const changed = await ask('PATCH', path, { cookie, body: { role: 'owner' } });
    assert.equal((changed.json['user'] as { role: string }).role, 'owner');
    assert.equal((await ask('GET', '/api/users', { cookie: eve })).status, 200);
    await ask('PATCH', path, { cookie, body: { role: 'member' } });
    assert.equal((await ask('GET', '/api/users', { cookie: eve })).status, 403);
    assert.deepEqual((await ask('DELETE', path, { cookie })).json, {
      success: true,
      tokensRevoked: 0,
    });
    assert.equal((await ask('GET', '/api/auth/session', { cookie: eve })).status, 401);
    assert.equal((await ask('DELETE', path, { cookie })).status, 404);
  });

  it('lets owners give a new password, which ends sessions and the wait after wrong tries', async () => {
    const { app, ask, ownerCookie: cookie, memberCookie, member } = await household();
    const body = { ...MEMBER_LOGIN, password: 'what was it again' };
    for (let tried = 0; tried <= LIMITS.freeGuesses; tried++)
      await ask('POST', '/api/auth/session', { body });
    const again = { email: MEMBER_LOGIN.email, password: 'a fresh one to note' };
    const signIn = async () => (await ask('POST', '/api/auth/session', { body: again })).status;
    assert.equal(await signIn(), 429);
    const change = { cookie, body: { password: again.password } };
    assert.equal((await ask('PATCH', `/api/users/${member.id}`, change)).status, 200);
    assert.equal((await ask('GET', '/api/auth/session', { cookie: memberCookie })).status, 401);
    assert.equal(await signIn(), 200);
    const { events } = await app.journal.query({ audit: 'only', limit: 10 });
    const told = events.find(({ type }) => type === 'password_changed');
    assert.deepEqual([told?.objectId, told?.data?.['name']], [member.id, member.name]);
  });

  it('asks owners for their own password where it was given long ago', async () => {
    const { app, ask, ownerCookie: cookie, member } = await household();
    app.clock.advance(LIMITS.passwordFreshMs + 1);
    const change = { cookie, body: { password: 'a fresh one to note' } };
    const { status, json } = await ask('PATCH', `/api/users/${member.id}`, change);
    assert.deepEqual([status, json['required']], [403, 'password']);
  });

  it('keeps the last owner', async () => {
    const { ask, ownerCookie: cookie, owner } = await household();
    const path = `/api/users/${owner.id}`;
    assert.equal((await ask('DELETE', path, { cookie })).status, 409);
    const demotion = { cookie, body: { role: 'member' } };
    assert.equal((await ask('PATCH', path, demotion)).status, 409);
  });

  for (const body of [{}, { role: 'panel' }, { id: 'usr_x' }, { passwordHash: 'x' }, { name: '' }])
    it(`refuses the change ${JSON.stringify(body)}`, async () => {
      const { ask, ownerCookie: cookie, member } = await household();
      assert.equal((await ask('PATCH', `/api/users/${member.id}`, { cookie, body })).status, 400);
    });
});
