import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuthResult } from '../../../src/app/base/credential-ports.ts';
import type { Principal } from '../../../src/app/base/principal.ts';
import type { Proven } from '../../../src/app/users/proven.ts';
import { permissionsOf } from '../../../src/domain/account.ts';
import type { HubError } from '../../../src/domain/errors.ts';
import type { NewEvent } from '../../../src/domain/event.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  CLI,
  createTestAccounts,
  createTestCodecs,
  createTestHousehold,
  LAN,
  OWNER_LOGIN,
  refusedAs,
  writeLazily,
} from '../../support/accounts.ts';

const ORIGIN = { client: LAN, userAgent: 'test' };
const PIN = '274916';
const ended = refusedAs('unauthorized', 'Invalid or expired token');

async function household() {
  const test = await createTestHousehold();
  const owner = await test.signIn.signIn(OWNER_LOGIN.email, OWNER_LOGIN.password, LAN);
  const member = await test.signIn.signIn('member@example.com', 'battery staple', LAN);
  return { ...test, provenOwner: owner, provenMember: member };
}

function principalOf(verdict: AuthResult): Principal {
  assert.ok(!('refused' in verdict), JSON.stringify(verdict));
  return verdict.principal;
}
const descriptionOf = (verdict: AuthResult) =>
  'refused' in verdict && verdict.refused === 'invalid' ? verdict.description : 'let in';

const whyOf = (event: NewEvent | undefined) =>
  event?.type === 'session_ended' ? event.data.why : undefined;

function use(principal: Principal, atMs: number, wasLetIn = true) {
  const what = { method: 'GET', path: '/api/zones', status: 200, address: LAN.address };
  principal.noteUse({ ...what, atMs, userAgent: undefined }, wasLetIn);
}

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

