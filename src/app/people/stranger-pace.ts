/**
 * How fast strangers are answered: whoever has shown no good credential, on open routes and where he was refused. Each
 * address has a pace, and all of them together have one, since an attacker can take any number of addresses. Past it an
 * answer waits for its turn, and is no other for that: so there is always room for those who are signed in.
 */
import { countedAs } from '../../domain/address.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import { createLru } from '../base/lru.ts';
import type { Clock } from '../base/ports/clock.ts';

/** @returns ms that the answer waits for */
export type StrangerPace = (address: string) => number;

/** Turns that follow one another evenly, but for as many at once as `burst` says. */
class Turns {
  /** When the next turn is. */
  #nextMs = -Infinity;
  readonly #stepMs: number;
  readonly #slackMs: number;

  constructor(perSecond: number, burst: number) {
    this.#stepMs = SECOND_MS / perSecond;
    this.#slackMs = this.#stepMs * burst;
  }

  /** @returns ms until it */
  take(nowMs: number): number {
    this.#nextMs = Math.max(this.#nextMs, nowMs - this.#slackMs) + this.#stepMs;
    return Math.max(0, this.#nextMs - nowMs);
  }
}

export function createStrangerPace(clock: Clock): StrangerPace {
  const { perSecond, burst, togetherPerSecond } = LIMITS.strangers;
  const together = new Turns(togetherPerSecond, burst);
  /** By address. */
  const each = createLru<Turns>(LIMITS.rateLimitedAddresses);

  function turnsOf(address: string): Turns {
    const turns = each.peek(address) ?? new Turns(perSecond, burst);
    each.set(address, turns);
    return turns;
  }

  return (text) => {
    const nowMs = clock.monotonicMs();
    const ownMs = turnsOf(countedAs(text).address).take(nowMs);
    // Whoever waits by himself takes no turn of the others.
    return ownMs > 0 ? ownMs : together.take(nowMs);
  };
}
