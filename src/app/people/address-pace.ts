/** How often an address may ask for what is open and takes a secret: by itself, and all of an IPv6 /64 together. */
import { countedAs } from '../../domain/address.ts';
import { LIMITS } from '../../domain/limits.ts';
import { MINUTE_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import { createRateLimit, type RateState } from '../base/rate-limit.ts';

/** @param isKnown no stranger: what others of the network ask for is not held against them */
export type AddressPace = (address: string, isKnown: () => boolean) => RateState;

export function createAddressPace(clock: Clock): AddressPace {
  const { authRequestsPerMinute: limit, networkRoom, rateLimitedAddresses: keys } = LIMITS;
  const each = { clock, windowMs: MINUTE_MS, keys };
  const addresses = createRateLimit({ ...each, limit });
  const networks = createRateLimit({ ...each, limit: limit * networkRoom });
  return (text, isKnown) => {
    const { address, network } = countedAs(text);
    const own = addresses.take(address);
    if (!own.isAllowed || network === undefined || isKnown()) return own;
    return networks.take(network);
  };
}
