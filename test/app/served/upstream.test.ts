import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passedHeaders, questionOf, type Asked } from '../../../src/app/served/upstream.ts';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const PLAIN: Asked = { path: 'query', params: {}, query: '', acceptsGzip: false };
const asked = (more: Partial<Asked>) => questionOf({ ...PLAIN, ...more });

describe('a question to the Prometheus behind the hub', () => {
  it('has the path and the query of the one that was asked', () => {
    assert.deepEqual(asked({ query: 'query=up%7Bjob%3D%22aris%22%7D&time=1.5' }), {
      method: 'GET',
      target: '/api/v1/query?query=up%7Bjob%3D%22aris%22%7D&time=1.5',
      headers: { Accept: 'application/json', 'Accept-Encoding': 'identity' },
    });
    assert.equal(asked({}).target, '/api/v1/query');
  });

  it('keeps what stands several times, in its order', () => {
    const query = 'match%5B%5D=b&match%5B%5D=a';
    assert.equal(asked({ path: 'series', query }).target, `/api/v1/series?${query}`);
  });

  for (const query of [
    '_auth_key=secret',
    '_api_auth=secret&_auth_key=secret',
    '%5Fauth_key=secret&_auth%5fkey=secret',
    '_auth_key=secret&_auth_key=secret',
  ]) {
    it(`has no credential of ours: ${query}`, () => {
      const { target } = asked({ query: `a=1&${query}&b=2` });
      assert.equal(target, '/api/v1/query?a=1&b=2');
    });
  }

  it('has none in its form either', () => {
    const form = new URLSearchParams('query=1%2B1&_auth_key=secret');
    const { method, body, headers } = asked({ form });
    assert.deepEqual([method, body], ['POST', 'query=1%2B1']);
    assert.equal(headers['Content-Length'], '11');
    assert.equal(headers['Content-Type'], 'application/x-www-form-urlencoded');
  });

  it('is written anew: what is malformed, a line break, a NUL has one reading behind it', () => {
    const { target } = asked({ query: 'query=%zz\u0000%0d%0aHost:x%00&é;a' });
    assert.match(target, /^[\x21-\x7e]+$/);
    assert.equal(
      new URL(target, 'http://x').searchParams.get('query'),
      '%zz\u0000\r\nHost:x\u0000',
    );
  });

  it('asks for gzip where it is accepted, and for nothing else', () =>
    assert.equal(asked({ acceptsGzip: true }).headers['Accept-Encoding'], 'gzip'));

  it('has the name of a label in its path, also of one in the spelling of Prometheus 3', () => {
    const path = 'label/{name}/values';
    for (const name of ['__name__', 'zone', 'U__http_2e_status']) {
      const { target } = asked({ path, params: { name } });
      assert.equal(target, `/api/v1/label/${name}/values`);
    }
    for (const name of [
      '',
      '1a',
      'a b',
      'a/b',
      'a?b',
      'a#',
      '..',
      'é',
      'a\u0000',
      'a'.repeat(1_001),
    ])
      assert.throws(
        () => asked({ path, params: { name } }),
        (error: HubError) => error.code === 'invalid' && error.context['field'] === 'name',
      );
  });
});

describe('an answer of the Prometheus behind the hub', () => {
  const answer = (status: number, headers: Readonly<Record<string, string>> = {}) => ({
    status,
    header: (name: string) => ({ 'content-type': 'application/json', ...headers })[name],
  });

  it('is passed on with the few headers that say how to read it', () => {
    const headers = { 'content-length': '12', 'content-encoding': 'gzip', 'set-cookie': 'a=b' };
    const expected = ['Content-Type', 'application/json', 'Vary', 'Accept-Encoding'];
    assert.deepEqual(passedHeaders(answer(200, headers)), [
      ...expected,
      'Content-Encoding',
      'gzip',
      'Content-Length',
      '12',
    ]);
    for (const status of [200, 400, 422]) assert.deepEqual(passedHeaders(answer(status)), expected);
  });

  const max = LIMITS.upstreamAnswerBytes;
  it('may be as long as it may be', () => {
    const headers = passedHeaders(answer(200, { 'content-length': String(max) }));
    assert.ok(headers.includes(String(max)));
  });

  for (const [what, status, headers] of [
    ['a redirect', 302, { location: 'http://elsewhere/' }],
    ['a redirect without a goal', 304, {}],
    ['a status of its own', 401, {}],
    ['not found', 404, {}],
    ['a fault', 500, {}],
    ['an overload', 503, {}],
    ['a part', 206, {}],
    ['nothing', 204, {}],
    ['no status', 0, {}],
    ['a page', 200, { 'content-type': 'text/html' }],
    ['no type', 200, { 'content-type': '' }],
    ['a type that only begins so', 200, { 'content-type': 'application/jsonp' }],
    ['another encoding', 200, { 'content-encoding': 'br' }],
    ['two encodings', 200, { 'content-encoding': 'gzip, gzip' }],
    ['too much', 200, { 'content-length': String(max + 1) }],
  ] as const) {
    it(`is not passed on where it is ${what}`, () =>
      assert.throws(
        () => passedHeaders(answer(status, headers)),
        (error: HubError) =>
          error.code === 'upstream_failed' &&
          error.context['upstreamStatus'] === status &&
          error.message.startsWith('The Prometheus of ARIS_PROMETHEUS_URL '),
      ));
  }
});
