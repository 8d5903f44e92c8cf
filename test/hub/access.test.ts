/** Everything that decides who may come in, as hub and command line join it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClockMove } from '../../src/app/base/ports/clock.ts';
import { COMMAND_LINE, type Principal } from '../../src/app/base/principal.ts';
import type { SteadyClock } from '../../src/app/records/steady-clock.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/units.ts';
import { createHousehold, MEMBER_LOGIN, openSession } from '../support/ask-accounts.ts';
import { createTestApp, KEYS, type TestApp } from '../support/app.ts';
import { createTestParts } from '../support/core.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { settled } from '../support/settled.ts';

const PIN = '274916';
const LAN = { address: '192.168.1.20', isLocal: false, isSecure: false };

/** Who has a session by this cookie. */
function principalOf({ access }: TestApp, cookie: string): Principal {
  const result = access.sessions.byCookie(cookie);
  assert.ok('principal' in result);
  return result.principal;
}

/** A hub whose clock tells that it was wrong, when the test says so. */
function createMovingApp() {
  const { clock } = createTestParts();
  const listeners = new Set<(move: ClockMove) => void>();
  const steady: SteadyClock = {
    ...clock,
    onMoved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const app = createTestApp({ steady, clock });
  return { app, move: (by: ClockMove) => listeners.forEach((listener) => listener(by)) };
}

describe('who may come in, joined', () => {
  it('refuses a password that many have', async () => {
    const { app } = await createHousehold();
    const request = { email: 'new@example.com', name: 'New', role: 'member' } as const;
    const create = async (password: string) =>
      app.access.accounts.create(COMMAND_LINE, { ...request, password });
    await assert.rejects(create('password123'), { code: 'invalid' });
    await create('a rather long passphrase');
  });

  it('lets nobody make a token whose session has ended meanwhile', async () => {
    const { app, owner } = await createHousehold();
    const asker = principalOf(app, await openSession(app, owner.id));
    await app.access.tokens.create(asker, { name: 'before' });
    await app.access.sessions.end(asker, asker.sessionId ?? '');
    await assert.rejects(app.access.tokens.create(asker, { name: 'after' }));
  });

  it('lets nobody make a token whose rights are others meanwhile', async () => {
    const { app, owner, member } = await createHousehold();
    await app.access.accounts.change(COMMAND_LINE, member.id, { role: 'owner' });
    const asker = principalOf(app, await openSession(app, member.id));
    await app.access.tokens.create(asker, { name: 'before' });
    const boss = principalOf(app, await openSession(app, owner.id));
    await app.access.accounts.change(boss, member.id, { role: 'member' });
    await assert.rejects(app.access.tokens.create(asker, { name: 'after' }));
  });

  it('has tokens and sessions last as long as they were to where the clock was wrong, also on the disk', async () => {
    const { app, move } = createMovingApp();
    const nowMs = app.clock.nowMs();
    const { id } = await app.access.tokens.create(COMMAND_LINE, { name: 'x', expiresIn: '1d' });
    move({ sinceMs: nowMs - HOUR_MS, byMs: DAY_MS });
    await settled();
    const [[, kept = ''] = []] = app.texts.range(`tokens/${id.replace('tok_', '')}`);
    assert.match(kept, new RegExp(String(nowMs + 2 * DAY_MS)));
  });

  it('tells the log where that cannot be written', async () => {
    const { app, move } = createMovingApp();
    await app.access.tokens.create(COMMAND_LINE, { name: 'x', expiresIn: '1d' });
    app.texts.isFull = true;
    move({ sinceMs: app.clock.nowMs() - HOUR_MS, byMs: DAY_MS });
    await settled();
    assert.ok(app.log.lines.some(({ message }) => message.startsWith('expiries were not written')));
  });

  it('has no second factor without the key that hides its secrets', async () => {
    const { app, owner } = await createHousehold();
    const asker = principalOf(app, await openSession(app, owner.id));
    assert.ok(app.access.secondFactor.begin(asker));
    const { accessKey, refreshKey, setupKey } = KEYS;
    const keyless = createTestApp({ texts: app.texts, keys: { accessKey, refreshKey, setupKey } });
    const same = principalOf(keyless, await openSession(keyless, owner.id));
    assert.throws(() => keyless.access.secondFactor.begin(same), { code: 'unavailable' });
  });

  it('opens the PIN again once an owner signs in, and not for a member', async () => {
    const { app, ask, owner } = await createHousehold();
    const { pin } = app.access;
    await pin.set(principalOf(app, await openSession(app, owner.id)), PIN);
    while (pin.isOpenTo(LAN)) {
      await pin.signIn('271828', LAN).catch(() => undefined);
      app.clock.advance(DAY_MS);
    }
    await ask('POST', '/api/auth/login', { body: MEMBER_LOGIN });
    assert.equal(pin.isOpenTo(LAN), false);
    await ask('POST', '/api/auth/login', { body: OWNER_LOGIN });
    assert.equal(pin.isOpenTo(LAN), true);
  });

  it('writes lazily when tokens and sessions were used last', async () => {
    const { app, owner } = await createHousehold();
    const kept = () => new Map(app.texts.range(''));
    const { token } = await app.access.tokens.create(COMMAND_LINE, { name: 'x' });
    const cookie = await openSession(app, owner.id);
    const before = kept();
    app.clock.advance(HOUR_MS);
    const use = async (...header: [string, string]) =>
      app.ask({ target: '/api/zones', headers: [header] });
    assert.equal((await use('Authorization', `Bearer ${token}`)).status, 200);
    assert.equal((await use('Cookie', `aris_session=${cookie}`)).status, 200);
    assert.deepEqual(kept(), before);
    await app.lazyBatch.flush();
    const changed = [...kept()].filter(([key, text]) => before.get(key) !== text);
    const tables = new Set(changed.map(([key]) => key.split('/')[0]));
    for (const table of ['session_use', 'token_usage'])
      assert.ok(tables.has(table), [...tables].join());
  });
});
