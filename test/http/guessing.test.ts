/** Guessing hurts only who guesses, asked of the whole hub. */
import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { beforeEach, describe, it } from 'node:test';
import { USERS } from '../../src/app/users/users.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { settled } from '../support/settled.ts';
import { createTestApp, OWNER } from '../support/app.ts';
import {
  createAskAccounts,
  createHousehold,
  logIn,
  MEMBER_LOGIN,
} from '../support/ask-accounts.ts';

const HOME = 'fd00::10';
const GUEST = 'fd00::66';
const WRONG = { ...OWNER_LOGIN, password: 'wrong password' };
const NOBODY = { ...WRONG, email: 'nobody@example.com' };
const PIN = '274916';

/** A hash that costs a test nothing: a good sign-in renews it. */
function cheapHash(secret: string): string {
  const [salt, cost] = [Buffer.from('0123456789abcdef'), { N: 2 ** 10, r: 1, p: 1 }];
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '');
  return `$scrypt$ln=10,r=1,p=1$${base64(salt)}$${base64(scryptSync(secret, salt, 32, cost))}`;
}

/** With a PIN, and hashes that cost nothing. */
async function createCheapHousehold() {
  const { app, owner, member } = await createHousehold();
  for (const [id, { password }] of [
    [owner.id, OWNER_LOGIN],
    [member.id, MEMBER_LOGIN],
  ] as const) {
    const record = app.store.get(USERS, id);
    assert.ok(record);
    const value = { ...record, passwordHash: cheapHash(password) };
    await app.store.commit([{ put: USERS, key: id, value }]);
  }
  const pinTable = { name: 'pin', version: 1, parse: (value: unknown) => value };
  const value = { hash: cheapHash(PIN), failures: 0 };
  await app.store.commit([{ put: pinTable, key: 'panel', value }]);
  const again = createTestApp({ texts: app.texts, clock: app.clock });
  return { app: again, ask: createAskAccounts(again), clock: again.clock };
}

let house: Awaited<ReturnType<typeof createCheapHousehold>>;
const logInFrom = async (from: string, body: object = OWNER_LOGIN) =>
  house.ask('POST', '/api/auth/login', { from, body });
const openFrom = async (from: string, body: object, cookie?: string) =>
  house.ask('POST', '/api/auth/session', { from, body, cookie });
const statusFrom = async (from: string, body?: object) => (await logInFrom(from, body)).status;
/** What costs no hash, and counts for the address alone. */
const guessAdmin = async (from: string) =>
  (
    await house.app.ask({
      target: '/api/admin/tenants',
      from,
      headers: [['X-Admin-Secret', 'x'.repeat(32)]],
    })
  ).status;
const guessAdminOften = async (from: string) => {
  for (let tried = 0; tried < LIMITS.freeGuesses; tried++)
    assert.equal(await guessAdmin(from), 401);
};

beforeEach(async () => {
  house = await createCheapHousehold();
});

