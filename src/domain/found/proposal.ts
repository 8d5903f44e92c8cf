/** What a found device would become, and add to the house file: devices, their bindings, and the room of a thermometer. */
import { EQUIPMENT, isSingle, type DeviceKind, type Equipment } from '../equipment/catalogue.ts';
import { devicesOf, type House } from '../house.ts';
import type { Sighting, Offer } from './sighting.ts';
import { cleanName, freeId, idFrom, isOutdoors } from './names.ts';

/** Members of a house file, with nothing in them but what is proposed: a person adds them to those there are. */
export type HousePiece = Readonly<Record<string, unknown>>;

/** A device of the house that it would become. */
export interface Proposed {
  readonly kind: DeviceKind;
  readonly id: string;
  readonly name: string;
  /** The room that a thermometer would be the beginning of; absent of one outdoors, and of all else. */
  readonly zone?: { readonly zoneId: string; readonly friendlyName: string };
  /** Its binding as the house file has it; absent of one that speaks the hub's own topics. */
  readonly binding?: Readonly<Record<string, unknown>> | undefined;
}

/** Ids that are given out, a kind each: those of the house, and of what is proposed so far. */
export interface TakenIds {
  readonly zones: Set<string>;
  readonly devices: Map<DeviceKind, Set<string>>;
}

export function takenIn(house: House): TakenIds {
  const devices = new Map<DeviceKind, Set<string>>();
  for (const { kind, id } of devicesOf(house))
    devices.set(kind, (devices.get(kind) ?? new Set()).add(id));
  return { zones: new Set(house.zones.map(({ zoneId }) => zoneId)), devices };
}

const MAIN: Readonly<Partial<Record<DeviceKind, string>>> = {
  hcu: 'hcu_main',
  heatpump: 'hp_1',
  dhw: 'dhw_main',
  tes: 'tes_main',
  solar: 'solar_main',
};

function takenOf({ devices }: TakenIds, kind: DeviceKind): Set<string> {
  const before = devices.get(kind);
  if (before !== undefined) return before;
  const none = new Set<string>();
  devices.set(kind, none);
  return none;
}

function nameOf({ name, key }: Sighting, { part }: Offer): string {
  const own = cleanName(name, cleanName(key, 'Device'));
  const rest = part === undefined ? '' : cleanName(part, '');
  return rest === '' || own.includes(rest) ? own : cleanName(`${own} ${rest}`, own);
}

/** Of a thermometer indoors: the room that it says it is in, where it is the only one, else one of its own name. */
function zoneOf({ room, name }: Sighting, own: string, isOnly: boolean, taken: TakenIds) {
  if (isOutdoors(`${own} ${room ?? ''}`)) return undefined;
  const friendlyName = isOnly ? cleanName(room ?? name, own) : own;
  return { zoneId: freeId(idFrom(friendlyName) || 'room', taken.zones), friendlyName };
}

/** Of what a house has once, that one: several that are found are a choice. */
function idOf(kind: DeviceKind, wanted: string, taken: TakenIds): string {
  const ids = takenOf(taken, kind);
  if (kind === 'sensor' || !isSingle(kind)) return freeId(wanted, ids);
  const [own = wanted] = ids;
  return own;
}

function proposedOf(sighting: Sighting, offer: Offer, taken: TakenIds): Proposed {
  const { kind, binding } = offer;
  const name = nameOf(sighting, offer);
  const wanted = MAIN[kind] ?? (idFrom(name) || idFrom(sighting.key) || kind);
  const id = offer.id ?? idOf(kind, wanted, taken);
  const isOnly = sighting.offers.filter((one) => one.kind === kind).length === 1;
  const zone = kind === 'sensor' ? zoneOf(sighting, name, isOnly, taken) : undefined;
  return {
    kind,
    id,
    name,
    ...(zone !== undefined && { zone }),
    ...(binding !== undefined && { binding: { kind, id, ...binding } }),
  };
}

/** @param taken which ids are given out; those of the devices are, too, from now on */
export const proposedIn = (sighting: Sighting, taken: TakenIds): Proposed[] =>
  sighting.offers.map((offer) => proposedOf(sighting, offer, taken));

/** A device as its member of the house file has it. @param hcuId of the unit that it is reached through */
function deviceOf({ kind, id, name }: Proposed, hcuId: string): Readonly<Record<string, string>> {
  const { id: idName, members }: Equipment = EQUIPMENT[kind as keyof typeof EQUIPMENT];
  const said = Object.entries(members).flatMap(([member, of]) => {
    if (of.type === 'name') return [[member, name] as const];
    if (of.type === 'parent') return [[member, hcuId] as const];
    const [first] = of.type === 'choice' ? of.values : [];
    return first === undefined ? [] : [[member, first] as const];
  });
  return Object.fromEntries([[idName, id], ...said]);
}

/**
 * What the devices add to a house file.
 * @param hcuId of the house's hydronic unit, where it has one
 */
export function pieceOf(devices: readonly Proposed[], hcuId: string | undefined): HousePiece {
  const sensors = devices.filter(({ kind }) => kind === 'sensor');
  const zones = sensors.flatMap(({ id, zone }) =>
    zone === undefined
      ? []
      : [{ ...zone, sensors: [id], terminals: [], supportsHeat: true, supportsCool: false }],
  );
  const outdoorSensors = sensors.flatMap(({ id, zone }) => (zone === undefined ? [id] : []));
  const unit = devices.find(({ kind }) => kind === 'hcu')?.id ?? hcuId ?? MAIN.hcu ?? '';
  const equipment = Object.entries<Equipment>(EQUIPMENT).flatMap(([kind, { key, cardinality }]) => {
    const own = devices.filter((one) => one.kind === kind).map((one) => deviceOf(one, unit));
    if (own.length === 0) return [];
    return [[key, cardinality === 'one' ? own[0] : own] as const];
  });
  const bindings = devices.flatMap(({ binding }) => binding ?? []);
  return {
    ...(zones.length > 0 && { zones }),
    ...(outdoorSensors.length > 0 && { outdoorSensors }),
    ...(Object.fromEntries(equipment) as HousePiece),
    ...(bindings.length > 0 && { bindings }),
  };
}
