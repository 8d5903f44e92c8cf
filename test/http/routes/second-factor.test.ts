/** A second factor: what it takes to sign in with one, who may settle what of it, and what is kept. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import type { EventView } from '../../../src/app/records/event-record.ts';
import type { Permission } from '../../../src/domain/access.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { Head } from '../../../src/http/head.ts';
import { OWNER_LOGIN } from '../../support/accounts.ts';
import { createTestApp } from '../../support/app.ts';
import {
  createAskAccounts,
  createHousehold,
  logIn,
  MEMBER_LOGIN,
  type Ask,
} from '../../support/ask-accounts.ts';
import { createAuthenticator } from '../../support/authenticator.ts';

const PATH = '/api/auth/second-factor';
const RULE = '/api/settings/second-factor';
const STEP_MS = 30_000;

type Login = typeof OWNER_LOGIN | typeof MEMBER_LOGIN;
type Home = Awaited<ReturnType<typeof createHousehold>>;

/** A household of which somebody has set up a second factor, in a browser that is still signed in. */
async function enrolled(login: Login = MEMBER_LOGIN, home?: Home) {
  const at = home ?? (await createHousehold());
  const { ask, clock } = at;
  const { cookie } = await ask('POST', '/api/auth/session', { body: login });
  const begun = await ask('POST', PATH, { cookie });
  const phone = createAuthenticator(begun.json['secret'] as string);
  const code = (stepsAhead = 0) => phone.codeAt(clock.nowMs() + stepsAhead * STEP_MS);
  const { status, json } = await ask('POST', `${PATH}/confirm`, { cookie, body: { code: code() } });
  assert.equal(status, 200);
  // The next code of the app is another one.
  clock.advance(STEP_MS);
  const signIn = async (otp?: string) =>
    ask('POST', '/api/auth/login', { body: { ...login, ...(otp !== undefined && { otp }) } });
  return { ...at, cookie, begun, code, signIn, codes: json['recoveryCodes'] as string[] };
}

const statusOf = async (ask: Ask, login: Login, otp?: string) =>
  (await ask('POST', '/api/auth/login', { body: { ...login, otp } })).status;

