/**
 * The house as it is right now: the hub's stream keeps it, and comes back by itself when the hub does. What was just
 * asked of it is shown at once, until the stream says what became of it.
 */
import { computed, effect, signal } from '@preact/signals';
import type { FaultView } from '../app/faults/faults.ts';
import type { NoticeView } from '../app/people/notices.ts';
import type { EventView } from '../app/records/event-record.ts';
import type { SystemView } from '../app/views/system-view.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { heard, heardAll, laidOver } from './expected.ts';
import { isKind, isList, KIND_NAMES, KINDS, NO_EQUIPMENT, type ShownEquipment } from './kinds.ts';
import { houseZone } from './now.ts';
import { closeStream, isStreamOpen, openStream } from './stream.ts';

export interface ShownHouse extends ShownEquipment {
  readonly system?: SystemView;
  readonly zones: readonly ZoneView[];
  readonly faults: readonly FaultView[];
  /** Told to who may read the audit. */
  readonly notices?: readonly NoticeView[];
}

/** Of a kind that there may be many of: where they stand in the house, and what tells them apart. */
function listOf(
  kind: string,
): { readonly name: keyof ShownHouse; readonly id: string } | undefined {
  if (kind === 'zone') return { name: 'zones', id: 'zoneId' };
  if (!isKind(kind) || !isList(kind)) return undefined;
  return { name: KINDS[kind].key, id: KINDS[kind].id };
}

type Listed = Readonly<Record<string, unknown>>;

const EMPTY: ShownHouse = { ...NO_EQUIPMENT, zones: [], faults: [] };

/** Undefined until the hub has told of it. */
export const house = signal<ShownHouse | undefined>(undefined);
/** The newest event, as it happens. */
export const newestEvent = signal<EventView | undefined>(undefined);

/** With what was just asked of them (`expected.ts`); so are the two after them. */
export const zones = computed<readonly ZoneView[]>(() =>
  (house.value?.zones ?? []).map((zone) => laidOver(`zone/${zone.zoneId}`, zone)),
);
/** A room by its name and where it is. */
export type RoomPlace = Pick<ZoneView, 'zoneId' | 'friendlyName' | 'floor'>;

let lastPlaces: readonly RoomPlace[] = [];
const isSamePlace = (one: RoomPlace, other: RoomPlace | undefined) =>
  one.zoneId === other?.zoneId &&
  one.friendlyName === other.friendlyName &&
  one.floor === other.floor;

/** The same as long as none comes, goes or changes places: who shows them all is not drawn anew with each reading. */
export const roomPlaces = computed<readonly RoomPlace[]>(() => {
  const places = zones.value.map(({ zoneId, friendlyName, floor }) => ({
    zoneId,
    friendlyName,
    ...(floor !== undefined && { floor }),
  }));
  const isSame =
    places.length === lastPlaces.length &&
    places.every((place, index) => isSamePlace(place, lastPlaces[index]));
  return isSame ? lastPlaces : (lastPlaces = places);
});
export const system = computed<SystemView | undefined>(() => {
  const told = house.value?.system;
  return told && laidOver('system', told);
});
export const dhw = computed<EquipmentView | undefined>(() => {
  const told = house.value?.dhw;
  return told && laidOver('dhw', told);
});
export const outdoorTempC = computed<number | undefined>(() => {
  const measured = house.value?.hcu?.['outdoorTempC'];
  return typeof measured === 'number' ? measured : undefined;
});

effect(() => {
  houseZone.value = house.value?.system?.timeZone ?? houseZone.peek();
});

/** What the hub told as a whole, as long as nothing was told since. */
let whole: string | undefined;

/** @param text as the stream's `snapshot` and `/api/state` have it */
function takeWhole(text: string): void {
  if (text !== whole) house.value = { ...EMPTY, ...(JSON.parse(text) as Partial<ShownHouse>) };
  whole = text;
  heardAll();
}

/** Tells of a part of the house. */
function change(part: Partial<ShownHouse>): void {
  whole = undefined;
  house.value = { ...(house.value ?? EMPTY), ...part };
}

const orderOf = ({ order }: Listed) => (typeof order === 'number' ? order : Infinity);

/**
 * The list with this one in its place. As the hub lists them: first those that have an `order`, by that; the others stay
 * where they are, and what is new comes last.
 */
function placed(list: readonly Listed[], one: Listed, id: string): readonly Listed[] {
  const index = list.findIndex((other) => other[id] === one[id]);
  const all = index === -1 ? [...list, one] : list.with(index, one);
  return all.toSorted((a, b) => orderOf(a) - orderOf(b) || 0);
}

function take(kind: string, one: Listed): void {
  const before = house.value ?? EMPTY;
  const list = listOf(kind);
  if (list !== undefined) {
    const { name, id } = list;
    change({ [name]: placed(before[name] as unknown as Listed[], one, id) });
    if (kind === 'zone') heard(`zone/${String(one[id])}`, one);
  } else {
    change({ [kind]: one });
    if (kind === 'system' || kind === 'dhw') heard(kind, one);
  }
}

function remove({ kind, id }: { kind: string; id: string }): void {
  const before = house.value ?? EMPTY;
  const list = listOf(kind);
  if (list !== undefined) {
    const all = before[list.name] as unknown as Listed[];
    change({ [list.name]: all.filter((one) => one[list.id] !== id) });
  } else change({ [kind]: undefined });
}

const LISTENERS: Readonly<Record<string, (text: string) => void>> = {
  snapshot: takeWhole,
  ...Object.fromEntries(
    ['system', 'zone', ...KIND_NAMES].map((kind) => [
      kind,
      (text: string) => take(kind, JSON.parse(text) as Listed),
    ]),
  ),
  removed: (text) => remove(JSON.parse(text) as { kind: string; id: string }),
  faults: (text) => change({ faults: JSON.parse(text) as ShownHouse['faults'] }),
  notices: (text) => change({ notices: JSON.parse(text) as readonly NoticeView[] }),
  event: (text) => (newestEvent.value = JSON.parse(text) as EventView),
};

/**
 * From now on the house is kept up to date. The state is asked for at once: it is there before a stream could be.
 * Resolves when it has been told for the first time, or is not.
 */
export async function startLive(): Promise<void> {
  if (isStreamOpen()) return;
  await openStream({
    names: Object.keys(LISTENERS),
    onEvent: (name, text) => LISTENERS[name]?.(text),
    onState: takeWhole,
  });
}

export function stopLive(): void {
  closeStream();
  whole = undefined;
  house.value = undefined;
}
