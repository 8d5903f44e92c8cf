/** The kinds of device as the page needs them. Its types are those of the hub's own table, so that the two are the same. */
import type { EQUIPMENT, EquipmentKind } from '../domain/equipment/catalogue.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';

type Table = typeof EQUIPMENT;

/** In the order in which people read of them. */
export const KINDS: {
  readonly [K in EquipmentKind]: Pick<Table[K], 'key' | 'id' | 'cardinality' | 'icon'>;
} = {
  heatpump: { key: 'heatpumps', id: 'hpId', cardinality: 'many', icon: 'fan' },
  hcu: { key: 'hcu', id: 'hcuId', cardinality: 'one', icon: 'plant' },
  solar: { key: 'solar', id: 'solarId', cardinality: 'one', icon: 'leaf' },
  dhw: { key: 'dhw', id: 'dhwId', cardinality: 'one', icon: 'drop' },
  tes: { key: 'tes', id: 'tesId', cardinality: 'one', icon: 'flame' },
  meter: { key: 'meters', id: 'meterId', cardinality: 'many', icon: 'bolt' },
  fcu: { key: 'fcus', id: 'fcuId', cardinality: 'many', icon: 'fan' },
};

export const KIND_NAMES = Object.keys(KINDS) as readonly EquipmentKind[];

export const isKind = (name: string): name is EquipmentKind => name in KINDS;
export const isList = (kind: EquipmentKind): boolean => KINDS[kind].cardinality === 'many';

type Listed<K extends EquipmentKind> = Table[K]['cardinality'] extends 'many' ? K : never;
type Single<K extends EquipmentKind> = Table[K]['cardinality'] extends 'one' ? K : never;

/** The equipment as the hub tells of it. */
export type ShownEquipment = {
  readonly [K in EquipmentKind as Table[Listed<K>]['key']]: readonly EquipmentView[];
} & {
  readonly [K in EquipmentKind as Table[Single<K>]['key']]?: EquipmentView;
};

/** A house with none. */
export const NO_EQUIPMENT = Object.fromEntries(
  KIND_NAMES.filter(isList).map((kind) => [KINDS[kind].key, [] as const]),
) as unknown as ShownEquipment;

/** Those of a kind. */
export const equipmentOf = (house: ShownEquipment, kind: EquipmentKind): readonly EquipmentView[] =>
  [house[KINDS[kind].key] ?? []].flat();
