import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import {
  CLI,
  createTestAccounts,
  createTestHousehold,
  LAN,
  OWNER_LOGIN,
  refusedAs,
} from '../../support/accounts.ts';

const { email, password } = OWNER_LOGIN;
const bad = refusedAs('unauthorized', 'Invalid credentials');
const at = (address: string) => ({ ...LAN, address });

describe('signing in', () => {
  it('proves who it is, in whatever spelling of the address', async () => {
    const { signIn, owner } = await createTestHousehold();
    const proven = await signIn.signIn(' OWNER@Example.com ', password, LAN);
    assert.equal(proven.user?.id, owner.id);
    assert.ok(proven.holds());
  });

  it('fails alike for a wrong password and for nobody: one hash, one count, the same words', async () => {
    const test = await createTestHousehold();
    for (const [who, secret] of [
      [email, 'wrong password'],
      ['nobody@example.com', password],
      ['not even an address', password],
      ['', ''],
    ] as const) {
      const before = test.hashes.count;
      await assert.rejects(test.signIn.signIn(who, secret, LAN), bad);
      assert.equal(test.hashes.count, before + 1);
    }
    assert.deepEqual(
      test.guesses.map(({ account, isReal }) => [account, isReal]),
      [
        [email, true],
        ['nobody@example.com', false],
        ['not even an address', false],
        ['', false],
      ],
    );
    const { address } = LAN;
    assert.deepEqual(
      test.refused,
      [test.owner.id, undefined, undefined, undefined].map((principalId) => {
        return { address, reason: 'login_failed', principalId };
      }),
    );
    await test.signIn.signIn(email, password, LAN);
    assert.deepEqual(test.outcomes, ['failed', 'failed', 'failed', 'failed', 'succeeded']);
  });

  it('is no try where it could not be looked at', async () => {
    const test = await createTestHousehold();
    test.hashes.isBroken = true;
    await assert.rejects(test.signIn.signIn(email, password, LAN), /broken/);
    assert.deepEqual([test.outcomes, test.refused], [['abandoned'], []]);
  });

  it('is none where the disk is full, and what there is to remember is not written', async () => {
    const test = await createTestHousehold();
    test.texts.isFull = true;
    await assert.rejects(test.signIn.signIn(email, password, LAN), refusedAs('storage_full'));
    assert.deepEqual(test.users.get(test.owner.id)?.knownAddresses, {});
  });

  it('looks at no password while it is locked, right or wrong, real or not', async () => {
    const test = await createTestHousehold();
    test.rules.free = 0;
    for (const who of [email, 'nobody@example.com'])
      await assert.rejects(test.signIn.signIn(who, password, LAN), refusedAs('too_many_requests'));
    assert.equal(test.hashes.count, 0);
  });

  it('remembers the address for a month, with a write a day', async () => {
    const test = await createTestHousehold();
    const { signIn, clock, commits, guesses } = test;
    await signIn.signIn(email, password, LAN);
    const writes = commits.count;
    await signIn.signIn(email, password, LAN);
    assert.equal(commits.count, writes);
    clock.advance(DAY_MS);
    await signIn.signIn(email, password, LAN);
    assert.equal(commits.count, writes + 1);
    clock.advance(LIMITS.knownAddressMs - 1);
    await signIn.signIn(email, password, at('192.168.1.99'));
    const restarted = createTestAccounts(test);
    await restarted.signIn.signIn(email, password, LAN);
    clock.advance(LIMITS.knownAddressMs);
    await signIn.signIn(email, password, LAN);
    assert.deepEqual(Object.keys(test.users.get(test.owner.id)?.knownAddresses ?? {}), [
      LAN.address,
    ]);
    assert.deepEqual(
      [...guesses.slice(0, 4), ...restarted.guesses, ...guesses.slice(4)].map(
        ({ isKnown }) => isKnown,
      ),
      [false, true, true, false, true, false],
    );
  });

  it('knows an address for so long, and no longer', async () => {
    const { signIn, clock, guesses } = await createTestHousehold();
    await signIn.signIn(email, password, LAN);
    for (const ms of [LIMITS.knownAddressMs - 1, 1]) {
      clock.advance(ms);
      await assert.rejects(signIn.signIn(email, 'wrong password', LAN), bad);
    }
    assert.deepEqual(
      guesses.map(({ isKnown }) => isKnown),
      [false, true, false],
    );
  });

  it('knows an IPv6 address by itself: its network is the whole home', async () => {
    const { signIn, guesses } = await createTestHousehold();
    await signIn.signIn(email, password, at('2001:db8:1:2:aaaa::1'));
    await signIn.signIn(email, password, at('2001:db8:1:2:bbbb::2'));
    await signIn.signIn(email, password, at('2001:DB8:1:2:aaaa:0::1'));
    assert.deepEqual(
      guesses.map(({ isKnown, lane }) => [isKnown, lane]),
      [
        [false, undefined],
        [false, undefined],
        [true, '2001:db8:1:2:aaaa::1'],
      ],
    );
  });

  it('knows a device by a session of that person, wherever it is', async () => {
    const test = await createTestHousehold();
    const { signIn, sessions, guesses } = test;
    const proven = await signIn.signIn(email, password, LAN);
    const origin = { client: LAN, userAgent: 'phone' };
    const { sessionId = '' } = (await sessions.openCookie(proven, origin)).principal;
    await test.pin.set(CLI, '274916');
    const panel = await sessions.openCookie(await test.pin.signIn('274916', LAN), origin);
    const attempts = [
      [email, sessionId],
      ['member@example.com', sessionId],
      ['nobody@example.com', sessionId],
      [email, 'ses_nothere1'],
      [email, panel.principal.sessionId],
    ] as const;
    guesses.length = 0;
    for (const [who, id] of attempts)
      await signIn.signIn(who, 'wrong', { ...at('fd00::7'), sessionId: id }).catch(() => undefined);
    assert.deepEqual(
      guesses.map(({ isKnown, lane }) => [isKnown, lane]),
      [
        [true, sessionId],
        [false, sessionId],
        [false, sessionId],
        [false, undefined],
        [false, undefined],
      ],
    );
    const [own, , , stranger] = test.hashes.turns.slice(-attempts.length);
    assert.deepEqual(own, { key: sessionId, isKnown: true });
    assert.deepEqual(stranger, { key: 'fd00::7', isKnown: false });
  });

  it('remembers the newest of many addresses', async () => {
    const { signIn, users, owner, clock } = await createTestHousehold();
    for (let i = 0; i <= LIMITS.knownAddresses; i++) {
      await signIn.signIn(email, password, at(`10.0.0.${i}`));
      clock.advance(1000);
    }
    const known = Object.keys(users.get(owner.id)?.knownAddresses ?? {});
    assert.equal(known.length, LIMITS.knownAddresses);
    assert.ok(!known.includes('10.0.0.0') && known.includes(`10.0.0.${LIMITS.knownAddresses}`));
  });

  it('does not remember where a guess failed', async () => {
    const { signIn, guesses } = await createTestHousehold();
    await assert.rejects(signIn.signIn(email, 'wrong password', LAN), bad);
    await signIn.signIn(email, password, LAN);
    assert.equal(guesses[1]?.isKnown, false);
  });

  it('renews a hash that is outdated, once, and signs in where there is no time for it', async ({
    mock,
  }) => {
    const { signIn, users, owner, hasher, hashes } = await createTestHousehold();
    const record = users.get(owner.id);
    assert.ok(record);
    const old = `${record.passwordHash}$old`;
    users.saving({ ...record, passwordHash: old }).apply();
    hashes.outdated = old;
    hashes.isBusy = true;
    assert.ok((await signIn.signIn(email, password, LAN)).holds());
    assert.equal(users.get(owner.id)?.passwordHash, old);
    hashes.isBusy = false;
    const broken = mock.method(hasher, 'hash', async () => Promise.reject(new Error('broken')));
    await assert.rejects(signIn.signIn(email, password, LAN), /broken/);
    broken.mock.restore();
    const proofs = await Promise.all([1, 2].map(() => signIn.signIn(email, password, LAN)));
    assert.ok(proofs.every((proven) => proven.holds()));
    assert.equal(users.get(owner.id)?.passwordHash, record.passwordHash);
  });

  it('with the old password fails where a new one is set meanwhile', async () => {
    const { signIn, accounts, member } = await createTestHousehold();
    const slow = signIn.signIn('member@example.com', 'battery staple', LAN);
    const changing = accounts.change(CLI, member.id, { password: 'a new passphrase' });
    const [signedIn] = await Promise.allSettled([slow, changing]);
    assert.ok(signedIn.status === 'rejected' || !signedIn.value.holds());
  });

  it('with the old password does not bring it back by renewing its hash', async () => {
    const { signIn, accounts, member, users, hashes } = await createTestHousehold();
    hashes.outdated = users.get(member.id)?.passwordHash ?? '';
    await Promise.allSettled([
      signIn.signIn('member@example.com', 'battery staple', LAN),
      accounts.change(CLI, member.id, { password: 'a new passphrase' }),
    ]);
    await assert.rejects(signIn.signIn('member@example.com', 'battery staple', LAN), bad);
    await signIn.signIn('member@example.com', 'a new passphrase', LAN);
  });

  it('does not bring back who is removed meanwhile', async () => {
    const test = await createTestHousehold();
    const slow = test.signIn.signIn('member@example.com', 'battery staple', LAN);
    const [signedIn] = await Promise.allSettled([slow, test.accounts.remove(CLI, test.member.id)]);
    assert.ok(signedIn.status === 'rejected' || !signedIn.value.holds());
    assert.equal(test.accounts.list().length, 1);
    assert.equal(createTestAccounts(test).accounts.list().length, 1);
  });
});

