/** What a found device would become, and add to the house file: devices, their bindings, and the room of a thermometer. */
import { EQUIPMENT, isSingle, type DeviceKind, type Equipment } from '../equipment/catalogue.ts';
import { devicesOf, type House } from '../house.ts';
import type { Sighting, Offer } from './sighting.ts';
import { freeId, idFrom } from '../ids.ts';
import { cleanName, isOutdoors, roomIn } from './names.ts';
import { shownName } from './told-apart.ts';

/** Members of a house file, with nothing in them but what is proposed: a person adds them to those there are. */
export type HousePiece = Readonly<Record<string, unknown>>;

/** A room that would begin. */
export interface ProposedZone {
  readonly zoneId: string;
  readonly friendlyName: string;
}

/** A device of the house that it would become. */
export interface Proposed {
  readonly kind: DeviceKind;
  readonly id: string;
  readonly name: string;
  /** The room that it would be the beginning of, or a part: of a thermometer indoors, and of a valve that has one. */
  readonly zone?: ProposedZone;
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

function nameOf(sighting: Sighting, { part }: Offer): string {
  const own = shownName(sighting);
  const rest = part === undefined ? '' : cleanName(part, '');
  return rest === '' || own.includes(rest) ? own : cleanName(`${own} ${rest}`, own);
}

const isMeasuring = ({ kind, hasThermometer }: Offer) =>
  kind === 'sensor' || hasThermometer === true;

/** From now on it is taken. */
function takeId(wanted: string, taken: Set<string>): string {
  const id = freeId(wanted, taken);
  taken.add(id);
  return id;
}

/**
 * Of what measures indoors: the room that it says it is in, where it is the only one, else one of its own name. A
 * valve heats the room that the thermometer of the same device measures.
 */
function zoneOf(
  { room, name, offers }: Sighting,
  offer: Offer,
  own: string,
  { taken, before }: { taken: TakenIds; before: readonly Proposed[] },
): ProposedZone | undefined {
  if (!isMeasuring(offer) || isOutdoors(`${own} ${room ?? ''}`)) return undefined;
  const isOnly = offers.filter(({ kind }) => kind === offer.kind).length === 1;
  const [beside, ...more] = before.flatMap((one) => (one.kind === 'sensor' ? one : []));
  if (offer.kind !== 'sensor' && isOnly && beside !== undefined && more.length === 0)
    return beside.zone;
  const friendlyName = isOnly ? cleanName(room ?? roomIn(name), own) : own;
  return { zoneId: takeId(idFrom(friendlyName) || 'room', taken.zones), friendlyName };
}

/** Of what a house has once, that one: several that are found are a choice. */
function idOf(kind: DeviceKind, wanted: string, taken: TakenIds): string {
  const ids = takenOf(taken, kind);
  if (kind === 'sensor' || !isSingle(kind)) return takeId(wanted, ids);
  const [own = wanted] = ids;
  return own;
}

function proposedOf(
  sighting: Sighting,
  offer: Offer,
  beside: { taken: TakenIds; before: readonly Proposed[] },
): Proposed {
  const { kind, binding } = offer;
  const name = nameOf(sighting, offer);
  const wanted = MAIN[kind] ?? (idFrom(name) || idFrom(sighting.key) || kind);
  const id = offer.id ?? idOf(kind, wanted, beside.taken);
  const zone = zoneOf(sighting, offer, name, beside);
  return {
    kind,
    id,
    name,
    ...(zone !== undefined && { zone }),
    ...(binding !== undefined && { binding: { kind, id, ...binding } }),
  };
}

/** @param taken which ids are given out; those of the devices are, too, from now on */
export function proposedIn(sighting: Sighting, taken: TakenIds): Proposed[] {
  // A valve comes after the thermometers beside it.
  const offers = sighting.offers.toSorted((a, b) => Number(isBeside(a)) - Number(isBeside(b)));
  const proposed = new Map<Offer, Proposed>();
  for (const offer of offers) {
    const before = [...proposed.values()];
    proposed.set(offer, proposedOf(sighting, offer, { taken, before }));
  }
  return sighting.offers.flatMap((offer) => proposed.get(offer) ?? []);
}

const isBeside = ({ kind }: Offer) => kind !== 'sensor';

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

/** The rooms that begin with the devices, each with all of its own. */
function zonesOf(devices: readonly Proposed[]): object[] {
  const zones = new Map<string, ProposedZone>();
  for (const { zone } of devices) if (zone !== undefined) zones.set(zone.zoneId, zone);
  return [...zones.values()].map((zone) => {
    const idsOf = (kind: DeviceKind) =>
      devices
        .filter((one) => one.kind === kind && one.zone?.zoneId === zone.zoneId)
        .map(({ id }) => id);
    return {
      ...zone,
      sensors: idsOf('sensor'),
      terminals: idsOf('fcu'),
      supportsHeat: true,
      supportsCool: false,
    };
  });
}

/**
 * What the devices add to a house file.
 * @param hcuId of the house's hydronic unit, where it has one
 */
export function pieceOf(devices: readonly Proposed[], hcuId: string | undefined): HousePiece {
  const zones = zonesOf(devices);
  const outdoorSensors = devices
    .filter(({ kind, zone }) => kind === 'sensor' && zone === undefined)
    .map(({ id }) => id);
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