describe('refreshing', () => {
  async function loggedIn() {
    const test = await household();
    const { refreshToken } = await test.sessions.openTokens(test.provenOwner, ORIGIN);
    const refresh = async (token: string) => (await test.sessions.refresh(token, LAN)).refreshToken;
    return { ...test, first: refreshToken, refresh };
  }

  it('works for ever with the first token, as the documented clients do it', async () => {
    const { refresh, first, commits } = await loggedIn();
    const writes = commits.count;
    const second = await refresh(first);
    for (let i = 0; i < 50; i++) assert.equal(await refresh(first), second);
    assert.equal(commits.count, writes, 'nothing has moved, so nothing is written');
  });

  it('works for a client that rotates, each step on the disk before it is told', async () => {
    const test = await loggedIn();
    let token = test.first;
    for (let i = 0; i < 10; i++) {
      const next = await test.refresh(token);
      assert.notEqual(next, token);
      token = next;
    }
    const restarted = createTestAccounts(test);
    await restarted.sessions.refresh(token, LAN);
    await assert.rejects(restarted.sessions.refresh(test.first, LAN), ended);
  });

  it('can be asked for again where the answer was lost, also across a restart', async () => {
    const test = await loggedIn();
    const second = await test.refresh(test.first);
    const third = await test.refresh(second);
    assert.equal(await test.refresh(second), third);
    const restarted = createTestAccounts(test);
    assert.equal((await restarted.sessions.refresh(second, LAN)).refreshToken, third);
  });

  it('gives two tabs the same successor, and either may go on', async () => {
    const { refresh, first } = await loggedIn();
    const [a, b] = await Promise.all([refresh(first), refresh(first)]);
    assert.equal(a, b);
    const [c, d] = await Promise.all([refresh(a), refresh(b)]);
    assert.equal(c, d);
    assert.equal(await refresh(b), c);
  });

  it('with an old token ends the session of thief and owner both, with an event', async () => {
    const { refresh, first, sessions, events, provenOwner } = await loggedIn();
    const thief = await refresh(first);
    await refresh(first);
    const { accessToken, refreshToken } = await sessions.refresh(thief, LAN);
    await assert.rejects(refresh(first), ended);
    await assert.rejects(refresh(refreshToken), ended);
    await assert.rejects(refresh(thief), ended);
    assert.match(descriptionOf(sessions.byAccessToken(accessToken)), /ended/);
    const told = events.slice(-2);
    assert.deepEqual(
      told.map(({ type }) => type),
      ['refresh_reused', 'session_ended'],
    );
    assert.deepEqual(told[0]?.data, { userId: provenOwner.user?.id });
    assert.deepEqual([told[0].by?.kind, told[0].from], ['stranger', { address: LAN.address }]);
    assert.deepEqual([told[0].severity, told[0].objectId], ['warning', told[1]?.objectId]);
    assert.equal(whyOf(told[1]), 'refresh_reused');
    assert.ok(!JSON.stringify(events).includes('rt_'));
  });

  it('with an old token is refused where the disk is full, and ends it with the next', async () => {
    const test = await loggedIn();
    const second = await test.refresh(test.first);
    const third = await test.refresh(second);
    test.texts.isFull = true;
    await assert.rejects(test.refresh(test.first), refusedAs('storage_full'));
    test.texts.isFull = false;
    assert.equal(await test.refresh(second), third);
    await assert.rejects(test.refresh(test.first), ended);
    await assert.rejects(test.refresh(second), ended);
  });

  it('shows that somebody is there, and lasts whole seconds that are not too many', async () => {
    const { sessions, clock, first } = await loggedIn();
    clock.advance(LIMITS.refreshMs - 1_500);
    assert.equal((await sessions.refresh(first, LAN)).expiresInS, 1);
    const [view] = sessions.list(CLI);
    assert.equal(view?.lastSeenAt, new Date(clock.nowMs()).toISOString().replace('.500', ''));
  });

  it('with an old token ends it once, however many use it at once', async () => {
    const { refresh, first, events } = await loggedIn();
    await refresh(await refresh(first));
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => refresh(first)));
    assert.ok(results.every(({ status }) => status === 'rejected'));
    assert.equal(events.filter(({ type }) => type === 'refresh_reused').length, 1);
  });

  it('takes nothing else for a token', async () => {
    const { refresh, first } = await loggedIn();
    for (const token of ['', 'rt_', `${first}x`, first.replace('.0.', '.1.'), 'rt_ses_x.0.x'])
      await assert.rejects(refresh(token), ended);
    await refresh(first);
  });

  it('takes no token from ahead of what was given out', async () => {
    const test = await loggedIn();
    const { refreshTokens } = createTestCodecs(test.clock);
    const id = test.sessions.list(CLI)[0]?.id ?? '';
    await assert.rejects(test.refresh(refreshTokens.issue(id, 2)), ended);
    await test.refresh(refreshTokens.issue(id, 1));
  });

  it('moves nothing where the disk is full', async () => {
    const test = await loggedIn();
    const second = await test.refresh(test.first);
    test.texts.isFull = true;
    await assert.rejects(test.refresh(second), refusedAs('storage_full'));
    assert.equal(await test.refresh(test.first), second, 'the first is still good');
    test.texts.isFull = false;
    await test.refresh(second);
    await assert.rejects(test.refresh(test.first), ended);
  });

  it('ends when somebody logs out with any of its tokens, and logging out is never refused', async () => {
    const test = await loggedIn();
    const second = await test.refresh(test.first);
    await test.refresh(second);
    const epoch = test.sessions.epoch();
    await test.sessions.logout(test.first, ORIGIN);
    assert.ok(test.sessions.epoch() > epoch);
    await assert.rejects(test.refresh(second), ended);
    await assert.rejects(createTestAccounts(test).sessions.refresh(second, LAN), ended);
    await test.sessions.logout(test.first, ORIGIN);
    await test.sessions.logout('whatever', ORIGIN);
    const last = test.events.at(-1);
    assert.deepEqual(
      [last?.type, whyOf(last), last?.by?.name],
      ['session_ended', 'signed_out', 'Ada Owner'],
    );
  });

  it('ends once, however many log out at once', async () => {
    const { sessions, first, events } = await loggedIn();
    await Promise.all([1, 2, 3].map(async () => sessions.logout(first, ORIGIN)));
    assert.equal(events.filter(({ type }) => type === 'session_ended').length, 1);
  });

  it('and logging out at once end in a session that has ended', async () => {
    const { sessions, refresh, first } = await loggedIn();
    const second = await refresh(first);
    await Promise.allSettled([refresh(second), sessions.logout(second, ORIGIN), refresh(second)]);
    await assert.rejects(refresh(second), ended);
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

describe('opening a session', () => {
  it('fails where what was proved no longer holds', async () => {
    const { sessions, provenMember, accounts, member } = await household();
    await accounts.change(CLI, member.id, { password: 'a new passphrase' });
    await assert.rejects(sessions.openTokens(provenMember, ORIGIN), refusedAs('unauthorized'));
    await assert.rejects(sessions.openCookie(provenMember, ORIGIN), refusedAs('unauthorized'));
    assert.deepEqual(sessions.list(CLI), []);
  });

  it('and removing its user at once leaves nothing', async () => {
    const test = await household();
    await Promise.allSettled([
      test.sessions.openTokens(test.provenMember, ORIGIN),
      test.accounts.remove(CLI, test.member.id),
      test.sessions.openCookie(test.provenMember, ORIGIN),
    ]);
    assert.deepEqual(test.sessions.list(CLI), []);
    assert.ok(!test.kept().includes('sessions/'));
  });

  it('opens none where the disk is full, and ends none for it', async () => {
    const test = await household();
    const { cookie } = await test.sessions.openCookie(test.provenOwner, ORIGIN);
    test.texts.isFull = true;
    await assert.rejects(
      test.sessions.openCookie(test.provenOwner, ORIGIN, cookie),
      refusedAs('storage_full'),
    );
    principalOf(test.sessions.byCookie(cookie));
    assert.equal(test.sessions.list(CLI).length, 1);
  });

  it('ends the one of the user that was unused the longest, where there are too many', async () => {
    const { sessions, provenOwner, provenMember, clock, events } = await household();
    const member = await sessions.openCookie(provenMember, ORIGIN);
    const cookies: string[] = [];
    for (let i = 0; i < LIMITS.sessionsPerUser; i++) {
      clock.advance(1000);
      cookies.push((await sessions.openCookie(provenOwner, ORIGIN)).cookie);
    }
    const [first = '', second = ''] = cookies;
    clock.advance(1000);
    use(principalOf(sessions.byCookie(first)), clock.nowMs());
    await sessions.openTokens(provenOwner, ORIGIN);
    principalOf(sessions.byCookie(first));
    principalOf(sessions.byCookie(member.cookie));
    assert.match(descriptionOf(sessions.byCookie(second)), /ended/);
    assert.equal(whyOf(events.at(-2)), 'too_many');
    assert.equal(sessions.list(CLI).length, LIMITS.sessionsPerUser + 1);
    // One that takes another's place needs no more room.
    await sessions.openCookie(provenOwner, ORIGIN, first);
    assert.equal(sessions.list(CLI).length, LIMITS.sessionsPerUser + 1);
  });

  it('takes no id that another has, whatever comes by chance', async () => {
    const test = await household();
    // Chance is the same at each start.
    const early = createTestAccounts(test);
    const { cookie: taken } = await early.sessions.openCookie(test.provenOwner, ORIGIN);
    const late = createTestAccounts(test);
    const { cookie, principal } = await late.sessions.openCookie(test.provenOwner, ORIGIN);
    assert.notEqual(cookie.slice(0, 12), taken.slice(0, 12));
    assert.equal(principalOf(late.sessions.byCookie(cookie)).sessionId, principal.sessionId);
    principalOf(late.sessions.byCookie(taken));
  });

  it('is counted by its kind while it lasts', async () => {
    const { sessions, provenOwner, provenMember, clock } = await household();
    await sessions.openTokens(provenOwner, ORIGIN);
    await sessions.openCookie(provenOwner, ORIGIN);
    await sessions.openCookie(provenMember, ORIGIN);
    assert.deepEqual(sessions.counts(), { jwt: 1, cookie: 2 });
    clock.advance(LIMITS.refreshMs);
    assert.equal(sessions.counts().jwt, 0);
  });

  it('cuts what a program calls itself', async () => {
    const { sessions, provenOwner } = await household();
    await sessions.openTokens(provenOwner, { client: LAN, userAgent: 'x'.repeat(10_000) });
    assert.equal(sessions.list(CLI)[0]?.userAgent?.length, LIMITS.userAgentChars);
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

describe('the list of sessions', () => {
  async function withSessions() {
    const test = await household();
    await test.pin.set(CLI, PIN);
    const open = async (proven: Proven) => test.sessions.openCookie(proven, ORIGIN);
    const [owner, member, other, panel, wall] = [
      await open(test.provenOwner),
      await open(test.provenMember),
      await open(test.provenMember),
      await open(await test.pin.signIn(PIN, LAN)),
      await open(await test.pin.signIn(PIN, LAN)),
    ];
    return { ...test, of: { owner, member, other, panel, wall } };
  }
  const idOf = ({ principal }: { principal: Principal }) => principal.sessionId ?? '';

  it('shows all to an owner, to others their own', async () => {
    const { sessions, of, member } = await withSessions();
    assert.equal(sessions.list(of.owner.principal).length, 5);
    assert.deepEqual(
      sessions.list(of.member.principal).map(({ id, userId, current }) => [id, userId, current]),
      [
        [idOf(of.member), member.id, true],
        [idOf(of.other), member.id, false],
      ],
    );
    const [view, ...more] = sessions.list(of.panel.principal);
    assert.deepEqual(more, []);
    assert.deepEqual(view, {
      id: idOf(of.panel),
      kind: 'cookie',
      userId: 'panel',
      current: true,
      address: LAN.address,
      userAgent: 'test',
      program: 'test',
      createdAt: '2026-01-15T12:00:00Z',
      lastSeenAt: '2026-01-15T12:00:00Z',
      expiresAt: '2026-01-29T12:00:00Z',
    });
  });

  it('has the newest last, after a restart too', async () => {
    const test = await household();
    const ids: string[] = [];
    for (let count = 0; count < 8; count++) {
      const { principal } = await test.sessions.openCookie(test.provenOwner, ORIGIN);
      ids.push(principal.sessionId ?? '');
      test.clock.advance(1_000);
    }
    for (const { sessions } of [test, createTestAccounts(test)])
      assert.deepEqual(
        sessions.list(CLI).map(({ id }) => id),
        ids,
      );
  });

  it('lets each end their own, and an owner all', async () => {
    const { sessions, of, events } = await withSessions();
    const missing = (error: unknown) =>
      refusedAs('not_found')(error) && 'sessionId' in (error as HubError).context;
    await assert.rejects(sessions.end(of.member.principal, idOf(of.owner)), missing);
    await assert.rejects(sessions.end(of.panel.principal, idOf(of.wall)), missing);
    await sessions.end(of.member.principal, idOf(of.other));
    await assert.rejects(sessions.end(of.member.principal, idOf(of.other)), missing);
    await sessions.end(of.owner.principal, idOf(of.wall));
    await sessions.end(of.panel.principal, idOf(of.panel));
    assert.equal(sessions.list(CLI).length, 2);
    assert.deepEqual(events.slice(-3).map(whyOf), ['ended_by', 'ended_by', 'signed_out']);
  });

  it('lets each end all of their own others', async () => {
    const { sessions, of, events, commits } = await withSessions();
    assert.equal(await sessions.endOthers(of.panel.principal), 0);
    assert.equal(await sessions.endOthers(of.member.principal), 1);
    assert.equal(whyOf(events.at(-1)), 'ended_by');
    const writes = commits.count;
    assert.equal(await sessions.endOthers(of.member.principal), 0);
    assert.equal(commits.count, writes, 'there was nothing to end');
    assert.equal(sessions.list(CLI).length, 4);
  });

  it('ends nothing where the disk is full', async () => {
    const { sessions, of, texts } = await withSessions();
    texts.isFull = true;
    const full = refusedAs('storage_full');
    await assert.rejects(sessions.end(of.owner.principal, idOf(of.wall)), full);
    await assert.rejects(sessions.endOthers(of.member.principal), full);
    assert.equal(sessions.list(CLI).length, 5);
    principalOf(sessions.byCookie(of.wall.cookie));
  });
});

describe('the lazy batch', () => {
  it('writes what was used, once', async () => {
    const test = await household();
    const { principal } = await test.sessions.openCookie(test.provenOwner, ORIGIN);
    assert.deepEqual(test.book.gather(), []);
    test.book.settle(true);
    test.clock.advance(5000);
    use(principal, test.clock.nowMs());
    await writeLazily(test);
    assert.deepEqual(test.book.gather(), []);
    test.book.settle(true);
    const [view] = createTestAccounts(test).sessions.list(CLI);
    assert.equal(view?.lastSeenAt, '2026-01-15T12:00:05Z');
  });

  it('writes again what could not be written', async () => {
    const test = await household();
    const { principal } = await test.sessions.openCookie(test.provenOwner, ORIGIN);
    use(principal, test.clock.nowMs());
    test.texts.isFull = true;
    await assert.rejects(writeLazily(test), refusedAs('storage_full'));
    test.texts.isFull = false;
    assert.equal(test.book.gather().length, 1);
    test.book.settle(true);
  });

  it('sweeps out what has expired', async () => {
    const test = await household();
    const tokens = await test.sessions.openTokens(test.provenOwner, ORIGIN);
    const { cookie } = await test.sessions.openCookie(test.provenOwner, ORIGIN);
    use(principalOf(test.sessions.byCookie(cookie)), test.clock.nowMs());
    await writeLazily(test);
    test.clock.advance(LIMITS.refreshMs);
    await writeLazily(test);
    assert.equal(test.kept().match(/^sessions\//gm)?.length, 1);
    assert.deepEqual(test.book.gather(), [], 'once');
    test.book.settle(true);
    await assert.rejects(test.sessions.refresh(tokens.refreshToken, LAN), ended);
    test.clock.advance(LIMITS.cookieMs);
    // Also by a hub that was off when it expired.
    await writeLazily(createTestAccounts(test));
    assert.ok(!/^session/m.test(test.kept()));
  });

  it('does not bring back a session that ended while it was written', async () => {
    const test = await household();
    const { principal, cookie } = await test.sessions.openCookie(test.provenOwner, ORIGIN);
    use(principal, test.clock.nowMs());
    const changes = test.book.gather();
    await test.sessions.end(principal, principal.sessionId ?? '');
    await test.store.commit(changes);
    test.book.settle(true);
    const restarted = createTestAccounts(test);
    assert.match(descriptionOf(restarted.sessions.byCookie(cookie)), /ended/);
    await writeLazily(restarted);
    assert.ok(!/^session/m.test(restarted.kept()));
    assert.deepEqual(restarted.book.gather(), [], 'once');
  });
});
