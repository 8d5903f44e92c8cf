/** How what is proposed fits beside the rooms and devices that the house has already. */
import { devicesOf, friendlyNameOf, type House } from '../house.ts';
import type { NearRoom } from './nearness.ts';
import type { Proposed } from './proposal.ts';
import type { Sighting } from './sighting.ts';
import { otherName, sameName } from './told-apart.ts';

/** What rooms and devices are called, by their kind. */
export type HouseNames = ReadonlySet<string>;

const keyOf = (kind: string, name: string) => `${kind}/${sameName(name)}`;

export const namesIn = (house: House): HouseNames =>
  new Set([
    ...house.zones.map(({ friendlyName }) => keyOf('zone', friendlyName)),
    ...devicesOf(house).flatMap((ref) => {
      const name = friendlyNameOf(house, ref);
      return name === undefined ? [] : [keyOf(ref.kind, name)];
    }),
  ]);

/**
 * The same under names that nobody in the house has yet. A valve that seems to stand in a room of the house begins
 * none: it is for that one.
 * @param near rooms of the house that it seems to stand in
 */
export function fitted(
  proposed: Proposed,
  sighting: Sighting,
  { names, near }: { names: HouseNames; near: readonly NearRoom[] },
): Proposed {
  const { zone, ...device } = proposed;
  const free = (kind: string, name: string) =>
    names.has(keyOf(kind, name)) ? otherName(name, sighting) : name;
  const name = free(device.kind, device.name);
  if (zone === undefined || (device.kind !== 'sensor' && near.length > 0))
    return { ...device, name };
  const friendlyName = free('zone', zone.friendlyName);
  return { ...device, name, zone: { ...zone, friendlyName } };
}
