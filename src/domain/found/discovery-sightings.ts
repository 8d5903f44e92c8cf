/** From the parts of devices that Home Assistant's discovery tells of, each in a document of its own, to devices. */
import type { BoundAvailability } from '../binding/binding.ts';
import type { DeviceKind } from '../equipment/catalogue.ts';
import { LIMITS } from '../limits.ts';
import type { DiscoveryPart } from './discovery-parts.ts';
import type { Sighting, Offer } from './sighting.ts';

type Reading = Extract<DiscoveryPart, { type: 'reading' }>;

const KINDS: readonly (readonly [kind: DeviceKind, fields: readonly string[]])[] = [
  ['sensor', ['tempC', 'rhPercent', 'co2Ppm']],
  ['meter', ['powerKw', 'energyKwh']],
];

/** Where they say that they are there: what holds for all of them. */
function shared(readings: readonly Reading[]): readonly BoundAvailability[] {
  const [first, ...others] = readings.map(({ availability }) => availability);
  const isEverywhere = (one: BoundAvailability) =>
    others.every((list) => list.some((other) => JSON.stringify(other) === JSON.stringify(one)));
  return (first ?? []).filter(isEverywhere);
}

function offerOf(kind: DeviceKind, readings: readonly Reading[], part?: string): Offer {
  const availability = shared(readings);
  return {
    kind,
    part,
    binding: {
      readings: readings.map(({ field, place }) => ({ field, ...place })),
      ...(availability.length > 0 && { availability }),
    },
  };
}

/** One device of the kind where it has each field once; else one for each that the kind is about. */
function offersOf(kind: DeviceKind, fields: readonly string[], all: readonly Reading[]): Offer[] {
  const own = all.filter(({ field }) => fields.includes(field));
  const [main] = fields;
  const isMain = ({ field }: Reading) => field === main;
  if (!own.some(isMain) && kind === 'sensor') return [];
  if (own.length === 0) return [];
  if (new Set(own.map(({ field }) => field)).size === own.length) return [offerOf(kind, own)];
  const mains = own.filter(isMain);
  return (mains.length > 0 ? mains : own).map((one) => offerOf(kind, [one], one.label));
}

function sightingOf(id: string, parts: readonly DiscoveryPart[]): Sighting | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const { name, model, room } = first.device;
  const readings = parts.filter((part) => part.type === 'reading');
  const terminals = parts.filter((part) => part.type === 'terminal');
  const offers = [
    ...KINDS.flatMap(([kind, fields]) => offersOf(kind, fields, readings)),
    ...terminals.map(({ binding, hasThermometer, label }): Offer => ({
      kind: 'fcu',
      part: terminals.length > 1 ? label : undefined,
      hasThermometer,
      binding,
    })),
  ].slice(0, LIMITS.foundOffers);
  const unread = parts.flatMap((part) => (part.type === 'unread' ? [part.sentence] : []));
  if (offers.length === 0 && unread.length === 0) return undefined;
  const key = `home_assistant/${id}`;
  return {
    key,
    source: 'home_assistant',
    name,
    model,
    room,
    offers,
    unread: unread.slice(0, LIMITS.foundUnread),
  };
}

const topicsOf = (part: DiscoveryPart): readonly string[] =>
  part.type === 'reading' ? [part.place.topic] : part.topics;

/** @param isCovered whether a topic belongs to a device that was found by other means */
export function discoverySightings(
  parts: readonly DiscoveryPart[],
  isCovered: (topic: string) => boolean,
): Sighting[] {
  const byDevice = new Map<string, DiscoveryPart[]>();
  for (const part of parts) {
    if (topicsOf(part).some(isCovered)) continue;
    const { id } = part.device;
    const own = byDevice.get(id);
    if (own === undefined) byDevice.set(id, [part]);
    else own.push(part);
  }
  return [...byDevice].flatMap(([id, own]) => sightingOf(id, own) ?? []);
}
