import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { createTokenMint } from '../../../src/auth/token-format.ts';
import { digest } from '../../../src/crypto/digest.ts';
import { PERMISSIONS } from '../../../src/domain/access.ts';
import { OWNER } from '../../support/app.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { refusedAs } from '../../support/refused.ts';
import { createTokenParts } from '../../support/token-parts.ts';

const MINUTE = { expiresIn: '1m' };

describe('a token that is asked for', () => {
  it('has what was asked for, each once, and nothing besides', async () => {
    const { making, index, clock } = createTokenParts();
    const plain = await making.create(OWNER, { name: 'plain' });
    const kept = (id: string) => index.unrevoked(id).record;
    const { hash, ...known } = kept(plain.id);
    assert.ok(hash.length > 0);
    assert.deepEqual(known, {
      id: plain.id.slice('tok_'.length),
      name: 'plain',
      prefix: 'aris_tok',
      createdAtMs: clock.nowMs(),
      createdBy: OWNER.id,
    });
    assert.deepEqual(Object.keys(plain), ['id', 'name', 'token', 'createdAt']);
    const full = await making.create(OWNER, {
      ...MINUTE,
      name: 'full',
      prefix: 'ares',
      permissions: ['zones:read', 'zones:read'],
      zones: ['bath', 'bath'],
      addresses: ['::1'],
      requestsPerMinute: 9,
    });
    const { prefix, expiresAtMs, isPeriod, permissions, ...more } = kept(full.id);
    assert.deepEqual(
      [prefix, expiresAtMs, isPeriod, permissions, more.zones, more.addresses],
      ['ares', clock.nowMs() + 60_000, true, ['zones:read'], ['bath'], ['::1']],
    );
    assert.equal(more.requestsPerMinute, 9);
    assert.equal(full.expiresAt, '2026-01-15T12:01:00Z');
    assert.deepEqual(full.permissions, ['zones:read']);
    assert.ok(full.token.startsWith('ares_'));
  });

  it('lasts until the day that was named, however the clock is set, where that was asked for', async () => {
    const { making, index } = createTokenParts();
    const { id } = await making.create(OWNER, { name: 'x', expiresAt: '2026-02-01T00:00:00Z' });
    assert.equal(index.unrevoked(id).record.isPeriod, undefined);
  });

  it('is in the audit with its limits and who made it', async () => {
    const { making, events } = createTokenParts();
    const data = {
      name: 'x',
      permissions: ['zones:read'] as const,
      zones: ['bath'],
      addresses: ['::1'],
    };
    const asked = { ...data, permissions: [...data.permissions] };
    const { id } = await making.create(OWNER, asked);
    const { type, severity, objectId, by, data: told } = events[0] ?? assert.fail();
    assert.deepEqual([type, severity, objectId, by?.id], ['token_created', 'info', id, OWNER.id]);
    assert.deepEqual(told, data);
  });

  it('has an id that no other has, whatever chance says', async () => {
    const again = createSeededRandom();
    let bytesAsked = 0;
    const seeds = [createSeededRandom(), again, createSeededRandom(5)];
    const random = {
      bytes: (count: number) => (seeds[Math.min(2, bytesAsked++)] ?? again).bytes(count),
    };
    const { making, index } = createTokenParts({ random });
    const ids = [
      await making.create(OWNER, { name: 'a' }),
      await making.create(OWNER, { name: 'b' }),
    ];
    assert.notEqual(ids[0]?.id, ids[1]?.id);
    assert.equal(index.entries.size, 2);
    assert.ok(bytesAsked > 2, 'the second was drawn again');
  });
});

describe('a token that is imported', () => {
  const elsewhere = createTokenMint(createSeededRandom(9), digest).mint('ares');

  it('may do all, and is in the audit as what it is', async () => {
    const { making, index, events, clock } = createTokenParts();
    await making.importOnce(elsewhere.token, 'bootstrap');
    assert.deepEqual(index.unrevoked(elsewhere.id).record, {
      id: elsewhere.id,
      prefix: 'ares',
      hash: elsewhere.hash,
      name: 'bootstrap',
      createdAtMs: clock.nowMs(),
      createdBy: 'cli',
      permissions: PERMISSIONS,
    });
    const { type, objectId, by, data } = events[0] ?? assert.fail();
    assert.deepEqual([type, objectId], ['token_created', `tok_${elsewhere.id}`]);
    assert.deepEqual([by?.kind, data], ['cli', { name: 'bootstrap', isImport: true }]);
  });

  it('is so once ever: not again while it is there, nor when it is long forgotten', async () => {
    const first = createTokenParts();
    await first.making.importOnce(elsewhere.token, 'bootstrap');
    await first.making.importOnce(elsewhere.token, 'again');
    assert.equal(first.events.length, 1);
    assert.equal(first.index.unrevoked(elsewhere.id).record.name, 'bootstrap');
    const entry = first.index.unrevoked(elsewhere.id);
    first.writes.revoking([entry], []).apply();
    await first.making.importOnce(elsewhere.token, 'again');
    assert.equal(entry.state(), 'revoked');
    await first.texts.write([[`tokens/${elsewhere.id}`, undefined]]);
    const later = createTokenParts({ texts: first.texts });
    await later.making.importOnce(elsewhere.token, 'again');
    assert.deepEqual([later.index.entries.size, later.events.length], [0, 0]);
  });

  it('is none that was made here: that stays as it is', async () => {
    const { making, index, events } = createTokenParts();
    const { id, token } = await making.create(OWNER, { name: 'own', permissions: ['zones:read'] });
    await making.importOnce(token, 'bootstrap');
    assert.deepEqual([index.show(id).name, events.length], ['own', 1]);
  });

  it('is refused where the text is none', async () => {
    const { making, index } = createTokenParts();
    for (const text of ['', 'x', `${elsewhere.token}x`])
      await assert.rejects(making.importOnce(text, 'x'), {
        code: 'invalid',
        message: 'this is no token: "token generate" of the command line prints one',
      });
    assert.equal(index.entries.size, 0);
  });

  it('can be tried again where the disk was full', async () => {
    const { making, index, texts } = createTokenParts();
    texts.isFull = true;
    await assert.rejects(making.importOnce(elsewhere.token, 'x'), refusedAs('storage_full'));
    texts.isFull = false;
    await making.importOnce(elsewhere.token, 'x');
    assert.equal(index.unrevoked(elsewhere.id).record.createdBy, COMMAND_LINE.id);
  });
});
