import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HubError } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { normaliseTarget } from '../../src/http/path.ts';

describe('the normal form of a request target', () => {
  const good = [
    ['/api/zones', '/api/zones', ''],
    ['/api/zones?a=1&b=%2e', '/api/zones', 'a=1&b=%2e'],
    ['/api/zones?', '/api/zones', ''],
    ['/api/%7Aones', '/api/zones', ''],
    ['/api/zones/k%C3%BCche', '/api/zones/küche', ''],
    ['/firmware/', '/firmware/', ''],
    ['/firmware/.hidden', '/firmware/.hidden', ''],
    ['/firmware/a..b', '/firmware/a..b', ''],
    ['/', '/', ''],
  ] as const;
  for (const [target, path, query] of good) {
    it(`of ${target} is ${path}`, () => assert.deepEqual(normaliseTarget(target), { path, query }));
  }

  const refused = [
    '//api/zones',
    '/api//zones',
    '/api/../api/zones',
    '/api/./zones',
    '/health/..',
    '/health/%2e%2e/api/zones',
    '/health/%2E%2E%2Fapi/zones',
    '/api%2fzones',
    '/api%2Fzones',
    '/api%5czones',
    '/api%5Czones',
    '/api\\..\\zones',
    '/api/%00zones',
    '/api/zones%0d%0aX: y',
    '/api/%252e%252e/zones',
    '/api/%zz',
    '/api/%ff',
    '/api/zones#x',
    'http://aris.local/api/zones',
    'api/zones',
    '*',
    '',
    `/${'a'.repeat(LIMITS.requestTargetBytes)}`,
  ];
  for (const target of refused) {
    it(`refuses ${JSON.stringify(target.slice(0, 40))}`, () => {
      assert.throws(
        () => normaliseTarget(target),
        (error) =>
          error instanceof HubError &&
          error.code === 'invalid' &&
          error.context['field'] === 'path',
      );
    });
  }

  it('takes a target of just the limit', () => {
    const target = `/${'a'.repeat(LIMITS.requestTargetBytes - 1)}`;
    assert.equal(normaliseTarget(target).path, target);
  });

  it('is its own normal form, and never has structure of its own', () => {
    const part = fc.constantFrom(
      'a',
      'api',
      '.',
      '..',
      '/',
      '%2e',
      '%2F',
      '%41',
      '\\',
      '%',
      '%00',
      'ü',
      '?',
      '#',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        let path: string;
        try {
          ({ path } = normaliseTarget(`/${parts.join('')}`));
        } catch (error) {
          return error instanceof HubError;
        }
        const hasStructure =
          path.includes('//') || path.split('/').some((name) => name === '.' || name === '..');
        return !hasStructure && !path.includes('\\') && !path.includes('%2e');
      }),
      { numRuns: 2_000 },
    );
  });
});
