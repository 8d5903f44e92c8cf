/** A real Home Assistant, a real broker, the sample house played on it, and the built hub between them. */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, lastingFolder, start } from '../child.ts';
import { PROGRAM, startHub, type TestHub } from '../hub.ts';
import { listen, type Ear } from '../mosquitto-clients.ts';
import { freePort, startMosquitto, type Mosquitto } from '../mosquitto.ts';
import { until } from '../until.ts';
import { addBroker, createClient, onboard, type Client, type EntityState } from './client.ts';
import { installHomeAssistant } from './install.ts';
import {
  checkPackage,
  configFolder,
  startHomeAssistant,
  type HomeAssistantProgram,
} from './program.ts';

const SAMPLE = join(import.meta.dirname, '../../../src/simulator/sample-house.json');
/** Over LIMITS.discoveryIntervalMs, and a loaded machine. */
const DEADLINE_MS = 60_000;
/** What it lacks for cameras, for speed, and of the internet, which is nothing to the hub. */
const ELSEWHERE =
  /^(?:aiohttp_fast_zlib|haffmpeg|homeassistant\.components\.(?:camera|radio_browser))\b/;
const COMPLAINTS = ['WARNING', 'ERROR', 'CRITICAL'];

export interface Component {
  readonly platform: string;
  readonly unique_id?: string;
  readonly [key: string]: unknown;
}

