/** The topology of a house, as `house.json` describes it. It is written by a person. */
import type { DeviceBinding } from './binding/binding.ts';
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  type DeviceKind,
  type EquipmentKind,
  type KindsWith,
  type Member,
  type SingleKind,
} from './equipment/catalogue.ts';

export interface Zone {
  readonly zoneId: string;
  readonly friendlyName: string;
  /** Ids of the room sensors. */
  readonly sensors: readonly string[];
  /** Ids of the fan coil units. */
  readonly terminals: readonly string[];
  readonly supportsHeat: boolean;
  readonly supportsCool: boolean;
  /** As people call it: `Ground floor`. */
  readonly floor?: string | undefined;
  /** Its place in the list of zones: 0 to `LIMITS.zoneOrder`. */
  readonly order?: number | undefined;
}

type Table = typeof EQUIPMENT;

/** What the house file says of a device of the kind: its id, and its members by their types. */
type DeviceOf<K extends EquipmentKind, M = Table[K]['members']> = Readonly<
  Record<Table[K]['id'], string>
> & {
  readonly [F in keyof M as M[F] extends { readonly type: 'flag' } ? never : F]: M[F] extends {
    readonly values: readonly (infer Value)[];
  }
    ? Value
    : string;
} & {
  readonly [F in keyof M as M[F] extends { readonly type: 'flag' } ? F : never]?:
    boolean | undefined;
};

type RequiredKind = KindsWith<{ readonly isRequired: true }>;
type ListedKind = Exclude<EquipmentKind, SingleKind | RequiredKind>;

/** The members of the house file that have the equipment. */
export type HouseEquipment = {
  readonly [K in RequiredKind as Table[K]['key']]: readonly DeviceOf<K>[];
} & {
  readonly [K in ListedKind as Table[K]['key']]?: readonly DeviceOf<K>[] | undefined;
} & {
  readonly [K in SingleKind as Table[K]['key']]?: DeviceOf<K> | undefined;
};

export interface House extends HouseEquipment {
  readonly version: 1;
  /** An IANA name such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** In the order in which they are listed everywhere (`inOrder`). */
  readonly zones: readonly Zone[];
  /** Ids of the thermometers outdoors: what they say goes before what the hydronic unit says of outdoors. */
  readonly outdoorSensors?: readonly string[] | undefined;
  /** Devices that speak other topics than the hub's own. */
  readonly bindings?: readonly DeviceBinding[] | undefined;
}

export const zoneIdsOf = ({ zones }: Pick<House, 'zones'>): string[] =>
  zones.map(({ zoneId }) => zoneId);

export interface DeviceRef<K extends DeviceKind = DeviceKind> {
  readonly kind: K;
  readonly id: string;
}

/** A device as the house file has it. */
export type HouseDevice = Readonly<Record<string, string | boolean | undefined>>;

/** Those of a kind, in the order of the file. */
export const equipmentOf = (house: HouseEquipment, kind: EquipmentKind): readonly HouseDevice[] =>
  [house[EQUIPMENT[kind].key] ?? []].flat();

export const idOf = (kind: EquipmentKind, device: HouseDevice): string =>
  String(device[EQUIPMENT[kind].id]);

/** The names of a kind's members that are of the type. */
export const membersOf = (kind: EquipmentKind, type: Member['type']): string[] =>
  Object.entries<Member>(EQUIPMENT[kind].members).flatMap(([name, member]) =>
    member.type === type ? [name] : [],
  );

/** Every device the house is made of, each once. */
export function devicesOf(house: House): DeviceRef[] {
  const { zones, outdoorSensors = [] } = house;
  const sensors = new Set([...zones.flatMap((zone) => zone.sensors), ...outdoorSensors]);
  return [
    ...[...sensors].map((id) => ({ kind: 'sensor' as const, id })),
    ...EQUIPMENT_KINDS.flatMap((kind) =>
      equipmentOf(house, kind).map((device) => ({ kind, id: idOf(kind, device) })),
    ),
  ];
}

/** What the house file calls the device; undefined where it does not. */
export function friendlyNameOf(house: House, { kind, id }: DeviceRef): string | undefined {
  if (kind === 'sensor') return undefined;
  const device = equipmentOf(house, kind).find((one) => idOf(kind, one) === id);
  const [name] = membersOf(kind, 'name').map((member) => device?.[member]);
  return typeof name === 'string' ? name : undefined;
}

/** How the device is bound; undefined where it speaks the hub's own topics. */
export const bindingOf = (
  { bindings = [] }: Pick<House, 'bindings'>,
  { kind, id }: DeviceRef,
): DeviceBinding | undefined =>
  bindings.find((binding) => binding.kind === kind && binding.id === id);

/** Zones that have a place in it come first, by their `order`; the others follow as they stand in the file. */
export const inOrder = (zones: readonly Zone[]): readonly Zone[] =>
  zones.toSorted((one, other) => (one.order ?? Infinity) - (other.order ?? Infinity) || 0);
