import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SESSION_USE, SESSIONS } from '../../../src/app/people/live-session.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { CLI, createTestAccounts, LAN, refusedAs, writeLazily } from '../../support/accounts.ts';
import { doer } from '../../support/doers.ts';
import {
  ORIGIN,
  ended,
  household,
  principalOf,
  descriptionOf,
  use,
} from '../../support/sessions.ts';

describe('the sessions', () => {
  it('are counted by their kind while they last', async () => {
    const { sessions, provenOwner, provenMember, clock } = await household();
    await sessions.openTokens(provenOwner, ORIGIN);
    await sessions.openCookie(provenOwner, ORIGIN);
    await sessions.openCookie(provenMember, ORIGIN);
    assert.deepEqual(sessions.counts(), { jwt: 1, cookie: 2 });
    clock.advance(LIMITS.refreshMs);
    assert.equal(sessions.counts().jwt, 0);
  });

  it('have the newest last, after a restart too', async () => {
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

  it('of a person are theirs, those of panels nobody’s, and none of who is gone', async () => {
    const { book, sessions, provenMember, provenOwner, member, accounts } = await household();
    await sessions.openCookie(provenMember, ORIGIN);
    await sessions.openCookie(provenOwner, ORIGIN);
    assert.deepEqual([book.of(member.id).length, book.of(undefined).length], [1, 0]);
    const [first] = book.of(member.id);
    assert.ok(first);
    const before = book.epoch();
    await accounts.remove(CLI, member.id);
    assert.equal(book.live(first.record.id), undefined);
    assert.ok(book.epoch() > before);
  });

  it('end in steps that are nothing before they are done', async () => {
    const { book, sessions, provenMember, member, events } = await household();
    for (let count = 0; count < 3; count++) await sessions.openCookie(provenMember, ORIGIN);
    const [, kept] = book.of(member.id);
    const steps = book.endingAll(member.id, 'ended_by', doer('usr_0000000a'), kept?.record.id);
    assert.deepEqual([steps.length, book.of(member.id).length], [2, 3]);
    steps.forEach((step) => step.apply());
    assert.deepEqual(book.of(member.id), [kept]);
    assert.equal(events.filter(({ type }) => type === 'session_ended').length, 0);
  });
});

describe('the sessions, after the clock turned out wrong', () => {
  const MOVE = { byMs: -3_600_000 };

  it('are written where they moved, with their last use, and let nobody rely on what was before', async () => {
    const test = await household();
    const { book, sessions, clock } = test;
    await sessions.openCookie(test.provenOwner, ORIGIN);
    const sinceMs = clock.nowMs();
    clock.advance(1_000);
    const { principal, cookie } = await sessions.openCookie(test.provenMember, ORIGIN);
    const before = book.epoch();
    const changes = book.moveAlong({ ...MOVE, sinceMs })();
    assert.ok(book.epoch() > before);
    const id = principal.sessionId ?? '';
    const record = book.live(id)?.record;
    assert.equal(record?.createdAtMs, sinceMs + 1_000 + MOVE.byMs);
    const use = { lastSeenAtMs: sinceMs + 1_000 + MOVE.byMs };
    assert.deepEqual(changes, [
      { put: SESSIONS, key: id, value: record },
      { put: SESSION_USE, key: id, value: use },
    ]);
    await test.store.commit(changes);
    const restarted = createTestAccounts(test);
    assert.equal(restarted.book.live(id)?.record.createdAtMs, sinceMs + 1_000 + MOVE.byMs);
    assert.equal(principalOf(restarted.sessions.byCookie(cookie)).sessionId, id);
  });

  it('of before stay, and nobody is asked anew for them', async () => {
    const { book, sessions, provenOwner, clock } = await household();
    await sessions.openCookie(provenOwner, ORIGIN);
    const before = book.epoch();
    assert.deepEqual(book.moveAlong({ ...MOVE, sinceMs: clock.nowMs() })(), []);
    assert.equal(book.epoch(), before);
  });

  it('are not written where they ended before it was their turn', async () => {
    const { book, sessions, provenOwner, clock } = await household();
    const { principal } = await sessions.openCookie(provenOwner, ORIGIN);
    const changes = book.moveAlong({ ...MOVE, sinceMs: clock.nowMs() - 1 });
    assert.ok(changes().length > 0);
    await sessions.end(principal, principal.sessionId ?? '');
    assert.deepEqual(changes(), []);
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
