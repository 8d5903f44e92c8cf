import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OWNER_LOGIN } from '../../support/accounts.ts';
import { createHousehold, MEMBER_LOGIN } from '../../support/ask-accounts.ts';

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

describe('/api/sessions', () => {
  it('shows and ends one’s own, and for an owner everybody’s', async () => {
    const { ask, cookieOf, ownerCookie, memberCookie } = await household();
    await cookieOf(MEMBER_LOGIN);
    const listFor = async (cookie: string | undefined) => {
      const { json } = await ask('GET', '/api/sessions', { cookie });
      const { sessions } = json as { sessions: { id: string; current: boolean }[] };
      assert.deepEqual(json['metadata'], { count: sessions.length });
      return sessions;
    };
    assert.equal((await listFor(ownerCookie)).length, 3);
    assert.equal((await listFor(memberCookie)).length, 2);
    const [first] = await listFor(ownerCookie);
    const path = `/api/sessions/${first?.id ?? ''}`;
    assert.equal((await ask('DELETE', path, { cookie: memberCookie })).status, 404);
    const others = await ask('DELETE', '/api/sessions', { cookie: memberCookie });
    assert.deepEqual(others.json, { success: true, ended: 1 });
    const [own] = await listFor(memberCookie);
    assert.equal(own?.current, true);
    const end = await ask('DELETE', `/api/sessions/${own.id}`, { cookie: ownerCookie });
    assert.equal(end.status, 200);
    assert.equal((await ask('GET', '/api/sessions', { cookie: memberCookie })).status, 401);
  });
});
