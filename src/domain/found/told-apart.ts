/** Devices of one name, told apart by the end of their address, or by their topic. */
import { LIMITS } from '../limits.ts';
import { cleanName } from './names.ts';
import type { Sighting } from './sighting.ts';

/** As radios and networks have it: its end is what is printed on the device. */
const ADDRESS = /^(?:0x)?[0-9a-f]{12,16}$/i;
const ADDRESS_CHARS = [4, 6, 8, 12] as const;
const OTHER_CHARS = [24, 40] as const;

type Named = Pick<Sighting, 'key' | 'source' | 'name'>;

/** What the source knows the device by. */
const addressOf = ({ key, source }: Named): string =>
  key
    .split('/')
    .slice(source === 'profile' ? 2 : 1)
    .join('/');

const charsOf = (addresses: readonly string[]): readonly number[] =>
  addresses.every((one) => ADDRESS.test(one)) ? ADDRESS_CHARS : OTHER_CHARS;

/** The shortest ends of the addresses that are not the same; the keys where two have one address. */
function endsOf(devices: readonly Named[]): readonly string[] {
  const addresses = devices.map(addressOf);
  for (const chars of charsOf(addresses)) {
    const ends = addresses.map((one) => one.slice(-chars));
    if (new Set(ends).size === ends.length) return ends;
  }
  return devices.map(({ key }) => key);
}

/** `Bedroom (b3c4)`, however long the name is. */
function withEnd(name: string, end: string): string {
  const told = ` (${cleanName(end, '').slice(-LIMITS.friendlyNameChars / 2)})`;
  return cleanName(name.slice(0, LIMITS.friendlyNameChars - told.length) + told, name);
}

export const shownName = ({ name, key }: Pick<Sighting, 'name' | 'key'>): string =>
  cleanName(name, cleanName(key, 'Device'));

/** The name with what tells the device from another that has the name already. */
export function otherName(name: string, device: Named): string {
  const [end = device.key] = endsOf([device]);
  return withEnd(name, end);
}

/** Two names are one to whoever reads them. */
export const sameName = (name: string): string => name.toLowerCase();

/** The same devices, those of one name with names that differ. */
export function toldApart(sightings: readonly Sighting[]): readonly Sighting[] {
  const groups = new Map<string, Sighting[]>();
  for (const one of sightings) {
    const name = sameName(shownName(one));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  if (groups.size === sightings.length) return sightings;
  const ends = new Map(
    [...groups.values()]
      .filter((group) => group.length > 1)
      .flatMap((group) => {
        const own = endsOf(group);
        return group.map((one, at) => [one, own[at] ?? one.key] as const);
      }),
  );
  return sightings.map((one) => {
    const end = ends.get(one);
    return end === undefined ? one : { ...one, name: withEnd(shownName(one), end) };
  });
}
