import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUsers } from '../../../src/app/users/users.ts';
import { createMutex } from '../../../src/app/base/mutex.ts';
import { createTokens } from '../../../src/app/tokens/tokens.ts';
import { createTokenMint, parseToken } from '../../../src/auth/token-format.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER } from '../../support/app.ts';
import { createTestLineage } from '../../support/lineage.ts';
import { refusedAs } from '../../support/refused.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

/** The tokens as a hub finds them that starts on the same store. */
function reopened({ store, journal, clock, log }: ReturnType<typeof createTestApp>) {
  const mint = createTokenMint(createSeededRandom(2), digest);
  return createTokens({
    store,
    journal,
    clock,
    log,
    mint,
    digest,
    mutex: createMutex(),
    users: createUsers(store),
    isSessionCurrent: () => true,
  });
}

describe('a token that is made', () => {
  it('is shown once, and kept as a hash', async () => {
    const { tokens, texts } = createTestApp();
    const { id, token, createdAt } = await tokens.create(OWNER, {
      name: 'Grafana',
      expiresIn: '90d',
    });
    assert.equal(createdAt, '2026-01-15T10:00:00Z');
    const shown = tokens.show(id);
    assert.equal(shown.tokenPrefix, `aris_tok_${id.slice(4)}...`);
    assert.equal(shown.expiresAt, '2026-04-15T10:00:00Z');
    assert.equal(shown.lastUsed, undefined);
    assert.equal(shown.lastUsedAddress, undefined);
    const kept = [...texts.range('')].map(([key, text]) => key + text).join('\n');
    assert.ok(
      kept.includes('Grafana') && !kept.includes(token) && !kept.includes(token.slice(20, 40)),
    );
  });

  const expiries = [
    ['1h', 3_600_000],
    ['7d', 7 * DAY_MS],
    ['30d', 30 * DAY_MS],
    ['1y', 365 * DAY_MS],
    ['1m', 60_000],
  ] as const;
  for (const [expiresIn, periodMs] of expiries) {
    it(`for ${expiresIn} expires then`, async () => {
      const app = createTestApp();
      const { id } = await app.tokens.create(OWNER, { name: 'x', expiresIn });
      app.clock.advance(periodMs - 1);
      assert.equal(app.tokens.show(id).state, 'active');
      app.clock.advance(1);
      assert.equal(app.tokens.show(id).state, 'expired');
      assert.equal(app.tokens.list().length, 1, 'an expired token stays listed');
    });
  }

  for (const expiry of [
    { expiresIn: '0d' },
    { expiresIn: 'soon' },
    { expiresAt: '2026-01-15T10:00:59Z' },
    { expiresAt: '2026-13-01T00:00:00Z' },
    { expiresAt: '2027-01-01' },
    { expiresIn: '1h', expiresAt: '2027-01-01T00:00:00Z' },
  ]) {
    it(`is refused with ${JSON.stringify(expiry)}`, async () => {
      const { tokens } = createTestApp();
      await assert.rejects(tokens.create(OWNER, { name: 'x', ...expiry }), refusedAs('invalid'));
      assert.equal(tokens.list().length, 0);
    });
  }

  it('cannot have more rights, or more time, than its maker', async () => {
    const app = createTestApp();
    const maker = await app.tokens.create(OWNER, {
      name: 'maker',
      expiresIn: '1h',
      permissions: ['tokens:full', 'zones:read'],
    });
    const make = async (body: object) =>
      (
        await app.ask({
          method: 'POST',
          target: '/api/tokens',
          headers: [bearer(maker.token), JSON_HEADER],
          body: JSON.stringify(body),
        })
      ).status;
    assert.equal(await make({ name: 'child', permissions: ['zones:full'], expiresIn: '5m' }), 403);
    assert.equal(
      await make({ name: 'child', expiresIn: '5m' }),
      403,
      'no list is all of the daily running',
    );
    assert.equal(await make({ name: 'child', permissions: ['zones:read'] }), 403, 'never expires');
    assert.equal(await make({ name: 'child', permissions: ['zones:read'], expiresIn: '5m' }), 201);
  });

  it('is refused with an unknown permission, a long name or an unknown member', async () => {
    const app = createTestApp();
    const maker = await app.tokens.create(OWNER, { name: 'maker', permissions: ['tokens:full'] });
    for (const body of [
      { name: 'x', permissions: ['zones:write'] },
      { name: 'x', permissions: [] },
      { name: '' },
      { name: ' ' },
      { name: 'x'.repeat(LIMITS.tokenNameChars + 1) },
      {},
      { name: 'x', scope: 'all' },
    ]) {
      const answer = await app.ask({
        method: 'POST',
        target: '/api/tokens',
        headers: [bearer(maker.token), JSON_HEADER],
        body: JSON.stringify(body),
      });
      assert.equal(answer.status, 400, answer.text);
    }
  });
});

