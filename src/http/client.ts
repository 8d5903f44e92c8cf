/**
 * Who is at the other end: the socket's own address, or what a trusted proxy says of it. A proxy writes what it sees on
 * the right of X-Forwarded-For: what stands left of the first stranger is that stranger's own word, and worth nothing.
 */
import type { Client } from '../app/base/credential-ports.ts';
import { createLru } from '../app/base/lru.ts';
import { canonicalAddress, isInRanges, isLoopback, type AddressRange } from '../domain/address.ts';
import { LIMITS } from '../domain/limits.ts';
import type { Head } from './head.ts';
import { isLoopbackHost } from './host.ts';

/** With a port, as some proxies write it: `1.2.3.4:5678`, `[::1]:5678`. Without brackets IPv6 has no port. */
const HOP = /^(?:\[(?<v6>.*)\]|(?<v4>[\d.]+))(?::\d{1,5})?$/;

function hopAddress(hop: string): string | undefined {
  const { v6, v4 } = HOP.exec(hop)?.groups ?? {};
  return canonicalAddress(v6 ?? v4 ?? hop);
}

/** The right-most hop that is no trusted proxy; where one cannot be read, the last that could. */
function farthestKnown(
  peer: string,
  forwardedFor: string,
  trusted: readonly AddressRange[],
): string {
  let address = peer;
  for (const hop of forwardedFor.split(',').reverse()) {
    const next = isInRanges(address, trusted) ? hopAddress(hop.trim()) : undefined;
    if (next === undefined) break;
    address = next;
  }
  return address;
}

export type ClientOf = (peer: string, head: Pick<Head, 'isProxied' | 'get'>) => Client;

/**
 * @param trusted the proxies that are believed (ARIS_TRUSTED_PROXIES)
 * @returns who it is, of a socket's remote address and the header block that came from there
 */
export function createClientOf(trusted: readonly AddressRange[]): ClientOf {
  /** Peers themselves: most requests come from the same few. */
  const peers = createLru<Client>(LIMITS.connections);

  function peerItself(peer: string): Client {
    const known = peers.peek(peer);
    if (known !== undefined) return known;
    const address = canonicalAddress(peer) ?? peer;
    // A proxy that says nothing of who is behind it speaks for a stranger.
    const isLocal = isLoopback(address) && !isInRanges(address, trusted);
    const client = { address, isLocal, isSecure: false };
    peers.set(peer, client);
    return client;
  }

  /** The last host that was one of this machine's: programs on it ask for the same again and again. */
  let lastHere: string | undefined;

  function asksForHere(head: Pick<Head, 'get'>): boolean {
    const host = head.get('host');
    if (host !== undefined && host === lastHere) return true;
    if (!isLoopbackHost(host)) return false;
    lastHere = host;
    return true;
  }

  return (peer, head) => {
    const itself = peerItself(peer);
    if (!head.isProxied)
      return !itself.isLocal || asksForHere(head) ? itself : { ...itself, isLocal: false };
    const { address } = itself;
    // The last word is that of the proxy next to us.
    const scheme = head.get('x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase();
    return {
      address: farthestKnown(address, head.get('x-forwarded-for') ?? '', trusted),
      isLocal: false,
      isSecure: scheme === 'https' && isInRanges(address, trusted),
    };
  };
}
