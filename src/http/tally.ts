/**
 * How many each client has of what is scarce: by its address, and by the /64 of an IPv6 one, any address of which it
 * can take.
 */
import { countedAs } from '../domain/address.ts';

export interface Tally {
  /** Whether one more would be too many for the client at this address. */
  isFull(address: string): boolean;
  /** @returns what gives it back, once */
  add(address: string): () => void;
}

export function createTally(perAddress: number, perNetwork: number): Tally {
  const counts = new Map<string, number>();
  const countOf = (key: string) => counts.get(key) ?? 0;

  function change(key: string, by: number): void {
    const count = countOf(key) + by;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  }

  return {
    isFull(text) {
      const { address, network } = countedAs(text);
      return (
        countOf(address) >= perAddress || (network !== undefined && countOf(network) >= perNetwork)
      );
    },
    add(text) {
      const { address, network } = countedAs(text);
      const keys = network === undefined ? [address] : [address, network];
      keys.forEach((key) => change(key, 1));
      return () => keys.splice(0).forEach((key) => change(key, -1));
    },
  };
}
