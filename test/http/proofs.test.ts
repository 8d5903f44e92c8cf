/** What a header block proves, for how long, and who asks as it stands later on. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuthRequest, AuthResult } from '../../src/app/base/credential-ports.ts';
import type { Principal } from '../../src/app/base/principal.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { DAY_MS } from '../../src/domain/units.ts';
import { bindingOf } from '../../src/domain/surface.ts';
import { Head } from '../../src/http/head.ts';
import { createProofs, type Proof } from '../../src/http/proofs.ts';
import { jsonReply } from '../../src/http/reply.ts';
import type { Route } from '../../src/http/router.ts';
import { LAN } from '../support/accounts.ts';
import { OWNER } from '../support/app.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusedAs } from '../support/refused.ts';

const ROUTE: Route = {
  method: 'GET',
  path: '/api/zones',
  access: 'zones:read',
  summary: '',
  handle: () => jsonReply(200, {}),
};
const MATCH = { route: ROUTE, params: {} };
const PATH = '/api/zones';

/** Proofs of a guard that says what the test has it say. */
function createRig(said: AuthResult = { principal: OWNER }) {
  const clock = createFakeClock();
  const asked: AuthRequest[] = [];
  const guard = { said, number: 1 };
  const proofs = createProofs({
    clock,
    guard: {
      epoch: () => guard.number,
      authenticate(request) {
        asked.push(request);
        return guard.said;
      },
    },
  });
  const head = new Head(['Host', 'aris.local', 'User-Agent', 'x']);
  const incoming = {
    head,
    method: 'GET',
    target: PATH,
    peerAddress: LAN.address,
    readBody: async () => Promise.resolve(new Uint8Array()),
    bodyChunks: () => assert.fail('nobody asks for its body'),
  };
  const target = { path: PATH, query: 'a=b' };
  const proofOf = (path = PATH) =>
    proofs.prove(incoming, { ...target, path }, bindingOf(path), LAN);
  function proved(): Proof {
    const proof = proofOf();
    if ('refused' in proof) assert.fail(proof.refused);
    return proof;
  }
  /** Who asks later, by what was proved now. */
  const later = (match = MATCH) => proofs.askerNow(match, incoming, target, proved());
  /** From now on the guard says so. */
  function changeTo(next: AuthResult): void {
    guard.said = next;
    guard.number++;
  }
  return { clock, asked, guard, proofs, head, incoming, target, proofOf, proved, later, changeTo };
}

describe('what a header block proves', () => {
  it('is what the guard says of all that came, and holds as long as that does', () => {
    const principal: Principal = { ...OWNER, expiresAtMs: Date.UTC(2026, 0, 15, 13) };
    const { clock, asked, guard, head, proofs, proved } = createRig({ principal, isCookie: true });
    const proof = proved();
    assert.deepEqual(proof, {
      surface: 'api',
      epoch: 1,
      validUntilMs: principal.expiresAtMs,
      principal,
      isCookie: true,
      client: LAN,
      userAgent: 'x',
    });
    const { headers, ...request } = asked[0] ?? assert.fail();
    assert.equal(headers, head);
    const whole = { surface: 'api', method: 'GET', path: PATH, query: 'a=b', client: LAN };
    assert.deepEqual(request, whole);
    assert.ok(proofs.stands(proof, clock.nowMs()));
    assert.ok(!proofs.stands(proof, proof.validUntilMs));
    assert.ok(proofs.stands(proof, proof.validUntilMs - 1));
    guard.number++;
    assert.ok(!proofs.stands(proof, clock.nowMs()));
  });

  it('is no cookie’s, and for good, where nothing else is said', () => {
    const { isCookie, validUntilMs } = createRig().proved();
    assert.deepEqual([isCookie, validUntilMs], [false, Infinity]);
  });

  it('is nothing where the guard refuses', () => {
    const refused = { refused: 'missing' } as const;
    assert.equal(createRig(refused).proofOf(), refused);
  });

  it('is nothing on a path where nobody is let in, whatever was sent', () => {
    const { asked, proofOf } = createRig();
    assert.throws(() => proofOf('/nowhere'), refusedAs('not_found', { path: '/nowhere' }));
    assert.equal(asked.length, 0);
  });

  it('is kept for the same block again, unless the query had a part in it', () => {
    const { proofs, head, proved } = createRig();
    const proof = proved();
    proofs.keep(head, 'a=b', proof);
    assert.equal(head.memo, undefined);
    proofs.keep(head, '', proof);
    assert.equal(head.memo, proof);
  });

  it('is by the guard that was there last', () => {
    const { proofs, proofOf, guard } = createRig();
    const refused = { refused: 'missing' } as const;
    proofs.open({ epoch: () => guard.number, authenticate: () => refused });
    assert.equal(proofOf(), refused);
  });
});

