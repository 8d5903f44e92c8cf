import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { errors, jwtVerify, SignJWT } from 'jose';
import { createAccessTokens } from '../../src/auth/access-token.ts';
import { createRefreshTokens } from '../../src/auth/refresh-token.ts';
import { digest } from '../../src/crypto/digest.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const KEY = createSeededRandom(7).bytes(32);
const NOW_S = Date.UTC(2026, 0, 15, 12) / 1_000;
const HEADER = { alg: 'HS256', typ: 'at+jwt', kid: 'access-1' };
const CLAIMS = {
  iss: 'aris-hub',
  aud: 'aris-api',
  sub: 'usr_anna',
  sid: 'ses_00000001',
  jti: 'one',
  iat: NOW_S,
  exp: NOW_S + 900,
};
const GOOD = { userId: 'usr_anna', sessionId: 'ses_00000001', expiresAtMs: (NOW_S + 900) * 1_000 };

function createRig(key = KEY) {
  const clock = createFakeClock(NOW_S * 1_000);
  const tokens = createAccessTokens({ key, clock, random: createSeededRandom(), digest });
  return { clock, tokens };
}
const { tokens } = createRig();

const base64url = (text: string) => Buffer.from(text).toString('base64url');
const macOf = (signed: string, key: Uint8Array = KEY, hash = 'sha256') =>
  createHmac(hash, key).update(signed).digest('base64url');
/** A token whose parts are these texts, rightly signed with the hub's own key. */
function forged(payload: string, header = JSON.stringify(HEADER)): string {
  const signed = `${base64url(header)}.${base64url(payload)}`;
  return `${signed}.${macOf(signed)}`;
}
const withClaims = (claims: object) => forged(JSON.stringify({ ...CLAIMS, ...claims }));
const withHeader = (header: object) => forged(JSON.stringify(CLAIMS), JSON.stringify(header));

describe('an access token', () => {
  it('proves who asks, for 900 seconds', () => {
    const { tokens: own, clock } = createRig();
    const jwt = own.sign('usr_anna', 'ses_00000001');
    assert.deepEqual(own.verify(jwt), GOOD);
    clock.advance(LIMITS.accessTokenMs - 1);
    assert.deepEqual(own.verify(jwt), GOOD);
    clock.advance(1);
    assert.equal(own.verify(jwt), 'expired');
  });

  it('is issued at the second that has begun', () => {
    const { tokens: own, clock } = createRig();
    clock.advance(999);
    assert.deepEqual(own.verify(own.sign('usr_anna', 'ses_00000001')), GOOD);
  });

  it('is like no other of the same session and second', () => {
    const made = Array.from({ length: 100 }, () => tokens.sign('usr_anna', 'ses_00000001'));
    assert.equal(new Set(made).size, 100);
    assert.ok(made.every((jwt) => jwt.length < LIMITS.accessTokenChars / 2));
  });

  it('has the documented header and claims', () => {
    const [header = '', payload = ''] = tokens.sign('usr_anna', 'ses_00000001').split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    const { jti, ...claims } = read(payload) as typeof CLAIMS;
    assert.deepEqual(read(header), HEADER);
    assert.deepEqual({ ...claims, jti: 'one' }, CLAIMS);
    assert.match(jti, /^[\w-]{22}$/);
  });

  it('of another hub is none', () =>
    assert.equal(
      createRig(new Uint8Array(32)).tokens.verify(tokens.sign('usr_anna', 'ses_00000001')),
      'invalid',
    ));

  it('is not signed with a key of another size', () => {
    for (const bytes of [0, 31, 33]) assert.throws(() => createRig(new Uint8Array(bytes)));
  });
});

