import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TokenUse } from '../../../src/app/base/principal.ts';
import { NOWHERE, UseLog, type LoggedToken } from '../../../src/app/tokens/use-log.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

type Told = readonly [atMs: number, path: string, wasLetIn: boolean];

/** A token that keeps what it is told. */
function createToken(): LoggedToken & { readonly told: Told[] } {
  const told: Told[] = [];
  return {
    told,
    lastUseAt: NOWHERE,
    takeUse: (atMs, { path }, wasLetIn) => void told.push([atMs, path, wasLetIn]),
  };
}

const use = (atMs: number, path: string): TokenUse => ({
  atMs,
  method: 'GET',
  path,
  status: 200,
  address: '::1',
  userAgent: undefined,
});

describe('the log of uses', () => {
  it('tells each token of all its own, in their order, whenever it is asked to (property)', () => {
    const step = fc.oneof(
      { weight: 9, arbitrary: fc.tuple(fc.nat(4), fc.nat(2), fc.boolean()) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const log = new UseLog();
        const tokens = Array.from({ length: 5 }, createToken);
        const wanted = tokens.map((): Told[] => []);
        for (const [atMs, next] of steps.entries()) {
          if (next === undefined) log.tell();
          else {
            const [which, path, wasLetIn] = next;
            log.note(tokens[which] ?? assert.fail(), use(atMs, `/${path}`), wasLetIn);
            wanted[which]?.push([atMs, `/${path}`, wasLetIn]);
          }
        }
        log.tell();
        assert.deepEqual(
          tokens.map(({ told }) => told),
          wanted,
        );
      }),
    );
  });

  it('tells nothing before it is asked to, or full', () => {
    const log = new UseLog();
    const token = createToken();
    for (let atMs = 0; atMs < LIMITS.tokenUsesLogged; atMs++) log.note(token, use(atMs, '/'), true);
    assert.equal(token.told.length, 0);
    log.note(token, use(-1, '/'), true);
    assert.equal(token.told.length, LIMITS.tokenUsesLogged);
    log.tell();
    assert.deepEqual(token.told.at(-1), [-1, '/', true]);
    assert.equal(token.told.length, LIMITS.tokenUsesLogged + 1);
  });
});
