import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import {
  canonicalAddress,
  isInRanges,
  isLoopback,
  lockoutGroup,
  parseAddress,
  parseAddressRange,
  rangeContains,
  rangeWithin,
  type Address,
  type AddressRange,
} from '../../src/domain/address.ts';
import { HubError } from '../../src/domain/errors.ts';

const octet = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 255));
const v4Bytes = fc.array(octet, { minLength: 4, maxLength: 4 });
const v6Bytes = fc.array(fc.oneof(octet, fc.constant(0)), { minLength: 16, maxLength: 16 });
const anyBytes = fc.oneof(v4Bytes, v6Bytes);

const oracle = (bytes: Address) => ipaddr.fromByteArray([...bytes]);
const textOf = (bytes: Address) => oracle(bytes).toString();
/** IPv4 within IPv6 stands for IPv4, with the oracle as with us. */
const processed = (bytes: Address) => ipaddr.process(textOf(bytes)).toByteArray();

/** Any spelling of sixteen bytes: digits' case, leading zeros, where the double colon is, whether it ends in IPv4. */
const v6Text = fc
  .record({
    bytes: v6Bytes,
    width: fc.integer({ min: 1, max: 4 }),
    upper: fc.boolean(),
    from: fc.integer({ min: 0, max: 7 }),
    endsInV4: fc.boolean(),
  })
  .map(({ bytes, width, upper, from, endsInV4 }) => {
    const groups: string[] = [];
    for (let i = 0; i < 16; i += 2) {
      const hex = (((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)).toString(16);
      groups.push((upper ? hex.toUpperCase() : hex).padStart(width, '0'));
    }
    if (endsInV4) groups.splice(6, 2, bytes.slice(12).join('.'));
    let to = from;
    while (to < groups.length && /^0+$/.test(groups[to] ?? '')) to++;
    const text =
      to === from
        ? groups.join(':')
        : `${groups.slice(0, from).join(':')}::${groups.slice(to).join(':')}`;
    return { text, bytes };
  });

describe('an address', () => {
  it('of IPv6 is read in every spelling', () => {
    fc.assert(
      fc.property(v6Text, ({ text, bytes }) => {
        assert.equal(isIP(text), 6, text);
        assert.deepEqual(parseAddress(text), processed(bytes));
      }),
    );
  });

  it('of IPv4 is read, also within IPv6', () => {
    fc.assert(
      fc.property(v4Bytes, (bytes) => {
        const text = bytes.join('.');
        assert.deepEqual(parseAddress(text), bytes);
        assert.deepEqual(parseAddress(`::ffff:${text}`), bytes);
        assert.deepEqual(parseAddress(`0:0:0:0:0:FFFF:${text}`), bytes);
        assert.equal(canonicalAddress(`::ffff:${text}`), text);
        assert.equal(canonicalAddress(text), textOf(bytes));
      }),
    );
  });

  it("is what Node's own parser takes for one, and nothing else", () => {
    const character = fc.constantFrom(...Array.from('0123456789abfAF:.::..%/x '));
    const mutated = fc
      .tuple(fc.oneof(v6Text, v4Bytes), fc.nat(), fc.string({ unit: character, maxLength: 2 }))
      .map(([base, at, extra]) => {
        const text = Array.isArray(base) ? base.join('.') : base.text;
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + extra + text.slice(cut + (at % 3));
      });
    const text = fc.oneof(fc.string({ unit: character, maxLength: 24 }), mutated);
    fc.assert(
      fc.property(text, (candidate) => {
        fc.pre(!candidate.includes('%'));
        assert.equal(parseAddress(candidate) !== undefined, isIP(candidate) !== 0, candidate);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has one text, which is that of RFC 5952', () => {
    fc.assert(
      fc.property(v6Text, ({ text }) => {
        const canonical = canonicalAddress(text) ?? '';
        assert.equal(canonicalAddress(canonical), canonical);
        assert.deepEqual(parseAddress(canonical), parseAddress(text));
        if (canonical.includes(':')) {
          assert.equal(canonical, new URL(`http://[${text}]`).hostname.slice(1, -1));
        }
      }),
    );
  });

  it('of a link has no zone', () => {
    assert.equal(canonicalAddress('FE80::1%eth0'), 'fe80::1');
    assert.equal(canonicalAddress('fe80::1%enp3s0.100'), 'fe80::1');
    for (const text of ['fe80::1%', 'fe80::1%a%b', 'fe80::1% ', '1.2.3.4%eth0', '%eth0'])
      assert.equal(parseAddress(text), undefined, text);
  });

  const none = [
    '',
    ' ',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.04',
    '0x1.2.3.4',
    '1.2.3.-4',
    '1.2.3.4 ',
    '1.2.3.4\n',
    '1.2.3.+4',
    '1.2.3.1e1',
    '16909060',
    '1.2..4',
    '１.2.3.4',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1::2::3',
    '12345::',
    '::1.2.3',
    '::1.2.3.4:5',
    '1.2.3.4::',
    '::01.2.3.4',
    '[::1]',
    '::1/128',
    'g::',
    '::-1',
    '::ffff:1.2.3.256',
    '1:2:3:4:5:6:7:1.2.3.4',
    'localhost',
  ];
  for (const text of none) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(parseAddress(text), undefined));
  }
});

describe('a range', () => {
  const ranged = anyBytes.chain((bytes) =>
    fc.record({ bytes: fc.constant(bytes), prefixBits: fc.nat(bytes.length * 8) }),
  );
  const network = ranged.map(({ bytes, prefixBits }) => {
    const text = `${textOf(bytes)}/${prefixBits}`;
    const family = bytes.length === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
    return { text: `${family.networkAddressFromCIDR(text).toString()}/${prefixBits}`, prefixBits };
  });

  const isWithin = (address: Address, { bytes, prefixBits }: AddressRange) =>
    address.length === bytes.length && oracle(address).match(oracle(bytes), prefixBits);

  it('has in it what the oracle says', () => {
    fc.assert(
      fc.property(network, anyBytes, fc.nat(128), ({ text }, other, keptBits) => {
        const range = parseAddressRange(text);
        // Half of the addresses share their first bits with the range: strangers would hardly ever be within.
        const near = other.map((byte, i) => (8 * i < keptBits ? (range.bytes[i] ?? byte) : byte));
        for (const address of [other, near]) {
          assert.equal(rangeContains(range, address), isWithin(address, range));
          const ranges = [parseAddressRange('192.0.2.1'), range];
          assert.equal(
            isInRanges(textOf(address), ranges),
            ranges.some((one) => isWithin(processed(address), one)),
          );
        }
      }),
    );
  });

  it('with bits set after its prefix is refused, and the right one is named', () => {
    fc.assert(
      fc.property(ranged, ({ bytes, prefixBits }) => {
        const text = `${textOf(bytes)}/${prefixBits}`;
        const family = bytes.length === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
        const right = `${family.networkAddressFromCIDR(text).toString()}/${prefixBits}`;
        if (right === text) assert.ok(parseAddressRange(text));
        else {
          assert.throws(
            () => parseAddressRange(text),
            ({ message, context }: HubError) =>
              message.includes('the range is ') && context['field'] === 'addresses',
          );
        }
      }),
    );
    assert.throws(() => parseAddressRange('10.1.2.3/8'), /the range is 10\.0\.0\.0\/8$/);
    assert.throws(() => parseAddressRange('2001:db8::1/32'), /the range is 2001:db8::\/32$/);
  });

  it('may be one address', () => {
    assert.deepEqual(parseAddressRange('10.1.2.3'), { bytes: [10, 1, 2, 3], prefixBits: 32 });
    assert.equal(parseAddressRange('::1').prefixBits, 128);
  });

  it('of IPv4 within IPv6 is one of IPv4', () => {
    assert.deepEqual(parseAddressRange('::ffff:10.0.0.0/104'), {
      bytes: [10, 0, 0, 0],
      prefixBits: 8,
    });
    assert.deepEqual(parseAddressRange('::ffff:10.0.0.1'), {
      bytes: [10, 0, 0, 1],
      prefixBits: 32,
    });
    assert.deepEqual(parseAddressRange('::ffff:0:0/96'), { bytes: [0, 0, 0, 0], prefixBits: 0 });
    assert.throws(() => parseAddressRange('::ffff:0:0/95'));
  });

  it('does not reach over families', () => {
    const [v4, v6] = [parseAddressRange('0.0.0.0/0'), parseAddressRange('::/0')];
    assert.ok(isInRanges('::ffff:1.2.3.4', [v4]) && isInRanges('fe80::1%eth0', [v6]));
    assert.ok(!isInRanges('1.2.3.4', [v6]) && !isInRanges('::1', [v4]));
    assert.ok(!isInRanges('nonsense', [v4, v6]) && !isInRanges('1.2.3.4', []));
  });

  it('is within another where each of its addresses is', () => {
    fc.assert(
      fc.property(network, network, (a, b) => {
        const [inner, outer] = [parseAddressRange(a.text), parseAddressRange(b.text)];
        const last = inner.bytes.map((byte, i) => {
          const bits = Math.min(8, Math.max(0, inner.prefixBits - 8 * i));
          return byte | (0xff >> bits);
        });
        assert.equal(
          rangeWithin(inner, outer),
          rangeContains(outer, inner.bytes) && rangeContains(outer, last),
        );
        assert.ok(rangeWithin(inner, inner));
      }),
    );
    assert.ok(rangeWithin(parseAddressRange('10.1.0.0/16'), parseAddressRange('10.0.0.0/8')));
    assert.ok(!rangeWithin(parseAddressRange('10.0.0.0/8'), parseAddressRange('10.0.0.0/16')));
    assert.ok(!rangeWithin(parseAddressRange('10.0.0.0/8'), parseAddressRange('::/0')));
  });

  // What others have let in: /33 that matched everything, /24x read as /24, octets through parseInt.
  const refused = [
    '100.9.9.9/33',
    '10.0.0.0/24x',
    '10.0.0.0/x24',
    '10.0.0.0/08',
    '10.0.0.0/',
    '/8',
    '',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0.0/8.0',
    '10.0.0.0/1e1',
    '10.0.0.0/8/8',
    '::/129',
    '10.0.0.0/ 8',
    ' 10.0.0.0/8',
    '10.0.0/24',
    '10.0.0.0x/8',
    '1O.0.0.0/8',
    '010.0.0.0/8',
    'fe80::1%eth0',
    'fe80::%eth0/10',
    '::/0x0',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0-10.0.0.9',
    '10.0.0.*',
    'example.org',
    '10.0.0.0/999999999999',
  ];
  for (const text of refused) {
    it(`is not ${JSON.stringify(text)}`, () =>
      assert.throws(
        () => parseAddressRange(text),
        (error) => error instanceof HubError && error.context['field'] === 'addresses',
      ));
  }

  it('is not quoted at length where it is malformed', () =>
    assert.throws(
      () => parseAddressRange('x'.repeat(5_000)),
      ({ message }: HubError) => message.length < 200,
    ));
});

describe('those whose guesses count together', () => {
  const groups = [
    ['192.168.1.7', '192.168.1.7'],
    ['::ffff:192.168.1.7', '192.168.1.7'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['a pipe', 'a pipe'],
  ] as const;
  for (const [address, group] of groups) {
    it(`with ${address} are ${group}`, () => assert.equal(lockoutGroup(address), group));
  }

  it('are of one /64, and all of it', () => {
    fc.assert(
      fc.property(v6Bytes, v6Bytes, (a, b) => {
        const neighbour = [...a.slice(0, 8), ...b.slice(8)];
        const [text, other] = [textOf(a), textOf(neighbour)];
        fc.pre(parseAddress(text)?.length === 16 && parseAddress(other)?.length === 16);
        assert.equal(lockoutGroup(text), lockoutGroup(other));
      }),
    );
  });
});

describe('this very machine', () => {
  for (const text of ['127.0.0.1', '127.255.0.9', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])
    it(`is ${text}`, () => assert.ok(isLoopback(text)));
  for (const text of ['128.0.0.1', '::2', '::', '0.0.0.0', '::127.0.0.1', 'localhost', ''])
    it(`is not ${JSON.stringify(text)}`, () => assert.ok(!isLoopback(text)));
});
