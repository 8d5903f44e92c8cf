import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { permissionsOf } from '../../../src/domain/account.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  CLI,
  createTestAccounts,
  createTestCodecs,
  LAN,
  writeLazily,
} from '../../support/accounts.ts';
import {
  ORIGIN,
  PIN,
  ended,
  household,
  principalOf,
  descriptionOf,
  whyOf,
  use,
} from '../../support/sessions.ts';

describe('a session of access and refresh tokens', () => {
  it('is let in with its access token, as its user, until that expires', async () => {
    const { sessions, provenMember, clock } = await household();
    const { accessToken, expiresInS } = await sessions.openTokens(provenMember, ORIGIN);
    assert.equal(expiresInS, 900);
    const principal = principalOf(sessions.byAccessToken(accessToken));
    assert.equal(principal.id, provenMember.user?.id);
    assert.equal(principal.kind, 'session');
    assert.deepEqual(principal.permissions, permissionsOf('member'));
    assert.equal(principal.passwordAtMs, clock.nowMs());
    assert.equal(principal.expiresAtMs, clock.nowMs() + 900_000);
    clock.advance(899_999);
    principalOf(sessions.byAccessToken(accessToken));
    clock.advance(1);
    assert.match(descriptionOf(sessions.byAccessToken(accessToken)), /expired/);
    assert.match(descriptionOf(sessions.byAccessToken('a.b.c')), /not valid/);
  });

  it('does not outlive its user, nor is it another user’s', async () => {
    const { sessions, provenMember, accounts, provenOwner } = await household();
    const { accessToken } = await sessions.openTokens(provenMember, ORIGIN);
    await sessions.openTokens(provenOwner, ORIGIN);
    await accounts.remove(CLI, provenMember.user?.id ?? '');
    assert.match(descriptionOf(sessions.byAccessToken(accessToken)), /ended/);
  });

  it('ends after seven days, however often it was refreshed, and its last access token with it', async () => {
    const { sessions, provenOwner, clock } = await household();
    let { refreshToken } = await sessions.openTokens(provenOwner, ORIGIN);
    clock.advance(LIMITS.refreshMs - 60_000);
    const last = await sessions.refresh(refreshToken, LAN);
    ({ refreshToken } = last);
    assert.equal(last.expiresInS, 60);
    const principal = principalOf(sessions.byAccessToken(last.accessToken));
    assert.equal(principal.expiresAtMs, clock.nowMs() + 60_000);
    clock.advance(59_999);
    await sessions.refresh(refreshToken, LAN);
    clock.advance(1);
    await assert.rejects(sessions.refresh(refreshToken, LAN), ended);
    assert.match(descriptionOf(sessions.byAccessToken(last.accessToken)), /ended/);
  });

  it('has no cookie, and a cookie’s session no access token', async () => {
    const { sessions, provenOwner, owner, member, clock } = await household();
    await sessions.openTokens(provenOwner, ORIGIN);
    const { cookie, principal } = await sessions.openCookie(provenOwner, ORIGIN);
    assert.match(descriptionOf(sessions.byAccessToken(cookie)), /not valid/);
    const { accessTokens } = createTestCodecs(clock);
    const ofTokens = sessions.list(CLI)[0]?.id ?? '';
    for (const [userId, sessionId] of [
      [owner.id, principal.sessionId ?? ''],
      [member.id, ofTokens],
      [owner.id, 'ses_nothing0'],
    ] as const) {
      const jwt = accessTokens.sign(userId, sessionId);
      assert.match(descriptionOf(sessions.byAccessToken(jwt)), /ended/);
    }
    principalOf(sessions.byAccessToken(accessTokens.sign(owner.id, ofTokens)));
  });
});

