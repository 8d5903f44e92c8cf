import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Principal } from '../../../src/app/base/principal.ts';
import type { Proven } from '../../../src/app/users/proven.ts';
import type { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { CLI, createTestAccounts, LAN, refusedAs, writeLazily } from '../../support/accounts.ts';
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
