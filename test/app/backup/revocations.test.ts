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
import { SECOND_FACTORS } from '../../../src/app/people/second-factor-book.ts';
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

  it('are of a secret and of rights, each by itself, until one is final', () => {
    const [token, user] = ['0000000a', 'usr_0000000a'];
    const rotated = { token, rotatedAtMs: 9, hash: 'x' };
    const disabled = (isDisabled: boolean, changedAtMs: number) => ({
      token,
      isDisabled,
      changedAtMs,
    });
    const both = [rotated, disabled(false, 3)];
    assert.deepEqual(merged([rotated, disabled(true, 1), disabled(false, 3)]), both);
    assert.deepEqual(merged([rotated, disabled(false, 3), disabled(true, 1)]), both);
    const revoked = { token, revokedAtMs: 1 };
    assert.deepEqual(merged([rotated, revoked, disabled(true, 5)]), [revoked]);
    const password = { user, passwordVersion: 3, passwordHash: 'x' };
    const role = { user, role: 'member', changedAtMs: 1 } as const;
    assert.deepEqual(merged([password, role]), [password, role]);
    const removed = { user, removedAtMs: 1 };
    assert.deepEqual(merged([password, role, removed]), [removed]);
    const pin = (changedAtMs: number) => ({ pin: 'panel', changedAtMs }) as const;
    assert.deepEqual(merged([{ ...pin(1), hash: 'x' }, pin(2)]), [pin(2)]);
    const factor = (changedAtMs: number) => ({ factorOf: user, changedAtMs });
    assert.deepEqual(merged([factor(2), password, factor(1)]), [factor(2), password]);
    assert.deepEqual(merged([factor(2), removed]), [removed]);
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

  it('is a token that was disabled as disabled, with its last secret', () => {
    const record = { id: token, hash: 'old', createdAtMs: 1 };
    const key = `tokens/${token}`;
    const disabled = { token, isDisabled: true, changedAtMs: 9 };
    const reviver = createReviver([{ token, rotatedAtMs: 7, hash: 'new' }, disabled]);
    assert.deepEqual(members(reviver.revived(key, text(record))), {
      ...record,
      hash: 'new',
      rotatedAtMs: 7,
      isDisabled: true,
    });
    assert.equal(reviver.counts().tokensDisabled, 1);
    const enabled = createReviver([{ ...disabled, isDisabled: false }]);
    for (const d of [record, { ...record, isDisabled: true }])
      assert.deepEqual(members(enabled.revived(key, text(d))), d, 'nothing is given');
  });

  it('is no owner who is a member since, and nobody with more than the backup gave', () => {
    const key = `users/${user}`;
    const now = (role: 'owner' | 'member') => createReviver([{ user, role, changedAtMs: 9 }]);
    const record = (role: string) => ({ id: user, role, passwordVersion: 1 });
    const demoted = now('member');
    assert.deepEqual(members(demoted.revived(key, text(record('owner')))), record('member'));
    assert.equal(demoted.counts().ownersDemoted, 1);
    for (const role of ['owner', 'member'])
      assert.deepEqual(members(now('owner').revived(key, text(record(role)))), record(role));
  });

  it('is the PIN as it was last, or none', () => {
    const record = { hash: 'old', wrong: { '10.0.0.1': 3 } };
    const pin = (hash?: string) =>
      createReviver([{ pin: 'panel', ...(hash !== undefined && { hash }), changedAtMs: 1 }]);
    const { wrong } = record;
    assert.deepEqual(members(pin().revived('pin/panel', text(record))), { wrong });
    const changed = pin('new');
    assert.deepEqual(members(changed.revived('pin/panel', text(record))), { hash: 'new', wrong });
    assert.equal(changed.counts().pinsKept, 1);
    const same = pin('old');
    assert.deepEqual(members(same.revived('pin/panel', text(record))), record);
    assert.equal(same.counts().pinsKept, 0);
  });

  it('is the second factor as it is now, with its codes, or none where it was turned off', () => {
    const key = `second_factors/${user}`;
    const factor = { sealedSecret: 'new', sinceMs: 5, lastStep: 7, recoveryHashes: ['a', 'b'] };
    const reviver = (given?: Partial<typeof factor>, changedAtMs = 9) =>
      createReviver([
        { factorOf: user, ...(given && { factor: { ...factor, ...given } }), changedAtMs },
      ]);
    const before = { ...factor, sealedSecret: 'old', sinceMs: 1 };
    const now = reviver({});
    assert.deepEqual(members(now.revived(key, text(before))), factor);
    assert.equal(now.counts().factorsKept, 1);
    assert.deepEqual(now.missing(), []);
    const used = { ...factor, lastStep: 3, recoveryHashes: ['a', 'b', 'c'] };
    assert.deepEqual(members(reviver({}).revived(key, text(used))), { ...factor, lastStep: 3 });
    const off = reviver();
    assert.equal(off.revived(key, text(before)), undefined);
    assert.equal(off.counts().factorsKept, 1);
    for (const newer of [reviver({ sinceMs: 1, sealedSecret: 'older' }), reviver(undefined, 4)])
      assert.deepEqual(members(newer.revived(key, text(factor))), factor, 'the backup is newer');
  });

  it('is a second factor that was set up since, of who comes back', () => {
    const factor = { sealedSecret: 'new', sinceMs: 5, lastStep: 7, recoveryHashes: ['a'] };
    const told: Revocation[] = [{ factorOf: user, factor, changedAtMs: 5 }];
    const nobody = createReviver(told);
    assert.deepEqual(nobody.missing(), [], 'nobody of that name comes back');
    const back = createReviver(told);
    back.revived(`users/${user}`, text({ id: user }));
    const [record] = back.missing();
    assert.equal(record?.[0], `second_factors/${user}`);
    assert.deepEqual(members(record[1]), factor);
    assert.equal(back.counts().factorsKept, 1);
    const removed = createReviver([...told, { user, removedAtMs: 9 }]);
    removed.revived(`users/${user}`, text({ id: user }));
    assert.deepEqual(removed.missing(), []);
    assert.equal(removed.revived(`second_factors/${user}`, text(factor)), undefined);
  });

  it('is no second factor whose key cannot be opened: it is counted as lost', () => {
    const factor = { sealedSecret: 'new', sinceMs: 5, lastStep: 7, recoveryHashes: ['a'] };
    const opensOld = (sealed: string) => sealed === 'old';
    const told: Revocation[] = [{ factorOf: user, factor, changedAtMs: 5 }];
    for (const has of [true, false]) {
      const reviver = createReviver(told, opensOld);
      const before = { ...factor, sealedSecret: 'old', sinceMs: 1 };
      if (has) assert.equal(reviver.revived(`second_factors/${user}`, text(before)), undefined);
      reviver.revived(`users/${user}`, text({ id: user }));
      assert.deepEqual(reviver.missing(), []);
      assert.equal(reviver.factorsLost(), 1);
      assert.equal(reviver.counts().factorsKept, 0);
    }
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