describe('who asks later on', () => {
  it('is known without asking while what was proved holds', () => {
    const { asked, later } = createRig();
    const askerNow = later();
    assert.equal(askerNow(), OWNER);
    assert.equal(asked.length, 1);
  });

  it('is asked of the guard once for each change, and then as it has become', () => {
    const { asked, later, changeTo, clock } = createRig();
    const askerNow = later();
    const next: Principal = { ...OWNER, name: 'changed', expiresAtMs: clock.nowMs() + 1_000 };
    changeTo({ principal: next });
    for (let again = 0; again < 3; again++) assert.equal(askerNow(), next);
    assert.equal(asked.length, 2);
    const { path, query, surface, client } = asked[1] ?? assert.fail();
    assert.deepEqual([path, query, surface, client], [PATH, 'a=b', 'api', LAN]);
    clock.advance(999);
    askerNow();
    assert.equal(asked.length, 2);
    clock.advance(1);
    askerNow();
    assert.equal(asked.length, 3, 'it has expired');
  });

  it('is known for good where it never expires', () => {
    const { asked, later, changeTo, clock } = createRig();
    const askerNow = later();
    changeTo({ principal: OWNER });
    askerNow();
    clock.advance(1_000 * DAY_MS);
    assert.equal(askerNow(), OWNER);
    assert.equal(asked.length, 2);
  });

  it('is nobody where the guard refuses, and somebody again where it no longer does', () => {
    const { later, changeTo } = createRig();
    const askerNow = later();
    changeTo({ refused: 'missing' });
    assert.equal(askerNow(), undefined);
    changeTo({ principal: OWNER });
    assert.equal(askerNow(), OWNER);
  });

  it('is nobody who may no longer ask this', () => {
    const { later, changeTo } = createRig();
    const askerNow = later();
    changeTo({ principal: { ...OWNER, permissions: new Set(['events:read']) } });
    assert.equal(askerNow(), undefined);
    changeTo({ principal: { ...OWNER, zones: new Set(['bath']) } });
    assert.equal(askerNow(), undefined);
  });

  it('is nobody whose password was given too long ago by then', () => {
    const { clock, later, changeTo } = createRig();
    const askerNow = later({
      route: { ...ROUTE, access: 'any', asksForPassword: true },
      params: {},
    });
    const principal: Principal = { ...OWNER, passwordAtMs: clock.nowMs() };
    clock.advance(LIMITS.passwordFreshMs);
    changeTo({ principal });
    assert.equal(askerNow(), principal);
    clock.advance(1);
    changeTo({ principal });
    assert.equal(askerNow(), undefined);
  });

  it('by a cookie is whoever has it, as far as nothing is changed by what is asked', () => {
    const rig = createRig({ principal: OWNER, isCookie: true });
    const askerNow = rig.later();
    rig.changeTo({ principal: OWNER });
    assert.equal(askerNow(), OWNER);
    rig.incoming.method = 'POST';
    rig.changeTo({ principal: OWNER });
    assert.equal(askerNow(), undefined, 'no page of the hub has sent it');
  });

  it('is a fault where finding out fails', () => {
    const { later, changeTo } = createRig();
    const askerNow = later();
    const broken = new Error('broken');
    const principal: Principal = {
      ...OWNER,
      get permissions(): never {
        throw broken;
      },
    };
    changeTo({ principal });
    assert.throws(askerNow, (error) => error === broken);
  });
});
