import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindingOf } from '../../src/domain/surface.ts';

describe('the binding table', () => {
  const cases: readonly (readonly [path: string, surface: string, routed: string])[] = [
    ['/health', 'open', '/health'],
    ['/', 'open', '/'],
    ['/firmware/x', 'open', '/firmware/x'],
    ['/apiary', 'open', '/apiary'],
    ['/api', 'api', '/api'],
    ['/api/', 'api', '/api/'],
    ['/api/zones', 'api', '/api/zones'],
    ['/api/administrator', 'api', '/api/administrator'],
    ['/api/v10/zones', 'api', '/api/v10/zones'],
    ['/api/v1', 'v1', '/api'],
    ['/api/v1/zones', 'v1', '/api/zones'],
    ['/v1', 'v1', '/api'],
    ['/v1/zones/kitchen', 'v1', '/api/zones/kitchen'],
    ['/v1/v1/zones', 'v1', '/api/v1/zones'],
    ['/v11/zones', 'open', '/v11/zones'],
    ['/api/admin', 'admin', '/api/admin'],
    ['/api/admin/users', 'admin', '/api/admin/users'],
    ['/prometheus', 'prometheus', '/prometheus'],
    ['/prometheus/metrics', 'prometheus', '/prometheus/metrics'],
    ['/prometheusx', 'open', '/prometheusx'],
  ];
  for (const [path, surface, routed] of cases) {
    it(`has ${path} as ${surface}`, () => {
      const binding = bindingOf(path);
      assert.deepEqual(
        [binding.surface, binding.path, binding.isDeadEnd],
        [surface, routed, undefined],
      );
    });
  }

  for (const people of ['auth/login', 'admin/users', 'users', 'users/usr_x', 'sessions']) {
    it(`leads a program nowhere at /v1/${people}`, () => {
      for (const alias of ['/v1', '/api/v1'])
        assert.equal(bindingOf(`${alias}/${people}`).isDeadEnd, true);
    });
  }
});
