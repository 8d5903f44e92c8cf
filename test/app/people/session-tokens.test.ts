import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  CLI,
  createTestAccounts,
  createTestCodecs,
  LAN,
  refusedAs,
} from '../../support/accounts.ts';
import { ORIGIN, ended, household, descriptionOf, whyOf } from '../../support/sessions.ts';

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
