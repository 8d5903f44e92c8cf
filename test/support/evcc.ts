/**
 * evcc as a charger of type `sgready` speaks, by the configuration that it is given. After evcc-io/evcc at b29b49e:
 * `charger/sgready.go`, and of `plugin/` `mqtt.go` (QoS 1, kept only with `retained`), `http.go` (a body makes a GET a
 * POST), `map.go` and `helper.go` (a value in place of `${mode}`).
 */
import { request } from 'node:http';
import { publish, type Ear } from './mosquitto-clients.ts';

/** A plugin of evcc's configuration, as far as it is played. */
export interface EvccSource {
  readonly source: 'mqtt' | 'http' | 'map';
  readonly topic?: string;
  readonly payload?: string;
  readonly retained?: boolean;
  readonly jq?: string;
  readonly scale?: number;
  readonly uri?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly auth?: { readonly type: 'bearer'; readonly token: string };
  readonly body?: string;
  readonly values?: Readonly<Record<string, number>>;
  readonly get?: EvccSource;
  readonly set?: EvccSource;
}

export interface EvccCharger {
  readonly type: 'sgready';
  readonly setmode: EvccSource;
  readonly getmode: EvccSource;
  readonly power?: EvccSource;
  readonly energy?: EvccSource;
  readonly temp?: EvccSource;
  readonly limittemp?: EvccSource;
}

/** The modes of `charger/sgready.go`. */
const MODES = { dim: 1, normal: 2, boost: 3 } as const;
export type EvccMode = keyof typeof MODES;

export interface Evcc {
  /** @throws Error where HTTP does not answer with 2xx */
  set(mode: EvccMode): Promise<void>;
  /** @returns the mode that evcc takes the machine to be in, undefined before it knows */
  mode(): Promise<EvccMode | undefined>;
  reads(what: 'power' | 'energy' | 'temp' | 'limittemp'): Promise<number | undefined>;
}

const formatted = (text: string | undefined, value: number) =>
  text === undefined ? String(value) : text.replaceAll('${mode}', String(value));

/** The path of members that a jq of the configuration is. */
function found(text: string, jq: string | undefined): unknown {
  const names = (jq ?? '').split('.').filter((name) => name !== '');
  return names.reduce<unknown>(
    (at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name],
    JSON.parse(text),
  );
}

/** What Go's client sends beside what the configuration says. */
const GO_HEADERS = { 'User-Agent': 'evcc/0.310.0', 'Accept-Encoding': 'identity' };

async function ask(source: EvccSource, value?: number): Promise<string> {
  const { uri = '', method = 'GET', headers = {}, auth, body } = source;
  const bearer = auth === undefined ? {} : { Authorization: `Bearer ${auth.token}` };
  const sent = body === undefined || value === undefined ? '' : formatted(body, value);
  return new Promise((resolve, reject) => {
    const asked = request(
      uri,
      {
        method: sent !== '' && method === 'GET' ? 'POST' : method,
        headers: Object.assign({ 'Content-Length': sent.length }, GO_HEADERS, headers, bearer),
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(text);
          else reject(new Error(`unexpected status: ${status} ${text}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(sent);
  });
}

/** @param ear hears at evcc's broker what its topics say */
export function createEvcc(charger: EvccCharger, port: number, ear: Ear): Evcc {
  async function set(source: EvccSource | undefined, value: number): Promise<void> {
    switch (source?.source) {
      case 'mqtt':
        return publish(port, source.topic ?? '', formatted(source.payload, value), {
          retain: source.retained === true,
        });
      case 'http':
        await ask(source, value);
        return;
      case 'map': {
        const mapped = source.values?.[value];
        if (mapped === undefined) throw new Error(`map: value not found: ${value}`);
        return set(source.set, mapped);
      }
      case undefined:
        throw new Error('missing plugin source');
    }
  }

  async function get(source: EvccSource | undefined): Promise<number | undefined> {
    switch (source?.source) {
      case 'mqtt': {
        const last = ear.heard.findLast(({ topic }) => topic === source.topic);
        const value = last === undefined ? undefined : found(last.payload, source.jq);
        return value === undefined ? undefined : Number(value) * (source.scale ?? 1);
      }
      case 'http':
        return Number(found(await ask(source), source.jq)) * (source.scale ?? 1);
      case 'map': {
        const value = await get(source.get);
        return value === undefined ? undefined : source.values?.[value];
      }
      case undefined:
        return undefined;
    }
  }

  return {
    set: async (mode) => set(charger.setmode, MODES[mode]),
    async mode() {
      const value = await get(charger.getmode);
      return (Object.keys(MODES) as EvccMode[]).find((mode) => MODES[mode] === value);
    },
    reads: async (what) => get(charger[what]),
  };
}
