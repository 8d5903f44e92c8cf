/** What a gateway says and hears, in its own words, for a test of its profile. */

/** What a gateway publishes: an object is sent as JSON, a text as it is. */
export interface Message {
  readonly topic: string;
  readonly payload: string | object;
}

/** Readings and named places by `kind.name`; null: without a value. */
export type Reads = Readonly<Record<string, unknown>>;

export interface Step {
  /** What is being looked at, to be read in a report. */
  readonly what: string;
  readonly says: readonly Message[];
  readonly reads: Reads;
  /** Whether what each level needs stands after that: `hcu.steer`. */
  readonly levels?: Readonly<Record<string, boolean>>;
  /** Kinds of which it is said whether they are there. */
  readonly presence?: Readonly<Record<string, 'online' | 'offline'>>;
}

export interface OrderCase {
  /** `kind.order` */
  readonly order: string;
  readonly value: number | string | boolean;
  /** In this order, and nothing else. */
  readonly tells: readonly (readonly [topic: string, payload: string])[];
  /** What the gateway answers, by which it shows that it has it. */
  readonly answers?: readonly Message[];
}

export interface GatewayScript {
  readonly profile: string;
  /** What a binding would say of the profile's parameters. */
  readonly given?: Readonly<Record<string, string | number>>;
  /** What the broker has kept of the gateway before the hub comes. */
  readonly kept?: readonly Message[];
  readonly keptReads?: Reads;
  readonly keptPresence?: Step['presence'];
  /** What it has to be sent so that it speaks, by kind: topic, message and how often, in seconds. */
  readonly keepalive?: Readonly<Record<string, readonly [string, string, number]>>;
  readonly steps: readonly Step[];
  /** Orders of which the gateway shows nothing, or nothing that could be believed: `kind.order`. */
  readonly unshown?: readonly string[];
  readonly orders?: readonly OrderCase[];
  /** What gives the machine its own value back, where that is no value that was found: `kind.order` → messages. */
  readonly givesBack?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}

/** Messages below one base, each a topic and what is said there. */
export const below = (base: string, said: Readonly<Record<string, string | object>>): Message[] =>
  Object.entries(said).map(([topic, payload]) => ({ topic: `${base}/${topic}`, payload }));
