import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Principal } from '../../src/app/base/principal.ts';
import type { Permission } from '../../src/domain/access.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { refusalOf } from '../../src/http/admission.ts';
import { Head } from '../../src/http/head.ts';
import type { Route } from '../../src/http/router.ts';
import { refusedAs } from '../support/refused.ts';
import { replyText } from '../support/reply-text.ts';

const NOW_MS = Date.parse('2026-01-15T12:00:00Z');
const OWN_PAGE = ['Host', 'aris.local', 'Origin', 'http://aris.local'];

/** Undefined where it is let in, else the status, and what it is asked for. */
function verdict({
  permissions = [],
  principal = {},
  route = {},
  isCookie = false,
  method = 'GET',
  headers = OWN_PAGE,
  params = {},
}: {
  permissions?: readonly Permission[];
  principal?: Partial<Principal>;
  route?: Partial<Route>;
  isCookie?: boolean;
  method?: string;
  headers?: readonly string[];
  params?: Readonly<Record<string, string>>;
}) {
  const who: Principal = {
    id: 'x',
    kind: 'token',
    permissions: new Set(permissions),
    noteUse: () => undefined,
    ...principal,
  };
  const asked = { access: 'zones:read', ...route } as Route;
  const reply = refusalOf(
    { principal: who, isCookie },
    { route: asked, params },
    { method, head: new Head(headers), nowMs: NOW_MS },
  );
  if (reply === undefined) return undefined;
  const { required } = JSON.parse(replyText(reply)) as { required: unknown };
  return [reply.status, required];
}

describe('whoever is known', () => {
  it('is let in with the permission, or any one of several', () => {
    assert.equal(verdict({ permissions: ['zones:read'] }), undefined);
    assert.deepEqual(verdict({ permissions: ['events:read'] }), [403, 'zones:read']);
    const access = ['zones:read', 'events:read'] as const;
    assert.equal(verdict({ permissions: ['events:read'], route: { access } }), undefined);
    assert.deepEqual(verdict({ permissions: ['metrics:read'], route: { access } }), [403, access]);
  });

  it('is let in to what asks for no permission', () => {
    for (const access of ['any', 'open'] as const)
      assert.equal(verdict({ route: { access } }), undefined);
  });

  it('is let in as a panel where the route is for panels', () => {
    const panel = { isPanel: true };
    assert.equal(verdict({ principal: panel, route: { isForPanel: true } }), undefined);
    assert.deepEqual(verdict({ principal: panel }), [403, 'zones:read']);
    assert.deepEqual(verdict({ route: { isForPanel: true } }), [403, 'zones:read']);
  });
});

describe('a token that is restricted to zones', () => {
  const permissions = ['zones:read'] as const;
  const principal = { zones: new Set(['living']) };
  const at = (route: Partial<Route>, params = {}) =>
    verdict({ permissions, principal, route, params });

  it('is let in where zones are told apart, to its own', () => {
    assert.equal(at({ isZoned: true }), undefined);
    assert.equal(at({ isZoned: true }, { zoneId: 'living' }), undefined);
  });

  it('does not know of another zone, and of nothing else', () => {
    const other = () => at({ isZoned: true }, { zoneId: 'bath' });
    assert.throws(other, refusedAs('not_found', { zoneId: 'bath' }));
    assert.throws(() => at({}), refusedAs('forbidden'));
    for (const access of ['any', 'open'] as const)
      assert.throws(() => at({ access }), refusedAs('forbidden'));
  });
});

describe('a session', () => {
  const sensitive = { permissions: ['users:full'], route: { access: 'users:full' } } as const;
  const given = (agoMs: number) => ({ kind: 'session', passwordAtMs: NOW_MS - agoMs }) as const;

  it('gives its password again for what is sensitive, after ten minutes', () => {
    assert.equal(verdict({ ...sensitive, principal: given(LIMITS.passwordFreshMs) }), undefined);
    const late = { ...sensitive, principal: given(LIMITS.passwordFreshMs + 1) };
    assert.deepEqual(verdict(late), [403, 'password']);
    assert.deepEqual(verdict({ ...sensitive, principal: { kind: 'session' } }), [403, 'password']);
  });

  it('does not for all else, and a token never does', () => {
    const session = { kind: 'session' } as const;
    assert.equal(verdict({ route: { access: 'any' }, principal: session }), undefined);
    assert.equal(
      verdict({ permissions: ['zones:read'], principal: { kind: 'session' } }),
      undefined,
    );
    assert.equal(verdict(sensitive), undefined);
  });

  it('does where the route says so, whatever it asks for besides', () => {
    const route = { access: 'any', asksForPassword: true } as const;
    assert.deepEqual(verdict({ route, principal: { kind: 'session' } }), [403, 'password']);
    assert.equal(verdict({ route, principal: given(0) }), undefined);
  });
});

describe('a cookie', () => {
  const asked = { permissions: ['zones:read'], isCookie: true } as const;
  const foreign = ['Host', 'aris.local', 'Origin', 'http://evil.example'];

  it('changes something from the hub’s own page alone', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      assert.equal(verdict({ ...asked, method }), undefined);
      for (const headers of [foreign, ['Host', 'aris.local']])
        assert.throws(() => verdict({ ...asked, method, headers }), refusedAs('forbidden'));
    }
  });

  it('reads from anywhere: another page does not see the answer', () => {
    for (const method of ['GET', 'HEAD'])
      assert.equal(verdict({ ...asked, method, headers: foreign }), undefined);
  });

  it('alone asks for that: no other credential comes along by itself', () => {
    const other = { ...asked, isCookie: false, method: 'POST', headers: foreign };
    assert.equal(verdict(other), undefined);
  });
});
