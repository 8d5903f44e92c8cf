import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AuthRequest } from '../../src/app/base/credential-ports.ts';
import { presentedCredential } from '../../src/auth/carriers.ts';
import { HubError } from '../../src/domain/errors.ts';
import { Head } from '../../src/http/head.ts';

const KEY_HEADERS = ['x-api-key', 'x-auth-key', 'x-api-auth', 'x-aware-api-key'] as const;
type Header = readonly [name: string, value: string];

function petition(
  headers: readonly Header[],
  { method = 'GET', path = '/api/zones', query = '' } = {},
): AuthRequest {
  const client = { address: '192.168.1.5', isLocal: false, isSecure: false };
  return { surface: 'api', method, path, query, headers: new Head(headers.flat()), client };
}

const presented = (
  headers: readonly Header[],
  options?: Parameters<typeof petition>[1],
  areQueryKeysAccepted = true,
) => presentedCredential(petition(headers, options), { areQueryKeysAccepted });

const isInvalid = (error: unknown) => error instanceof HubError && error.code === 'invalid';
const names = (field: string) => (error: unknown) =>
  isInvalid(error) && error instanceof HubError && error.context['field'] === field;

describe('a credential', () => {
  it('is none where nothing is given', () => {
    assert.equal(presented([]), undefined);
    assert.equal(presented([['Cookie', 'other=1; aris_sessions=2']]), undefined);
    assert.equal(presented([], { query: 'type=fault_raised&auth_key=x' }), undefined);
  });

  it('is taken from the Authorization header as RFC 6750 has it', () => {
    for (const value of ['Bearer abc', 'bearer abc', 'BEARER    abc'])
      assert.deepEqual(presented([['Authorization', value]]), { form: 'token', text: 'abc' });
    const jwt = 'Bearer aGVhZA.cGF5.c2ln';
    assert.deepEqual(presented([['Authorization', jwt]]), { form: 'jwt', text: jwt.slice(7) });
    assert.deepEqual(presented([['Authorization', 'Bearer a.b.']]), { form: 'jwt', text: 'a.b.' });
  });

  for (const text of ['a.b', 'a.b.c.d', '+a.b.c', 'a.b.c~', 'a.b.c=', '.b.c'])
    it(`has not the form of a JWT as ${text}`, () =>
      assert.deepEqual(presented([['Authorization', `Bearer ${text}`]]), { form: 'token', text }));

  for (const value of [
    '',
    'Bearer',
    'Bearer: abc',
    'Bearer\tabc',
    'Bearer a b',
    'Basic dTpw',
    'abc',
    'Bearer ä',
    'x Bearer abc',
  ]) {
    it(`is malformed as ${JSON.stringify(value)}`, () =>
      assert.deepEqual(presented([['Authorization', value]]), { form: 'malformed' }));
  }

  for (const name of KEY_HEADERS) {
    it(`is taken from ${name}, in any case of the name`, () => {
      assert.deepEqual(presented([[name.toUpperCase(), 'k']]), { form: 'token', text: 'k' });
      // A JWT is no API key.
      assert.deepEqual(presented([[name, 'a.b.c']]), { form: 'token', text: 'a.b.c' });
    });
    it(`is refused where ${name} stands twice, even alike`, () => {
      assert.throws(
        () =>
          presented([
            [name, 'k'],
            [name, 'k'],
          ]),
        isInvalid,
      );
    });
  }

  it('is refused where two Authorization headers stand', () => {
    assert.throws(
      () =>
        presented([
          ['Authorization', 'Bearer k'],
          ['authorization', 'Bearer k'],
        ]),
      names('authorization'),
    );
  });

  it('may stand in several places if it is the same', () => {
    const all: Header[] = [
      ['Authorization', 'Bearer k'],
      ...KEY_HEADERS.map((name): Header => [name, 'k']),
    ];
    assert.deepEqual(presented(all, { query: '_auth_key=k&_api_auth=k' }), {
      form: 'token',
      text: 'k',
    });
  });

  it('is refused where any two places differ (property)', () => {
    const place = fc.constantFrom('authorization', ...KEY_HEADERS, '_auth_key', '_api_auth');
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { minLength: 2, maxLength: 7 }),
        fc.nat(6),
        (places, odd) => {
          const valueAt = (index: number) => (index === odd % places.length ? 'other' : 'k');
          const query = places.flatMap((name, at) =>
            name.startsWith('_') ? [`${name}=${valueAt(at)}`] : [],
          );
          const headers = places.flatMap((name, at): Header[] => {
            if (name.startsWith('_')) return [];
            return [[name, name === 'authorization' ? `Bearer ${valueAt(at)}` : valueAt(at)]];
          });
          assert.throws(() => presented(headers, { query: query.join('&') }), isInvalid);
        },
      ),
    );
  });

  it('is refused where a malformed one stands beside a good one', () => {
    assert.throws(
      () =>
        presented([
          ['Authorization', 'Bearer: k'],
          ['x-api-key', 'k'],
        ]),
      isInvalid,
    );
    assert.throws(
      () =>
        presented([
          ['Authorization', 'k'],
          ['x-api-key', 'k'],
        ]),
      names('authorization'),
    );
  });

  it('never makes anything but an answer or a refusal of any header (property)', () => {
    const value = fc.string({ unit: 'binary-ascii', maxLength: 40 });
    fc.assert(
      fc.property(value, value, value, (authorization, key, query) => {
        try {
          presented(
            [
              ['authorization', authorization],
              ['x-api-key', key],
            ],
            { query },
          );
        } catch (error) {
          assert.ok(isInvalid(error), String(error));
        }
      }),
    );
  });
});

