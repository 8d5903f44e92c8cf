/** Home Assistant's own REST and WebSocket API, as its page uses them. */
import { once } from 'node:events';

export interface EntityState {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Of its registry. */
export interface RegisteredEntity {
  readonly entity_id: string;
  readonly unique_id: string;
  readonly platform: string;
  readonly device_id: string | null;
  readonly disabled_by: string | null;
}

export interface RegisteredDevice {
  readonly id: string;
  readonly name: string;
  readonly area_id: string | null;
  readonly identifiers: readonly (readonly [string, string])[];
}

export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  /** One command of the WebSocket API, and its result. */
  ask<T>(command: { readonly type: string; readonly [key: string]: unknown }): Promise<T>;
  call(service: string, data: object): Promise<void>;
  states(): Promise<ReadonlyMap<string, EntityState>>;
  entities(): Promise<readonly RegisteredEntity[]>;
  devices(): Promise<readonly RegisteredDevice[]>;
}

/** Node's own, which `--experimental-websocket` shows before version 22. */
interface Socket extends EventTarget {
  send(text: string): void;
  close(): void;
}
declare const globalThis: { readonly WebSocket?: new (url: string) => Socket };

const CLIENT_ID = 'http://127.0.0.1/';

async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

interface Message {
  readonly type: string;
  readonly success?: boolean;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A connection for one command: it is enough, and outlives no restart. */
async function askOnce(url: string, token: string, command: object): Promise<unknown> {
  const { WebSocket } = globalThis;
  if (WebSocket === undefined) throw new Error('this needs node --experimental-websocket');
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/websocket`);
  const next = async (): Promise<Message> => {
    const [{ data }] = (await once(socket, 'message')) as [{ readonly data: string }];
    return JSON.parse(data) as Message;
  };
  try {
    await next();
    socket.send(JSON.stringify({ type: 'auth', access_token: token }));
    const { type } = await next();
    if (type !== 'auth_ok') throw new Error(`the WebSocket API: ${type}`);
    socket.send(JSON.stringify({ ...command, id: 1 }));
    const { success, result, error } = await next();
    if (success !== true) throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(error)}`);
    return result;
  } finally {
    socket.close();
  }
}

export function createClient(url: string, token: string): Client {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const client: Client = {
    get: async (path) => answerOf(await fetch(`${url}${path}`, { headers })),
    post: async (path, body) =>
      answerOf(
        await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
      ),
    ask: async <T>(command: object) => (await askOnce(url, token, command)) as T,
    async call(service, data) {
      await client.post(`/api/services/${service.replace('.', '/')}`, data);
    },
    async states() {
      const all = await client.get<EntityState[]>('/api/states');
      return new Map(all.map((one) => [one.entity_id, one]));
    },
    entities: async () => client.ask({ type: 'config/entity_registry/list' }),
    devices: async () => client.ask({ type: 'config/device_registry/list' }),
  };
  return client;
}

/** The first user of a fresh one, and all that its first page asks. @returns a token, good for half an hour */
export async function onboard(url: string): Promise<string> {
  const post = async <T>(path: string, body: object, token?: string) =>
    answerOf<T>(
      await fetch(`${url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      }),
    );
  const { auth_code: code } = await post<{ auth_code: string }>('/api/onboarding/users', {
    client_id: CLIENT_ID,
    language: 'en',
    name: 'Jane',
    username: 'jane',
    password: 'a long passphrase of mine',
  });
  const grant = { grant_type: 'authorization_code', code, client_id: CLIENT_ID };
  const answer = await fetch(`${url}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams(grant),
  });
  const { access_token: token } = await answerOf<{ access_token: string }>(answer);
  await post('/api/onboarding/core_config', {}, token);
  await post('/api/onboarding/analytics', {}, token);
  const redirect = { client_id: CLIENT_ID, redirect_uri: CLIENT_ID };
  await post('/api/onboarding/integration', redirect, token);
  return token;
}

/** Its MQTT integration on a broker, as its page sets it up. */
export async function addBroker(client: Client, port: number): Promise<void> {
  const flows = '/api/config/config_entries/flow';
  const { flow_id: flow } = await client.post<{ flow_id: string }>(flows, { handler: 'mqtt' });
  const broker = {
    broker: '127.0.0.1',
    port,
    other_settings: { set_client_cert: false, set_ca_cert: 'off' },
  };
  const done = await client.post<{ type: string }>(`${flows}/${flow}`, broker);
  if (done.type !== 'create_entry') throw new Error(`no broker: ${JSON.stringify(done)}`);
}
