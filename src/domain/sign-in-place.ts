/** From where somebody signs in, and what is remembered of it: owners are told of a place that is new. */
import { lockoutGroup } from './address.ts';
import { LIMITS } from './limits.ts';
import { DAY_MS } from './units.ts';

/** When somebody last signed in so, ms since 1970. */
type LastMs = Readonly<Record<string, number>>;

/** At most LIMITS.knownPlaces of each. */
export interface SignInPlaces {
  /** An IPv4 address, or the /64 of IPv6. */
  readonly networks: LastMs;
  readonly programs: LastMs;
}

/** A write a day is enough to know which were used last. */
const FRESH_MS = DAY_MS;

function seen(known: LastMs, name: string | undefined, nowMs: number): LastMs {
  if (name === undefined || nowMs - (known[name] ?? -Infinity) < FRESH_MS) return known;
  const recent = Object.entries({ ...known, [name]: nowMs })
    .sort(([, a], [, b]) => b - a)
    .slice(0, LIMITS.knownPlaces);
  return Object.fromEntries(recent);
}

/**
 * @param program of the client, where it says what it is
 * @returns `isNew` where neither network nor program is known, unless nothing is: a first sign-in comes from somewhere;
 *   `places` is the very same where nothing is to be remembered
 */
export function signInFrom(
  places: SignInPlaces,
  { address, program }: { readonly address: string; readonly program: string | undefined },
  nowMs: number,
): { readonly isNew: boolean; readonly places: SignInPlaces } {
  const network = lockoutGroup(address);
  const networks = seen(places.networks, network, nowMs);
  const programs = seen(places.programs, program, nowMs);
  const isFirst = Object.keys(places.networks).length === 0;
  const isKnown =
    Object.hasOwn(places.networks, network) ||
    (program !== undefined && Object.hasOwn(places.programs, program));
  const isSame = networks === places.networks && programs === places.programs;
  return { isNew: !isFirst && !isKnown, places: isSame ? places : { networks, programs } };
}