describe('setting up a second factor', () => {
  it('asks for nothing before the app has shown its first code', async () => {
    const { ask } = await createHousehold();
    const { cookie } = await ask('POST', '/api/auth/session', { body: MEMBER_LOGIN });
    const { json } = await ask('POST', PATH, { cookie });
    assert.match(json['secret'] as string, /^[A-Z2-7]{32}$/);
    assert.match(json['uri'] as string, /^otpauth:\/\/totp\/Aris:member%40example\.com\?secret=/);
    const wrong = await ask('POST', `${PATH}/confirm`, { cookie, body: { code: '000000' } });
    assert.deepEqual([wrong.status, wrong.json['field']], [400, 'code']);
    assert.match(wrong.text, /2026-01-15T10:00:00Z/);
    assert.equal(await statusOf(ask, MEMBER_LOGIN), 200);
    const state = await ask('GET', PATH, { cookie });
    assert.deepEqual(state.json, { enabled: false, required: false });
  });

  it('gives ten recovery codes, shown once, of which hashes alone are kept, and the key sealed', async () => {
    const { app, ask, begun, codes, cookie } = await enrolled();
    assert.equal(codes.length, LIMITS.recoveryCodes);
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^(?:[A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
    const kept = [...app.texts.range('')].map(([, text]) => text).join('\n');
    const key = begun.json['secret'] as string;
    for (const secret of [key, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      assert.ok(!kept.includes(secret));
    const state = await ask('GET', PATH, { cookie });
    assert.deepEqual(state.json, {
      enabled: true,
      since: '2026-01-15T10:00:00Z',
      recoveryCodesLeft: 10,
      required: false,
    });
    assert.ok(!state.text.includes(key));
  });

  it('takes what is a code, by a clock that is right', async () => {
    const { ask, app, clock } = await createHousehold();
    const { cookie } = await ask('POST', '/api/auth/session', { body: MEMBER_LOGIN });
    const { json } = await ask('POST', PATH, { cookie });
    const { codeAt } = createAuthenticator(json['secret'] as string);
    const confirm = async (code: string) =>
      ask('POST', `${PATH}/confirm`, { cookie, body: { code } });
    const none = await confirm('a code');
    assert.deepEqual([none.status, none.json['field']], [400, 'code']);
    app.clock.isProvisional = () => true;
    assert.equal((await confirm(codeAt(clock.nowMs()))).status, 503);
    app.clock.isProvisional = () => false;
    assert.equal((await confirm(codeAt(clock.nowMs()))).status, 200);
  });

  it('takes a fresh password, a person, and what was begun not long ago', async () => {
    const { ask, clock, app } = await createHousehold();
    const { cookie } = await ask('POST', '/api/auth/session', { body: MEMBER_LOGIN });
    const nothing = await ask('POST', `${PATH}/confirm`, { cookie, body: { code: '123456' } });
    assert.equal(nothing.status, 409);
    const { json } = await ask('POST', PATH, { cookie });
    const { codeAt } = createAuthenticator(json['secret'] as string);
    const confirm = async () =>
      ask('POST', `${PATH}/confirm`, { cookie, body: { code: codeAt(clock.nowMs()) } });
    clock.advance(LIMITS.passwordFreshMs + 1);
    for (const [method, path] of [
      ['POST', PATH] as const,
      ['DELETE', PATH] as const,
      ['POST', `${PATH}/recovery-codes`],
    ] as const) {
      const stale = await ask(method, path, { cookie });
      assert.deepEqual([stale.status, stale.json['required']], [403, 'password']);
    }
    assert.equal((await confirm()).json['required'], 'password');
    const again = await ask('POST', '/api/auth/session', { cookie, body: MEMBER_LOGIN });
    clock.advance(LIMITS.secondFactorBegunMs - LIMITS.passwordFreshMs);
    const late = await ask('POST', `${PATH}/confirm`, {
      cookie: again.cookie,
      body: { code: codeAt(clock.nowMs()) },
    });
    assert.deepEqual([late.status, late.text.includes('begin again')], [409, true]);
    const { token } = await app.tokens.create(COMMAND_LINE, { name: 'Script' });
    for (const method of ['GET', 'POST', 'DELETE'])
      assert.equal((await ask(method, PATH, { bearer: token })).status, 403);
  });

  it('is done once: a second begins after the first is turned off', async () => {
    const { ask, cookie, code } = await enrolled();
    assert.equal((await ask('POST', PATH, { cookie })).status, 409);
    const confirm = { cookie, body: { code: code() } };
    const twice = await ask('POST', `${PATH}/confirm`, confirm);
    assert.deepEqual([twice.status, twice.text.includes('already')], [409, true]);
    assert.equal((await ask('DELETE', PATH, { cookie })).status, 200);
    // The key that was turned off is not turned on again.
    assert.equal((await ask('POST', `${PATH}/confirm`, confirm)).status, 409);
    assert.equal((await ask('DELETE', PATH, { cookie })).status, 409);
    assert.equal((await ask('POST', `${PATH}/recovery-codes`, { cookie })).status, 409);
    assert.equal(await statusOf(ask, MEMBER_LOGIN), 200);
    assert.equal((await ask('POST', PATH, { cookie })).status, 200);
  });
});

describe('a change of second factors', () => {
  it('is not done where the disk is full', async () => {
    const home = await createHousehold();
    const { app, ask, clock, member } = home;
    const owner = await enrolled(OWNER_LOGIN, home);
    const { cookie } = await ask('POST', '/api/auth/session', { body: MEMBER_LOGIN });
    const { json } = await ask('POST', PATH, { cookie });
    const { codeAt } = createAuthenticator(json['secret'] as string);
    const confirm = async () =>
      ask('POST', `${PATH}/confirm`, { cookie, body: { code: codeAt(clock.nowMs()) } });
    app.texts.isFull = true;
    assert.equal((await confirm()).status, 507);
    app.texts.isFull = false;
    assert.equal((await confirm()).status, 200);
    const before = [...app.texts.range('')];
    app.texts.isFull = true;
    const reset = `/api/users/${member.id}/second-factor`;
    for (const [method, path, as, body] of [
      ['POST', `${PATH}/recovery-codes`, cookie, undefined],
      ['DELETE', PATH, cookie, undefined],
      ['DELETE', reset, owner.cookie, undefined],
      ['PUT', RULE, owner.cookie, { required: true }],
    ] as const)
      assert.equal((await ask(method, path, { cookie: as, body })).status, 507, path);
    app.texts.isFull = false;
    assert.deepEqual([...app.texts.range('')], before);
    assert.equal(await statusOf(ask, MEMBER_LOGIN), 401);
    assert.deepEqual((await ask('GET', RULE, { cookie })).json, { required: false });
  });

  it('is nothing that a session can do which ends before its turn', async () => {
    const { ask, cookie } = await enrolled();
    const [ended, off] = await Promise.all([
      ask('DELETE', '/api/auth/session', { cookie }),
      ask('DELETE', PATH, { cookie }),
    ]);
    assert.deepEqual([ended.status, off.status], [200, 403]);
    assert.equal(await statusOf(ask, MEMBER_LOGIN), 401);
  });
});

describe('signing in with a second factor', () => {
  it('takes a code after a right password, and tells nobody of it before', async () => {
    const { ask, signIn, code } = await enrolled();
    const asked = await signIn();
    assert.deepEqual(
      [asked.status, asked.json['code'], asked.json['otpRequired'], asked.json['recoveryOnly']],
      [401, 'AUTH_OTP_REQUIRED', true, undefined],
    );
    assert.match(String(asked.json['error']), /^A code of the authenticator app/);
    assert.equal((await signIn('000000')).json['otpRequired'], true);
    const wrong = await ask('POST', '/api/auth/login', {
      body: { ...MEMBER_LOGIN, password: 'not the password', otp: code() },
    });
    const nobody = await ask('POST', '/api/auth/login', {
      body: { ...MEMBER_LOGIN, email: 'nobody@example.com', otp: code() },
    });
    assert.equal(wrong.status, 401);
    assert.equal(wrong.text, '{"error":"Invalid credentials","code":"AUTH_INVALID_CREDENTIALS"}\n');
    assert.equal(nobody.text, wrong.text);
    const { status, json } = await signIn(code());
    assert.equal(status, 200);
    assert.equal(typeof json['access_token'], 'string');
  });

  it('takes it at the page as well, where a browser that is signed in gives the password alone', async () => {
    const { ask, cookie, code } = await enrolled();
    const at = async (asked: object, own?: string) =>
      ask('POST', '/api/auth/session', { body: { ...MEMBER_LOGIN, ...asked }, cookie: own });
    assert.equal((await at({})).json['otpRequired'], true);
    assert.equal((await at({ otp: '' })).json['code'], 'AUTH_OTP_INVALID');
    assert.equal((await at({ otp: code() })).status, 200);
    assert.equal((await at({}, cookie)).status, 200);
    // The session that it replaced has ended, and another's is none of theirs.
    assert.equal((await at({}, cookie)).status, 401);
    const owner = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    assert.equal((await at({}, owner.cookie)).status, 401);
  });

  it('takes a code of one step before and after, none further off, and none twice', async () => {
    const { signIn, code, clock } = await enrolled();
    clock.advance(10 * STEP_MS);
    assert.equal((await signIn(code(-2))).status, 401);
    assert.equal((await signIn(code(2))).status, 401);
    assert.equal((await signIn(code(-1))).status, 200);
    assert.equal((await signIn(code(-1))).json['code'], 'AUTH_OTP_INVALID');
    assert.equal((await signIn(code(1))).status, 200);
    // Older ones than the last that was used are as good as used.
    assert.equal((await signIn(code(0))).status, 401);
    clock.advance(2 * STEP_MS);
    const spaced = code().replace(/^.../, '$& ');
    assert.equal((await signIn(spaced)).status, 200);
  });

  it('does not take the code that it was turned on with', async () => {
    const { signIn, code } = await enrolled();
    assert.equal((await signIn(code(-1))).status, 401);
  });

  it('lets one in of many who have the same code at once, and knows it after a restart', async () => {
    const { app, signIn, code } = await enrolled();
    const answers = await Promise.all([signIn(code()), signIn(code()), signIn(code())]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401]);
    const restarted = createTestApp({ texts: app.texts, clock: app.clock });
    assert.equal(await statusOf(createAskAccounts(restarted), MEMBER_LOGIN, code()), 401);
    assert.equal(await statusOf(createAskAccounts(restarted), MEMBER_LOGIN, code(1)), 200);
  });

  it('takes each recovery code once, however it is typed, and says how many are left', async () => {
    const { app, ask, signIn, codes, cookie } = await enrolled();
    const [first = '', second = ''] = codes;
    assert.equal((await signIn(first)).status, 200);
    assert.equal((await signIn(first)).status, 401);
    assert.equal((await signIn(second.toLowerCase().replaceAll('-', ' '))).status, 200);
    assert.equal((await ask('GET', PATH, { cookie })).json['recoveryCodesLeft'], 8);
    const restarted = createAskAccounts(createTestApp({ texts: app.texts, clock: app.clock }));
    assert.equal(await statusOf(restarted, MEMBER_LOGIN, second), 401);
  });

  it('has new recovery codes in place of the old ones', async () => {
    const { ask, signIn, code, codes, cookie } = await enrolled();
    const { json } = await ask('POST', `${PATH}/recovery-codes`, { cookie });
    const [fresh = ''] = json['recoveryCodes'] as string[];
    assert.equal((await signIn(codes[0])).status, 401);
    assert.equal((await signIn(fresh)).status, 200);
    assert.equal((await signIn(code())).status, 200, 'the app stays as it is');
  });

  it('counts a wrong code as a wrong password, and a code that is still to come as nothing', async () => {
    const { signIn, code } = await enrolled();
    for (let i = 0; i < 3 * LIMITS.freeGuesses; i++) assert.equal((await signIn()).status, 401);
    for (let i = 0; i < LIMITS.freeGuesses; i++)
      assert.equal((await signIn('000000')).json['code'], 'AUTH_OTP_INVALID');
    assert.equal((await signIn(code())).status, 429);
    assert.equal((await signIn()).status, 429);
  });

  it('takes recovery codes alone while the hub does not know the time', async () => {
    const { app, signIn, code, codes } = await enrolled();
    app.clock.isProvisional = () => true;
    for (let i = 0; i < 2 * LIMITS.freeGuesses; i++) {
      const { status, json } = await signIn(code());
      assert.deepEqual([status, json['otpRequired'], json['recoveryOnly']], [401, true, true]);
      assert.match(String(json['error']), /^A recovery code is required/);
    }
    assert.equal((await signIn(codes[0])).status, 200);
    app.clock.isProvisional = () => false;
    assert.equal((await signIn(code())).status, 200);
  });

  it('leaves tokens, refresh tokens, sessions and the PIN as they are', async () => {
    const home = await createHousehold();
    const { ask, app, owner } = home;
    const before = await logIn(ask, OWNER_LOGIN);
    const session = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const made = await ask('POST', '/api/tokens', {
      cookie: session.cookie,
      body: { name: 'Script' },
    });
    await app.access.pin.set({ ...COMMAND_LINE, id: owner.id }, '281946');
    await enrolled(OWNER_LOGIN, home);
    const refreshed = await ask('POST', '/api/auth/refresh', {
      body: { refresh_token: before.refresh_token },
    });
    assert.equal(refreshed.status, 200);
    assert.equal((await ask('GET', '/api/zones', { cookie: session.cookie })).status, 200);
    const { token: bearer } = made.json['token'] as { token: string };
    assert.equal((await ask('GET', '/api/zones', { bearer })).status, 200);
    const panel = await ask('POST', '/api/auth/session', { body: { pin: '281946' } });
    assert.equal(panel.status, 200);
    const both = await ask('POST', '/api/auth/session', { body: { pin: '281946', otp: '123456' } });
    assert.equal(both.status, 400);
  });
});

describe('a house that asks everybody for a second factor', () => {
  it('lets who has none do nothing but set one up, from the next request on', async () => {
    const home = await createHousehold();
    const { ask, clock } = home;
    const member = await ask('POST', '/api/auth/session', { body: MEMBER_LOGIN });
    const owner = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const no = await ask('PUT', RULE, { cookie: owner.cookie, body: { required: false } });
    assert.equal(no.status, 200);
    const early = await ask('PUT', RULE, { cookie: owner.cookie, body: { required: true } });
    assert.deepEqual([early.status, early.text.includes('your own')], [409, true]);
    const { cookie } = await enrolled(OWNER_LOGIN, home);
    const refused = await ask('PUT', RULE, { cookie: member.cookie, body: { required: true } });
    assert.equal(refused.status, 403);
    // One connection, which does not prove itself anew as long as nothing has changed.
    const head = new Head(['Host', 'aris.local', 'Cookie', `aris_session=${member.cookie ?? ''}`]);
    const again = async () => (await home.app.ask({ target: '/api/zones' }, head)).status;
    assert.deepEqual([await again(), await again()], [200, 200]);
    const ruled = await ask('PUT', RULE, { cookie, body: { required: true } });
    assert.deepEqual([ruled.status, ruled.json], [200, { required: true }]);
    assert.equal(await again(), 403);
    assert.equal((await ask('GET', '/api/zones', { cookie })).status, 200);

    const { status, json, ...fresh } = await ask('POST', '/api/auth/session', {
      body: MEMBER_LOGIN,
    });
    assert.deepEqual([status, json['mustEnrol'], json['permissions']], [200, true, []]);
    for (const path of ['/api/zones', '/api/state', '/api/settings', '/api/events', RULE])
      assert.equal((await ask('GET', path, { cookie: fresh.cookie })).status, 403, path);
    const { access_token: bearer } = await logIn(ask, MEMBER_LOGIN);
    assert.equal((await ask('GET', '/api/zones', { bearer })).status, 403);
    const begun = await ask('POST', PATH, { cookie: fresh.cookie });
    const { codeAt } = createAuthenticator(begun.json['secret'] as string);
    const body = { code: codeAt(clock.nowMs()) };
    await ask('POST', `${PATH}/confirm`, { cookie: fresh.cookie, body });
    const self = await ask('GET', '/api/auth/session', { cookie: fresh.cookie });
    assert.equal(self.json['mustEnrol'], undefined);
    assert.equal((await ask('GET', '/api/zones', { cookie: fresh.cookie })).status, 200);
    const off = await ask('DELETE', PATH, { cookie: fresh.cookie });
    assert.deepEqual([off.status, off.text.includes('the house asks')], [409, true]);
    const restarted = createAskAccounts(createTestApp({ texts: home.app.texts, clock }));
    assert.deepEqual((await restarted('GET', RULE, { cookie })).json, { required: true });
    await ask('PUT', RULE, { cookie, body: { required: false } });
    assert.equal((await ask('DELETE', PATH, { cookie: fresh.cookie })).status, 200);
  });
});

describe('a second factor that is lost', () => {
  it('is taken away by an owner, and not by a member', async () => {
    const { ask, member, cookie } = await enrolled();
    const at = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
    const path = `/api/users/${member.id}/second-factor`;
    assert.equal((await ask('DELETE', path, { cookie })).status, 403);
    const users = async () => (await ask('GET', '/api/users', { cookie: at.cookie })).json['users'];
    const hasOne = (list: unknown) =>
      (list as { secondFactor?: true }[]).map(({ secondFactor }) => secondFactor);
    assert.deepEqual(hasOne(await users()), [undefined, true]);
    const done = await ask('DELETE', path, { cookie: at.cookie });
    assert.deepEqual(done.json, { success: true, wasOn: true });
    assert.deepEqual((await ask('DELETE', path, { cookie: at.cookie })).json['wasOn'], false);
    assert.deepEqual(hasOne(await users()), [undefined, undefined]);
    assert.equal(await statusOf(ask, MEMBER_LOGIN), 200);
    const unknown = await ask('DELETE', '/api/users/usr_nobody/second-factor', {
      cookie: at.cookie,
    });
    assert.deepEqual([unknown.status, unknown.json['userId']], [404, 'usr_nobody']);
  });

  it('is taken from an owner by nobody who may do less than an owner', async () => {
    const home = await createHousehold();
    const { app, ask, owner } = home;
    await enrolled(OWNER_LOGIN, home);
    const permissions: Permission[] = ['users:read', 'users:full'];
    const { token } = await app.tokens.create(COMMAND_LINE, { name: 'Script', permissions });
    const path = `/api/users/${owner.id}/second-factor`;
    const refused = await ask('DELETE', path, { bearer: token });
    assert.deepEqual([refused.status, refused.json['field']], [403, 'role']);
    assert.equal(await statusOf(ask, OWNER_LOGIN), 401, 'it is still asked for');
  });

  it('is taken away on the machine itself', async () => {
    const { app, ask } = await enrolled();
    const reset = app.access.userOperations['user.reset-2fa'];
    assert.deepEqual(await reset({ user: MEMBER_LOGIN.email }), { wasOn: true });
    assert.deepEqual(await reset({ user: MEMBER_LOGIN.email }), { wasOn: false });
    assert.equal(await statusOf(ask, MEMBER_LOGIN), 200);
  });

  it('goes with the person', async () => {
    const { app, member } = await enrolled();
    const kept = () => [...app.texts.range('')].filter(([key]) => key.includes('second_factors'));
    assert.equal(kept().length, 1);
    await app.access.accounts.remove(COMMAND_LINE, member.id);
    assert.deepEqual(kept(), []);
  });

  it('is opened by its recovery codes where keys.json is another one', async () => {
    const { app, code, codes } = await enrolled();
    const at = [...app.texts.range('')].find(([key]) => key.includes(`second_factors`));
    assert.ok(at);
    const [key, text] = at;
    const sealed = /"sealedSecret":"(?<sealed>[^"]+)"/.exec(text)?.groups?.['sealed'] ?? '';
    const other = Buffer.from(sealed, 'base64').reverse().toString('base64');
    await app.texts.write([[key, text.replace(sealed, other)]]);
    const restarted = createAskAccounts(createTestApp({ texts: app.texts, clock: app.clock }));
    assert.equal(await statusOf(restarted, MEMBER_LOGIN, code()), 401);
    assert.equal(await statusOf(restarted, MEMBER_LOGIN, codes[0]), 200);
  });
});

describe('the audit of second factors', () => {
  it('has each change, and each use of a recovery code', async () => {
    const home = await createHousehold();
    const owner = await enrolled(OWNER_LOGIN, home);
    const { ask, cookie } = owner;
    const member = await enrolled(MEMBER_LOGIN, home);
    await member.signIn(member.codes[0]);
    await ask('POST', `${PATH}/recovery-codes`, { cookie: member.cookie });
    await ask('PUT', RULE, { cookie, body: { required: true } });
    await ask('PUT', RULE, { cookie, body: { required: true } });
    await ask('PUT', RULE, { cookie, body: { required: false } });
    await ask('DELETE', `/api/users/${home.member.id}/second-factor`, { cookie });
    await ask('DELETE', PATH, { cookie });
    const { json } = await ask('GET', '/api/audit?type=second_factor_changed,recovery_code_used', {
      cookie,
    });
    const events = json['events'] as EventView[];
    const told = events.map(({ message, by }) => [
      message,
      by.id === home.owner.id ? 'owner' : 'member',
    ]);
    assert.deepEqual(told.reverse(), [
      ['Ada Owner turned on a second factor', 'owner'],
      ['Max Member turned on a second factor', 'member'],
      ['Max Member used a recovery code to sign in; 9 are left', 'member'],
      ['Max Member made new recovery codes', 'member'],
      ['The house asks everybody for a second factor', 'owner'],
      ['The house no longer asks for a second factor', 'owner'],
      ['Max Member lost their second factor: it was reset', 'owner'],
      ['Ada Owner turned off their second factor', 'owner'],
    ]);
    for (const code of [...member.codes, ...owner.codes])
      assert.ok(!JSON.stringify(events).includes(code));
  });
});
