/**
 * The hub on its bus: it says that it is there, tells each zone's state, hears its devices, and tells them again what
 * stands whenever the broker comes back (DESIGN.md section 5).
 */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { DeviceOrders } from '../plant/device-orders.ts';
import type { BoundDevices } from './bound-devices.ts';
import type { Intake } from './intake.ts';
import type { Topics } from '../messages/topics.ts';
import type { Bus, Cancel, Clock, Log, Publication } from '../ports.ts';
import type { Zones } from '../zones/zones.ts';

export interface HubLink {
  start(): void;
  /** The house has changed: its devices may speak on other topics. */
  relisten(): void;
  /** Takes in what the retained status of a hub says: perhaps that another is in charge. */
  hearHubStatus(payload: string, retained: boolean): void;
  /** Says the zone's state again, though it has not changed: a client that set it awaits an answer. */
  echoZone(zoneId: string): void;
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
  zones: Zones;
  intake: Intake;
  bound: Pick<BoundDevices, 'topics'>;
  orders: Pick<DeviceOrders, 'resendAll' | 'stop'>;
  clock: Clock;
  log: Log;
  /** Another hub is in charge of these topics. */
  onRival(serial: string): void;
}): HubLink {
  const { bus, topics, serial, zones, intake, bound, orders, clock, log } = deps;
  /** What the broker holds of each zone. */
  const told = new Map<string, string>();
  const dirty = new Set<string>();
  let cancelFlush: Cancel | undefined;
  /** Whether another hub has turned out to be in charge: from then on nothing is said. */
  let isOusted = false;

  const ownStatus = (status: HubStatus['status']): Publication => ({
    topic: topics.hubStatus,
    payload: JSON.stringify({ status, serial } satisfies HubStatus),
    retain: true,
    qos: 1,
  });

  function publish(publication: Publication): void {
    bus.publish(publication).catch((error: unknown) => {
      // All of it is said again when the broker is back.
      log.debug('not published', { topic: publication.topic, reason: messageOf(error) });
    });
  }

  function tellZones(): void {
    cancelFlush = undefined;
    if (!bus.isConnected()) return;
    const views = new Map(zones.list().map((view) => [view.zoneId, view]));
    for (const zoneId of told.keys()) if (!views.has(zoneId)) dirty.add(zoneId);
    for (const zoneId of dirty) {
      const view = views.get(zoneId);
      // An empty retained message takes back what the broker holds of a zone that is no more.
      const payload = view === undefined ? '' : JSON.stringify(view);
      if (told.get(zoneId) === payload) continue;
      publish({ topic: topics.zoneState(zoneId), payload, retain: true });
      if (view === undefined) told.delete(zoneId);
      else told.set(zoneId, payload);
    }
    dirty.clear();
  }

  function tellSoon(zoneId: string): void {
    dirty.add(zoneId);
    cancelFlush ??= clock.after(LIMITS.zoneStateIntervalMs, tellZones);
  }

  function onConnected(): void {
    if (isOusted) return;
    publish(ownStatus('online'));
    const gone = [...told.keys()];
    told.clear();
    for (const zoneId of [...gone, ...zones.list().map((view) => view.zoneId)]) dirty.add(zoneId);
    tellZones();
    orders.resendAll();
  }

  zones.onChange(({ zoneId }) => tellSoon(zoneId));

  return {
    start() {
      bus.start({
        filters: topics.hubFilters,
        will: ownStatus('offline'),
        onMessage: (message) => intake.accept(message),
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
    echoZone(zoneId) {
      told.delete(zoneId);
      tellSoon(zoneId);
    },
    async stop() {
      cancelFlush?.();
      orders.stop();
      tellZones();
      await bus.stop(ownStatus('offline'));
    },
  };
}
