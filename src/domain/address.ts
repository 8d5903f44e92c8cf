/**
 * IP addresses and ranges of them, read strictly: a text has one reading or none. IPv4 is dotted decimal without
 * leading zeros, which some read as octal. IPv4 within IPv6 (`::ffff:1.2.3.4`, as a dual-stack socket tells it) is the
 * IPv4 address itself, for a range to hold on either way in.
 */
import { invalid } from './errors.ts';
import { because } from './refusals.ts';

/** In network order: 4 bytes of IPv4, 16 of IPv6. */
export type Address = readonly number[];

export interface AddressRange {
  /** Of the network: 0 in every bit after the prefix. */
  readonly bytes: Address;
  readonly prefixBits: number;
}

const V6_BYTES = 16;
const V6_LOCKOUT_BITS = 64;
const OCTET = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const PREFIX_BITS = /^(?:0|[1-9]\d{0,2})$/;
/** Which of this machine's links a link-local address is on. */
const ZONE = /%[\w.~-]+$/;
const MAPPED_V4: Address = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function parseV4(text: string): Address | undefined {
  const parts = text.split('.');
  const isV4 = parts.length === 4 && parts.every((part) => OCTET.test(part) && Number(part) < 256);
  return isV4 ? parts.map(Number) : undefined;
}

/** The bytes of groups with colons between them. */
function parseGroups(text: string, mayEndInV4: boolean): Address | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const v4 = mayEndInV4 && index === groups.length - 1 ? parseV4(group) : undefined;
    if (v4 === undefined && !GROUP.test(group)) return undefined;
    const value = parseInt(group, 16);
    bytes.push(...(v4 ?? [value >> 8, value & 0xff]));
  }
  return bytes;
}

/** Every form of RFC 4291, section 2.2. */
function parseV6(text: string): Address | undefined {
  const [before = '', after, ...more] = text.split('::');
  const head = parseGroups(before, after === undefined);
  const tail = parseGroups(after ?? '', true);
  if (head === undefined || tail === undefined || more.length > 0) return undefined;
  const missing = V6_BYTES - head.length - tail.length;
  // The double colon stands for one group of zeros or more.
  const isWhole = after === undefined ? missing === 0 : missing >= 2;
  return isWhole ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined;
}

const parseBytes = (text: string) => (text.includes(':') ? parseV6(text) : parseV4(text));

const isMappedV4 = (bytes: Address) =>
  bytes.length === V6_BYTES && MAPPED_V4.every((byte, index) => byte === bytes[index]);

/** The address with every bit after the first `prefixBits` 0. */
function networkOf(bytes: Address, prefixBits: number): Address {
  return bytes.map((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefixBits - 8 * index));
    return byte & (0xff00 >> bits);
  });
}

const isSame = (a: Address, b: Address) =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Dotted decimal, or RFC 5952: the longest run of zero groups, and of equals the first, is a double colon. */
function textOf(bytes: Address): string {
  if (bytes.length !== V6_BYTES) return bytes.join('.');
  const groups = Array.from({ length: V6_BYTES / 2 }, (_, index) =>
    (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
  );
  const text = groups.join(':');
  let start = 0;
  let end = 0;
  for (const { index, 0: zeros } of text.matchAll(/\b0(?::0)+\b/g)) {
    if (zeros.length > end - start) [start, end] = [index, index + zeros.length];
  }
  return end === 0 ? text : `${text.slice(0, start) || ':'}${text.slice(end) || ':'}`;
}

/** Undefined for what is no address. The zone of a link-local one (`%eth0`) is dropped. */
export function parseAddress(text: string): Address | undefined {
  const bytes = parseBytes(text.includes(':') ? text.replace(ZONE, '') : text);
  return bytes !== undefined && isMappedV4(bytes) ? bytes.slice(MAPPED_V4.length) : bytes;
}

/** The one text of an address, whichever way it was written; undefined for what is none. */
export function canonicalAddress(text: string): string | undefined {
  const address = parseAddress(text);
  return address && textOf(address);
}

/**
 * @param text an address, or a network as `192.168.1.0/24` or `fd00::/8`
 * @throws HubError `invalid`, also where bits after the prefix are set: what was meant would be a guess
 */
export function parseAddressRange(text: string): AddressRange {
  const [address = '', prefix, ...more] = text.split('/');
  const bytes = parseBytes(address) ?? [];
  const bits = 8 * bytes.length;
  const prefixBits =
    prefix === undefined ? bits : PREFIX_BITS.test(prefix) ? Number(prefix) : Infinity;
  if (bits === 0 || prefixBits > bits || more.length > 0) {
    const wanted = 'an IP address or a range such as 192.168.1.0/24 or fd00::/8';
    const shown = text.slice(0, 60);
    throw invalid(
      'addresses',
      `"${shown}" is not ${wanted}`,
      because('address_malformed', { text: shown }),
    );
  }
  const network = networkOf(bytes, prefixBits);
  if (!isSame(network, bytes)) {
    const right = `${textOf(network)}/${prefixBits}`;
    throw invalid(
      'addresses',
      `"${text}" is an address within a range: the range is ${right}`,
      because('address_within_range', { text, range: right }),
    );
  }
  // No shorter prefix comes here with such an address: its ones would be host bits.
  return isMappedV4(bytes)
    ? { bytes: bytes.slice(MAPPED_V4.length), prefixBits: prefixBits - 8 * MAPPED_V4.length }
    : { bytes, prefixBits };
}

/** Never across families: `::/0` has no IPv4 address in it. */
export function rangeContains({ bytes, prefixBits }: AddressRange, address: Address): boolean {
  return isSame(networkOf(address, prefixBits), bytes);
}

/** Whether every address of `inner` is in `outer`. */
export function rangeWithin(inner: AddressRange, outer: AddressRange): boolean {
  return inner.prefixBits >= outer.prefixBits && rangeContains(outer, inner.bytes);
}

/** Whether an address is in one of the ranges; never for what is no address. */
export function isInRanges(text: string, ranges: readonly AddressRange[]): boolean {
  const address = parseAddress(text);
  return address !== undefined && ranges.some((range) => rangeContains(range, address));
}

/** An IPv4 address itself, or the /64 of an IPv6 one, any address of which one client can take. */
export function lockoutGroup(text: string): string {
  const address = parseAddress(text);
  if (address === undefined) return text;
  return address.length === V6_BYTES
    ? `${textOf(networkOf(address, V6_LOCKOUT_BITS))}/${V6_LOCKOUT_BITS}`
    : textOf(address);
}

/**
 * What a client is counted by: its address, and the /64 of an IPv6 one. It can take any address in there, but so can all
 * others at home: the network has `LIMITS.networkRoom` times the room of one address.
 */
export function countedAs(text: string): { address: string; network: string | undefined } {
  const address = canonicalAddress(text) ?? text;
  const network = lockoutGroup(address);
  return { address, network: network === address ? undefined : network };
}

const LOOPBACK: readonly AddressRange[] = ['127.0.0.0/8', '::1'].map(parseAddressRange);

/** Whether the address is this very machine's. */
export function isLoopback(text: string): boolean {
  return isInRanges(text, LOOPBACK);
}
