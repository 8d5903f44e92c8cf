import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressesOf, findPageUrl, localName } from '../../src/system/machine-name.ts';

describe('the name of the machine', () => {
  it('is that of mDNS, once', () => {
    assert.deepEqual([localName('aris'), localName('aris.local')], ['aris.local', 'aris.local']);
  });

  it('has the addresses behind it, of a name that nobody has none', async () => {
    assert.ok((await addressesOf('localhost')).length > 0);
    assert.deepEqual(await addressesOf('nobody.invalid'), []);
  });
});

describe('where the page is', () => {
  const answer =
    (...addresses: string[]) =>
    async (name: string) => {
      if (name === 'localhost') return Promise.resolve(['127.0.0.1', '::1']);
      if (name === 'aris.local') return Promise.resolve(addresses);
      return Promise.resolve(/^[\da-f:.]+$/.test(name) ? [name] : []);
    };
  const home = answer('fe80::2', '192.168.1.20');

  it('is under the name of the machine, with the port where it is not that of HTTP', async () => {
    assert.equal(await findPageUrl('aris', { port: 80 }, home), 'http://aris.local');
    const at = { host: '::', port: 8080 };
    assert.equal(await findPageUrl('aris', at, home), 'http://aris.local:8080');
  });

  it('is not known where the name is not found, or is found here alone', async () => {
    assert.equal(await findPageUrl('b4c8d3f0', { port: 80 }, home), undefined);
    assert.equal(await findPageUrl('aris', { port: 80 }, answer('127.0.1.1', '::1')), undefined);
  });

  it('is not there where nobody else can ask', async () => {
    for (const host of ['127.0.0.1', '::1', 'localhost'])
      assert.equal(await findPageUrl('aris', { host, port: 80 }, home), undefined, host);
    assert.equal(await findPageUrl('aris', { port: undefined }, home), undefined);
  });
});
