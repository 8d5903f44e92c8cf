/** One connection to a broker. */

export interface BusMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** Whether the broker kept it from earlier, rather than passing it on now. */
  readonly retained: boolean;
}

export interface Publication {
  readonly topic: string;
  readonly payload: string;
  readonly retain?: boolean;
  readonly qos?: 0 | 1;
}

/** Topics that the broker keeps from this client, as far as it says so: some grant all, and pass nothing on. */
export interface RefusedTopics {
  /** What it may not listen to, of `alsoListen`. */
  readonly heard: ReadonlySet<string>;
  /** What it may not publish to, with QoS 1. */
  readonly told: ReadonlySet<string>;
}

export const NOTHING_REFUSED: RefusedTopics = { heard: new Set(), told: new Set() };

/** One connection to a broker, real or in-process. */
export interface Bus {
  /**
   * Connects, and goes on trying for ever. `onMessage` gets what matches `filters`; `onConnection` each change of
   * state, a connection once all that the broker has retained for the filters is delivered. Both run to completion before the next message is read.
   */
  start(listener: BusListener): void;
  /**
   * Listens to these topics or filters besides the first ones from now on, and to those of an earlier call no more. What is retained
   * for new ones is delivered. One that the broker refuses is logged, and the others are heard all the same.
   */
  alsoListen(topics: readonly string[]): void;
  /** From now on that is published when the connection breaks; the broker may have to be connected anew for it. */
  changeWill(will: Publication): void;
  isConnected(): boolean;
  /** Of the present connection. */
  refused(): RefusedTopics;
  /** Resolves once the broker has it (for QoS 1, acknowledged); rejects while there is no connection, or where it refuses it. */
  publish(publication: Publication): Promise<void>;
  /** Says goodbye: `farewell` is published before a clean disconnect. */
  stop(farewell?: Publication): Promise<void>;
}

export interface BusListener {
  readonly filters: readonly string[];
  /** Published by the broker when the connection breaks. */
  readonly will?: Publication;
  onMessage(message: BusMessage): void;
  onConnection(connected: boolean): void;
}
