import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuthRequest, AuthResult } from '../../src/app/base/credential-ports.ts';
import type { Principal } from '../../src/app/base/principal.ts';
import { createGuard } from '../../src/auth/guard.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import { PERMISSIONS } from '../../src/domain/access.ts';
import type { TokenState } from '../../src/domain/token.ts';
import { Head } from '../../src/http/head.ts';
import { LAN } from '../support/accounts.ts';
import { OWNER } from '../support/app.ts';
import { refusedAs } from '../support/refused.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const { id, token, hash } = createTokenMint(createSeededRandom(), digest).mint('aris_tok');
const JWT = 'aGVhZGVy.cGF5bG9hZA.c2ln';
const BY_TOKEN: Principal = { ...OWNER, id: `tok_${id}`, kind: 'token' };
const BY_JWT: AuthResult = { principal: { ...OWNER, id: 'usr_jwt' } };
const BY_COOKIE: AuthResult = { principal: { ...OWNER, id: 'usr_cookie' }, isCookie: true };
const NO_TOKEN = { refused: 'invalid', description: 'The token is not valid' };

/** A guard of one token, one session and one secret. */
function createRig() {
  const token = { state: 'active' as TokenState, epoch: 2, sessionEpoch: 3, admitted: LAN.address };
  const guard = createGuard({
    digest,
    areQueryKeysAccepted: true,
    tokens: {
      find: (asked, given) =>
        asked === id && Buffer.from(given).toString('base64') === hash
          ? {
              principal: BY_TOKEN,
              state: () => token.state,
              admits: (address) => address === token.admitted,
            }
          : undefined,
      epoch: () => token.epoch,
    },
    sessions: {
      byAccessToken: (jwt) => (jwt === JWT ? BY_JWT : { refused: 'missing' }),
      byCookie: (value) => (value === 'ses_x' ? BY_COOKIE : { refused: 'missing' }),
      epoch: () => token.sessionEpoch,
    },
    adminSecret: { isRight: (text, address) => text === 'secret' && address === LAN.address },
  });
  const ask = (surface: AuthRequest['surface'], ...headers: string[]) =>
    guard.authenticate({
      surface,
      method: 'GET',
      path: '/api/zones',
      query: '',
      headers: new Head(headers),
      client: LAN,
    });
  return { token, guard, ask };
}
const bearer = (text: string) => ['Authorization', `Bearer ${text}`] as const;
const COOKIE = ['Cookie', 'aris_session=ses_x'] as const;

describe('the guard', () => {
  it('lets a token in, with who it is, wherever programs ask', () => {
    const { ask } = createRig();
    for (const surface of ['api', 'v1', 'prometheus'] as const)
      assert.deepEqual(ask(surface, ...bearer(token)), { principal: BY_TOKEN }, surface);
  });

  it('says why not to who holds the secret, and to nobody else', () => {
    const { ask, token: own } = createRig();
    for (const [state, description] of [
      ['expired', 'The token has expired'],
      ['revoked', 'The token was revoked'],
      ['disabled', 'The token is disabled'],
    ] as const) {
      own.state = state;
      const refused = { refused: 'invalid', description, principal: BY_TOKEN };
      assert.deepEqual(ask('api', ...bearer(token)), refused);
    }
    const other = createTokenMint(createSeededRandom(5), digest);
    for (const text of ['x', other.mint('aris_tok').token, other.mint('aris_tok', id).token])
      assert.deepEqual(ask('api', ...bearer(text)), NO_TOKEN, text);
  });

  it('refuses a token from where it may not be used', () => {
    const { ask, token: own } = createRig();
    own.admitted = '10.0.0.1';
    const refused = { refused: 'address', principal: BY_TOKEN };
    assert.deepEqual(ask('api', ...bearer(token)), refused);
  });

  it('lets people in by an access token or a cookie, and by neither where programs alone ask', () => {
    const { ask } = createRig();
    for (const surface of ['api', 'prometheus'] as const) {
      assert.equal(ask(surface, ...bearer(JWT)), BY_JWT);
      assert.equal(ask(surface, ...COOKIE), BY_COOKIE);
    }
    assert.deepEqual(ask('v1', ...bearer(JWT)), NO_TOKEN);
    assert.deepEqual(ask('v1', ...COOKIE), { refused: 'missing' });
  });

  it('tries nothing else where what was given fails', () => {
    const { ask } = createRig();
    assert.deepEqual(ask('api', ...bearer('x'), ...COOKIE), NO_TOKEN);
    assert.deepEqual(ask('api', 'Authorization', 'Basic eDp5', ...COOKIE), NO_TOKEN);
    assert.deepEqual(ask('api'), { refused: 'missing' });
    assert.throws(() => ask('api', ...bearer(token), 'X-Api-Key', JWT), refusedAs('invalid'));
  });

  it('knows the secret alone where that is asked for, and the secret nowhere else', () => {
    const { ask } = createRig();
    const secret = ['X-Admin-Secret', 'secret'] as const;
    const admitted = ask('admin', ...secret);
    assert.ok('principal' in admitted);
    const { id: adminId, kind, permissions } = admitted.principal ?? assert.fail();
    assert.deepEqual([adminId, kind], [`admin@${LAN.address}`, 'admin']);
    assert.deepEqual([...permissions], [...PERMISSIONS]);
    const refused = { refused: 'invalid', description: 'The admin secret is not valid' };
    assert.deepEqual(ask('admin', 'X-Admin-Secret', 'other'), refused);
    for (const headers of [bearer(token), bearer(JWT), COOKIE])
      assert.deepEqual(ask('admin', ...headers), { refused: 'missing' });
    assert.deepEqual(ask('api', ...secret), { refused: 'missing' });
  });

  it('has found out anew what a change of tokens or sessions has ended', () => {
    const { guard, token: own } = createRig();
    const epochs = [guard.epoch()];
    own.epoch++;
    epochs.push(guard.epoch());
    own.sessionEpoch++;
    epochs.push(guard.epoch());
    assert.equal(new Set(epochs).size, 3);
  });
});
