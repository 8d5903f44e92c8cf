/**
 * What devices say of themselves: which message is of which kind, what is kept of it, and the devices that follow. What
 * is said on a topic of no kind costs no more than to look at the topic.
 */
import {
  entitiesIn,
  discoveryFilters,
  discoveryKind,
} from '../../domain/found/discovery-document.ts';
import { discoverySightings } from '../../domain/found/discovery-sightings.ts';
import { partOf, type DiscoveryPart } from '../../domain/found/discovery-parts.ts';
import type { Sighting, Raw } from '../../domain/found/sighting.ts';
import {
  SHELLY_FILTERS,
  shellySighting,
  shellyNote,
  shellyWord,
  type ShellyNote,
} from '../../domain/found/shelly.ts';
import {
  TASMOTA_FILTERS,
  tasmotaSighting,
  tasmotaNote,
  tasmotaTopic,
} from '../../domain/found/tasmota.ts';
import { ZIGBEE_FILTERS, zigbeeBase, zigbeeSightings } from '../../domain/found/zigbee2mqtt.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { Readings } from '../../domain/equipment/reading.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { BusMessage } from '../base/ports/bus.ts';
import { parseForeign } from '../messages/foreign-commands.ts';
import { parseTelemetry } from '../messages/telemetry.ts';
import type { Topics } from '../messages/topics.ts';
import type { FoundNotes } from './notes.ts';
import { bearsSign, type SignNote, type Signs } from './signs.ts';

/** A device that reports on the hub's own topics, and does not stand in the house. */
export interface StrangerNote {
  readonly kind: DeviceKind;
  readonly id: string;
  readonly readings: Readings;
}

interface TasmotaNote {
  readonly mac: string;
  readonly config?: Raw;
  readonly sensors?: Raw;
}

export interface FoundListening {
  readonly filters: readonly string[];
  /** @returns whether what is known by it is another than before */
  hear(message: BusMessage, nowMs: number): boolean;
  sightings(): readonly Sighting[];
  strangers(): readonly StrangerNote[];
}

/** All by which devices are found. */
export const foundFilters = ({
  signs,
  topics,
  discoveryPrefix,
}: {
  signs: Pick<Signs, 'filters'>;
  topics: Pick<Topics, 'telemetryFilter'>;
  discoveryPrefix: string;
}): string[] => [
  ...discoveryFilters(discoveryPrefix),
  ...ZIGBEE_FILTERS,
  ...TASMOTA_FILTERS,
  ...SHELLY_FILTERS,
  ...signs.filters,
  topics.telemetryFilter,
];

const textIn = ({ payload }: BusMessage): string => payload.toString('utf8');

/** Nothing that a house needs is told at such length. */
const isSmall = (part: object) => JSON.stringify(part).length <= LIMITS.foundPartChars;

