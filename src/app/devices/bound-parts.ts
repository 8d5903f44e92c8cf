/** What of a bound device's is told on which topic, so that a message costs no more than what it says. */
import {
  hasOwnPlace,
  namesIn,
  settingsOf,
  type BoundAvailability,
  type DerivedReading,
  type PlaceReading,
} from '../../domain/binding/binding.ts';
import type { ReadPlace } from '../../domain/binding/place.ts';
import type { Bound } from './bound-device.ts';

/** A named place, as it is listened to. */
export interface NamedPlace {
  readonly name: string;
  readonly place: ReadPlace;
  /** Whether it shows what the device was set to, which stands however long ago it was said. */
  readonly isSetting: boolean;
}

/** What of a bound device's is told on a topic. */
export interface BoundPart {
  readonly bound: Bound;
  readonly readings: PlaceReading[];
  readonly places: NamedPlace[];
  /** Readings that follow from any of these places, each with the names of all that it follows from. */
  readonly derived: { readonly reading: DerivedReading; readonly names: ReadonlySet<string> }[];
  readonly availability: BoundAvailability[];
  /** Whether it shows there that it is alive. */
  isAlive: boolean;
}

export type PartsByTopic = ReadonlyMap<string, readonly BoundPart[]>;

/** The parts of one device, by topic. */
function partsOf(bound: Bound): Map<string, BoundPart> {
  const byTopic = new Map<string, BoundPart>();
  function partAt(topic: string): BoundPart {
    const before = byTopic.get(topic);
    if (before !== undefined) return before;
    const none = { readings: [], places: [], derived: [], availability: [] };
    const part = { ...none, bound, isAlive: false };
    byTopic.set(topic, part);
    return part;
  }
  const { readings, places = {}, availability = [], alive } = bound.binding;
  const settings = settingsOf(bound.binding);
  for (const reading of readings) {
    if (hasOwnPlace(reading)) partAt(reading.topic).readings.push(reading);
  }
  for (const [name, place] of Object.entries(places))
    partAt(place.topic).places.push({ name, place, isSetting: settings.has(name) });
  for (const place of availability) partAt(place.topic).availability.push(place);
  if (alive !== undefined) partAt(alive.topic).isAlive = true;
  const derived = readings.flatMap((reading) =>
    hasOwnPlace(reading) ? [] : [{ reading, names: new Set(namesIn(reading)) }],
  );
  for (const part of byTopic.values())
    part.derived.push(
      ...derived.filter(({ names }) => part.places.some(({ name }) => names.has(name))),
    );
  return byTopic;
}

export function partsByTopic(all: readonly Bound[]): PartsByTopic {
  const byTopic = new Map<string, BoundPart[]>();
  for (const bound of all)
    for (const [topic, part] of partsOf(bound)) {
      const parts = byTopic.get(topic);
      if (parts === undefined) byTopic.set(topic, [part]);
      else parts.push(part);
    }
  return byTopic;
}
