/** Wrong PINs by where they were tried from. They count until an owner signs in; those that are looked at count as wrong. */
import { countedAs } from '../../domain/address.ts';
import { LIMITS } from '../../domain/limits.ts';

/** The key of all together: no address is empty. */
export const ALL = '';

/** Address, /64 of IPv6 addresses, or nothing for all → how many. */
export type WrongPinCounts = Readonly<Record<string, number>>;

const { pinFailures, pinFailuresInAll, networkRoom } = LIMITS;
const roomOf = (key: string) =>
  key === ALL ? pinFailuresInAll : key.endsWith('/64') ? pinFailures * networkRoom : pinFailures;

function keysOf(text: string): string[] {
  const { address, network } = countedAs(text);
  return [address, ...(network === undefined ? [] : [network]), ALL];
}

export class WrongPins {
  #wrong: Map<string, number>;
  readonly #pending = new Map<string, number>();

  constructor(counts: WrongPinCounts) {
    this.#wrong = new Map(Object.entries(counts));
  }

  /** @param isPanel whether a panel is signed in there: then nobody else's tries close it */
  isClosedTo(address: string, isPanel: boolean): boolean {
    const keys = isPanel ? keysOf(address).slice(0, 1) : keysOf(address);
    return keys.some(
      (key) => (this.#wrong.get(key) ?? 0) + (this.#pending.get(key) ?? 0) >= roomOf(key),
    );
  }

  /** Whether it is closed to anybody. */
  get isClosedToSome(): boolean {
    return [...this.#wrong].some(([key, count]) => count >= roomOf(key));
  }

  get isEmpty(): boolean {
    return this.#wrong.size === 0;
  }

  counts(): WrongPinCounts {
    return Object.fromEntries(this.#wrong);
  }

  /** @returns what ends it, once */
  begin(address: string): () => void {
    const keys = keysOf(address);
    keys.forEach((key) => this.#pending.set(key, (this.#pending.get(key) ?? 0) + 1));
    return () => {
      for (const key of keys) {
        const left = (this.#pending.get(key) ?? 0) - 1;
        if (left > 0) this.#pending.set(key, left);
        else this.#pending.delete(key);
      }
    };
  }

  /** @returns whom that one has closed it to: an address, a /64, or undefined for all where no panel is signed in */
  add(address: string): (string | undefined)[] {
    const closed = keysOf(address).filter((key) => {
      const count = (this.#wrong.get(key) ?? 0) + 1;
      this.#wrong.set(key, count);
      return count === roomOf(key);
    });
    return closed.map((key) => (key === ALL ? undefined : key));
  }

  clear(): void {
    this.#wrong = new Map();
  }
}
