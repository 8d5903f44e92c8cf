import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import type { Principal } from '../../src/app/base/principal.ts';
import { Head } from '../../src/http/head.ts';
import { RoutedRequest, type Incoming } from '../../src/http/request.ts';
import { OWNER } from '../support/app.ts';
import { refusedAs } from '../support/refused.ts';

const CLIENT = { address: '10.0.0.9', isLocal: false, isSecure: false };
const BODY = v.object({ a: v.number() });

function requested(
  type: string,
  body: string,
  askerNow: () => Principal | undefined,
  principal?: Principal,
) {
  const incoming: Incoming = {
    method: 'PUT',
    target: '/api/x?y=1',
    head: new Head(['Content-Type', type, 'X-Name', 'n']),
    peerAddress: '10.0.0.1',
    readBody: async () => Promise.resolve(Buffer.from(body)),
    async *bodyChunks() {
      yield await Promise.resolve(Buffer.from(body));
    },
  };
  const target = { path: '/api/x', query: 'y=1' };
  return new RoutedRequest(incoming, target, { id: 'x' }, CLIENT, askerNow, principal);
}

describe('a request on its way to a route', () => {
  it('is what was asked, with its path as it was normalised', () => {
    const of = requested('text/plain', '', () => OWNER, OWNER);
    assert.deepEqual(
      [of.method, of.path, of.query, of.params, of.client, of.principal],
      ['PUT', '/api/x', 'y=1', { id: 'x' }, CLIENT, OWNER],
    );
    assert.equal(of.header('x-name'), 'n');
  });

  it('has who asks as they stand once the body is there', async () => {
    const less: Principal = { ...OWNER, permissions: new Set() };
    const of = requested('application/json', '{"a":1}', () => less, OWNER);
    assert.deepEqual(await of.readJson(BODY), { a: 1 });
    assert.equal(of.principal, less);
  });

  it('is refused where who asks was thrown out while the body was on its way', async () => {
    const of = requested('application/json', '{"a":1}', () => undefined, OWNER);
    await assert.rejects(of.readJson(BODY), refusedAs('forbidden'));
  });

  it('asks nobody again where nobody had to be known', async () => {
    const of = requested('application/json', '{"a":1}', () => assert.fail('nobody asks'));
    assert.deepEqual(await of.readJson(BODY), { a: 1 });
  });

  it('has a form or a file where it says so', async () => {
    const form = requested('application/x-www-form-urlencoded', 'a=1&b=2', () => OWNER);
    assert.deepEqual(
      [...(await form.readForm())],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    );
    await assert.rejects(form.readFile(9), refusedAs('unsupported_type'));
    const file = requested('application/octet-stream', 'bytes', () => OWNER);
    const chunks: Uint8Array[] = [];
    for await (const chunk of await file.readFile(9)) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), 'bytes');
  });
});
