/** Home Assistant's recorder: a row for each state of an entity that reads differently from the one before. */
import type { Entity } from './entity.ts';
import type { HomeAssistant, SentMessage } from './home-assistant.ts';

export interface Recorder {
  hear(message: SentMessage): void;
  /** Rows since the last call, by `device key`. */
  taken(): ReadonlyMap<string, number>;
}

/** As a row has it: an entity that is not available has no values. */
const rowOf = (entity: Entity): string =>
  entity.isAvailable() ? JSON.stringify([entity.shown, entity.attributes]) : 'unavailable';

/** What is disabled is not recorded. */
const isEnabled = ({ config }: Entity) => config['enabled_by_default'] !== false;

export function createRecorder(ha: HomeAssistant): Recorder {
  let rows = new Map<string, number>();
  const last = new Map<string, string>();

  function* hearing(topic: string) {
    for (const [objectId, { entities }] of ha.devices)
      for (const [key, entity] of entities)
        if (entity.topics.has(topic) && isEnabled(entity))
          yield { name: `${objectId} ${key}`, entity };
  }

  return {
    hear(message) {
      ha.hear(message);
      for (const { name, entity } of hearing(message.topic)) {
        const row = rowOf(entity);
        if (last.get(name) === row) continue;
        last.set(name, row);
        rows.set(name, (rows.get(name) ?? 0) + 1);
      }
    },
    taken() {
      const before = rows;
      rows = new Map();
      return before;
    },
  };
}
