/**
 * An MQTT broker inside the process, for the virtual house and for tests. It keeps what a client can see of MQTT:
 * retained messages, wills, order, and that nothing is delivered while the sender is still inside `publish`.
 */
import {
  NOTHING_REFUSED,
  type Bus,
  type BusListener,
  type BusMessage,
  type Publication,
} from '../app/base/ports/bus.ts';
import { matchesFilter } from './topic-filter.ts';

/** Messages accepted and not yet delivered. Past it `publish` rejects, as a broker would stop reading. */
export const WAITING_MESSAGES_MAX = 10_000;
/** Topics with a retained message. A new one past it is refused. */
export const RETAINED_TOPICS_MAX = 20_000;
const COMPARED_TOPICS_MAX = 20_000;

export interface LocalBroker {
  /** A new client, which connects when it is started. */
  connect(): Bus;
  /** Cuts every connection and refuses new ones until `restore`: what a client sees of a broker that died. */
  breakConnections(): void;
  /** Lets the clients in again: each that was started connects and gets the retained messages. */
  restore(): void;
}

/** What the broker knows of one client. */
interface Connection {
  readonly listener: BusListener;
  /** Whether it can send and receive now. */
  open: boolean;
  /** Topics that were compared with its filters, and whether they match: there are few, and they come again. */
  readonly compared: Map<string, boolean>;
  will: Publication | undefined;
  /** What it listens to besides its filters: topics, and further filters. */
  topics: ReadonlySet<string>;
}

interface Exchange {
  readonly connections: Set<Connection>;
  /** Runs the task after what now waits. Microtasks run in order, so no queue of our own is needed. */
  later(task: () => void): void;
  /** Opens a connection, if the broker lets anyone in. */
  open(connection: Connection): void;
  /** Delivers what is retained under these topics. */
  replay(connection: Connection, topics: ReadonlySet<string>): void;
  /** Keeps the message where it is retained, and passes it on to all that are connected. */
  route(publication: Publication): void;
  /** Why the message cannot be taken now, or undefined where it can. */
  refusal(publication: Publication): string | undefined;
}

const isFilter = (topic: string) => /[+#]/.test(topic);
const matchesOneOf = (filters: ReadonlySet<string>, topic: string) =>
  filters.has(topic) ||
  [...filters].some((filter) => isFilter(filter) && matchesFilter(filter, topic));

function isSubscribed({ listener, compared, topics }: Connection, topic: string): boolean {
  if (topics.has(topic)) return true;
  const known = compared.get(topic);
  if (known !== undefined) return known;
  const matches =
    listener.filters.some((filter) => matchesFilter(filter, topic)) || matchesOneOf(topics, topic);
  if (compared.size < COMPARED_TOPICS_MAX) compared.set(topic, matches);
  return matches;
}

function deliver(connection: Connection, message: BusMessage): void {
  if (connection.open && isSubscribed(connection, message.topic))
    connection.listener.onMessage(message);
}

function createExchange(isReachable: () => boolean): Exchange {
  const connections = new Set<Connection>();
  const retained = new Map<string, Buffer>();
  let waiting = 0;

  return {
    connections,
    later(task) {
      waiting += 1;
      queueMicrotask(() => {
        waiting -= 1;
        task();
      });
    },
    open(connection) {
      if (!isReachable() || connection.open || !connections.has(connection)) return;
      connection.open = true;
      for (const [topic, payload] of [...retained]) {
        deliver(connection, { topic, payload, retained: true });
      }
      connection.listener.onConnection(true);
    },
    replay(connection, topics) {
      for (const [topic, payload] of retained)
        if (matchesOneOf(topics, topic)) deliver(connection, { topic, payload, retained: true });
    },
    route({ topic, payload, retain }) {
      const bytes = Buffer.from(payload);
      if (retain === true && bytes.length > 0) retained.set(topic, bytes);
      else if (retain === true) retained.delete(topic);
      const message = { topic, payload: bytes, retained: false };
      for (const connection of [...connections]) deliver(connection, message);
    },
    refusal({ topic, payload, retain }) {
      if (waiting >= WAITING_MESSAGES_MAX) {
        return `over ${WAITING_MESSAGES_MAX} messages wait for delivery`;
      }
      const isNew = retain === true && payload !== '' && !retained.has(topic);
      return isNew && retained.size >= RETAINED_TOPICS_MAX
        ? `over ${RETAINED_TOPICS_MAX} topics are retained`
        : undefined;
    },
  };
}

function createClient(exchange: Exchange): Bus {
  let connection: Connection | undefined;
  let topics: ReadonlySet<string> = new Set();
  /** Where it is another than the listener's. */
  let nextWill: Publication | undefined;

  return {
    start(listener) {
      if (connection !== undefined) throw new Error('the client is already started');
      const will = nextWill ?? listener.will;
      const starting = {
        listener,
        will,
        open: false,
        compared: new Map<string, boolean>(),
        topics,
      };
      connection = starting;
      exchange.connections.add(starting);
      exchange.later(() => exchange.open(starting));
    },
    alsoListen(next) {
      const fresh = new Set(next.filter((topic) => !topics.has(topic)));
      topics = new Set(next);
      const listening = connection;
      if (listening === undefined) return;
      listening.topics = topics;
      listening.compared.clear();
      if (listening.open) exchange.later(() => exchange.replay(listening, fresh));
    },
    changeWill(will) {
      nextWill = will;
      if (connection !== undefined) connection.will = will;
    },
    isConnected: () => connection?.open === true,
    refused: () => NOTHING_REFUSED,
    async publish(publication) {
      const sender = connection;
      if (sender?.open !== true) throw new Error('not connected');
      const refusal = exchange.refusal(publication);
      if (refusal !== undefined) throw new Error(refusal);
      return new Promise((resolve, reject) => {
        exchange.later(() => {
          if (!sender.open) {
            reject(new Error('the connection broke'));
            return;
          }
          resolve();
          exchange.route(publication);
        });
      });
    },
    async stop(farewell) {
      const leaving = connection;
      if (leaving === undefined) return;
      connection = undefined;
      return new Promise((resolve) => {
        exchange.later(() => {
          exchange.connections.delete(leaving);
          resolve();
          if (!leaving.open) return;
          leaving.open = false;
          if (farewell !== undefined) exchange.route(farewell);
          leaving.listener.onConnection(false);
        });
      });
    },
  };
}

export function createLocalBroker(): LocalBroker {
  let reachable = true;
  const exchange = createExchange(() => reachable);

  return {
    connect: () => createClient(exchange),
    breakConnections() {
      reachable = false;
      for (const connection of exchange.connections) {
        if (!connection.open) continue;
        connection.open = false;
        exchange.later(() => {
          connection.listener.onConnection(false);
          if (connection.will !== undefined) exchange.route(connection.will);
        });
      }
    },
    restore() {
      reachable = true;
      for (const connection of exchange.connections) {
        exchange.later(() => exchange.open(connection));
      }
    },
  };
}
