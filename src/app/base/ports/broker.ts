/** Trying a broker out, before the hub is given to it. */
import type { BrokerAccess, BrokerFault } from '../../../domain/broker.ts';

/** What a hub has to be let do there. */
export interface TriedTopics {
  /** Filters to listen to. */
  readonly read: readonly string[];
  /** Topics to publish to: something that means nothing to whoever hears it. */
  readonly write: readonly string[];
  /** One of `write` that is among `read`: what is said there has to come back. */
  readonly echo: string;
}

/**
 * Connects once, asks for all of it and leaves, within `LIMITS.brokerCheckMs`.
 * @returns what does not work: nothing where all does
 */
export type TryBroker = (
  access: BrokerAccess,
  topics: TriedTopics,
) => Promise<readonly BrokerFault[]>;
