/**
 * What Home Assistant was told of, kept over restarts: what is no more has to be taken back, and the hub may have been
 * off when it went.
 */
import * as v from 'valibot';
import type { Change, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import type { Components } from './component.ts';

/** Of one description. */
export interface Announced {
  /** Key of each component → its platform. */
  readonly components: Readonly<Record<string, string>>;
  /** Topics of the retained states that are of no use without it. */
  readonly states: readonly string[];
}

const ANNOUNCED = v.strictObject({
  components: v.record(v.string(), v.string()),
  states: v.array(v.string()),
});
/** By the topic of the description. */
export const ANNOUNCEMENTS: Table<Announced> = {
  name: 'discovery',
  version: 1,
  parse: (value) => recordValue(ANNOUNCED, value),
};

export const platformsOf = (components: Components): Announced['components'] =>
  Object.fromEntries(Object.entries(components).map(([key, { platform }]) => [key, platform]));

export const readAnnounced = (store: Store): ReadonlyMap<string, Announced> =>
  new Map(store.entries(ANNOUNCEMENTS));

/** What has to be written so that exactly `after` is kept. */
export function announcedChanges(
  before: ReadonlyMap<string, Announced>,
  after: ReadonlyMap<string, Announced>,
): Change[] {
  const isSame = (topic: string, one: Announced) =>
    JSON.stringify(before.get(topic)) === JSON.stringify(one);
  return [
    ...[...after]
      .filter(([topic, one]) => !isSame(topic, one))
      .map(([key, value]): Change => ({ put: ANNOUNCEMENTS, key, value })),
    ...[...before.keys()]
      .filter((topic) => !after.has(topic))
      .map((key): Change => ({ remove: ANNOUNCEMENTS, key })),
  ];
}