describe("changing one's own password", () => {
  async function signedIn() {
    const test = await createTestHousehold();
    const origin = { client: LAN, userAgent: 'test' };
    const proven = await test.signIn.signIn(email, password, LAN);
    const { cookie: other } = await test.sessions.openCookie(proven, origin);
    const { refreshToken } = await test.sessions.openTokens(proven, origin);
    const { cookie, principal } = await test.sessions.openCookie(proven, origin);
    return { ...test, proven, other, refreshToken, cookie, principal };
  }
  const next = { currentPassword: password, newPassword: 'a new passphrase' };

  it('leaves the session that asks, with the password fresh, and ends all others', async () => {
    const test = await signedIn();
    test.clock.advance(LIMITS.passwordFreshMs * 2);
    const epoch = test.sessions.epoch();
    await test.signIn.changePassword(test.principal, next, LAN);
    assert.ok(test.sessions.epoch() > epoch);
    const by = { kind: 'person', id: test.owner.id, name: 'Ada Owner' };
    const [changed, ...ended] = test.events.slice(-3);
    assert.deepEqual(
      [changed?.type, changed?.severity, changed?.objectId, changed?.by, changed?.data],
      ['password_changed', 'info', test.owner.id, by, { name: 'Ada Owner' }],
    );
    assert.deepEqual(
      ended.map(({ data }) => data),
      [1, 2].map(() => ({ userId: test.owner.id, why: 'password_changed' })),
    );
    assert.ok('refused' in test.sessions.byCookie(test.other));
    await assert.rejects(test.sessions.refresh(test.refreshToken, LAN), refusedAs('unauthorized'));
    const verdict = test.sessions.byCookie(test.cookie);
    assert.ok('principal' in verdict);
    assert.equal(verdict.principal.passwordAtMs, test.clock.nowMs());
    await assert.rejects(test.signIn.signIn(email, password, LAN), bad);
    await test.signIn.signIn(email, next.newPassword, LAN);
    assert.equal(test.proven.holds(), false);
    assert.ok(!JSON.stringify(test.events).includes('passphrase'));
  });

  it('needs the current one, and counts guesses at it', async () => {
    const test = await signedIn();
    const wrong = { ...next, currentPassword: 'wrong password' };
    await assert.rejects(
      test.signIn.changePassword(test.principal, wrong, LAN),
      (error) =>
        refusedAs('forbidden', /current password/)(error) &&
        (error as HubError).context['field'] === 'currentPassword',
    );
    assert.equal(test.guesses.at(-1)?.account, email);
    assert.equal(test.outcomes.at(-1), 'failed');
    test.rules.free = 0;
    await assert.rejects(
      test.signIn.changePassword(test.principal, next, LAN),
      refusedAs('too_many_requests'),
    );
    assert.ok('principal' in test.sessions.byCookie(test.other));
  });

  it('is guessed at from a device that is known by the very session', async () => {
    const test = await signedIn();
    await test.signIn.changePassword(test.principal, next, at('fd00::7'));
    assert.equal(test.guesses.at(-1)?.lane, test.principal.sessionId);
  });

  it('leaves no proof of an earlier one good, however often it is changed', async () => {
    const test = await signedIn();
    await test.signIn.changePassword(test.principal, next, LAN);
    for (const changed of ['another passphrase', 'one more passphrase']) {
      assert.equal(test.proven.holds(), false);
      await test.accounts.change(CLI, test.owner.id, { password: changed });
    }
    assert.equal(test.proven.holds(), false);
  });

  it('needs a proper new one', async () => {
    const test = await signedIn();
    const short = { ...next, newPassword: 'short' };
    await assert.rejects(
      test.signIn.changePassword(test.principal, short, LAN),
      refusedAs('invalid'),
    );
  });

  it('is not for tokens, nor for a session that has ended', async () => {
    const test = await signedIn();
    await assert.rejects(test.signIn.changePassword(CLI, next, LAN), refusedAs('forbidden'));
    await test.sessions.end(test.principal, test.principal.sessionId ?? '');
    await assert.rejects(
      test.signIn.changePassword(test.principal, next, LAN),
      refusedAs('forbidden'),
    );
  });

  it('is done by one of two at once', async () => {
    const test = await signedIn();
    const results = await Promise.allSettled(
      ['first new password', 'second new password'].map((newPassword) =>
        test.signIn.changePassword(test.principal, { ...next, newPassword }, LAN),
      ),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('changes nothing where the disk is full', async () => {
    const test = await signedIn();
    test.texts.isFull = true;
    await assert.rejects(
      test.signIn.changePassword(test.principal, next, LAN),
      refusedAs('storage_full'),
    );
    assert.ok('principal' in test.sessions.byCookie(test.other));
    await test.signIn.signIn(email, password, LAN);
  });
});
