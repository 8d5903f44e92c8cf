/** What owners are to notice: a sign-in from a new place, a lock-out, a new token. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NoticeView } from '../../../src/app/people/notices.ts';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { scopeOf } from '../../../src/app/live/scope.ts';
import { permissionsOf } from '../../../src/domain/account.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { OWNER_LOGIN } from '../../support/accounts.ts';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';
import {
  createAskAccounts,
  createHousehold,
  MEMBER_LOGIN,
  openSession,
  type Ask,
} from '../../support/ask-accounts.ts';
import { settled } from '../../support/settled.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const CHROME = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Safari/537.36';

async function signIn(ask: Ask, login: object, from: string, program: string): Promise<string> {
  const more = { from, headers: { 'user-agent': program } };
  const { status, cookie } = await ask('POST', '/api/auth/session', { body: login, ...more });
  assert.equal(status, 200);
  return cookie ?? '';
}

/** A household whose owner signs in for the first time, at home. */
async function household() {
  const { app, ask, owner, member } = await createHousehold();
  const enter = async ({ id }: { id: string }, from: string, userAgent: string) =>
    openSession(app, id, { from, userAgent });
  const cookie = await enter(owner, '192.168.1.20', FIREFOX);
  const noticesOf = async (as = cookie) => {
    const { json } = await ask('GET', '/api/notices', { cookie: as });
    return json['notices'] as NoticeView[];
  };
  return { app, ask, enter, owner, member, cookie, noticesOf };
}

/** What owners' pages are told. */
const shownBy = (app: ReturnType<typeof createTestApp>) => {
  const owner = { ...OWNER, permissions: permissionsOf('owner') };
  const { text } = app.state.snapshot(scopeOf(owner));
  return (JSON.parse(text) as { notices: NoticeView[] }).notices;
};

describe('owners are told of', () => {
  it('a sign-in from a new place, by an event with who and where', async () => {
    const { app, ask, enter, member, noticesOf } = await household();
    await enter(member, '192.168.1.30', FIREFOX);
    await enter(member, '192.168.1.31', FIREFOX);
    await enter(member, '192.168.1.31', CHROME);
    assert.deepEqual(await noticesOf(), [], 'a first sign-in comes from somewhere');
    await signIn(ask, MEMBER_LOGIN, '203.0.113.7', 'curl/8.5.0');
    const [notice, ...more] = await noticesOf();
    assert.deepEqual(more, []);
    assert.equal(notice?.type, 'sign_in_new_place');
    assert.equal(notice.message, 'Max Member signed in from a new place: curl, from 203.0.113.7');
    assert.deepEqual(notice.by, { kind: 'person', id: member.id, name: 'Max Member' });
    assert.deepEqual([notice.objectId, notice.from?.address], [member.id, '203.0.113.7']);
    const { events } = await app.journal.query({ audit: 'only', type: 'sign_in_new_place' });
    assert.deepEqual(
      events.map(({ id }) => id),
      [notice.id],
    );
    await enter(member, '203.0.113.7', 'wget/1');
    assert.equal((await noticesOf()).length, 1, 'it is known from then on');
  });

  it('one of a program, too, and at a network of IPv6 by its /64', async () => {
    const { ask, enter, owner, noticesOf } = await household();
    const from = '2001:db8::1';
    const headers = { 'user-agent': 'curl/8.5.0' };
    const { status } = await ask('POST', '/api/auth/login', { body: OWNER_LOGIN, from, headers });
    assert.equal(status, 200);
    await enter(owner, '2001:db8::abcd', CHROME);
    const all = await noticesOf();
    assert.deepEqual(
      all.map((notice) => notice.from?.address),
      [from],
    );
  });

  it('none where the password is wrong, or of whom an older record knows the address', async () => {
    const { app, owner } = await createHousehold();
    const { d } = JSON.parse(app.texts.get(`users/${owner.id}`) ?? '') as { d: object };
    const known = { knownAddresses: { '192.168.1.50': 1, '192.168.1.51': 2 } };
    await app.texts.write([[`users/${owner.id}`, JSON.stringify({ v: 1, d: { ...d, ...known } })]]);
    const later = createTestApp({ texts: app.texts });
    const ask = createAskAccounts(later);
    const wrong = { ...OWNER_LOGIN, password: 'wrong' };
    await ask('POST', '/api/auth/login', { body: wrong, from: '192.168.1.59' });
    assert.deepEqual(shownBy(later), []);
    // The password itself, given there, has noted its address by then.
    await signIn(ask, OWNER_LOGIN, '192.168.1.60', FIREFOX);
    assert.equal(shownBy(later).length, 1);
    await openSession(later, owner.id, { from: '192.168.1.51', userAgent: CHROME });
    assert.equal(shownBy(later).length, 1);
  });

  it('a new token, whoever made it', async () => {
    const { app, ask, cookie, noticesOf } = await household();
    await app.tokens.create(OWNER, { name: 'x' });
    await ask('POST', '/api/tokens', { cookie, body: { name: 'y' } });
    assert.deepEqual(
      (await noticesOf()).map(({ message }) => message),
      ['Token "y" was created', 'Token "x" was created'],
    );
  });

  it('an account that is locked', async () => {
    const { app, noticesOf } = await household();
    const [address, account] = ['192.168.1.66', MEMBER_LOGIN.email];
    for (let count = 0; count < LIMITS.freeGuesses; count++)
      app.access.guesses.attempt({ account, address, isReal: true }).failed();
    await settled();
    const [notice, ...more] = await noticesOf();
    assert.deepEqual(more, []);
    assert.deepEqual([notice?.type, notice?.objectId], ['locked_out', account]);
    assert.deepEqual(notice?.from, { address });
  });
});

