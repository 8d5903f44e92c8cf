/** The house book of a hub that lives more than once, on one disk and with one house file. */
import { COMMAND_LINE, doerOf } from '../../src/app/base/principal.ts';
import { createHouseBook } from '../../src/app/house/house-book.ts';
import { writtenHouse } from '../../src/app/house/house-document.ts';
import type { HouseSource } from '../../src/app/house/house-source.ts';
import { NO_PROFILES } from '../../src/app/house/profile.ts';
import { digest } from '../../src/crypto/digest.ts';
import type { House } from '../../src/domain/house.ts';
import { SMALL_HOUSE } from './house.ts';
import { createKept } from './kept.ts';

export const doer = doerOf(COMMAND_LINE);
export const by = { doer };
/** The same house with another name of its first room. */
export const named = (friendlyName: string): House => ({
  ...SMALL_HOUSE,
  zones: SMALL_HOUSE.zones.map((zone, at) => (at === 0 ? { ...zone, friendlyName } : zone)),
});
export const nameOf = (house: unknown) => (house as House).zones[0]?.friendlyName;
export const text = (house: House) => writtenHouse({ ...house });

/** A hub's life after another, on one disk and with one file. */
export function createLives(first = text(named('Of the file'))) {
  let file: string | undefined = first;
  let kept = createKept();
  let source: HouseSource = {
    path: 'house.json',
    mqttBase: 'aris',
    profiles: NO_PROFILES,
    initCommand: 'aris house init',
    timeZone: () => 'Europe/Rome',
    read: () => file,
    write: (next) => void (file = next),
  };
  const told = () => kept.told.map(({ type }) => type);
  return {
    kept: () => kept,
    told,
    file: () => file,
    write: (next: string | undefined) => void (file = next),
    with: (changes: Partial<HouseSource>) => void (source = { ...source, ...changes }),
    /** @returns the book, and which house runs */
    async start() {
      kept = kept.again();
      const book = createHouseBook({ ...kept, source, digest });
      let house = await book.open();
      book.onHouse((next) => void (house = next));
      return { book, runs: () => nameOf(house), log: kept.log };
    },
  };
}

/** A thermometer by its profile, with which it says how the whole binding is. */
export const PROFILED = {
  ...named('Of the page'),
  bindings: [{ kind: 'sensor', id: 's1', use: 'thermometer' }],
};
const THERMOMETER = JSON.stringify({
  version: 1,
  name: 'thermometer',
  title: 'A thermometer',
  source: 'https://example.org/',
  devices: { sensor: { readings: [{ field: 'tempC', topic: 'roof/temp' }] } },
});
export const WITH_PROFILE = { names: () => ['thermometer'], read: () => THERMOMETER };
