import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Principal } from '../../../src/app/base/principal.ts';
import type { Proven } from '../../../src/app/users/proven.ts';
import type { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { CLI, createTestAccounts, LAN, refusedAs } from '../../support/accounts.ts';
import {
  ORIGIN,
  PIN,
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
