/**
 * What clients set over MQTT and the hub did not do, and why: told once as it happens, and shown until something is done
 * under the same topic, or for a while. Most clients cannot be told otherwise: whoever sets something gets no answer.
 */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import { createListeners } from '../base/listeners.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import { REFUSAL_EVENT } from '../messages/sets.ts';
import type { Topics } from '../messages/topics.ts';
import type { PublishedSource } from './published-states.ts';

export interface RefusedCommands {
  /** @param topic of what was to be set */
  refused(topic: string, reason: string): void;
  done(topic: string): void;
  /** The retained state of it. */
  readonly source: PublishedSource;
}

interface Refusal {
  readonly topic: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly timestamp: string;
}

const ID = 'refused';
/** Somebody else's topics and words may be of any length. */
const shortened = (text: string) => text.slice(0, LIMITS.refusalChars);

export function createRefusedCommands({
  topics,
  bus,
  clock,
  log,
}: {
  topics: Pick<Topics, 'refused' | 'refusedEvent'>;
  bus: Bus;
  clock: Clock;
  log: Log;
}): RefusedCommands {
  const listeners = createListeners();
  let last: Refusal | undefined;
  let cancelEnd: Cancel | undefined;
  /** The newest waits for its turn. */
  let cancelEvent: Cancel | undefined;
  let lastEventMs = -Infinity;

  function tell(): void {
    cancelEvent = undefined;
    if (last === undefined || !bus.isConnected()) return;
    lastEventMs = clock.monotonicMs();
    const payload = JSON.stringify({ event_type: REFUSAL_EVENT, ...last });
    bus.publish({ topic: topics.refusedEvent, payload }).catch((error: unknown) => {
      log.debug('not published', { topic: topics.refusedEvent, reason: messageOf(error) });
    });
  }

  function show(refusal: Refusal | undefined): void {
    last = refusal;
    cancelEnd?.();
    cancelEnd = undefined;
    if (refusal !== undefined)
      cancelEnd = clock.after(LIMITS.refusalShownMs, () => show(undefined));
    listeners.tell();
  }

  return {
    refused(topic, reason) {
      const timestamp = isoTime(clock.nowMs());
      show({ topic: shortened(topic), reason: shortened(reason), timestamp });
      const delayMs = lastEventMs + LIMITS.refusalEventMs - clock.monotonicMs();
      cancelEvent ??= clock.after(Math.max(0, delayMs), tell);
    },
    done(topic) {
      if (last?.topic === shortened(topic)) show(undefined);
    },
    source: {
      list: () => [
        { id: ID, topic: topics.refused, view: () => ({ problem: last !== undefined, ...last }) },
      ],
      onChange: (listener) => listeners.add(() => listener(ID, true)),
    },
  };
}
