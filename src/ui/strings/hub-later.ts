/** What the hub says by itself in English, and by code in every other language: what stands on other pages than Home. */
import type { BrokerFaultCode } from '../../domain/broker.ts';
import type { EventSentences } from './hub.ts';

export interface LaterHubWords {
  readonly events: EventSentences;
  readonly brokerFaults: Readonly<Record<BrokerFaultCode, (topic: string) => string>>;
  /** What the hub may do at a higher level, and what becomes of that without it. */
  readonly allows: (level: 'nudge' | 'steer', orders: readonly string[]) => string;
  readonly whenGone: (kept: readonly string[], letGo: readonly string[]) => string;
}

export const hubLater: Partial<LaterHubWords> = {};