describe('a key in the query', () => {
  for (const name of ['_auth_key', '_api_auth']) {
    it(`is taken from ${name}, however it is encoded`, () => {
      for (const query of [`${name}=k`, `a=1&${name}=k&b`, `${name.replace('_', '%5f')}=%6B`])
        assert.deepEqual(presented([], { query }), { form: 'token', text: 'k' }, query);
      assert.deepEqual(presented([], { query: `${name}=k`, method: 'HEAD' }), {
        form: 'token',
        text: 'k',
      });
    });
    it(`is refused where ${name} stands twice`, () =>
      assert.throws(() => presented([], { query: `${name}=k&${name}=k` }), isInvalid));
    it(`is refused for what changes something, with the advice to use a header`, () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        assert.throws(() => presented([], { query: `${name}=k`, method }), /header x-auth-key/);
    });
    it('is refused where it could reach other credentials', () => {
      for (const path of [
        '/api/tokens',
        '/api/tokens/self',
        '/api/users',
        '/api/admin/x',
        '/api/sessions',
      ])
        assert.throws(() => presented([], { query: `${name}=k`, path }), isInvalid, path);
    });
    it('is taken where nothing but the name recalls other credentials', () => {
      const path = '/prometheus/api/users';
      assert.deepEqual(presented([], { query: `${name}=k`, path }), { form: 'token', text: 'k' });
    });
    it('is refused where the setting turns it off', () =>
      assert.throws(() => presented([], { query: `${name}=k` }, false), names(name)));
  }
});

describe('a query without a key', () => {
  it('is nothing to the guard, whatever it is asked for', () => {
    for (const query of ['', 'a_b=1', 'a=%20'])
      for (const options of [{ query }, { query, method: 'POST' }])
        assert.equal(presented([], options, false), undefined);
  });
});

describe('the cookie of a session', () => {
  it('counts where nothing else is given', () => {
    const cookie: Header = ['Cookie', 'a=1; aris_session=ses_x; b=2'];
    assert.deepEqual(presented([cookie]), { form: 'cookie', text: 'ses_x' });
    assert.deepEqual(presented([cookie, ['x-api-key', 'k']]), { form: 'token', text: 'k' });
    assert.deepEqual(presented([cookie, ['Authorization', 'nonsense']]), { form: 'malformed' });
  });
  it('is refused where it stands twice', () =>
    assert.throws(
      () => presented([['Cookie', 'aris_session=a; aris_session=b']]),
      names('cookie'),
    ));
});
