/**
 * A broker as the hub's bus.
 *
 * Each connection is a client of its own: nothing is queued behind the caller's back and sent when it is no longer
 * meant. What has to be said again after a break is said again by those who know what stands.
 */
import type { Bus, BusListener, Publication } from '../app/base/ports/bus.ts';
import type { Cancel, Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import { messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { openConnection, sendAtOnce, type MqttClient, type MqttOptions } from './connection.ts';
import { codesIn, createBrokerRefusals } from './refusals.ts';
import { createSendQuota } from './send-quota.ts';

const FAREWELL_TIMEOUT_MS = 2_000;
/**
 * Nothing that is lost comes again with 1 either, since the session ends with its connection. But with 1 a Mosquitto as it
 * comes has no more than 20 messages under way, and 1,000 waiting: of 5,000 that are retained 1,020 came, 40 of them
 * before the answer that is to come after all of them.
 */
const SUBSCRIBED_QOS = 0;
/** What a broker that says nothing lets be in flight, by MQTT 5. */
const RECEIVE_MAXIMUM = 65_535;
/** Topics of one subscription: its packet stays below what a broker takes. */
const TOPICS_A_PACKET = 100;

/** So that its will is not published. */
function sayGoodbye(client: MqttClient): void {
  client.endAsync().catch(() => undefined);
}

export function createMqttBus(deps: { options: MqttOptions; clock: Clock; log: Log }): Bus {
  const { options, clock, log } = deps;
  let client: MqttClient | undefined;
  let isConnected = false;
  /** Set once the stop has begun: a second one waits for the same goodbye. */
  let stopping: Promise<void> | undefined;
  /** Breaks in a row, which the wait before the next try grows with. */
  let failures = 0;
  let cancelRetry: Cancel | undefined;
  /** Where it is another than the listener's. */
  let nextWill: Publication | undefined;
  /** A connection that is closed to have another at once. */
  let renewed: MqttClient | undefined;

  const refusals = createBrokerRefusals();
  /** Of the present connection. */
  let quota = createSendQuota(RECEIVE_MAXIMUM);

  /** What is to be listened to besides the filters. */
  let topics: ReadonlySet<string> = new Set();
  /** What the present connection listens to of it. */
  let held = new Set<string>();
  /** One change of subscriptions after the other. */
  let aligning = Promise.resolve();

  async function take(opened: MqttClient, added: readonly string[]): Promise<void> {
    added.forEach((topic) => held.add(topic));
    try {
      await opened.subscribeAsync([...added], { qos: SUBSCRIBED_QOS });
    } catch (error) {
      if (!opened.connected) throw error;
      refusals.subscribed(added, codesIn(error));
      // What the others say must not be lost for it.
      log.warn('the broker refuses a subscription', {
        reason: messageOf(error),
        topics: added.filter((topic) => refusals.heard.has(topic)),
      });
    }
  }

  async function align(opened: MqttClient): Promise<void> {
    for (;;) {
      const added = [...topics].filter((topic) => !held.has(topic)).slice(0, TOPICS_A_PACKET);
      const gone = [...held].filter((topic) => !topics.has(topic)).slice(0, TOPICS_A_PACKET);
      if (added.length === 0 && gone.length === 0) return;
      if (added.length > 0) await take(opened, added);
      for (const topic of gone) {
        held.delete(topic);
        refusals.forget(topic);
      }
      if (gone.length > 0) await opened.unsubscribeAsync([...gone]);
    }
  }

  /** Without what it is there for the hub would be deaf: it is said why, and tried on. */
  async function takeFilters(opened: MqttClient, filters: readonly string[]): Promise<void> {
    try {
      if (filters.length > 0) await opened.subscribeAsync([...filters], { qos: SUBSCRIBED_QOS });
      refusals.clear();
    } catch (error) {
      refusals.subscribed(filters, codesIn(error));
      const refused = filters.filter((filter) => refusals.heard.has(filter));
      if (refused.length === 0) throw error;
      throw new Error(
        `the broker's access list does not let the hub listen to ${refused.join(', ')}`,
      );
    }
  }

  /** After this, everything that was retained for filters and topics has been delivered. */
  async function subscribe(opened: MqttClient, filters: readonly string[]): Promise<void> {
    held = new Set();
    await takeFilters(opened, filters);
    await align(opened);
    // A broker answers in order: what it answers after the subscription comes after the retained messages.
    await opened.unsubscribeAsync(`${options.clientId}/barrier`);
  }

  function retryLater(listener: BusListener, reason: string): void {
    if (stopping !== undefined) return;
    if (failures === 0) log.warn('broker not connected, trying on', { url: options.url, reason });
    const waitMs = Math.min(LIMITS.mqttReconnectMinMs * 2 ** failures, LIMITS.mqttReconnectMaxMs);
    failures++;
    cancelRetry = clock.after(waitMs, () => open(listener));
  }

  function open(listener: BusListener): void {
    const will = nextWill ?? listener.will;
    const opened = openConnection(options, will);
    let reason = 'connection refused or closed';
    client = opened;
    opened.on('error', (error) => {
      reason = messageOf(error);
    });
    opened.on('message', (topic, payload, packet) => {
      listener.onMessage({ topic, payload, retained: packet.retain });
    });
    opened.on('connect', ({ properties }) => {
      sendAtOnce(opened);
      quota = createSendQuota(properties?.receiveMaximum ?? RECEIVE_MAXIMUM);
      if (renewed === opened) {
        sayGoodbye(opened);
        return;
      }
      subscribe(opened, listener.filters).then(
        () => {
          if (stopping !== undefined) return;
          isConnected = true;
          failures = 0;
          log.info('broker connected', { url: options.url });
          listener.onConnection(true);
        },
        (error: unknown) => {
          reason = messageOf(error);
          opened.end(true);
        },
      );
    });
    opened.once('close', () => {
      opened.end(true);
      const wasConnected = isConnected;
      isConnected = false;
      quota.close();
      if (wasConnected) listener.onConnection(false);
      if (renewed === opened && stopping === undefined) open(listener);
      else retryLater(listener, reason);
    });
  }

  async function publish({ topic, payload, retain = false, qos = 0 }: Publication): Promise<void> {
    const opened = client;
    if (opened === undefined || !isConnected) throw new Error('the broker is not connected');
    try {
      await quota.send(qos > 0, async () => opened.publishAsync(topic, payload, { retain, qos }));
    } catch (error) {
      if (refusals.failed(topic, error)) log.warn('the broker refuses a message', { topic });
      throw error;
    }
    refusals.published(topic);
  }

  async function leave(farewell: Publication | undefined): Promise<void> {
    cancelRetry?.();
    const ending = client;
    if (ending === undefined) return;
    const goodbye = async () => {
      if (farewell !== undefined && isConnected) await publish({ ...farewell, qos: 1 });
      await ending.endAsync();
    };
    const late = new Promise<void>((resolve) => clock.after(FAREWELL_TIMEOUT_MS, resolve));
    await Promise.race([goodbye().catch(() => undefined), late]);
    ending.end(true);
  }

  return {
    start: open,
    alsoListen(next) {
      topics = new Set(next);
      const opened = client;
      if (opened === undefined || !isConnected) return;
      // A connection that breaks meanwhile is followed by one that begins with these.
      aligning = aligning.then(async () => align(opened)).catch(() => void opened.end(true));
    },
    changeWill(will) {
      nextWill = will;
      // One that does not stand yet has the old will too, and mqtt.js would neither end nor finish it: it ends once it stands.
      renewed = client;
      if (client?.connected === true) sayGoodbye(client);
    },
    isConnected: () => isConnected,
    refused: () => refusals,
    publish,
    stop: async (farewell) => (stopping ??= leave(farewell)),
  };
}