describe('a token that is changed', () => {
  it('is in the audit with what was asked for and its name before, and is answered as it is now', async () => {
    const test = createTestLineage();
    const { id } = await test.tokens.create(OWNER, { name: 'before' });
    const changed = await test.tokens.change(OWNER, id, { name: 'after', enabled: false });
    assert.deepEqual(changed, test.tokens.show(id));
    assert.deepEqual([changed.name, changed.state], ['after', 'disabled']);
    const { type, objectId, by, data } = test.events.at(-1) ?? assert.fail();
    assert.deepEqual([type, objectId, by?.id], ['token_changed', id, OWNER.id]);
    assert.deepEqual(data, { name: 'after', enabled: false, before: { name: 'before' } });
    await test.tokens.change(OWNER, id, { enabled: true });
    assert.deepEqual([test.tokens.show(id).name, test.tokens.show(id).state], ['after', 'active']);
  });
});

describe('a token that is imported', () => {
  it('is there once, with no use of it yet, and is forgotten by no restart', async () => {
    const test = createTestLineage();
    const { token } = await createTestLineage({ seed: 9 }).tokens.create(OWNER, { name: 'x' });
    await test.tokens.importOnce(token, 'bootstrap');
    const [{ id, name } = assert.fail()] = test.tokens.list();
    assert.deepEqual([name, test.tokens.usage(id).usage], ['bootstrap', []]);
    await test.tokens.revoke(OWNER, id);
    const again = test.restarted();
    await again.tokens.importOnce(token, 'again');
    assert.deepEqual([again.tokens.list(), again.asker(token)], [[], undefined]);
  });
});

describe('tokens and a clock that was wrong', () => {
  it('are asked for anew, whatever was proved of them', async () => {
    const { tokens } = createTestLineage();
    const { id } = await tokens.create(OWNER, { name: 'x' });
    const [epoch, { createdAt }] = [tokens.epoch(), tokens.show(id)];
    const changes = tokens.moveAlong({ sinceMs: 0, byMs: 60_000 })();
    assert.ok(tokens.epoch() > epoch);
    assert.deepEqual(
      [createdAt, tokens.show(id).createdAt, changes.length],
      ['2026-01-15T12:00:00Z', '2026-01-15T12:01:00Z', 1],
    );
  });
});

describe('a token that rotates another', () => {
  const bounds = { addresses: ['192.168.1.0/24'], requestsPerMinute: 60 };
  const cases = [
    ['of as few addresses and requests as its own', bounds, undefined],
    ['of fewer', { addresses: ['192.168.1.7'], requestsPerMinute: 6 }, undefined],
    ['of any address', { requestsPerMinute: 60 }, 'addresses'],
    ['of more addresses', { ...bounds, addresses: ['192.168.0.0/16'] }, 'addresses'],
    ['of any pace', { addresses: bounds.addresses }, 'requestsPerMinute'],
    ['of a faster pace', { ...bounds, requestsPerMinute: 61 }, 'requestsPerMinute'],
  ] as const;
  for (const [what, limits, field] of cases)
    it(`${field === undefined ? 'gets' : 'does not get'} the secret of one ${what}`, async () => {
      const test = createTestLineage();
      const asker = await test.make(OWNER, 'asker', ['tokens:full', 'zones:full'], bounds);
      const other = await test.make(OWNER, 'other', ['zones:read'], limits);
      const rotating = test.tokens.rotate(asker.principal, other.id);
      if (field === undefined) {
        assert.ok(test.asker((await rotating).token));
        assert.equal(test.events.at(-1)?.type, 'token_rotated');
      } else await assert.rejects(rotating, refusedAs('forbidden', { field }));
    });

  it('holds itself no more than before, where that is itself', async () => {
    const test = createTestLineage();
    const { id, principal } = await test.make(OWNER, 'own', ['tokens:full']);
    const { heldBy } = test.tokens.show(id);
    await test.tokens.rotate(principal, id);
    assert.equal(test.tokens.show(id).heldBy, heldBy);
    const { by, data } = test.events.at(-1) ?? assert.fail();
    assert.deepEqual([by?.id, data], [id, { name: 'own' }]);
  });

  it('gets no secret of one that may do more, whatever it may do itself', async () => {
    const test = createTestLineage();
    const asker = await test.make(OWNER, 'asker', ['tokens:full', 'zones:read']);
    for (const permissions of [['zones:full'], ['users:read']] as const) {
      const other = await test.make(OWNER, 'other', permissions);
      const rotating = test.tokens.rotate(asker.principal, other.id);
      await assert.rejects(rotating, refusedAs('forbidden', { field: 'permissions' }));
    }
  });
});

describe('a token without a list of permissions', () => {
  it('may do all but tokens, users, backup, audit and the full right to firmware and settings', async () => {
    const app = createTestApp();
    const { token } = await app.tokens.create(OWNER, { name: 'x' });
    const { id, body } = parseToken(token) ?? assert.fail();
    const allowed = app.tokens.find(id, digest.sha256(body))?.principal.permissions ?? new Set();
    const denied = [
      'tokens:read',
      'users:full',
      'backup:read',
      'audit:read',
      'firmware:full',
      'settings:full',
    ] as const;
    for (const permission of denied) assert.ok(!allowed.has(permission), permission);
    for (const permission of [
      'zones:full',
      'firmware:read',
      'settings:read',
      'metrics:read',
    ] as const)
      assert.ok(allowed.has(permission), permission);
  });
});