describe('a notice', () => {
  async function two() {
    const home = await household();
    const { app, enter } = home;
    const { id } = await app.access.accounts.create(COMMAND_LINE, {
      email: 'second@example.com',
      password: 'another correct horse',
      name: 'Second',
      role: 'owner',
    });
    const second = await enter({ id }, '192.168.1.21', FIREFOX);
    await app.tokens.create(OWNER, { name: 'x' });
    await app.tokens.create(OWNER, { name: 'y' });
    return { ...home, second };
  }

  it('that an owner dismisses is gone for that owner, after a restart too', async () => {
    const { app, ask, owner, cookie, second, noticesOf } = await two();
    const [y] = await noticesOf();
    assert.equal((await ask('DELETE', `/api/notices/${y?.id}`, { cookie })).status, 200);
    assert.deepEqual([(await noticesOf()).length, (await noticesOf(second)).length], [1, 2]);
    assert.equal((await ask('DELETE', '/api/notices', { cookie })).status, 200);
    assert.equal((await ask('DELETE', '/api/notices', { cookie })).status, 200, 'nothing is left');
    assert.deepEqual(
      shownBy(createTestApp({ texts: app.texts })).map(({ dismissedBy }) => dismissedBy),
      [[owner.id], [owner.id]],
    );
  });

  it('is told to open pages as it comes, and as it is dismissed', async () => {
    const { app, ask, owner, cookie, noticesOf } = await two();
    const told: string[] = [];
    const cancel = app.state.watch((changes) =>
      told.push(...changes.filter(({ name }) => name === 'notices').map(({ text }) => text)),
    );
    const dismissedBy = () => (JSON.parse(told.at(-1) ?? '[]') as NoticeView[])[0]?.dismissedBy;
    await app.tokens.create(OWNER, { name: 'z' });
    app.clock.advance(LIMITS.streamWindowMs);
    assert.match(told.at(-1) ?? '', /Token \\"z\\" was created/);
    assert.deepEqual(dismissedBy(), []);
    await ask('DELETE', `/api/notices/${(await noticesOf())[0]?.id}`, { cookie });
    app.clock.advance(LIMITS.streamWindowMs);
    assert.deepEqual(dismissedBy(), [owner.id]);
    cancel();
  });

  it('is forgotten once all owners have dismissed it', async () => {
    const { app, ask, cookie, second } = await two();
    for (const as of [cookie, second])
      assert.equal((await ask('DELETE', '/api/notices', { cookie: as })).status, 200);
    assert.deepEqual([shownBy(app), [...app.texts.range('notices/')]], [[], []]);
  });

  it('stays where the disk is full', async () => {
    const { app, ask, cookie, noticesOf } = await two();
    app.texts.isFull = true;
    assert.equal((await ask('DELETE', '/api/notices', { cookie })).status, 507);
    assert.equal((await noticesOf()).length, 2);
  });

  it('is nobody’s but an owner’s to see and to dismiss', async () => {
    const {
      app,
      ask,
      enter,
      owner,
      member: { id },
      noticesOf,
    } = await two();
    const [notice] = await noticesOf();
    const member = await enter({ id }, '192.168.1.30', FIREFOX);
    const path = `/api/notices/${notice?.id}`;
    assert.equal((await ask('GET', '/api/notices', { cookie: member })).status, 403);
    assert.equal((await ask('DELETE', path, { cookie: member })).status, 403);
    const state = await ask('GET', '/api/state', { cookie: member });
    assert.ok(!('notices' in state.json));
    const { token } = await app.tokens.create(OWNER, { name: 'a', permissions: ['audit:read'] });
    const asToken = async (method: string, target: string) =>
      app.ask({ method, target, headers: [bearer(token)] });
    assert.equal((await asToken('GET', '/api/notices')).status, 200);
    assert.equal((await asToken('DELETE', path)).status, 403);
    const cookie = await enter(owner, '192.168.1.20', FIREFOX);
    for (const wrong of ['999', 'x', '0x1', '-1'])
      assert.equal((await ask('DELETE', `/api/notices/${wrong}`, { cookie })).status, 404, wrong);
    const missing = await ask('DELETE', '/api/notices/999', { cookie });
    assert.equal(missing.json['noticeId'], 999);
    for (const alike of [`0x${notice?.id.toString(16)}`, `${notice?.id}.0`, `x${notice?.id}`]) {
      const { status, json } = await ask('DELETE', `/api/notices/${alike}`, { cookie });
      assert.deepEqual([status, json['noticeId']], [404, alike]);
    }
    const { json } = await ask('GET', '/api/notices', { cookie });
    assert.deepEqual(json['metadata'], { count: (json['notices'] as unknown[]).length });
    for (const one of [path, '/api/notices'])
      assert.deepEqual((await ask('DELETE', one, { cookie })).json, { success: true });
    assert.deepEqual(await noticesOf(cookie), []);
  });
});
