/** All that a token can be made with: as it is shown, and as it is kept and read again. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { LiveToken } from '../../../src/app/tokens/live-token.ts';
import { TOKENS } from '../../../src/app/tokens/token-records.ts';
import { usageTables } from '../../../src/app/tokens/token-usage.ts';
import { effectivePermissions } from '../../../src/domain/access.ts';
import { createTestApp, OWNER } from '../../support/app.ts';
import { createTestLineage } from '../../support/lineage.ts';

const WANTED = {
  permissions: ['zones:read', 'zones:full'],
  zones: ['living', 'bath'],
  addresses: ['192.168.1.0/24', 'fd00::/8'],
  requestsPerMinute: 3,
} as const;
const USE = { method: 'GET', path: '/api/zones', status: 200, address: '192.168.1.5' };

/** A token that has all there is, on a hub that has run for a while. */
async function createWhole() {
  const test = createTestLineage();
  const { id, principal } = await test.make(COMMAND_LINE, 'whole', undefined, {
    ...WANTED,
    permissions: [...WANTED.permissions],
    zones: [...WANTED.zones],
    addresses: [...WANTED.addresses],
    prefix: 'ari_k',
    expiresIn: '1d',
  });
  const atMs = test.clock.nowMs();
  const after = (ms: number) => new Date(atMs + ms).toISOString().replace('.000', '');
  principal.noteUse({ ...USE, atMs: atMs + 1_000, userAgent: undefined }, true);
  test.clock.advance(2_000);
  await test.tokens.rotate(COMMAND_LINE, id);
  await test.tokens.change(COMMAND_LINE, id, { enabled: false });
  const view = {
    id,
    name: 'whole',
    tokenPrefix: `ari_k_${id.slice(4)}...`,
    createdAt: after(0),
    createdBy: 'cli',
    heldBy: 'machine',
    under: { kind: 'machine' },
    rotatedAt: after(2_000),
    lastUsed: after(1_000),
    lastUsedAddress: '192.168.1.5',
    expiresAt: after(86_400_000),
    state: 'disabled',
    requestCount: 1,
    ...WANTED,
  };
  return { ...test, id, view };
}

describe('a token that has all there is', () => {
  it('is shown with all of it, also after a restart', async () => {
    const test = await createWhole();
    await test.store.commit(test.tokens.lazy.gather());
    for (const { tokens } of [test, test.restarted()]) {
      assert.deepEqual(tokens.show(test.id), test.view);
      assert.deepEqual(tokens.list(), [test.view]);
    }
  });

  it('asks as often as it may, from where it may, for what it may, after a restart too', async () => {
    const test = await createWhole();
    const at = test.restarted();
    const { token } = await at.tokens.rotate(COMMAND_LINE, test.id);
    await at.tokens.change(COMMAND_LINE, test.id, { enabled: true });
    const { permissions, zones, pace } = at.asker(token) ?? assert.fail();
    assert.deepEqual(permissions, effectivePermissions(WANTED.permissions));
    assert.deepEqual([...(zones ?? [])], WANTED.zones);
    assert.deepEqual(
      Array.from({ length: 4 }, () => pace?.().isAllowed),
      [true, true, true, false],
    );
  });
});

describe('a token that has nothing', () => {
  it('keeps nothing of its use before it is used, also where it is shown', () => {
    const { clock, store } = createTestApp();
    const record = { id: 'abcdefgh', name: 'spare', hash: '', createdBy: 'cli' };
    const token = new LiveToken(
      { ...record, prefix: 'ares', createdAtMs: clock.nowMs() },
      { clock, tables: usageTables(store) },
    );
    const keeps = () => token.usageIfUsed?.requestCount;
    assert.equal(token.view({ kind: 'machine' }).requestCount, 0);
    assert.equal(keeps(), undefined);
    token.noteUse({ ...USE, atMs: clock.nowMs(), userAgent: undefined }, true);
    assert.equal(keeps(), 1);
  });

  it('is shown without what it has not', async () => {
    const test = createTestLineage();
    const { id } = await test.make(COMMAND_LINE, 'bare');
    assert.deepEqual(Object.keys(test.tokens.show(id)), [
      'id',
      'name',
      'tokenPrefix',
      'createdAt',
      'createdBy',
      'heldBy',
      'under',
      'state',
      'requestCount',
    ]);
  });

  it('is not called limited where its person may all that it may', async () => {
    const test = createTestLineage();
    await test.setRole('usr_A', 'owner');
    const { id } = await test.make(test.person('usr_A'), 'reader', ['zones:read']);
    const all = await test.make(test.person('usr_A'), 'all', ['zones:read', 'tokens:full']);
    await test.setRole('usr_A', 'member');
    assert.equal(test.tokens.show(id).isLimited, undefined);
    assert.equal(test.tokens.show(all.id).isLimited, true);
  });
});

describe('a record of a token', () => {
  const RECORD = {
    id: '0aZ00001',
    name: 'x',
    prefix: 'ares',
    hash: `${'A'.repeat(43)}=`,
    createdAtMs: 1,
    createdBy: 'cli',
  };
  const more = {
    heldBy: 'machine',
    expiresAtMs: 2,
    permissions: ['zones:read'],
    zones: ['living'],
    addresses: ['::1'],
    requestsPerMinute: 1,
    rotatedAtMs: 1,
    isDisabled: true,
    revokedAtMs: 1,
  };

  it('is read with all that it may have', () => {
    for (const record of [RECORD, { ...RECORD, ...more }])
      assert.deepEqual(TOKENS.parse(record, 2), record);
  });

  for (const [name, value] of Object.entries({
    id: '0aZ0000-',
    name: 1,
    prefix: 'tok',
    hash: `${'A'.repeat(42)}==`,
    createdAtMs: '1',
    createdBy: 1,
    heldBy: 1,
    expiresAtMs: '2',
    permissions: ['x'],
    zones: 'living',
    addresses: [1],
    requestsPerMinute: '1',
    rotatedAtMs: null,
    isDisabled: false,
    revokedAtMs: '1',
  }))
    it(`is refused with ${JSON.stringify({ [name]: value })}`, () =>
      assert.throws(() => TOKENS.parse({ ...RECORD, [name]: value }, 2)));

  it('is refused with more around its id or hash', () => {
    for (const id of ['.aZ00001', '0aZ0000.'])
      assert.throws(() => TOKENS.parse({ ...RECORD, id }, 2));
    for (const hash of [`.${RECORD.hash}`, `${RECORD.hash}.`])
      assert.throws(() => TOKENS.parse({ ...RECORD, hash }, 2));
  });
});

describe('what a token does', () => {
  it('is told under its own name', async () => {
    const test = createTestLineage();
    const maker = await test.make(OWNER, 'maker', ['tokens:full', 'zones:read']);
    await test.make(maker.principal, 'child', ['zones:read']);
    const { by } = test.events.at(-1) ?? {};
    assert.deepEqual(by, { kind: 'token', id: maker.id, name: 'maker' });
  });
});