describe('a guest in the network of the house', () => {
  it('locks nobody out where they have signed in before, nor at other addresses', async () => {
    assert.equal(await statusFrom(HOME), 200);
    for (let tried = 0; tried < LIMITS.freeGuesses; tried++)
      assert.equal(await statusFrom(GUEST, WRONG), 401);
    assert.equal(await statusFrom(GUEST, WRONG), 429);
    assert.equal(await statusFrom('fd00::77', WRONG), 429, 'the account is locked to strangers');
    assert.equal(await statusFrom('fd00::77', MEMBER_LOGIN), 200);
    assert.equal(await statusFrom(HOME), 200);
  });

  it('fills the network with ten times as many, which still locks nobody who is known', async () => {
    assert.equal(await statusFrom(HOME), 200);
    const { cookie } = await openFrom('fd00:0:0:1::1', OWNER_LOGIN);
    for (let host = 0; host < LIMITS.networkRoom; host++) await guessAdminOften(`fd00::a${host}`);
    assert.equal(await guessAdmin('fd00::b'), 429);
    assert.equal(await statusFrom('fd00::b', MEMBER_LOGIN), 429);
    assert.equal(await statusFrom('fd00:0:0:1::2', MEMBER_LOGIN), 200);
    assert.equal(await statusFrom(HOME), 200);
    const phone = await openFrom('fd00::c', OWNER_LOGIN, cookie);
    assert.equal(phone.status, 200, 'a device with a session is known at whatever address');
  });

  it('paces nobody but itself, and the network at ten times as often', async () => {
    assert.equal(await statusFrom(HOME), 200);
    const { cookie } = await openFrom('fd00:0:0:1::1', OWNER_LOGIN);
    const { authRequestsPerMinute: limit, networkRoom } = LIMITS;
    const waitMs = (limit * SECOND_MS) / LIMITS.strangers.togetherPerSecond;
    const junk = async (from: string) =>
      (await house.ask('POST', '/api/auth/refresh', { from, body: {} })).status;
    for (let host = 0; host < networkRoom; host++) {
      // The one that signed in above was known to nobody yet.
      const already = host === 0 ? 1 : 0;
      for (let asked = already; asked < limit; asked++)
        assert.equal(await junk(`fd00::a${host}`), 400);
      if (host > 0) assert.equal(await junk(`fd00::a${host}`), 429);
      // So that strangers together are within their pace; as much room comes back for the network.
      house.clock.advance(waitMs);
    }
    const cameBack = Math.ceil((networkRoom * waitMs * limit * networkRoom) / MINUTE_MS);
    for (let asked = 0; asked < cameBack; asked++) await junk('fd00::b');
    assert.equal(await junk('fd00::b'), 429);
    assert.equal(await junk('fd00:0:0:1::2'), 400);
    assert.equal(await statusFrom(HOME), 200);
    assert.equal((await openFrom('fd00::c', OWNER_LOGIN, cookie)).status, 200);
  });
});

describe('a flood of sign-ins from strangers', () => {
  it('does not stand before who is known, and is told when to come again', async () => {
    assert.equal(await statusFrom('192.168.1.10'), 200);
    const done: string[] = [];
    const flood = Array.from({ length: 60 }, async (_, at) => {
      const answer = await openFrom(`10.0.0.${at}`, { pin: '000000' });
      done.push('stranger');
      return answer;
    });
    const owner = logInFrom('192.168.1.10').then(({ status }) => done.push(`owner ${status}`));
    const refused = (await Promise.all(flood)).filter(({ status }) => status === 503);
    await owner;
    assert.ok(refused.length > LIMITS.passwordQueue, 'it was one');
    assert.ok(refused.every((answer) => Number(answer.header('retry-after')) > 0));
    // Behind those that were at work when it came, and before all that wait.
    const evaluated = done.slice(refused.length);
    assert.ok(evaluated.slice(0, 4).includes('owner 200'), done.join());
  });
});

describe('wrong PINs', () => {
  const pinFrom = async (from: string, pin: string, cookie?: string) =>
    (await openFrom(from, { pin }, cookie)).status;
  /** As patiently as the lock-out has it. */
  async function guessPins(from: string): Promise<void> {
    for (let tried = 0; tried < LIMITS.pinFailures; tried++) {
      assert.equal(await pinFrom(from, '000000'), 401);
      house.clock.advance(LIMITS.lockoutMaxMs);
    }
  }

  it('of one address close it there alone, and running panels go on', async () => {
    const there = await openFrom(GUEST, { pin: PIN });
    const panel = await openFrom(HOME, { pin: PIN });
    await guessPins(GUEST);
    assert.equal(await pinFrom(GUEST, PIN), 403);
    const status = async (from: string) =>
      (await house.ask('GET', '/api/auth/status', { from })).json['pinEnabled'];
    assert.deepEqual([await status(GUEST), await status('fd00::77')], [false, true]);
    for (const { cookie } of [there, panel])
      assert.equal((await house.ask('GET', '/api/zones', { cookie })).status, 200);
    assert.equal(await pinFrom('fd00::77', PIN), 200);
    assert.equal(await pinFrom(HOME, PIN), 200);
    assert.equal(await statusFrom(HOME), 200);
    assert.equal(await pinFrom(GUEST, PIN), 200, 'an owner has signed in');
  });

  it('lock nobody else out while they wait, and the command line opens it again', async () => {
    for (let tried = 0; tried < LIMITS.freeGuesses; tried++) await pinFrom(GUEST, '000000');
    assert.equal(await pinFrom(GUEST, PIN), 429);
    assert.equal(await pinFrom('fd00::77', PIN), 200);
    await guessPins('fd00::67');
    assert.equal(await pinFrom('fd00::67', PIN), 403);
    const unlock = house.app.access.userOperations['user.unlock'];
    assert.deepEqual(await unlock({ subject: 'pin' }), { wasLocked: true });
    assert.equal(await pinFrom('fd00::67', PIN), 200);
  });
});

