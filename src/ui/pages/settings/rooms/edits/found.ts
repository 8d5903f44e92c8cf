/** What somebody adds of a found device: the form starts with what can be known, and ends as a change of the house. */
import type { Becoming, FoundDeviceView } from '../../../../../app/found/views.ts';
import type { Zone } from '../../../../../domain/house.ts';
import type { LIMITS } from '../../../../../domain/limits.ts';
import { rooms } from '../../../../strings/rooms.ts';
import {
  addPiece,
  addSensor,
  devicesIn,
  pieceOfDevice,
  renameDevice,
  type FoundPiece,
} from './devices.ts';
import {
  devicesOf,
  freeTerminals,
  idIn,
  roomOf,
  type WrittenDevice,
  type WrittenHouse,
} from './house.ts';
import { freeId, idFrom } from '../../../../../domain/ids.ts';
import { arranged, setTerminals } from './rooms.ts';

const NAME_CHARS: (typeof LIMITS)['friendlyNameChars'] = 100;

/** Where a thermometer or a terminal comes: into a room of its own, or into one that there is. */
export type PartPlace =
  { readonly is: 'new' | 'outdoors' | 'none' } | { readonly is: 'room'; readonly zoneId: string };

/** One of the devices that it becomes, as the form has it. */
export interface Part extends WrittenDevice {
  readonly isAdded: boolean;
  readonly name: string;
  /** The name of its new room. */
  readonly room: string;
  readonly place: PartPlace;
  /** Of a new room. */
  readonly floor: string;
  /** What heats a new room: ids of terminals. */
  readonly terminals: readonly string[];
  /** Of a meter. */
  readonly measures: string;
}

/** A valve or relay that could heat a new room. */
export interface TerminalOffer {
  readonly id: string;
  readonly name: string;
  /** What adds it, where it is found and not in the house yet. */
  readonly piece?: FoundPiece;
}

export const pieceOf = ({ house = {} }: FoundDeviceView): FoundPiece => house;

const isFresh = ({ inHouse }: Becoming) => inHouse === undefined;

/** What could heat a new room: what heats none yet, and what is found. */
export function terminalsFor(
  house: WrittenHouse,
  found: readonly FoundDeviceView[],
): readonly TerminalOffer[] {
  const free = freeTerminals(house).map((one) => {
    const id = idIn('fcu', one);
    return { id, name: String(one['friendlyName'] ?? id) };
  });
  const fresh = found.flatMap((device) =>
    device.becomes
      .filter((one) => one.kind === 'fcu' && isFresh(one))
      .map(({ id, name }) => ({
        id,
        name,
        piece: pieceOfDevice(pieceOf(device), { kind: 'fcu', id }),
      })),
  );
  return [...free, ...fresh];
}

/** Those whose names say that they are of the room: `Living room valve` of the `Living room`. */
export function likely(room: string, terminals: readonly TerminalOffer[]): readonly string[] {
  const wanted = `_${idFrom(room)}_`;
  if (wanted === '__') return [];
  return terminals
    .filter(({ id, name }) => [id, name].some((one) => `_${idFrom(one)}_`.includes(wanted)))
    .map(({ id }) => id);
}

/** The room that the hub would make for it. */
const proposedRoom = ({ zones = [] }: FoundPiece, { kind, id }: WrittenDevice): Zone | undefined =>
  zones.find((zone) => (kind === 'sensor' ? zone.sensors : zone.terminals).includes(id));

/** The first of the rooms that it seems to stand in, of those that lack one of its kind. */
function nearRoom({ kind, near = [] }: Becoming, house: WrittenHouse): PartPlace | undefined {
  const list = kind === 'sensor' ? 'sensors' : 'terminals';
  const lacking = near.find(({ zoneId }) => roomOf(house, zoneId)?.[list].length === 0);
  return lacking && { is: 'room', zoneId: lacking.zoneId };
}

function placeOf(piece: FoundPiece, one: Becoming, house: WrittenHouse): PartPlace {
  const near = nearRoom(one, house);
  if (near !== undefined) return near;
  const room = proposedRoom(piece, one);
  if (one.kind !== 'fcu') return { is: room === undefined ? 'outdoors' : 'new' };
  // Where a thermometer of the same device makes the room, that one has it among what heats it.
  return { is: room?.sensors.length === 0 ? 'new' : 'none' };
}

/** What the form starts with. */
export function partsOf(
  device: FoundDeviceView,
  house: WrittenHouse,
  terminals: readonly TerminalOffer[],
): readonly Part[] {
  const piece = pieceOf(device);
  return device.becomes.filter(isFresh).map((one) => {
    const { kind, id, name } = one;
    const room = proposedRoom(piece, one);
    const roomName = room?.friendlyName ?? name;
    const meter = devicesIn(piece, 'meter').find((other) => idIn('meter', other) === id);
    return {
      kind,
      id,
      isAdded: true,
      name,
      room: roomName,
      place: placeOf(piece, one, house),
      floor: '',
      terminals:
        kind === 'sensor'
          ? [...new Set([...(room?.terminals ?? []), ...likely(roomName, terminals)])]
          : [],
      measures: String(meter?.['measures'] ?? 'electricity'),
    };
  });
}

