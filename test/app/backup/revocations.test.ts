/** Who is thrown out stays out, whatever is put back; and who changed a password comes in with it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  lineOf,
  merged,
  parseLines,
  parseRevocation,
  type Revocation,
} from '../../../src/app/backup/revocation.ts';
import { createReviver } from '../../../src/app/backup/revived.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { createTestApp, OWNER } from '../../support/app.ts';
import { createMemoryRevocations } from '../../support/backup.ts';

const HERE = { address: '127.0.0.1', isLocal: true, isSecure: false };
const ADA = { email: 'ada@example.org', password: 'correct horse', name: 'Ada' };
const BOB = {
  email: 'bob@example.org',
  password: 'battery staple',
  name: 'Bob',
  role: 'member' as const,
};

function createHub() {
  const revocationFile = createMemoryRevocations();
  const app = createTestApp({ revocationFile });
  const told = () => parseLines(revocationFile.text);
  return { app, revocationFile, told };
}

describe('outside the store is kept', () => {
  it('each token that is revoked, with what stood under it, and each new secret', async () => {
    const { app, told } = createHub();
    const one = await app.tokens.create(OWNER, { name: 'one' });
    assert.deepEqual(told(), []);
    await app.tokens.change(OWNER, one.id, { name: 'other' });
    assert.deepEqual(told(), [], 'a name throws nobody out');
    await app.tokens.rotate(COMMAND_LINE, one.id);
    const record = app.store.get(
      { name: 'tokens', version: 9, parse: (value) => value },
      one.id.slice(4),
    );
    const { hash, rotatedAtMs } = record as { hash: string; rotatedAtMs: number };
    const token = one.id.slice('tok_'.length);
    assert.deepEqual(told(), [{ token, rotatedAtMs, hash }]);
    await app.tokens.revoke(OWNER, one.id);
    assert.deepEqual(told().at(-1), { token, revokedAtMs: app.clock.nowMs() });
  });

  it('each person who is removed, with their tokens, and each new password', async () => {
    const { app, told } = createHub();
    await app.access.accounts.register(ADA, HERE);
    const { id: user } = await app.access.accounts.create(COMMAND_LINE, BOB);
    assert.deepEqual(told(), []);
    await app.access.accounts.change(COMMAND_LINE, user, { name: 'Robert' });
    assert.deepEqual(told(), []);
    await app.access.accounts.change(COMMAND_LINE, user, { password: 'another long one' });
    const [change] = told();
    assert.ok(change !== undefined && 'passwordHash' in change);
    assert.equal(change.user, user);
    assert.equal(change.passwordVersion, 2);
    assert.match(change.passwordHash, /^\$scrypt\$/);
    await app.access.accounts.remove(COMMAND_LINE, user);
    assert.deepEqual(told().at(-1), { user, removedAtMs: app.clock.nowMs() });
  });

  it('before the act is told to be done, and what the disk does not take with the next batch', async () => {
    const { app, revocationFile, told } = createHub();
    const one = await app.tokens.create(OWNER, { name: 'one' });
    const two = await app.tokens.create(OWNER, { name: 'two' });
    revocationFile.isFull = true;
    await app.tokens.revoke(OWNER, one.id);
    assert.equal(app.tokens.show(one.id).state, 'revoked', 'the act itself stands');
    assert.deepEqual(told(), []);
    assert.ok(app.log.lines.some(({ level }) => level === 'error'));
    revocationFile.isFull = false;
    await app.lazyBatch.flush();
    await app.tokens.revoke(OWNER, two.id);
    const ids = told().map((told) => 'token' in told && `tok_${told.token}`);
    assert.deepEqual(ids, [one.id, two.id]);
  });

  it('no act that the store did not take', async () => {
    const { app, told } = createHub();
    const one = await app.tokens.create(OWNER, { name: 'one' });
    app.texts.isFull = true;
    await assert.rejects(app.tokens.revoke(OWNER, one.id));
    assert.deepEqual(told(), []);
  });

  it('one line of each name, once there are many of them', async () => {
    const revocationFile = createMemoryRevocations();
    const line = lineOf({ token: '00000000', revokedAtMs: 1 });
    revocationFile.text = line.repeat(2_000);
    const app = createTestApp({ revocationFile });
    const one = await app.tokens.create(OWNER, { name: 'one' });
    await app.tokens.revoke(OWNER, one.id);
    assert.equal(parseLines(revocationFile.text).length, 2);
  });
});

describe('the lines', () => {
  it('are read though one of them is cut off, or nothing known', () => {
    const good: Revocation = { token: '0000000a', revokedAtMs: 5 };
    const text = `{"token":"0000\n${lineOf(good)}{"cat":1}\n\nnull\n`;
    assert.deepEqual(parseLines(text), [good]);
  });

  it('have ids and nothing else', () => {
    for (const wrong of [{}, { token: '../x', revokedAtMs: 1 }, { user: 'ada', removedAtMs: 1 }])
      assert.throws(() => parseRevocation(wrong), { code: 'invalid' });
  });

  it('come to one of each name: the last, but nobody comes back from a final one', () => {
    const [token, user] = ['0000000a', 'usr_0000000a'];
    const revoked = { token, revokedAtMs: 5 };
    const rotated = (rotatedAtMs: number) => ({ token, rotatedAtMs, hash: String(rotatedAtMs) });
    const password = (passwordVersion: number) => ({ user, passwordVersion, passwordHash: 'x' });
    assert.deepEqual(merged([rotated(1), rotated(3), rotated(2)]), [rotated(3)]);
    assert.deepEqual(merged([revoked, rotated(9)]), [revoked]);
    assert.deepEqual(merged([rotated(9), revoked]), [revoked]);
    assert.deepEqual(merged([password(3), password(2)]), [password(3)]);
    const removed = { user, removedAtMs: 1 };
    assert.deepEqual(merged([removed, password(4), revoked]), [removed, revoked]);
    assert.deepEqual(merged([password(1), revoked], 1), [revoked], 'the oldest are forgotten');
  });

  it('are no more than there may be', () => {
    const many = Array.from({ length: LIMITS.revocations + 1 }, (_, i) => ({
      token: String(i).padStart(8, '0'),
      revokedAtMs: i,
    }));
    const kept = merged(many, LIMITS.revocations);
    assert.equal(kept.length, LIMITS.revocations);
    assert.deepEqual(kept[0], many[1]);
  });
});

describe('what comes back of a backup', () => {
  const [token, user] = ['0000000a', 'usr_0000000a'];
  const text = (d: object) => JSON.stringify({ v: 2, d });
  const members = (value: string | undefined) => (JSON.parse(value ?? '{}') as { d?: object }).d;

  it('is a token as revoked, and one with its new secret', () => {
    const record = { id: token, hash: 'old', createdAtMs: 1 };
    const revoked = createReviver([{ token, revokedAtMs: 9 }]);
    assert.deepEqual(members(revoked.revived(`tokens/${token}`, text(record))), {
      ...record,
      revokedAtMs: 9,
    });
    const rotation = { token, rotatedAtMs: 7, hash: 'new' };
    const key = `tokens/${token}`;
    const rotated = (d: object) => members(createReviver([rotation]).revived(key, text(d)));
    assert.deepEqual(rotated(record), { ...record, hash: 'new', rotatedAtMs: 7 });
    const newer = { ...record, hash: 'newest', rotatedAtMs: 8 };
    assert.deepEqual(rotated(newer), newer, 'the backup is newer than that');
    assert.equal(revoked.counts().tokensRevoked, 1);
  });

  it('is nobody who was removed, and everybody with their last password', () => {
    const record = { id: user, passwordHash: 'old', passwordVersion: 2 };
    const key = `users/${user}`;
    const removed = createReviver([{ user, removedAtMs: 9 }]);
    assert.equal(removed.revived(key, text(record)), undefined);
    assert.equal(removed.revived(key, 'damaged'), undefined);
    const change = (passwordVersion: number) =>
      members(
        createReviver([{ user, passwordVersion, passwordHash: 'new' }]).revived(key, text(record)),
      );
    assert.deepEqual(change(3), { ...record, passwordHash: 'new', passwordVersion: 3 });
    assert.deepEqual(change(2), record);
    assert.deepEqual(change(1), record);
  });

  it('is everything else as it is', () => {
    const reviver = createReviver([{ token, revokedAtMs: 9 }]);
    for (const [key, value] of [
      ['zones/a', 'x'],
      ['tokens/0000000b', '{}'],
      [`tokens/${token}`, 'damaged'],
    ] as const)
      assert.equal(reviver.revived(key, value), value);
  });
});
