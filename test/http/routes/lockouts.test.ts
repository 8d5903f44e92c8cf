import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lockoutRoutes } from '../../../src/http/routes/lockouts.ts';
import type { Locks } from '../../../src/app/people/locks.ts';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';
import type { Permission } from '../../../src/domain/access.ts';

const LOCK = { account: 'ada@example.com', failures: 6, until: '2026-01-15T10:00:30Z' };

async function rig(...permissions: Permission[]) {
  const unlocked: string[] = [];
  const locks = {
    list: () => [LOCK],
    unlock: async ({ id }: { id: string }, subject: string) => {
      unlocked.push(`${id} ${subject}`);
      return Promise.resolve({ wasLocked: subject === LOCK.account });
    },
  };
  const app = createTestApp({ extraRoutes: lockoutRoutes(locks as unknown as Locks) });
  const { id, token } = await app.tokens.create(OWNER, { name: 'x', permissions });
  const ask = async (method: string, target: string) =>
    app.ask({ method, target, headers: [bearer(token)] });
  return { id, ask, unlocked };
}

describe('/api/lockouts', () => {
  it('lists who has to wait', async () => {
    const { ask } = await rig('users:read');
    const { status, json } = await ask('GET', '/api/lockouts');
    assert.deepEqual([status, json], [200, { lockouts: [LOCK], metadata: { count: 1 } }]);
  });

  it('forgets the wrong tries of one, in the name of who asks', async () => {
    const { id, ask, unlocked } = await rig('users:full');
    const { status, json } = await ask('DELETE', '/api/lockouts/ada%40example.com');
    assert.deepEqual([status, json], [200, { wasLocked: true }]);
    await ask('DELETE', '/api/lockouts/2001:db8::');
    assert.deepEqual(unlocked, [`${id} ada@example.com`, `${id} 2001:db8::`]);
  });

  it('asks for the rights to people', async () => {
    const reader = await rig('users:read');
    const refused = await reader.ask('DELETE', '/api/lockouts/pin');
    assert.deepEqual([refused.status, refused.json['required']], [403, 'users:full']);
    assert.deepEqual(reader.unlocked, []);
    const other = await rig('zones:full');
    assert.equal((await other.ask('GET', '/api/lockouts')).json['required'], 'users:read');
  });
});