/** Whether it is one of those that heat a new room of the same form: where it comes is said there. */
export const isOfNewRoom = (parts: readonly Part[], { kind, id }: WrittenDevice): boolean =>
  kind === 'fcu' &&
  parts.some(
    (one) =>
      one.kind === 'sensor' && one.isAdded && one.place.is === 'new' && one.terminals.includes(id),
  );

function newRoom(house: WrittenHouse, piece: FoundPiece, part: Part): Zone {
  const { kind, id, floor } = part;
  const name = part.room.trim();
  const proposed = proposedRoom(piece, part);
  const isNamedSo = proposed?.friendlyName === name;
  const own = isNamedSo ? '' : idFrom(name);
  const wanted = own === '' ? (proposed?.zoneId ?? id) : own;
  return {
    zoneId: freeId(wanted, new Set(house.zones.map(({ zoneId }) => zoneId))),
    friendlyName: name,
    sensors: kind === 'sensor' ? [id] : [],
    terminals: kind === 'fcu' ? [id] : [],
    supportsHeat: true,
    supportsCool: false,
    ...(floor.trim() !== '' && { floor: floor.trim() }),
  };
}

/** With the name, and what else was chosen, of a device that has them. */
function chosen(piece: FoundPiece, { kind, name, measures }: Part): FoundPiece {
  const key = kind === 'fcu' ? 'fcus' : kind === 'meter' ? 'meters' : undefined;
  const devices = key === undefined ? undefined : piece[key];
  if (key === undefined || !Array.isArray(devices)) return piece;
  const said = { friendlyName: name.trim(), ...(kind === 'meter' && { measures }) };
  return { ...piece, [key]: (devices as object[]).map((one) => ({ ...one, ...said })) };
}

/** A serial number is no name: `shellyplus1-a8032abe54dc`. */
const isSerial = (name: string): boolean =>
  /^[\w-]+$/.test(name) && /[0-9a-f]{6}$/i.test(name) && /\d/.test(name);

/** The same house with what heats a new room called after it, where it has no name of its own. */
function namedAfter(house: WrittenHouse, room: string, { id, name }: TerminalOffer): WrittenHouse {
  const own = rooms.add.heatingOf(room);
  return isSerial(name) && own.length <= NAME_CHARS
    ? renameDevice(house, { kind: 'fcu', id }, own)
    : house;
}

function addTerminals(
  house: WrittenHouse,
  { zoneId, friendlyName }: Zone,
  ids: readonly string[],
  known: readonly TerminalOffer[],
): WrittenHouse {
  const inHouse = new Set(devicesOf(house, 'fcu').map((one) => idIn('fcu', one)));
  const offers = known.filter(({ id }) => ids.includes(id) && !inHouse.has(id));
  const whole = offers.reduce(
    (before, offer) => namedAfter(addPiece(before, offer.piece ?? {}), friendlyName, offer),
    house,
  );
  return setTerminals(whole, zoneId, ids);
}

const terminalsIn = (house: WrittenHouse, zoneId: string): readonly string[] =>
  roomOf(house, zoneId)?.terminals ?? [];

function addPart(
  house: WrittenHouse,
  piece: FoundPiece,
  part: Part,
  known: readonly TerminalOffer[],
): WrittenHouse {
  const { kind, id, place } = part;
  const isIn = kind === 'fcu' && devicesOf(house, kind).some((one) => idIn(kind, one) === id);
  const own = chosen(pieceOfDevice(piece, part), part);
  const added = isIn ? house : addPiece(house, own);
  if (kind !== 'sensor' && kind !== 'fcu') return added;
  if (place.is === 'none') return added;
  if (place.is === 'outdoors') return addPiece(added, { outdoorSensors: [id] });
  if (place.is === 'room') {
    const { zoneId } = place;
    if (kind === 'sensor') return addSensor(added, zoneId, id);
    return setTerminals(added, zoneId, [...new Set([...terminalsIn(added, zoneId), id])]);
  }
  const room = newRoom(added, piece, part);
  const withRoom = addPiece(added, { zones: [room] });
  return kind === 'sensor' ? addTerminals(withRoom, room, part.terminals, known) : withRoom;
}

/** The house with what was chosen. Terminals come first: a new room of the same form may be heated by them. */
export function addFound(
  house: WrittenHouse,
  device: FoundDeviceView,
  parts: readonly Part[],
  known: readonly TerminalOffer[],
): WrittenHouse {
  const piece = pieceOf(device);
  const added = parts
    .filter(({ isAdded }) => isAdded)
    .map((part) => (isOfNewRoom(parts, part) ? { ...part, place: { is: 'none' } as const } : part))
    .toSorted((one, other) => Number(one.kind === 'sensor') - Number(other.kind === 'sensor'));
  return arranged(added.reduce((before, part) => addPart(before, piece, part, known), house));
}
