/** A room as its form has it, and the house that comes of it. */
import type { FoundDeviceView } from '../../../../../app/found/views.ts';
import type { Zone } from '../../../../../domain/house.ts';
import { addPiece, addSensor, pieceOfDevice, replaceDevice, type Successor } from './devices.ts';
import { roomOf, type WrittenHouse } from './house.ts';
import { renameRoom, setFloor, setSensors, setTerminals, setUse } from './rooms.ts';

/** A thermometer that is found, and not in the house yet. */
export interface FoundSensor extends Successor {
  readonly name: string;
  /** What it says now, °C. */
  readonly tempC?: number;
  /** Ids of the rooms that it seems to stand in. */
  readonly near: readonly string[];
}

/** What becomes of a thermometer of the room: it stays, goes, or makes way for one that is found. */
export type SensorFate = 'keep' | 'drop' | { readonly by: string };

export interface RoomDraft {
  readonly name: string;
  readonly floor: string;
  readonly use: 'heat' | 'cool' | 'both';
  readonly terminals: readonly string[];
  /** By id, of those that do not stay. */
  readonly fates: Readonly<Record<string, SensorFate>>;
  /** One more that is found; empty for none. */
  readonly added: string;
}

const useOf = ({ supportsHeat, supportsCool }: Zone): RoomDraft['use'] =>
  supportsHeat && supportsCool ? 'both' : supportsCool ? 'cool' : 'heat';

export const draftOf = (zone: Zone): RoomDraft => ({
  name: zone.friendlyName,
  floor: zone.floor ?? '',
  use: useOf(zone),
  terminals: zone.terminals,
  fates: {},
  added: '',
});

/** Those that seem to stand in the room come first. */
export const nearFirst = (
  found: readonly FoundSensor[],
  { zoneId }: Zone,
): readonly FoundSensor[] =>
  found.toSorted(
    (one, other) => Number(other.near.includes(zoneId)) - Number(one.near.includes(zoneId)),
  );

export const foundSensors = (devices: readonly FoundDeviceView[]): readonly FoundSensor[] =>
  devices.flatMap(({ becomes, house = {} }) =>
    becomes
      .filter(({ kind, inHouse }) => kind === 'sensor' && inHouse === undefined)
      .map(({ id, name, values, near = [] }) => {
        const tempC = values.find(({ field }) => field === 'tempC')?.value;
        return {
          id,
          name,
          piece: pieceOfDevice(house, { kind: 'sensor', id }),
          near: near.map(({ zoneId }) => zoneId),
          ...(typeof tempC === 'number' && { tempC }),
        };
      }),
  );

function withFate(
  house: WrittenHouse,
  { zoneId }: Zone,
  [sensorId, fate]: readonly [string, SensorFate],
  found: readonly FoundSensor[],
): WrittenHouse {
  if (fate === 'keep') return house;
  if (fate === 'drop') {
    const { sensors = [] } = roomOf(house, zoneId) ?? {};
    return setSensors(
      house,
      zoneId,
      sensors.filter((id) => id !== sensorId),
    );
  }
  const next = found.find(({ id }) => id === fate.by);
  return next === undefined ? house : replaceDevice(house, { kind: 'sensor', id: sensorId }, next);
}

function withAdded(
  house: WrittenHouse,
  { zoneId }: Zone,
  sensor: FoundSensor | undefined,
): WrittenHouse {
  if (sensor === undefined) return house;
  return addSensor(addPiece(house, sensor.piece), zoneId, sensor.id);
}

/** The house with the room as the form has it. */
export function withDraft(
  house: WrittenHouse,
  zone: Zone,
  draft: RoomDraft,
  found: readonly FoundSensor[],
): WrittenHouse {
  const { zoneId } = zone;
  const { name, floor, use, terminals, fates, added } = draft;
  const measured = Object.entries(fates).reduce(
    (edited, fate) => withFate(edited, zone, fate, found),
    house,
  );
  const sensed = withAdded(
    measured,
    zone,
    found.find(({ id }) => id === added),
  );
  const named = renameRoom(sensed, zoneId, name);
  const used = setUse(named, zoneId, {
    supportsHeat: use !== 'cool',
    supportsCool: use !== 'heat',
  });
  const heated = setTerminals(used, zoneId, terminals);
  // Another floor is another place in the list.
  return floor.trim() === (zone.floor ?? '') ? heated : setFloor(heated, zoneId, floor);
}
