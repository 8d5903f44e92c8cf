import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { LIMITS } from '../../src/domain/limits.ts';
import { readFormBody, readJsonBody } from '../../src/http/body.ts';
import { Head } from '../../src/http/head.ts';
import { refusedAs } from '../support/refused.ts';

const SCHEMA = v.strictObject({ a: v.number() });
const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const FORM_TYPE = ['Content-Type', 'application/x-www-form-urlencoded'] as const;

/** A body as it comes, and how often somebody has begun to read it. */
function sent(bytes: string | Uint8Array) {
  const source = {
    reads: 0,
    readBody: async (limit: number) => {
      source.reads++;
      assert.equal(limit, LIMITS.requestBodyBytes);
      return Promise.resolve(Buffer.from(bytes));
    },
    bodyChunks: () => assert.fail('it is read as a whole'),
  };
  return source;
}
const readJson = async (bytes: string | Uint8Array, ...headers: string[]) =>
  readJsonBody(new Head(headers), sent(bytes), SCHEMA);

describe('a body of JSON', () => {
  it('is what its schema says', async () => {
    assert.deepEqual(await readJson('{"a":1}', ...JSON_TYPE), { a: 1 });
    await assert.rejects(readJson('{"a":"1"}', ...JSON_TYPE), refusedAs('invalid', { field: 'a' }));
  });

  it('is of that type, in UTF-8, however that is written', async () => {
    for (const type of [
      'application/json',
      'Application/JSON',
      'application/json;charset=utf-8',
      'application/json ; charset="UTF-8"',
      'application/json; charset=utf8;',
      'application/json;',
      'application/json; odata=verbose; charset=utf-8; q=1',
    ])
      assert.deepEqual(await readJson('{"a":1}', 'Content-Type', type), { a: 1 }, type);
    for (const type of [
      '',
      'text/json',
      'application/jsonx',
      'application/json; charset=latin1',
      'application/json; q=1; charset=latin1',
      'application/json; charset = latin1',
      'text/plain; application/json',
    ])
      await assert.rejects(
        readJson('{"a":1}', 'Content-Type', type),
        refusedAs('unsupported_type', { field: 'content-type' }),
        type,
      );
    await assert.rejects(readJson('{"a":1}'), refusedAs('unsupported_type'));
  });

  it('is sent as it is', async () => {
    const encoded = async (encoding: string) =>
      readJson('{"a":1}', ...JSON_TYPE, 'Content-Encoding', encoding);
    const refused = refusedAs('unsupported_type', { field: 'content-encoding' });
    await assert.rejects(encoded('gzip'), refused);
    for (const encoding of ['', 'identity', 'Identity'])
      assert.deepEqual(await encoded(encoding), { a: 1 });
  });

  it('is refused unread where it says itself that it is too large', async () => {
    const { requestBodyBytes: limit } = LIMITS;
    const source = sent('{"a":1}');
    const head = (length: number) => new Head([...JSON_TYPE, 'Content-Length', String(length)]);
    await assert.rejects(readJsonBody(head(limit + 1), source, SCHEMA), refusedAs('too_large'));
    assert.equal(source.reads, 0);
    assert.deepEqual(await readJsonBody(head(limit), source, SCHEMA), { a: 1 });
  });

  it('is an object in UTF-8, with no mark before it', async () => {
    for (const body of ['[]', 'null', '1', '"a"', '\uFEFF{"a":1}', Uint8Array.of(0x22, 0xff)])
      await assert.rejects(readJson(body, ...JSON_TYPE), refusedAs('invalid', { field: 'body' }));
    for (const body of ['', '{', '{"a":1,"a":1}'])
      await assert.rejects(readJson(body, ...JSON_TYPE), refusedAs('invalid'), body);
  });
});

describe('a body of a form', () => {
  it('has its values as they were meant, and is of that type', async () => {
    const form = await readFormBody(new Head(FORM_TYPE.slice()), sent('a=1&b=%C3%BC+x'));
    assert.deepEqual(
      [...form],
      [
        ['a', '1'],
        ['b', 'ü x'],
      ],
    );
    const asJson = readFormBody(new Head(JSON_TYPE.slice()), sent('a=1'));
    await assert.rejects(asJson, refusedAs('unsupported_type', { field: 'content-type' }));
  });
});
