import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { SelfView } from '../../src/app/people/who-am-i.ts';
import { ApiError } from '../../src/ui/api.ts';
import {
  loadSession,
  may,
  mayCommand,
  mustEnrol,
  self,
  session,
  signIn,
  signOut,
} from '../../src/ui/session.ts';

const own = globalThis.fetch;
after(() => void (globalThis.fetch = own));

/** `METHOD path` → status and body; nothing answers where it is not told here. */
let hub: Record<string, readonly [number, unknown]>;
let asked: string[];
beforeEach(() => {
  [hub, asked] = [{}, []];
  session.value = { is: 'unknown' };
  globalThis.fetch = async (path, { method = 'GET' } = {}) => {
    const what = `${method} ${path as string}`;
    asked.push(what);
    const answer = hub[what];
    if (answer === undefined) throw new TypeError('no way');
    const [status, body] = answer;
    return Promise.resolve(Response.json(body, { status }));
  };
});

const ADA = { name: 'Ada', role: 'owner', permissions: ['zones:full', 'users:read'] };
const DOOR = {
  ownerExists: true,
  pinEnabled: false,
  setupCodeRequired: false,
  installation: 'service',
};
const SESSION = 'GET /api/auth/session';
const STATUS = 'GET /api/auth/status';

describe('who is signed in', () => {
  it('is who the hub says', async () => {
    hub[SESSION] = [200, ADA];
    await loadSession();
    assert.deepEqual([session.value, self()], [{ is: 'in', self: ADA }, ADA]);
  });

  it('is nobody where the hub knows of none, and then what may be done to get in is known', async () => {
    Object.assign(hub, { [SESSION]: [401, {}], [STATUS]: [200, DOOR] });
    await loadSession();
    assert.deepEqual(session.value, { is: 'out', door: DOOR });
    assert.equal(self(), undefined);
  });

  it('is not known while the hub does not answer, but who is in stays in', async () => {
    await loadSession();
    assert.equal(session.value.is, 'unreachable');
    hub[SESSION] = [401, {}];
    await loadSession();
    assert.equal(session.value.is, 'unreachable', 'nor may anybody get in');
    session.value = { is: 'in', self: ADA as unknown as SelfView };
    hub = {};
    await loadSession();
    hub[SESSION] = [503, {}];
    await loadSession();
    assert.equal(session.value.is, 'in');
  });

  it('is who has shown a good proof, and nobody after a sign-out', async () => {
    Object.assign(hub, {
      'POST /api/auth/session': [401, { code: 'AUTH_INVALID_CREDENTIALS' }],
      'DELETE /api/auth/session': [200, {}],
      [STATUS]: [200, DOOR],
    });
    await assert.rejects(signIn({ pin: '274916' }), ApiError);
    assert.deepEqual(session.value, { is: 'unknown' });
    hub['POST /api/auth/session'] = [200, ADA];
    await signIn({ email: 'ada@example.com', password: 'x' });
    assert.deepEqual(self(), ADA);
    await signOut();
    assert.deepEqual(session.value, { is: 'out', door: DOOR });
    assert.deepEqual(asked.slice(-2), ['DELETE /api/auth/session', STATUS]);
  });
});

describe('what may be done', () => {
  function as(who: object | undefined): void {
    session.value = who === undefined ? { is: 'unknown' } : { is: 'in', self: who as SelfView };
  }

  it('is what the hub says, and nothing for a stranger', () => {
    as(ADA);
    assert.deepEqual([may('users:read'), may('users:full')], [true, false]);
    as(undefined);
    assert.equal(may('users:read'), false);
  });

  it('is to command for who has the right, and for panels', () => {
    const allowed = [
      ADA,
      { role: 'panel', permissions: [] },
      { role: 'member', permissions: ['zones:read'] },
      undefined,
    ].map((who) => (as(who), mayCommand()));
    assert.deepEqual(allowed, [true, true, false, false]);
  });

  it('is nothing but a second step where that is wanted', () => {
    const wanted = [{ ...ADA, mustEnrol: true }, ADA, undefined].map(
      (who) => (as(who), mustEnrol()),
    );
    assert.deepEqual(wanted, [true, false, false]);
  });
});
