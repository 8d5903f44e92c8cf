import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonReply } from '../../src/http/reply.ts';
import { createRouter, type Method, type Route } from '../../src/http/router.ts';
import { refusedAs } from '../support/refused.ts';

const route = (method: Method, path: string, access: Route['access'] = 'zones:read'): Route => ({
  method,
  path,
  access,
  summary: `${method} ${path}`,
  handle: () => jsonReply(200, {}),
});
const ZONES = route('GET', '/api/zones');
const ZONE = route('GET', '/api/zones/{zoneId}');
const RENAME = route('PATCH', '/api/zones/{zoneId}');
const NAMED = route('GET', '/api/zones/all');
const SCHEDULE = route('PUT', '/api/zones/{zoneId}/schedule');
const LOGIN = route('POST', '/api/auth/login', 'open');
const FILES = route('GET', '/firmware/{file*}', 'open');
const USERS = route('GET', '/api/users');
const router = createRouter([ZONES, ZONE, RENAME, NAMED, SCHEDULE, LOGIN, FILES, USERS]);
const matchOf = (method: string, target: string) => {
  const match = router.locate(method, target).found?.match();
  return match && [match.route, { ...match.params }];
};

describe('a path', () => {
  it('leads to its route, by what stands in it before what it may be called', () => {
    assert.deepEqual(matchOf('GET', '/api/zones'), [ZONES, {}]);
    assert.deepEqual(matchOf('GET', '/api/zones/bath'), [ZONE, { zoneId: 'bath' }]);
    assert.deepEqual(matchOf('GET', '/api/zones/all'), [NAMED, {}]);
    assert.deepEqual(matchOf('PUT', '/api/zones/bath/schedule'), [SCHEDULE, { zoneId: 'bath' }]);
    const odd = Object.fromEntries([['zoneId', '__proto__']]);
    assert.deepEqual(matchOf('GET', '/api/zones/__proto__'), [ZONE, odd]);
    for (const nowhere of [
      '/',
      '/api',
      '/api/zones/',
      '/api/zones/bath/x',
      '/api/zones/bath/schedule/x',
    ])
      assert.equal(matchOf('GET', nowhere), undefined, nowhere);
  });

  it('that takes all that is left has it whole', () => {
    for (const left of ['', 'a', 'a/b.bin', 'a/b/'])
      assert.deepEqual(matchOf('GET', `/firmware/${left}`), [FILES, { file: left }]);
    assert.equal(matchOf('GET', '/firmware'), undefined);
  });

  it('is decided on in one spelling, without its query', () => {
    const { target, binding } = router.locate('GET', '/api/zones/b%61th?x=1');
    assert.deepEqual([target.path, target.query], ['/api/zones/bath', 'x=1']);
    assert.equal(binding.surface, 'api');
    assert.throws(() => router.locate('GET', '/api//zones'), refusedAs('invalid'));
  });

  it('of an alias is that of the API, save what is for people', () => {
    assert.deepEqual(matchOf('GET', '/v1/zones/bath'), [ZONE, { zoneId: 'bath' }]);
    assert.equal(router.locate('GET', '/v1/zones').binding.surface, 'v1');
    assert.equal(matchOf('GET', '/v1/users'), undefined);
  });
});

describe('a method', () => {
  it('that a path does not have is refused with those that it has', () => {
    const wrong = (method: string, target: string) => () => matchOf(method, target);
    const allow = 'GET, HEAD, PATCH';
    assert.throws(wrong('DELETE', '/api/zones/bath'), refusedAs('method_not_allowed', { allow }));
    assert.throws(
      wrong('GET', '/api/auth/login'),
      refusedAs('method_not_allowed', { allow: 'POST' }),
    );
    assert.throws(wrong('X'.repeat(100), '/api/zones'), {
      message: `${'X'.repeat(20)} is not possible here`,
    });
  });

  it('HEAD is GET', () => {
    assert.deepEqual(matchOf('HEAD', '/api/zones/bath'), [ZONE, { zoneId: 'bath' }]);
  });

  it('is open where its route is, and one that there is not where all others are', () => {
    const isOpen = (method: string, target: string) => router.locate(method, target).found?.isOpen;
    assert.deepEqual(
      [isOpen('POST', '/api/auth/login'), isOpen('PUT', '/api/auth/login')],
      [true, true],
    );
    assert.deepEqual([isOpen('GET', '/api/zones'), isOpen('PUT', '/api/zones')], [false, false]);
    const mixed = createRouter([route('GET', '/x', 'open'), route('POST', '/x')]);
    assert.equal(mixed.locate('PUT', '/x').found?.isOpen, false);
  });
});

describe('a target that is spelled as in the table', () => {
  it('is looked up, where it is guarded and has no name in it', () => {
    const place = router.exact('GET', '/api/zones');
    assert.equal(place?.match.route, ZONES);
    assert.equal(place.found?.match(), place.match);
    assert.deepEqual(
      [place.target, place.found.isOpen],
      [{ path: '/api/zones', query: '' }, false],
    );
    assert.equal(router.locate('GET', '/api/zones'), place);
    for (const [method, target] of [
      ['POST', '/api/zones'],
      ['GET', '/api/zones?x'],
      ['GET', '/api/zones/{zoneId}'],
      ['POST', '/api/auth/login'],
    ] as const)
      assert.equal(router.exact(method, target), undefined, target);
  });
});

it('two routes for the same cannot be', () => {
  assert.throws(() => createRouter([ZONE, route('GET', '/api/zones/{id}')]), {
    message: 'two routes for GET /api/zones/{id}',
  });
});
