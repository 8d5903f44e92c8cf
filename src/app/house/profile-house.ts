/** A house to try a profile in: a device of each kind, bound by the profile where that has the kind. */
import { EQUIPMENT, type DeviceKind, type Equipment } from '../../domain/equipment/catalogue.ts';
import type { ParameterValues } from './profile-parameters.ts';
import type { Profile, RawObject } from './profile.ts';

const idOf = (kind: DeviceKind): string => `${kind}_it`;

function deviceOf({ id, members }: Equipment, kind: DeviceKind): object {
  return {
    [id]: idOf(kind),
    ...Object.fromEntries(
      Object.entries(members).flatMap(([name, member]) => {
        if (member.type === 'flag') return [];
        if (member.type === 'parent') return [[name, idOf('hcu')]];
        return [[name, member.type === 'choice' ? member.values[0] : 'It']];
      }),
    ),
  };
}

/** As a house file says it. @param given what a binding says of the profile's parameters */
export function houseUsing(
  { name: use, devices }: Profile,
  given: ParameterValues,
  kind?: string,
): RawObject {
  const equipment = Object.entries<Equipment>(EQUIPMENT).map(([of, one]) => {
    const device = deviceOf(one, of as DeviceKind);
    return [one.key, one.cardinality === 'one' ? device : [device]];
  });
  const kinds = (Object.keys(devices) as DeviceKind[]).filter((of) => of === (kind ?? of));
  return {
    version: 1,
    timeZone: 'Etc/UTC',
    zones: [
      {
        zoneId: 'room',
        friendlyName: 'Room',
        sensors: [idOf('sensor')],
        terminals: [idOf('fcu')],
        supportsHeat: true,
        supportsCool: true,
      },
    ],
    ...(Object.fromEntries(equipment) as RawObject),
    bindings: kinds.map((of) => ({ kind: of, id: idOf(of), use, ...given })),
  };
}
