import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAddressRange } from '../../src/domain/address.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createClientOf } from '../../src/http/client.ts';
import { Head } from '../../src/http/head.ts';
import { releaseMemory } from '../../src/system/release-memory.ts';

const TRUSTED = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'].map(parseAddressRange);
const PROXY = '::ffff:10.0.0.2';
const clientOf = createClientOf(TRUSTED);
const STRANGER = '192.168.1.7';

/** @param headers names and values in turn */
const from = (peer: string, ...headers: string[]) =>
  clientOf(peer, new Head(['Host', 'aris.local', ...headers]));
const addressFor = (forwardedFor: string, peer = PROXY) =>
  from(peer, 'X-Forwarded-For', forwardedFor).address;

describe("a client's address", () => {
  it('is that of its socket, in one form', () => {
    assert.equal(from('::ffff:192.168.1.7').address, STRANGER);
    assert.equal(from('FE80::1%eth0').address, 'fe80::1');
    assert.equal(from(PROXY).address, '10.0.0.2');
    assert.equal(from('').address, '');
  });

  it('is never what a stranger says of itself', () => {
    for (const claim of ['127.0.0.1', '::1', '8.8.8.8', '10.0.0.2', '']) {
      assert.equal(addressFor(claim, STRANGER), STRANGER);
      assert.equal(from(STRANGER, 'Forwarded', `for=${claim}`).address, STRANGER);
      assert.equal(from(STRANGER, 'X-Real-IP', claim).address, STRANGER);
    }
  });

  const forwarded = [
    ['what a trusted proxy says', '192.168.1.7', STRANGER],
    ['not what the client put before it', '127.0.0.1, 8.8.8.8, 192.168.1.7', STRANGER],
    ['beyond a chain of trusted proxies', '6.6.6.6, 192.168.1.7, fd00::2, 127.0.0.1', STRANGER],
    ['the farthest proxy where there is nobody else', '10.9.9.9, 10.0.0.3', '10.9.9.9'],
    ['read with its port', '192.168.1.7:51234', STRANGER],
    ['read within IPv6', '::ffff:192.168.1.7', STRANGER],
    ['IPv6 in brackets', '[2001:DB8::0:7]', '2001:db8::7'],
    ['IPv6 in brackets, with its port', '[2001:db8::7]:443', '2001:db8::7'],
    ['IPv6 without brackets, which has no port', '2001:db8::7:443', '2001:db8::7:443'],
    ['the proxy where there is nothing', '', '10.0.0.2'],
    ['the proxy where the last hop is empty', '192.168.1.7,', '10.0.0.2'],
    ['the proxy where the last hop is unknown', '192.168.1.7, unknown', '10.0.0.2'],
    ['the last good hop before a bad one', '8.8.8.8, _hidden, 10.0.0.3', '10.0.0.3'],
    ['the proxy where the hop is malformed', '192.168.1.7:', '10.0.0.2'],
    ['the proxy where the port is malformed', '192.168.1.7:999999', '10.0.0.2'],
    ['the proxy where a bracket is missing', '[2001:db8::7', '10.0.0.2'],
    ['the proxy where the octets are octal', '0300.0250.01.07', '10.0.0.2'],
    ['the proxy where the hop is quoted', '"192.168.1.7"', '10.0.0.2'],
    ['the proxy where the hops are not separated', '192.168.1.7 10.0.0.3', '10.0.0.2'],
  ] as const;
  for (const [what, header, address] of forwarded) {
    it(`is ${what}: ${JSON.stringify(header)}`, () => assert.equal(addressFor(header), address));
  }

  it('is found over several header lines, as over one', () => {
    const lines = ['X-Forwarded-For', '6.6.6.6, 192.168.1.7', 'x-forwarded-for', '10.0.0.3'];
    assert.equal(from(PROXY, ...lines).address, STRANGER);
  });

  it('does not change with anything that a client puts before what the proxy adds', () => {
    fc.assert(fc.property(fc.string(), (claim) => addressFor(`${claim},${STRANGER}`) === STRANGER));
  });
});

