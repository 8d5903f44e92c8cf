/** Which topics the broker keeps from this client, by the reason codes that it answers with (MQTT 5). */
import type { RefusedTopics } from '../app/base/ports/bus.ts';

/** Codes from here on say that it was not done. */
const FIRST_FAILURE = 0x80;

export interface BrokerRefusals extends RefusedTopics {
  /** It answered these subscriptions with these codes: a failure of one is no word of the others. */
  subscribed(topics: readonly string[], codes: unknown): void;
  /** It is listened to no more. */
  forget(topic: string): void;
  published(topic: string): void;
  /** @returns whether the broker has refused that, rather than the connection broken, and had not before */
  failed(topic: string, error: unknown): boolean;
  /** Of a new connection nothing is known yet. */
  clear(): void;
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Whether a reason code says that it was not done. */
export const isRefusal = (code: unknown): code is number =>
  typeof code === 'number' && code >= FIRST_FAILURE;

/** Whether the broker has refused that, rather than the connection broken. */
export const isRefused = (error: unknown): boolean => isRefusal(codeOf(error));

export function createBrokerRefusals(): BrokerRefusals {
  const heard = new Set<string>();
  const told = new Set<string>();
  return {
    heard,
    told,
    subscribed(topics, codes) {
      if (!Array.isArray(codes)) return;
      topics.forEach((topic, index) => {
        if (isRefusal(codes[index])) heard.add(topic);
        else heard.delete(topic);
      });
    },
    forget: (topic) => void heard.delete(topic),
    published: (topic) => void told.delete(topic),
    failed(topic, error) {
      if (!isRefused(error) || told.has(topic)) return false;
      told.add(topic);
      return true;
    },
    clear() {
      heard.clear();
      told.clear();
    },
  };
}

/** The codes of the answer to a subscription that failed in part, as mqtt hands them over. */
export function codesIn(error: unknown): unknown {
  const packet = typeof error === 'object' && error !== null && 'packet' in error && error.packet;
  return typeof packet === 'object' && packet !== null && 'granted' in packet
    ? packet.granted
    : undefined;
}