describe('access tokens and jose', () => {
  const id = fc.string({ minLength: 1, maxLength: 40 });

  it('agree on what the hub signs', async () => {
    await fc.assert(
      fc.asyncProperty(id, id, async (userId, sessionId) => {
        const { protectedHeader, payload } = await jwtVerify(tokens.sign(userId, sessionId), KEY, {
          algorithms: ['HS256'],
          typ: 'at+jwt',
          issuer: 'aris-hub',
          audience: 'aris-api',
          requiredClaims: ['jti', 'sid'],
          currentDate: new Date(NOW_S * 1_000),
        });
        assert.deepEqual(protectedHeader, HEADER);
        assert.deepEqual([payload.sub, payload['sid']], [userId, sessionId]);
        assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 900);
      }),
    );
  });

  it('agree on what jose signs', async () => {
    const instant = fc.integer({ min: NOW_S - 3, max: NOW_S + 3 });
    const claims = fc.record(
      {
        iss: fc.constantFrom('aris-hub', 'aris-hub', 'aris', ''),
        aud: fc.constantFrom('aris-api', 'aris-api', 'aris-hub'),
        sub: id,
        sid: id,
        jti: id,
        exp: instant,
        nbf: instant,
        other: fc.jsonValue(),
      },
      { requiredKeys: ['iss', 'aud', 'sub', 'sid', 'jti', 'exp'] },
    );
    await fc.assert(
      fc.asyncProperty(claims, fc.boolean(), async (made, isRightKey) => {
        const jwt = await new SignJWT({ ...made, iat: NOW_S })
          .setProtectedHeader(HEADER)
          .sign(isRightKey ? KEY : new Uint8Array(32));
        fc.pre(jwt.length <= LIMITS.accessTokenChars);
        const options = { issuer: 'aris-hub', audience: 'aris-api', typ: 'at+jwt' };
        const judged = await jwtVerify(jwt, KEY, {
          ...options,
          currentDate: new Date(NOW_S * 1_000),
        }).then(
          () => 'good',
          (error: unknown) => (error instanceof errors.JWTExpired ? 'expired' : 'invalid'),
        );
        const ours = tokens.verify(jwt);
        assert.equal(typeof ours === 'object' ? 'good' : ours, judged);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a forged header', () => {
  it('is good only where it is the one', () => {
    assert.deepEqual(tokens.verify(withHeader(HEADER)), GOOD);
    assert.equal(tokens.verify(withHeader({ ...HEADER, alg: 'HS512' })), 'invalid');
  });

  const algorithms = [
    'none',
    'None',
    'NONE',
    'nOnE',
    'hs256',
    'HS384',
    'HS512',
    'RS256',
    'ES256',
    'PS256',
    'EdDSA',
    'dir',
    'A128KW',
    '',
    ' HS256',
    'HS256\u0000',
    null,
    0,
    true,
    ['HS256'],
    undefined,
  ];
  for (const alg of algorithms) {
    it(`with alg ${JSON.stringify(alg)} proves nothing, signed or not`, () => {
      const header = JSON.stringify({ ...HEADER, alg });
      const payload = JSON.stringify(CLAIMS);
      const unsigned = `${base64url(header)}.${base64url(payload)}`;
      assert.equal(tokens.verify(forged(payload, header)), 'invalid');
      for (const signature of ['', macOf(unsigned, new Uint8Array()), base64url('none')])
        assert.equal(tokens.verify(`${unsigned}.${signature}`), 'invalid');
    });
  }

  it('of an asymmetric algorithm is not believed, whoever signed', () => {
    const pairs = [
      ['RS256', generateKeyPairSync('rsa', { modulusLength: 2_048 })],
      ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
      ['EdDSA', generateKeyPairSync('ed25519')],
    ] as const;
    for (const [alg, { privateKey, publicKey }] of pairs) {
      const hash = alg === 'EdDSA' ? null : 'sha256';
      for (const header of [{ ...HEADER, alg }, HEADER]) {
        const signed = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(CLAIMS))}`;
        const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
        const signatures = [
          signWith(hash, Buffer.from(signed), privateKey).toString('base64url'),
          macOf(signed, Buffer.from(pem)),
        ];
        for (const signature of signatures)
          assert.equal(tokens.verify(`${signed}.${signature}`), 'invalid', alg);
      }
    }
  });

  const members = [
    { kid: 'access-2' },
    { kid: '../../../../dev/null' },
    { kid: '/proc/sys/kernel/randomize_va_space' },
    { kid: "access-1' UNION SELECT 'key" },
    { kid: '' },
    { kid: null },
    { kid: ['access-1'] },
    { kid: undefined },
    { typ: 'JWT' },
    { typ: 'AT+JWT' },
    { typ: 'application/at+jwt' },
    { typ: 'refresh+jwt' },
    { typ: undefined },
    { cty: 'JWT' },
    { crit: ['exp'] },
    { crit: [] },
    { jku: 'https://example.org/keys' },
    { jwk: { kty: 'oct', k: base64url('key') } },
    { x5u: 'https://example.org/cert' },
    { x5c: ['AAAA'] },
    { x5t: 'AAAA' },
    { b64: false, crit: ['b64'] },
    { zip: 'DEF' },
    { enc: 'A256GCM' },
    { iss: 'aris-hub' },
    { alg2: 'HS256' },
  ];
  for (const member of members) {
    it(`with ${JSON.stringify(member)} proves nothing, though the signature is right`, () =>
      assert.equal(tokens.verify(withHeader({ ...HEADER, ...member })), 'invalid'));
  }

  const texts = [
    '{"alg":"none","alg":"HS256","typ":"at+jwt","kid":"access-1"}',
    '{"alg":"HS256","typ":"at+jwt","kid":"access-1","alg":"none"}',
    '{"alg":"HS256","typ":"at+jwt","kid":"access-1"} ',
    '{"alg":"HS256", "typ":"at+jwt","kid":"access-1"}',
    '{"ALG":"HS256","typ":"at+jwt","kid":"access-1"}',
    '{"alg":"HS\\u0032\\u0035\\u0036","typ":"at+jwt","kid":"access-1"}',
    '\uFEFF{"alg":"HS256","typ":"at+jwt","kid":"access-1"}',
    '[{"alg":"HS256","typ":"at+jwt","kid":"access-1"}]',
    '{"__proto__":{"alg":"HS256"},"typ":"at+jwt","kid":"access-1"}',
    '"HS256"',
    'null',
    '{}',
    '',
  ];
  for (const text of texts) {
    it(`that reads ${JSON.stringify(text)} proves nothing`, () =>
      assert.equal(tokens.verify(forged(JSON.stringify(CLAIMS), text)), 'invalid'));
  }
});

describe('claims that are rightly signed', () => {
  it('may have further members', () =>
    assert.deepEqual(tokens.verify(withClaims({ nbf: NOW_S, role: { x: [1] } })), GOOD));

  const wrong = [
    ...['iss', 'aud', 'sub', 'sid', 'jti', 'iat', 'exp'].map((name) => ({ [name]: undefined })),
    ...['iss', 'aud', 'sub', 'sid', 'jti', 'iat', 'exp', 'nbf'].map((name) => ({ [name]: null })),
    ...['iss', 'aud', 'sub', 'sid', 'jti'].flatMap((name) => [{ [name]: '' }, { [name]: 1 }]),
    ...['sub', 'sid', 'jti'].map((name) => ({ [name]: ['usr_anna'] })),
    ...['iat', 'exp', 'nbf'].flatMap((name) =>
      [String(NOW_S), NOW_S + 0.5, true, [NOW_S], {}, 1e300].map((value) => ({ [name]: value })),
    ),
    { iss: 'aris-hub2' },
    { iss: 'ARIS-HUB' },
    { aud: 'aris-ap' },
    { aud: ['aris-api'] },
    { aud: ['aris-api', 'other'] },
    { nbf: NOW_S + 1 },
  ];
  for (const claims of wrong) {
    it(`are refused with ${JSON.stringify(claims)} (${Object.keys(claims).join()})`, () => {
      assert.equal(tokens.verify(withClaims(claims)), 'invalid');
      if ('exp' in claims) return;
      const expired = withClaims({ exp: NOW_S - 1, ...claims });
      assert.equal(tokens.verify(expired), 'invalid', 'expired is said of what is right otherwise');
    });
  }

  it('are read up to the longest that there may be', () => {
    const padded = (chars: number) => withClaims({ pad: 'x'.repeat(chars) });
    const chars = Array.from({ length: LIMITS.accessTokenChars }, (_, count) => count);
    const longest = chars.find((count) => padded(count).length === LIMITS.accessTokenChars);
    assert.ok(longest !== undefined);
    assert.deepEqual(tokens.verify(padded(longest)), GOOD);
    assert.equal(tokens.verify(padded(longest + 1)), 'invalid');
  });

  it('are expired from the very second on', () => {
    assert.equal(tokens.verify(withClaims({ exp: NOW_S })), 'expired');
    assert.equal(tokens.verify(withClaims({ exp: -1 })), 'expired');
    assert.equal(typeof tokens.verify(withClaims({ exp: NOW_S + 1 })), 'object');
  });

  const text = JSON.stringify(CLAIMS);
  const spellings = [
    text.replace('"exp":', '"exp":1,"exp":'),
    text.replace('}', ',"exp":99999999999}'),
    text.replace('}', ',"sub":"usr_admin"}'),
    text.replace('}', ',"\\u0073ub":"usr_admin"}'),
    text.replace('}', ',"a":{"b":1,"b":2}}'),
    text.replace(/"exp":\d+/, '"exp":1e400'),
    text.replace(/"exp":\d+/, '"exp":-1e400'),
    text.replace(/"exp":\d+/, '"exp":NaN'),
    text.replace(/"exp":\d+/, '"exp":Infinity'),
    text.replace(/"exp":(\d+)/, '"exp":$1.0'),
    text.replace(/"exp":(\d+)/, '"exp":0$1'),
    text.replace(/"exp":(\d+)/, '"exp":+$1'),
    text.replace(/"exp":(\d+)/, '"exp":$1e0'),
    text.replace(/"exp":\d+/, '"exp":9007199254740993'),
    text.replace('}', ',}'),
    text.replace('}', ',"__proto__":1,"__proto__":2}'),
    text.replaceAll('"', "'"),
    ` ${text}`,
    `${text}\n`,
    `${text}${text}`,
    `\uFEFF${text}`,
    `[${text}]`,
    `${text}//`,
    '',
    'null',
    'true',
    '1',
    '"x"',
    '[]',
    '{}',
    '{',
  ];
  for (const spelling of spellings) {
    it(`are refused as ${JSON.stringify(spelling)}`, () =>
      assert.equal(tokens.verify(forged(spelling)), 'invalid'));
  }

  it('are refused with bytes that are no UTF-8', () => {
    const bytes = Buffer.from(text.replace('anna', '\u00ff'), 'latin1');
    const signed = `${base64url(JSON.stringify(HEADER))}.${bytes.toString('base64url')}`;
    assert.equal(tokens.verify(`${signed}.${macOf(signed)}`), 'invalid');
  });

  it('are refused in a base64url that is not the one', () => {
    const header = base64url(JSON.stringify(HEADER));
    // One byte longer or shorter, so that the last character has bits to spare.
    for (const jti of ['a', 'ab', 'abc']) {
      const payload = base64url(JSON.stringify({ ...CLAIMS, jti }));
      assert.equal(
        typeof tokens.verify(`${header}.${payload}.${macOf(`${header}.${payload}`)}`),
        'object',
      );
      const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
        .split('')
        .map((character) => payload.slice(0, -1) + character)
        .filter((other) => other !== payload);
      const spare = last.filter((other) =>
        Buffer.from(other, 'base64url').equals(Buffer.from(payload, 'base64url')),
      );
      const others = [
        ...spare,
        ...['=', '==', '\n', ' ', '\u0000', '*', '%3D'].map((end) => payload + end),
        ...['\n', ' ', '!', '=', 'é'].map(
          (middle) => `${payload.slice(0, 8)}${middle}${payload.slice(8)}`,
        ),
        Buffer.from(payload, 'base64url').toString('base64'),
      ].filter((other) => other !== payload);
      for (const other of others) {
        const signed = `${header}.${other}`;
        assert.equal(tokens.verify(`${signed}.${macOf(signed)}`), 'invalid', other);
      }
    }
  });
});

describe('an access token, tampered with', () => {
  const jwt = tokens.sign('usr_anna', 'ses_00000001');
  const [header = '', payload = '', signature = ''] = jwt.split('.');

  it('in any bit of its signature is none', () => {
    const bytes = Buffer.from(signature, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const other = `${header}.${payload}.${flipped.toString('base64url')}`;
      assert.equal(tokens.verify(other), 'invalid');
    }
  });

  it('in any one character is none', () => {
    fc.assert(
      fc.property(
        fc.nat(jwt.length - 1),
        fc.string({ minLength: 1, maxLength: 2 }),
        (at, other) => {
          const changed = jwt.slice(0, at) + other + jwt.slice(at + 1);
          return changed === jwt || tokens.verify(changed) === 'invalid';
        },
      ),
      { numRuns: 1_000 },
    );
  });

  const spellings: readonly (readonly [string, string])[] = [
    ['empty', ''],
    ['two dots', '..'],
    ['without signature', `${header}.${payload}.`],
    ['without its last dot', `${header}.${payload}`],
    ['without payload', `${header}..${signature}`],
    ['without header', `.${payload}.${signature}`],
    ['with a dot before', `.${jwt}`],
    ['with a dot after', `${jwt}.`],
    ['with a fourth part', `${jwt}.${signature}`],
    ['with five parts, as if encrypted', `${jwt}.${payload}.${signature}`],
    ['in quotes', `"${jwt}"`],
    ['with a space before', ` ${jwt}`],
    ['with a line feed after', `${jwt}\n`],
    ['with padding', `${jwt}=`],
    ['with the alphabet of plain base64', jwt.replaceAll('-', '+').replaceAll('_', '/')],
    ['in capitals', jwt.toUpperCase()],
    ['with a signature cut short', jwt.slice(0, -1)],
    ['with a signature too long', `${jwt}A`],
    [
      'with a signature by SHA-512',
      `${header}.${payload}.${macOf(`${header}.${payload}`, KEY, 'sha512')}`,
    ],
    ['with a signature of the payload alone', `${header}.${payload}.${macOf(payload)}`],
    [
      'with a signature in hexadecimal',
      `${header}.${payload}.${Buffer.from(signature, 'base64url').toString('hex')}`,
    ],
    // Their low bytes are those of the right characters, which a comparison as Latin-1 would see alone.
    [
      'in characters that look alike to a byte',
      `${header}.${payload}.${signature.replaceAll(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x100))}`,
    ],
    ['as JSON', JSON.stringify({ payload, signatures: [{ protected: header, signature }] })],
  ];
  for (const [how, text] of spellings) {
    it(`${how} is none`, () => assert.equal(text !== jwt && tokens.verify(text), 'invalid'));
  }

  it('with spare bits set in its last character is none', () => {
    const right = Buffer.from(signature, 'base64url');
    const spare = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      .split('')
      .map((character) => signature.slice(0, -1) + character)
      .filter((other) => other !== signature && Buffer.from(other, 'base64url').equals(right));
    assert.equal(spare.length, 3);
    for (const other of spare)
      assert.equal(tokens.verify(`${header}.${payload}.${other}`), 'invalid');
  });

  it('is refused unread where it is huge', () => {
    const room = LIMITS.accessTokenChars - withClaims({ jti: '' }).length;
    const longest = withClaims({ jti: 'x'.repeat(Math.floor((room * 3) / 4)) });
    assert.ok(
      longest.length <= LIMITS.accessTokenChars && longest.length > LIMITS.accessTokenChars - 4,
    );
    assert.equal(typeof tokens.verify(longest), 'object');
    assert.equal(tokens.verify(withClaims({ jti: 'x'.repeat(room) })), 'invalid');
    assert.equal(tokens.verify('.'.repeat(10_000_000)), 'invalid');
    assert.equal(tokens.verify(`${header}.${'A'.repeat(10_000_000)}.${signature}`), 'invalid');
  });

  it('is no refresh token, nor the other way round', () => {
    const refresh = createRefreshTokens({ key: KEY, digest });
    assert.equal(tokens.verify(refresh.issue('ses_00000001', 0)), 'invalid');
    assert.equal(refresh.read(jwt), undefined);
  });
});
