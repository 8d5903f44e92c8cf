/**
 * The hub on its bus: it says that it is there, hears its devices and clients, and tells them again what stands
 * whenever the broker comes back (DESIGN.md section 5).
 */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Discovery } from '../discovery/discovery.ts';
import type { DeviceOrders } from '../plant/device-orders.ts';
import type { BoundDevices } from './bound-devices.ts';
import type { Intake } from './intake.ts';
import type { ToldStates } from './told-states.ts';
import type { Topics } from '../messages/topics.ts';
import type { Bus, Cancel, Clock, Log, Publication } from '../ports.ts';

export interface HubLink {
  start(): void;
  /** The house has changed: its devices may speak on other topics. */
  relisten(): void;
  /** Takes in what the retained status of a hub says: perhaps that another is in charge. */
  hearHubStatus(payload: string, retained: boolean): void;
  stop(): Promise<void>;
}

interface HubStatus {
  readonly status: 'online' | 'offline';
  readonly serial: string;
}

function parseHubStatus(payload: string): HubStatus | undefined {
  try {
    const { status, serial } = JSON.parse(payload) as Partial<HubStatus>;
    return (status === 'online' || status === 'offline') && typeof serial === 'string'
      ? { status, serial }
      : undefined;
  } catch {
    return undefined;
  }
}

export function createHubLink(deps: {
  bus: Bus;
  topics: Topics;
  serial: string;
  intake: Intake;
  bound: Pick<BoundDevices, 'topics'>;
  orders: Pick<DeviceOrders, 'resendAll' | 'stop'>;
  states: Pick<ToldStates, 'tellAll' | 'flush'>;
  discovery: Discovery;
  clock: Clock;
  log: Log;
  /** Another hub is in charge of these topics. */
  onRival(serial: string): void;
}): HubLink {
  const { bus, topics, serial, intake, bound, orders, states, discovery, clock, log } = deps;
  /** Whether another hub has turned out to be in charge: from then on nothing is said. */
  let isOusted = false;
  let cancelRefresh: Cancel | undefined;

  const ownStatus = (status: HubStatus['status']): Publication => ({
    topic: topics.hubStatus,
    payload: JSON.stringify({ status, serial } satisfies HubStatus),
    retain: true,
    qos: 1,
  });

  function onConnected(): void {
    if (isOusted) return;
    bus.publish(ownStatus('online')).catch((error: unknown) => {
      // It is said again when the broker is back.
      log.debug('not published', { topic: topics.hubStatus, reason: messageOf(error) });
    });
    states.tellAll();
    orders.resendAll();
    discovery.connected();
  }

  return {
    start() {
      cancelRefresh = clock.every(LIMITS.stateRefreshMs, () => states.tellAll());
      bus.start({
        filters: [...topics.hubFilters, ...discovery.filters],
        will: ownStatus('offline'),
        onMessage: (message) => {
          if (!discovery.hear(message)) intake.accept(message);
        },
        onConnection: (connected) => {
          if (connected) onConnected();
        },
      });
    },
    relisten: () => bus.alsoListen(bound.topics()),
    hearHubStatus(payload, retained) {
      const heard = parseHubStatus(payload);
      // What the hub itself said comes back to it as well.
      if (heard === undefined || heard.serial === serial || !retained) return;
      if (heard.status === 'online') {
        // Gone at once and without a word: what the broker keeps of that hub must stay.
        isOusted = true;
        void bus.stop();
        deps.onRival(heard.serial);
      } else log.info('taking over from a hub that is offline', { serial: heard.serial });
    },
    async stop() {
      cancelRefresh?.();
      discovery.stop();
      await intake.stop();
      orders.stop();
      states.flush();
      await bus.stop(ownStatus('offline'));
    },
  };
}
