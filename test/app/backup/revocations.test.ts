/** Who is thrown out stays out, whatever is put back; and who changed a password comes in with it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineOf, parseLines } from '../../../src/app/backup/revocation.ts';
import { SECOND_FACTORS } from '../../../src/app/people/second-factor-book.ts';
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

  it('each token that is disabled, and enabled again', async () => {
    const { app, told } = createHub();
    const { id } = await app.tokens.create(OWNER, { name: 'one' });
    const token = id.slice('tok_'.length);
    const changedAtMs = app.clock.nowMs();
    await app.tokens.change(OWNER, id, { enabled: false });
    await app.tokens.change(OWNER, id, { name: 'other' });
    assert.deepEqual(told(), [{ token, isDisabled: true, changedAtMs }]);
    await app.tokens.change(OWNER, id, { enabled: true });
    assert.deepEqual(told()[1], { token, isDisabled: false, changedAtMs });
  });

  it('each role that is taken away, or given again', async () => {
    const { app, told } = createHub();
    await app.access.accounts.register(ADA, HERE);
    const { id: user } = await app.access.accounts.create(COMMAND_LINE, { ...BOB, role: 'owner' });
    const changedAtMs = app.clock.nowMs();
    await app.access.accounts.change(COMMAND_LINE, user, { role: 'member' });
    assert.deepEqual(told(), [{ user, role: 'member', changedAtMs }]);
    await app.access.accounts.change(COMMAND_LINE, user, { role: 'owner' });
    assert.deepEqual(told()[1], { user, role: 'owner', changedAtMs });
  });

  it('each PIN of the panels, and that there is none, but no wrong try', async () => {
    const { app, told } = createHub();
    await app.access.pin.set(COMMAND_LINE, '482615');
    const [set] = told();
    assert.ok(set !== undefined && 'pin' in set);
    assert.match(set.hash ?? '', /^\$scrypt\$/);
    await assert.rejects(app.access.pin.signIn('482616', HERE), { code: 'unauthorized' });
    assert.equal(told().length, 1);
    await app.access.pin.remove(COMMAND_LINE);
    assert.deepEqual(told()[1], { pin: 'panel', changedAtMs: app.clock.nowMs() });
  });

  it('each second factor that is set up, given other codes, used up or turned off, but no sign-in', async () => {
    const { app, told } = createHub();
    await app.access.accounts.register(ADA, HERE);
    const [user] = app.access.accounts.list();
    assert.ok(user);
    const factor = { sealedSecret: 'x', sinceMs: 1, lastStep: 1, recoveryHashes: ['a', 'b'] };
    const save = async (change: Partial<typeof factor>) =>
      app.store.commit([
        { put: SECOND_FACTORS, key: user.id, value: Object.assign(factor, change) },
      ]);
    await save({});
    const [set] = told();
    assert.ok(set !== undefined && 'factorOf' in set);
    assert.deepEqual([set.factorOf, set.factor], [user.id, factor]);
    await save({ lastStep: 2 });
    assert.equal(told().length, 1);
    await save({ recoveryHashes: ['b'] });
    assert.equal(told().length, 2);
    await app.store.commit([{ remove: SECOND_FACTORS, key: user.id }]);
    assert.deepEqual(told()[2], { factorOf: user.id, changedAtMs: app.clock.nowMs() });
    await app.store.commit([{ remove: SECOND_FACTORS, key: user.id }]);
    assert.equal(told().length, 3);
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