describe('the peers of a server', () => {
  it('take no more memory than that of as many as can be connected', () => {
    const heapBytes = () => {
      releaseMemory();
      return process.memoryUsage().heapUsed;
    };
    const clientOf = createClientOf([]);
    const head = new Head(['Host', 'aris.local']);
    const beforeBytes = heapBytes();
    for (let at = 0; at < 50 * LIMITS.connections; at++)
      clientOf(`2001:db8:${(at >> 16).toString(16)}:${(at & 0xffff).toString(16)}::1`, head);
    const keptBytes = heapBytes() - beforeBytes;
    assert.equal(clientOf('2001:db8::1', head).address, '2001:db8::1');
    assert.ok(keptBytes < 2 * 1024 * 1024, String(keptBytes));
  });
});

describe('a client on this machine', () => {
  const clientOfNone = createClientOf([]);
  const asking = (host: string, peer: string, ...headers: string[]) =>
    clientOfNone(peer, new Head(['Host', host, ...headers]));
  const OWN = ['localhost', 'LocalHost.:8080', '127.0.0.1:8080', '127.9.9.9', '[::1]', '[::1]:80'];
  const OTHERS = ['aris.local', 'aris', '192.168.1.2:8080', '[fe80::1]', 'localhost.evil.example'];

  it('has a loopback address and asks for one of its names', () => {
    for (const peer of ['127.0.0.1', '::ffff:127.0.0.1', '::1']) {
      for (const host of OWN) assert.ok(asking(host, peer).isLocal, host);
      for (const host of [...OTHERS, '127.1', '']) assert.ok(!asking(host, peer).isLocal, host);
    }
    for (const peer of [STRANGER, PROXY, '']) assert.ok(!asking('localhost', peer).isLocal);
    assert.ok(!createClientOf([])('127.0.0.1', new Head([])).isLocal, 'before any other');
    for (const time of ['once', 'again']) assert.ok(asking('localhost', '127.0.0.1').isLocal, time);
    assert.ok(!clientOfNone('127.0.0.1', new Head([])).isLocal);
  });

  it('is never a trusted proxy that does not say who is behind it', () => {
    assert.ok(!clientOf('127.0.0.1', new Head(['Host', 'localhost'])).isLocal);
    assert.ok(!clientOf('::ffff:127.0.0.1', new Head(['Host', '127.0.0.1'])).isLocal);
    assert.ok(clientOf('127.0.0.2', new Head(['Host', 'localhost'])).isLocal);
  });

  it('is none where a proxy left a trace, trusted or not, whatever it says', () => {
    const traces = [
      'Forwarded',
      'X-FORWARDED-FOR',
      'x-forwarded-proto',
      'X-Forwarded-Host',
      'X-Forwarded-Port',
      'X-Real-Ip',
      'Via',
    ];
    for (const name of traces) {
      for (const value of ['127.0.0.1', '']) {
        assert.ok(!asking('localhost', '127.0.0.1', name, value).isLocal);
      }
    }
  });

  it('may send a header of which only the value looks like such a trace', () =>
    assert.ok(asking('localhost', '::1', 'User-Agent', 'Via').isLocal));

  it('is not one that a trusted proxy says is', () =>
    assert.ok(!from(PROXY, 'X-Forwarded-For', '127.0.0.1').isLocal));
});

describe('a way that TLS protects', () => {
  const isSecure = (peer: string, ...protos: string[]) =>
    from(peer, ...protos.flatMap((proto) => ['X-Forwarded-Proto', proto])).isSecure;

  it('is told of by a trusted proxy', () => {
    assert.ok(isSecure(PROXY, 'https'));
    assert.ok(isSecure(PROXY, 'HTTPS'));
    assert.ok(!isSecure(PROXY, 'http'));
    assert.ok(!isSecure(PROXY));
  });

  it('is not told of by a stranger', () => assert.ok(!isSecure(STRANGER, 'https')));

  it('is told of by the proxy next to the hub, not by what came through it', () => {
    assert.ok(!isSecure(PROXY, 'https, http'));
    assert.ok(!isSecure(PROXY, 'https', 'http'));
    assert.ok(isSecure(PROXY, 'http, https'));
    assert.ok(!isSecure(PROXY, 'https,'));
  });
});
