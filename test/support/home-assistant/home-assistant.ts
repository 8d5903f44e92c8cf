/**
 * Home Assistant as the hub meets it on a broker: it discovers devices by their descriptions, shows what their entities
 * are told, and keeps a log of what it would warn of. How messages come and go is the caller's.
 */
import { createEntity, type Config, type Entity } from './entity.ts';
import { faultsOfDescription, isReduced, type Description } from './schema.ts';

export interface SentMessage {
  readonly topic: string;
  readonly payload: string;
}

export interface Discovered {
  readonly description: Description;
  /** Component key → entity. */
  readonly entities: ReadonlyMap<string, Entity>;
}

export interface HomeAssistant {
  /** A message that the broker delivers, now or because it kept it. */
  hear(message: SentMessage): void;
  /** By the object id in the topic of their description. */
  readonly devices: ReadonlyMap<string, Discovered>;
  /** Unique id → the id that people know, which stays as it was first made. */
  readonly entityIds: ReadonlyMap<string, string>;
  /** What it would write into its log. */
  readonly warnings: readonly string[];
  /** The descriptions that came, in order: their object ids. */
  readonly described: readonly string[];
  /** Forgets all but what the broker keeps, as a restart does. */
  restart(): void;
  /** @throws Error where there is no such entity */
  entity(objectId: string, key: string): Entity;
}

const CONFIG = /^homeassistant\/device\/(?:[^/]+\/)?(?<objectId>[a-zA-Z0-9_-]+)\/config$/;

/** As its slugs are, of Latin letters. */
const slugOf = (words: string): string =>
  words
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');

export function createHomeAssistant(): HomeAssistant {
  const retained = new Map<string, string>();
  let devices = new Map<string, { description: Description; entities: Map<string, Entity> }>();
  const entityIds = new Map<string, string>();
  const warnings: string[] = [];
  const described: string[] = [];
  const warn = (line: string) => void warnings.push(line);

  function register({ platform, ...config }: Config): void {
    const [uniqueId, wanted] = [String(config['unique_id']), String(config['default_entity_id'])];
    const [domain = '', words = ''] = wanted.split(/\.(.*)/s);
    if (domain !== platform) warn(`${wanted} of a ${platform}`);
    if (entityIds.has(uniqueId)) return;
    const id = `${platform}.${slugOf(words)}`;
    const taken = new Set(entityIds.values());
    let free = id;
    for (let count = 2; taken.has(free); count++) free = `${id}_${count}`;
    entityIds.set(uniqueId, free);
  }

  const allEntities = () => [...devices.values()].flatMap(({ entities }) => [...entities.values()]);

  function add(objectId: string, key: string, description: Description): Entity | undefined {
    const config = description.components[key] as unknown as Config;
    const uniqueId = config['unique_id'];
    const twin = allEntities().find((other) => other.config['unique_id'] === uniqueId);
    if (twin !== undefined) {
      warn(`${objectId} ${key}: the unique id ${String(uniqueId)} is there already`);
      return undefined;
    }
    register(config);
    const entity = createEntity(config, description.availability ?? [], warn);
    for (const topic of entity.topics) {
      const kept = retained.get(topic);
      if (kept !== undefined) entity.hear(topic, kept);
    }
    return entity;
  }

  function discover(objectId: string, payload: string): void {
    if (payload === '') {
      devices.delete(objectId);
      return;
    }
    described.push(objectId);
    const faults = faultsOfDescription(JSON.parse(payload));
    if (faults.length > 0) {
      warn(`Invalid MQTT device discovery payload of ${objectId}: ${faults.join('; ')}`);
      return;
    }
    const description = JSON.parse(payload) as Description;
    const before = devices.get(objectId)?.entities ?? new Map<string, Entity>();
    const entities = new Map<string, Entity>();
    devices.set(objectId, { description, entities });
    for (const key of before.keys())
      if (!(key in description.components)) warn(`${objectId} ${key}: left out without a word`);
    for (const [key, component] of Object.entries(description.components)) {
      if (isReduced(component)) continue;
      const config = component as unknown as Config;
      if ((before.get(key)?.config.platform ?? config.platform) !== config.platform)
        warn(`${objectId} ${key}: another platform without a word`);
      const entity = add(objectId, key, description);
      if (entity !== undefined) entities.set(key, entity);
    }
    const { via_device: parent } = description.device;
    const isKnown = [...devices.values()].some(
      (one) => parent === undefined || one.description.device.identifiers.includes(parent),
    );
    if (!isKnown) warn(`${objectId}: refers to ${String(parent)}, which is not known`);
  }

  return {
    hear({ topic, payload }) {
      if (payload === '') retained.delete(topic);
      else retained.set(topic, payload);
      const objectId = CONFIG.exec(topic)?.groups?.['objectId'];
      if (objectId !== undefined) discover(objectId, payload);
      else
        for (const entity of allEntities())
          if (entity.topics.has(topic)) entity.hear(topic, payload);
    },
    get devices() {
      return devices;
    },
    entityIds,
    warnings,
    described,
    restart() {
      devices = new Map();
      for (const [topic, payload] of [...retained]) this.hear({ topic, payload });
    },
    entity(objectId, key) {
      const entity = devices.get(objectId)?.entities.get(key);
      if (entity === undefined) throw new Error(`no entity ${objectId} ${key}`);
      return entity;
    },
  };
}