export function createFoundListening(deps: {
  notes: FoundNotes;
  signs: Signs;
  topics: Topics;
  /** First levels of the topics of Home Assistant's discovery. */
  discoveryPrefix: string;
  isInHouse: (kind: DeviceKind, id: string) => boolean;
}): FoundListening {
  const { notes, signs, topics, discoveryPrefix } = deps;

  function hearDiscovery(kind: NonNullable<ReturnType<typeof discoveryKind>>, message: BusMessage) {
    const { topic } = message;
    const parts = entitiesIn(kind, topic, parseForeign(textIn(message)))
      .slice(0, LIMITS.foundOffers * LIMITS.foundUnread)
      .flatMap((entity) => partOf(entity) ?? [])
      .filter(isSmall);
    const [first] = parts;
    const about = { deviceId: first?.device.id };
    return notes.put('home_assistant', topic, first && parts, about);
  }

  function hearZigbee(base: string, message: BusMessage): boolean {
    const found = zigbeeSightings(base, parseForeign(textIn(message))).filter(isSmall);
    return notes.put('zigbee2mqtt', base, found.length === 0 ? undefined : found);
  }

  function hearTasmota(
    { mac, what }: NonNullable<ReturnType<typeof tasmotaTopic>>,
    message: BusMessage,
  ) {
    const before = notes.get('tasmota', mac) as TasmotaNote | undefined;
    const said = tasmotaNote(what, parseForeign(textIn(message)));
    if (said === undefined)
      return notes.put(
        'tasmota',
        mac,
        what === 'config' ? undefined : { mac, config: before?.config },
      );
    return notes.put('tasmota', mac, { mac, ...before, [what]: said });
  }

  function hearShelly(message: BusMessage, nowMs: number): boolean {
    const { topic, payload } = message;
    const word = shellyWord(topic, parseForeign(textIn(message)));
    if (word === undefined || word.id === '') return false;
    if (payload.length === 0)
      return topic.endsWith('/online') && notes.put('shelly', word.id, undefined);
    const before = notes.get('shelly', word.id) as ShellyNote | undefined;
    return notes.put('shelly', word.id, shellyNote(before, word) ?? before, { heardMs: nowMs });
  }

  function hearSigns(message: BusMessage, nowMs: number): boolean {
    let isNews = false;
    for (const { profile, parameters, pointer } of signs.matching(message.topic)) {
      const key = `${profile} ${Object.values(parameters).join(' ')}`;
      const isGone = message.payload.length === 0;
      if (!isGone && pointer !== undefined && !bearsSign(pointer, parseForeign(textIn(message))))
        continue;
      isNews =
        notes.put('profile', key, isGone ? undefined : { profile, parameters }, {
          heardMs: nowMs,
        }) || isNews;
    }
    return isNews;
  }

  function hearOwn(message: BusMessage, nowMs: number): boolean {
    const parsed = topics.parse(message.topic);
    if (parsed?.to !== 'telemetry' || message.retained) return false;
    const { kind, id } = parsed.device;
    if (id.length > LIMITS.idChars || deps.isInHouse(kind, id)) return false;
    try {
      const { readings } = parseTelemetry(kind, textIn(message));
      return notes.put('own_topics', `${kind}/${id}`, { kind, id, readings }, { heardMs: nowMs });
    } catch {
      return false;
    }
  }

  return {
    filters: foundFilters({ signs, topics, discoveryPrefix }),
    hear(message, nowMs) {
      const { topic, payload } = message;
      const kind = discoveryKind(topic, discoveryPrefix);
      const base = zigbeeBase(topic);
      const tasmota = tasmotaTopic(topic);
      const isDocument = kind !== undefined || base !== undefined || tasmota !== undefined;
      if (payload.length > (isDocument ? LIMITS.foundDocumentBytes : LIMITS.mqttPayloadBytes))
        return false;
      if (kind !== undefined) return hearDiscovery(kind, message);
      if (base !== undefined) return hearZigbee(base, message);
      if (tasmota !== undefined) return hearTasmota(tasmota, message);
      const isNews = hearOwn(message, nowMs);
      const isSigned = hearSigns(message, nowMs);
      return hearShelly(message, nowMs) || isSigned || isNews;
    },
    sightings() {
      const own = [
        ...notes.all('profile').flatMap((note) => signs.sighting(note as SignNote) ?? []),
        ...(notes.all('zigbee2mqtt') as Sighting[][]).flat(),
        ...notes.all('tasmota').flatMap((note) => {
          const { mac, config, sensors = {} } = note as TasmotaNote;
          return tasmotaSighting(mac, config, sensors) ?? [];
        }),
        ...notes.all('shelly').flatMap((note) => shellySighting(note as ShellyNote) ?? []),
      ];
      const covers = own.flatMap(({ covers: topicsOf = [] }) => topicsOf);
      const parts = (notes.all('home_assistant') as DiscoveryPart[][]).flat();
      return [...own, ...discoverySightings(parts, isBelow(covers))];
    },
    strangers: () => notes.all('own_topics') as StrangerNote[],
  };
}

/** Whether a topic is one of these, or lies below one, by its levels. */
function isBelow(covers: readonly string[]): (topic: string) => boolean {
  const all = new Set(covers);
  return (topic) => {
    for (let end = topic.length; end > 0; end = topic.lastIndexOf('/', end - 1))
      if (all.has(topic.slice(0, end))) return true;
    return false;
  };
}