describe('wrong setup codes', () => {
  const ADA = { email: 'ada@example.com', password: 'a rather long passphrase', name: 'Ada' };

  function createNewHub() {
    const app = createTestApp();
    const ask = createAskAccounts(app);
    const register = async (from: string, setup_code: string) =>
      (await ask('POST', '/api/auth/register', { from, body: { ...ADA, setup_code } })).status;
    const shown = async () =>
      (await app.access.userOperations['user.setup-code']({})) as { setupCode: string };
    return { app, register, shown };
  }

  it('of one address hold up that address, and leave the code as it is', async () => {
    const { register, shown } = createNewHub();
    const { setupCode } = await shown();
    for (let host = 0; host < LIMITS.networkRoom; host++) {
      for (let tried = 0; tried < LIMITS.freeGuesses; tried++)
        assert.equal(await register(`fd00::a${host}`, 'WRONG'), 403);
      assert.equal(await register(`fd00::a${host}`, setupCode), 429);
    }
    assert.equal(await register('fd00::b', setupCode), 429, 'so many of a network hold it up');
    assert.equal((await shown()).setupCode, setupCode);
    assert.equal(await register('192.168.1.20', setupCode), 201);
  });

  it('count the same where a backup is to be put back', async () => {
    const { app, register, shown } = createNewHub();
    const { setupCode } = await shown();
    const from = '192.168.1.66';
    const send = async (code: string) => {
      const headers = [
        ['X-Setup-Code', code],
        ['Content-Type', 'application/octet-stream'],
      ] as const;
      const asked = { method: 'POST', target: '/api/restore', headers, body: 'a file', from };
      return (await app.ask(asked)).status;
    };
    for (let tried = 0; tried < LIMITS.freeGuesses; tried++) assert.equal(await send('WRONG'), 403);
    assert.equal(await send(setupCode), 429);
    assert.equal(await register(from, setupCode), 429);
    assert.equal(await register('192.168.1.20', setupCode), 201);
    assert.equal(await send(setupCode), 401, 'closed once there is an owner');
  });

  it('make a new one at a hundred in all, which log and command line show', async () => {
    const { app, register, shown } = createNewHub();
    const { setupCode } = await shown();
    for (let tried = 0; tried < LIMITS.setupCodeTries; tried++)
      assert.equal(await register(`10.0.0.${tried >> 2}`, 'WRONG'), 403);
    const next = (await shown()).setupCode;
    assert.notEqual(next, setupCode);
    assert.ok(app.log.lines.some(({ message }) => message.includes(next)));
    assert.equal(await register('192.168.1.20', setupCode), 403);
    assert.equal(await register('192.168.1.20', next), 201);
  });

  it('are those that are a day old, too', async () => {
    const { app, register, shown } = createNewHub();
    const { setupCode } = await shown();
    app.clock.advance(LIMITS.setupCodeMs);
    assert.equal(await register('192.168.1.20', setupCode), 403);
    const next = (await shown()).setupCode;
    assert.ok(app.log.lines.some(({ message }) => message.includes(next)));
    assert.equal(await register('192.168.1.20', next), 201);
  });
});

