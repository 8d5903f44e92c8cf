import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Principal, TokenUse } from '../../src/app/base/principal.ts';
import { askerOf, doerOf, principalOf } from '../../src/http/asker.ts';
import type { Request } from '../../src/http/exchange.ts';
import { LAN } from '../support/accounts.ts';
import { OWNER } from '../support/app.ts';
import { useAt } from '../support/token-use.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const requestOf = (principal?: Principal, userAgent?: string) =>
  ({
    principal,
    path: '/api/zones',
    client: LAN,
    header: (name: string) => (name === 'user-agent' ? userAgent : undefined),
  }) as unknown as Request;

describe('who asks', () => {
  it('is the principal as it stands whenever it is looked at', () => {
    const own = {
      ...OWNER,
      name: 'Ada',
      isPanel: false,
      zones: new Set(['bath']),
      expiresAtMs: 7,
      sessionId: 'ses_1',
      passwordAtMs: 5,
      pace: () => ({ isAllowed: true, limit: 1, left: 1, fullInMs: 0 }) as never,
    };
    const asker = askerOf(requestOf(own));
    const names = [
      ...(['id', 'kind', 'name', 'permissions', 'isPanel', 'zones'] as const),
      ...(['expiresAtMs', 'sessionId', 'passwordAtMs', 'pace'] as const),
    ];
    for (const name of names) assert.equal(asker[name], own[name], name);
    own.name = 'Eve';
    assert.equal(asker.name, 'Eve');
  });

  it('has its uses noted with the principal', () => {
    const noted: (readonly [TokenUse, boolean])[] = [];
    const own: Principal = { ...OWNER, noteUse: (...use) => void noted.push(use) };
    askerOf(requestOf(own)).noteUse(useAt(1), false);
    assert.deepEqual(noted, [[useAt(1), false]]);
  });

  it('is recorded with the address, the program and the session of the request, as far as they are known', () => {
    const { address } = LAN;
    assert.deepEqual(askerOf(requestOf(OWNER)).from, { address });
    const session = { ...OWNER, name: 'Ada', sessionId: 'ses_1' };
    const from = { address, program: 'Firefox on Linux', sessionId: 'ses_1' };
    assert.deepEqual(askerOf(requestOf(session, FIREFOX)).from, from);
    const by = { kind: 'person', id: OWNER.id, name: 'Ada' };
    assert.deepEqual(doerOf(requestOf(session, FIREFOX)), { by, from });
  });

  it('is somebody: a route that asks for nobody is at fault', () => {
    assert.equal(principalOf(requestOf(OWNER)), OWNER);
    for (const ask of [principalOf, askerOf, doerOf])
      assert.throws(() => ask(requestOf()), { message: '/api/zones was asked by nobody' });
  });
});
