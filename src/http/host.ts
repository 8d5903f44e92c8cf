/**
 * Which names this hub answers to. A page on the internet can point a name of its own at an address in the house
 * (DNS rebinding), but not one of these.
 */
import { isIP } from 'node:net';
import { canonicalAddress, isLoopback } from '../domain/address.ts';
import { HubError } from '../domain/errors.ts';

const LOCAL_SUFFIXES = ['.local', '.lan', '.home.arpa', '.internal'] as const;
const NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** An IPv6 address has brackets, and one of this link perhaps a zone: `[fe80::1%25eth0]` (RFC 6874). */
const HOST = /^(?:\[(?<v6>[0-9a-f:.]+)(?:%[\w.~-]+)?\]|(?<name>[^:[\]]+))(?::\d{1,5})?$/i;

/** The name without port and trailing dot, or the address in brackets, in lower case; undefined for what is no host. */
function hostName(host: string): string | undefined {
  const { v6, name } = HOST.exec(host)?.groups ?? {};
  const text = v6 === undefined ? name?.replace(/\.$/, '') : `[${v6}]`;
  return text === '' ? undefined : text?.toLowerCase();
}

function isAddress(name: string): boolean {
  return name.startsWith('[') ? isIP(name.slice(1, -1)) === 6 : isIP(name) === 4;
}

/** The last part of a name that is all digits would be read as an address by a browser. */
function isLocalName(name: string): boolean {
  if (!NAME.test(name) || /(?:^|\.)\d+$/.test(name)) return false;
  return !name.includes('.') || LOCAL_SUFFIXES.some((suffix) => name.endsWith(suffix));
}

/** Whether a request asks for this very machine: what a proxy passes on, or a rebound name, does not. */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = host === undefined ? undefined : hostName(host);
  if (name === undefined) return false;
  if (name === 'localhost') return true;
  return isAddress(name) && isLoopback(canonicalAddress(name.replace(/^\[|\]$/g, '')) ?? '');
}

export type HostPolicy = (host: string | undefined) => void;

/**
 * @param names further names, of the machine and from ARIS_HOSTS
 * @returns a check that throws HubError `invalid` for no host and `misdirected` for one that is not this hub's
 */
export function createHostPolicy(names: readonly string[]): HostPolicy {
  const own = new Set(names.map((name) => name.toLowerCase().replace(/\.$/, '')));
  /** Clients ask for the same host again and again. */
  let lastGood: string | undefined;
  return (host) => {
    if (host !== undefined && host === lastGood) return;
    const name = host === undefined ? undefined : hostName(host);
    if (name === undefined)
      throw new HubError('invalid', 'the Host header is missing or malformed', { field: 'host' });
    if (isAddress(name) || own.has(name) || isLocalName(name)) {
      lastGood = host;
      return;
    }
    throw new HubError(
      'misdirected',
      `this hub does not answer to "${name.slice(0, 100)}": add it to ARIS_HOSTS if it should`,
      { setting: 'ARIS_HOSTS' },
    );
  };
}