describe('a revoked token', () => {
  it('is gone from the list, kept for the audit trail, and cannot be revoked twice', async () => {
    const app = createTestApp();
    const { id } = await app.tokens.create(OWNER, { name: 'x' });
    await app.tokens.revoke(OWNER, id);
    assert.equal(app.tokens.list().length, 0);
    assert.equal(app.tokens.list({ revoked: true })[0]?.state, 'revoked');
    await assert.rejects(app.tokens.revoke(OWNER, id), refusedAs('not_found'));
    assert.equal(reopened(app).list({ revoked: true })[0]?.state, 'revoked');
    const { message, fields } =
      app.log.lines.find((line) => line.message === 'token revoked') ?? {};
    assert.deepEqual([message, fields], ['token revoked', { id, name: 'x' }]);
  });

  it('is forgotten after 30 days', async () => {
    const app = createTestApp();
    const { id, token } = await app.tokens.create(OWNER, { name: 'x' });
    const other = await app.tokens.create(OWNER, { name: 'y' });
    for (const text of [token, other.token])
      await app.ask({ target: '/api/zones', headers: [bearer(text)] });
    await app.tokens.revoke(OWNER, id);
    await app.lazyBatch.flush();
    const tablesOf = (publicId: string) =>
      [...app.texts.range('token')]
        .map(([key]) => key)
        .filter((key) => key.includes(publicId.slice(4)))
        .map((key) => key.replace(/\/.*/, ''));
    const all = ['token_days', 'token_recent', 'token_usage', 'tokens'];
    assert.deepEqual(tablesOf(id), all);
    app.clock.advance(LIMITS.tombstoneMs);
    await app.lazyBatch.flush();
    assert.equal(app.tokens.list({ revoked: true }).length, 2);
    app.clock.advance(1);
    app.clock.isProvisional = () => true;
    await app.lazyBatch.flush();
    assert.equal(app.tokens.list({ revoked: true }).length, 2, 'the clock may be wrong');
    app.clock.isProvisional = () => false;
    app.texts.isFull = true;
    await assert.rejects(app.lazyBatch.flush());
    assert.equal(app.tokens.list({ revoked: true }).length, 2);
    app.texts.isFull = false;
    await app.lazyBatch.flush();
    assert.equal(app.tokens.list({ revoked: true }).length, 1);
    assert.equal(reopened(app).list({ revoked: true }).length, 1);
    assert.deepEqual([tablesOf(id), tablesOf(other.id)], [[], all]);
  });

  it('is not forgotten under a time that may be wrong', async () => {
    const app = createTestApp();
    const { id } = await app.tokens.create(OWNER, { name: 'x' });
    await app.tokens.revoke(OWNER, id);
    app.clock.isProvisional = () => true;
    app.clock.advance(2 * LIMITS.tombstoneMs);
    await app.lazyBatch.flush();
    assert.equal(app.tokens.list({ revoked: true }).length, 1);
    app.clock.isProvisional = () => false;
    await app.lazyBatch.flush();
    assert.equal(app.tokens.list({ revoked: true }).length, 0);
  });

  it('stays good where the disk is full: what was not written was not done', async () => {
    const app = createTestApp();
    const { id } = await app.tokens.create(OWNER, { name: 'x' });
    app.texts.isFull = true;
    await assert.rejects(app.tokens.revoke(OWNER, id), refusedAs('storage_full'));
    assert.equal(app.tokens.show(id).state, 'active');
  });
});

describe('the use of a token', () => {
  it('is exact in memory and reaches the disk with the lazy batch', async () => {
    const app = createTestApp();
    const { id, token } = await app.tokens.create(OWNER, { name: 'x' });
    for (let i = 0; i < 5; i++) await app.ask({ target: '/api/zones', headers: [bearer(token)] });
    assert.equal(app.tokens.show(id).requestCount, 5);
    await app.tokens.create(OWNER, { name: 'unused' });
    assert.equal(reopened(app).show(id).requestCount, 0);
    await app.lazyBatch.flush();
    assert.deepEqual(reopened(app).show(id), app.tokens.show(id));
    assert.equal([...app.texts.range('token_usage/')].length, 1, 'the other was not used');
    assert.deepEqual(app.tokens.lazy.gather(), [], 'once');
    app.tokens.lazy.settle(true);
  });

  it('is tried again where it could not be written', async () => {
    const app = createTestApp();
    const { id, token } = await app.tokens.create(OWNER, { name: 'x' });
    await app.ask({ target: '/api/zones', headers: [bearer(token)] });
    app.texts.isFull = true;
    await assert.rejects(app.lazyBatch.flush());
    app.texts.isFull = false;
    await app.lazyBatch.flush();
    assert.equal(reopened(app).show(id).requestCount, 1);
  });
});