describe('a session of a cookie', () => {
  it('is let in with it, also after a restart, and only its hash is kept', async () => {
    const test = await household();
    const { cookie, maxAgeS } = await test.sessions.openCookie(test.provenOwner, ORIGIN);
    assert.equal(maxAgeS, LIMITS.cookieMs / 1000);
    const verdict = createTestAccounts(test).sessions.byCookie(cookie);
    assert.ok('isCookie' in verdict && verdict.isCookie);
    assert.equal(principalOf(verdict).id, test.owner.id);
    assert.ok(!test.kept().includes(cookie.slice(12, 44)));
  });

  it('is not let in with another secret, or none', async () => {
    const { sessions, provenOwner } = await household();
    const { cookie } = await sessions.openCookie(provenOwner, ORIGIN);
    const { refreshToken } = await sessions.openTokens(provenOwner, ORIGIN);
    const idOfTokens = refreshToken.slice(7, 15);
    const last = cookie.at(20) === 'x' ? 'y' : 'x';
    for (const value of [
      '',
      'ses_',
      cookie.slice(0, 12),
      `${cookie}x`,
      cookie.slice(0, 20) + last + cookie.slice(21),
      cookie.slice(0, 4) + idOfTokens + cookie.slice(12),
      `${cookie.slice(0, 4)}zzzzzzzz${cookie.slice(12)}`,
    ])
      assert.match(descriptionOf(sessions.byCookie(value)), /ended/, value);
  });

  it('ends when it is idle, also where the hub restarted in between', async () => {
    const test = await household();
    const { sessions, clock, provenOwner } = test;
    const { cookie } = await sessions.openCookie(provenOwner, ORIGIN);
    clock.advance(LIMITS.cookieIdleMs - 1);
    use(principalOf(sessions.byCookie(cookie)), clock.nowMs());
    await writeLazily(test);
    clock.advance(LIMITS.cookieIdleMs - 1);
    const restarted = createTestAccounts(test);
    principalOf(restarted.sessions.byCookie(cookie));
    clock.advance(1);
    for (const { sessions: one } of [test, restarted])
      assert.match(descriptionOf(one.byCookie(cookie)), /ended/);
  });

  it('is not kept alive by requests that were refused', async () => {
    const { sessions, clock, provenOwner } = await household();
    const { cookie } = await sessions.openCookie(provenOwner, ORIGIN);
    clock.advance(LIMITS.cookieIdleMs - 1);
    use(principalOf(sessions.byCookie(cookie)), clock.nowMs(), false);
    clock.advance(1);
    assert.match(descriptionOf(sessions.byCookie(cookie)), /ended/);
  });

  for (const [kind, lifetimeMs] of [
    ['a person', LIMITS.cookieMs],
    ['a panel', LIMITS.panelMs],
  ] as const) {
    it(`of ${kind} ends in the end, however much it is used`, async () => {
      const { sessions, clock, provenOwner, pin } = await household();
      await pin.set(CLI, PIN);
      const proven = kind === 'a panel' ? await pin.signIn(PIN, LAN) : provenOwner;
      const { cookie, principal } = await sessions.openCookie(proven, ORIGIN);
      const endsAtMs = clock.nowMs() + lifetimeMs;
      use(principal, clock.nowMs());
      while (clock.nowMs() + LIMITS.cookieIdleMs <= endsAtMs) {
        clock.advance(LIMITS.cookieIdleMs - 1);
        use(principalOf(sessions.byCookie(cookie)), clock.nowMs());
      }
      clock.advance(endsAtMs - clock.nowMs() - 1);
      const { expiresAtMs } = principalOf(sessions.byCookie(cookie));
      assert.equal(expiresAtMs, endsAtMs);
      clock.advance(1);
      assert.match(descriptionOf(sessions.byCookie(cookie)), /ended/);
    });
  }

  it('of a panel is nobody’s, reads and commands zones, and has never given a password', async () => {
    const { sessions, pin } = await household();
    await pin.set(CLI, PIN);
    const { principal } = await sessions.openCookie(await pin.signIn(PIN, LAN), ORIGIN);
    assert.equal(principal.id, 'panel');
    assert.equal(principal.passwordAtMs, undefined);
    assert.deepEqual(principal.permissions, permissionsOf('panel'));
  });

  it('takes the place of the one whose cookie came along, and of no other', async () => {
    const { sessions, provenOwner, provenMember, events } = await household();
    const before = await sessions.openCookie(provenOwner, ORIGIN);
    const other = await sessions.openCookie(provenMember, ORIGIN);
    // Whoever only knows the public id of a session cannot end it.
    const guess = other.cookie.slice(0, 12) + before.cookie.slice(12);
    await sessions.openCookie(provenOwner, ORIGIN, guess);
    principalOf(sessions.byCookie(other.cookie));
    const after = await sessions.openCookie(provenOwner, ORIGIN, before.cookie);
    assert.equal(whyOf(events.at(-2)), 'replaced');
    assert.match(descriptionOf(sessions.byCookie(before.cookie)), /ended/);
    principalOf(sessions.byCookie(after.cookie));
    assert.notEqual(after.cookie, before.cookie);
  });
});

describe('rights', () => {
  it('change with the role on the next request, and the epoch tells', async () => {
    const { sessions, provenMember, accounts, member } = await household();
    const { accessToken } = await sessions.openTokens(provenMember, ORIGIN);
    const mayRead = () =>
      principalOf(sessions.byAccessToken(accessToken)).permissions.has('users:read');
    assert.equal(mayRead(), false);
    const epochs = [sessions.epoch()];
    for (const role of ['owner', 'member'] as const) {
      await accounts.change(CLI, member.id, { role });
      assert.equal(mayRead(), role === 'owner');
      epochs.push(sessions.epoch());
    }
    assert.equal(new Set(epochs).size, 3);
  });

  it('change with the rule of second factors, whose epochs make up for none of the others', async () => {
    const { sessions, accounts, factors, member } = await household();
    const epochs = [sessions.epoch()];
    const record = { sealedSecret: '', sinceMs: 0, lastStep: 0, recoveryHashes: [] };
    for (const isRequired of [true, false]) {
      for (const step of [
        factors.requiring(isRequired, []),
        factors.saving(member.id, record),
        factors.removing(member.id),
      ]) {
        step.apply();
        epochs.push(sessions.epoch());
      }
      await accounts.change(CLI, member.id, { role: isRequired ? 'owner' : 'member' });
      epochs.push(sessions.epoch());
    }
    assert.deepEqual(
      epochs,
      [...new Set(epochs)].sort((a, b) => a - b),
    );
  });

  it('a new password from an owner ends all sessions of a user, and of nobody else', async () => {
    const { sessions, provenMember, provenOwner, accounts, member, events } = await household();
    const { cookie } = await sessions.openCookie(provenMember, ORIGIN);
    const own = await sessions.openCookie(provenOwner, ORIGIN);
    await accounts.change(own.principal, member.id, { password: 'a new passphrase' });
    assert.match(descriptionOf(sessions.byCookie(cookie)), /ended/);
    principalOf(sessions.byCookie(own.cookie));
    assert.equal(whyOf(events.at(-1)), 'password_changed');
  });
});