describe('whether there is an account', () => {
  const answers = async (from: string, logins: readonly object[] = [WRONG, NOBODY]) =>
    Promise.all(
      logins.map(async (body) => {
        const { status, text } = await logInFrom(from, body);
        return [status, text.replace(/\d+/, 'N')] as const;
      }),
    );

  async function assertAlike(from: string, status: number): Promise<void> {
    const [real, madeUp] = await answers(from);
    assert.deepEqual(real, madeUp);
    assert.equal(real?.[0], status);
  }

  it('is told by no full counter of an address, be it known to the account or not', async () => {
    assert.equal(await statusFrom(HOME), 200);
    for (const from of [HOME, GUEST]) await guessAdminOften(from);
    await assertAlike(HOME, 429);
    await assertAlike(GUEST, 429);
    assert.equal(await statusFrom(HOME), 200);
    assert.equal(await statusFrom(HOME, MEMBER_LOGIN), 429, 'is not known there');
  });

  it('is told by no full counter of an account', async () => {
    assert.equal(await statusFrom(HOME), 200);
    for (let at = 0; at < LIMITS.freeGuesses; at++) await assertAlike(`10.0.0.${at}`, 401);
    await assertAlike(GUEST, 429);
    await assertAlike(HOME, 429);
    assert.equal(await statusFrom(HOME), 200);
  });

  it('is told by no full table of accounts', async () => {
    for (let at = 0; at < LIMITS.freeGuesses; at++) await assertAlike(`10.0.0.${at}`, 401);
    await assertAlike(GUEST, 429);
    const { guesses } = house.app.access;
    for (let at = 0; at < LIMITS.guessedAccounts; at++)
      guesses.attempt({ account: `${at}`, address: `11.0.${at >> 8}.${at & 255}` }).failed();
    await assertAlike('10.0.1.1', 401);
  });
});

describe('signing out', () => {
  it('works however much the address has guessed and asked', async () => {
    const { ask } = house;
    const from = GUEST;
    const { refresh_token, access_token: bearer } = await logIn(ask, OWNER_LOGIN);
    const { cookie } = await openFrom('192.168.1.20', OWNER_LOGIN);
    await guessAdminOften(from);
    for (let asked = 0; asked <= LIMITS.authRequestsPerMinute; asked++)
      await ask('POST', '/api/auth/refresh', { from, body: {} });
    const refresh = { from, body: { refresh_token } };
    assert.equal((await ask('POST', '/api/auth/refresh', refresh)).status, 429);
    for (let times = 0; times <= LIMITS.authRequestsPerMinute; times++)
      assert.equal((await ask('POST', '/api/auth/logout', refresh)).status, 200);
    assert.equal((await ask('GET', '/api/auth/session', { bearer })).status, 401);
    assert.equal((await ask('DELETE', '/api/auth/session', { from, cookie })).status, 200);
    assert.equal((await ask('GET', '/api/auth/session', { cookie })).status, 401);
  });
});

describe('strangers past their pace', () => {
  const FLOOD = '192.168.1.66';
  const askHealth = async (target = '/health', token = 'aris_tok_none') =>
    house.app.ask({ target, from: FLOOD, headers: [['Authorization', `Bearer ${token}`]] });

  it('wait for the very answer that they would have had, and the signed-in do not', async () => {
    const { token } = await house.app.tokens.create(OWNER, { name: 'good' });
    for (let asked = 0; asked < LIMITS.strangers.burst; asked++) await askHealth();
    let isAnswered = false;
    const late = [askHealth(), askHealth('/api/zones')];
    void Promise.race(late).then(() => (isAnswered = true));
    assert.equal((await askHealth('/api/zones', token)).status, 200);
    await settled();
    assert.equal(isAnswered, false);
    house.clock.advance(SECOND_MS);
    const statuses = (await Promise.all(late)).map(({ status }) => status);
    assert.deepEqual(statuses, [200, 401]);
  });
});