export interface RealRig {
  readonly version: string;
  readonly broker: Mosquitto;
  readonly ear: Ear;
  readonly hub: TestHub;
  readonly client: Client;
  /** When it was told of the broker, as `performance.now()` has it. */
  readonly brokerNamedMs: number;
  /** Each device's components as they were last told on the broker, by unique id. */
  described(): ReadonlyMap<string, Component>;
  /** What it shows under the unique id that ends so; undefined where there is no such entity. */
  state(uniqueIdEnd: string): Promise<EntityState | undefined>;
  entityId(uniqueIdEnd: string): Promise<string>;
  /** Waits until every entity that is described, and not off by itself, is available. @returns after how many ms */
  showsAll(): Promise<number>;
  /** Waits until it shows something. @returns after how many ms */
  shows(
    uniqueIdEnd: string,
    fits: (state: EntityState | undefined) => boolean,
    what: string,
  ): Promise<number>;
  /** Lines of its log that complain, of all its starts. */
  complaints(): string[];
  /** What it says of a package of its configuration: nothing where it is well. */
  check(text: string): Promise<string>;
  restartHomeAssistant(): Promise<void>;
  /** Takes in a package of its configuration with its next start. */
  addPackage(text: string, authorization: string): void;
  /** The hub is killed; the next has the same data. */
  crashHub(): Promise<void>;
  /** Ends the hub; the next has the same data. */
  restartHub(env?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

function dataFolder(): string {
  const folder = lastingFolder();
  writeFileSync(join(folder, 'house.json'), readFileSync(SAMPLE));
  return folder;
}

async function playDevices(url: string) {
  const child = start(process.execPath, [PROGRAM, 'simulate', '--mqtt-url', url], {
    ARIS_DATA: lastingFolder(),
  });
  await once(child.stderr ?? child, 'data');
  child.stderr?.resume();
  return async () => end(child);
}

function describedOn(ear: Ear): ReadonlyMap<string, Component> {
  const payloads = new Map(
    ear.heard
      .filter(({ topic }) => /^homeassistant\/device\/.*\/config$/.test(topic))
      .map(({ topic, payload }) => [topic, payload]),
  );
  const components = [...payloads.values()].flatMap((payload) =>
    payload === ''
      ? []
      : Object.values(
          (JSON.parse(payload) as { components: Record<string, Component> }).components,
        ),
  );
  return new Map(components.map((one) => [one.unique_id ?? '', one]));
}

export async function openRealRig(): Promise<RealRig> {
  const installation = await installHomeAssistant();
  const broker = await startMosquitto();
  const ear = await listen(broker.port, ['#']);
  const port = await freePort();
  const config = configFolder(installation, port);
  const folder = dataFolder();
  const startOwnHub = async (env: Readonly<Record<string, string>> = {}) =>
    startHub({ args: ['--mqtt-url', broker.url], dataFolder: folder, env });
  const endDevices = await playDevices(broker.url);
  const programs: HomeAssistantProgram[] = [];
  const startOne = async () => {
    programs.push(await startHomeAssistant(installation, config.inTree, port));
  };
  let hub = await startOwnHub();
  await startOne();
  const url = `http://127.0.0.1:${port}`;
  const client = createClient(url, await onboard(url));
  const registered = async (uniqueIdEnd: string) =>
    (await client.entities()).find(({ unique_id: id }) => `_${id}`.endsWith(`_${uniqueIdEnd}`));
  const isRunning = async () =>
    until(
      async () => (await client.get<{ state: string }>('/api/config')).state === 'RUNNING',
      'Home Assistant to have started',
      DEADLINE_MS,
    );
  /** What is described and does not show anything, and why not. */
  async function missing(): Promise<string[]> {
    const [entities, states] = [await client.entities(), await client.states()];
    const idOf = new Map(entities.map(({ unique_id: id, entity_id }) => [id, entity_id]));
    return [...describedOn(ear).values()]
      .filter((one) => one['enabled_by_default'] !== false)
      .map(({ unique_id: id = '' }) => [id, states.get(idOf.get(id) ?? '')?.state] as const)
      .filter(([, state]) => state === undefined || state === 'unavailable')
      .map(([id, state = 'not there']) => `${id}: ${state}`);
  }
  const brokerNamedMs = performance.now();
  await addBroker(client, broker.port);
  await isRunning();

  const rig: RealRig = {
    version: installation.version,
    broker,
    ear,
    get hub() {
      return hub;
    },
    client,
    brokerNamedMs,
    described: () => describedOn(ear),
    async entityId(uniqueIdEnd) {
      const found = await registered(uniqueIdEnd);
      if (found === undefined) throw new Error(`no entity ${uniqueIdEnd}`);
      return found.entity_id;
    },
    async state(uniqueIdEnd) {
      const found = await registered(uniqueIdEnd);
      return found && (await client.states()).get(found.entity_id);
    },
    async showsAll() {
      const startedMs = performance.now();
      let last: string[] = [];
      await until(
        async () => {
          last = await missing();
          return last.length === 0 && describedOn(ear).size > 0;
        },
        'all entities',
        DEADLINE_MS,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}: ${last.join()}`);
      });
      return Math.round(performance.now() - startedMs);
    },
    async shows(uniqueIdEnd, fits, what) {
      const startedMs = performance.now();
      let last: EntityState | undefined;
      await until(
        async () => {
          last = await rig.state(uniqueIdEnd);
          return fits(last);
        },
        what,
        DEADLINE_MS,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}; it shows ${JSON.stringify(last)}`);
      });
      return Math.round(performance.now() - startedMs);
    },
    complaints: () =>
      programs
        .flatMap(({ log }) => log)
        .filter(({ level, logger }) => COMPLAINTS.includes(level) && !ELSEWHERE.test(logger))
        .map(({ level, logger, text }) => `${level} ${logger} ${text}`),
    check: async (text) => checkPackage(installation, text),
    async restartHomeAssistant() {
      await programs.at(-1)?.stop();
      await startOne();
      await isRunning();
    },
    addPackage: config.addPackage,
    async crashHub() {
      await hub.kill9();
      hub = await startOwnHub();
    },
    async restartHub(env) {
      await hub.stop();
      hub = await startOwnHub(env);
    },
    async close() {
      await programs.at(-1)?.stop();
      await hub.stop();
      await endDevices();
      await ear.stop();
      await broker.stop();
      config.remove();
    },
  };
  return rig;
}
