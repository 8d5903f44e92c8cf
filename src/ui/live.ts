/**
 * The house as it is right now: the hub's stream keeps it, and comes back by itself when the hub does. What was just
 * asked of a zone is shown at once, until the stream says what became of it.
 */
import { computed, signal } from '@preact/signals';
import type { FaultView } from '../app/plant/faults.ts';
import type { EventView } from '../app/records/event-record.ts';
import type { SystemView } from '../app/house/system-view.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { loadSession } from './session.ts';

export interface House {
  readonly system?: SystemView;
  readonly zones: readonly ZoneView[];
  readonly fcus: readonly EquipmentView[];
  readonly hcu?: EquipmentView;
  readonly heatpumps: readonly EquipmentView[];
  readonly dhw?: EquipmentView;
  readonly tes?: EquipmentView;
  readonly faults: readonly FaultView[];
}

type ListName = 'zones' | 'fcus' | 'heatpumps';

/** Kinds of object that there may be many of: where they stand in the house, and what tells them apart. */
const LISTS = {
  zone: { name: 'zones', id: 'zoneId' },
  fcu: { name: 'fcus', id: 'fcuId' },
  heatpump: { name: 'heatpumps', id: 'hpId' },
} as const satisfies Record<string, { name: ListName; id: string }>;
const SINGLES = ['system', 'hcu', 'dhw', 'tes'] as const;

type Listed = Readonly<Record<string, unknown>>;

const EMPTY: House = { zones: [], fcus: [], heatpumps: [], faults: [] };
const BACK_OFF_MS = { first: 1_000, most: 15_000 };

/** Undefined until the hub has told of it. */
export const house = signal<House | undefined>(undefined);
export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');
/** The newest event, as it happens. */
export const newestEvent = signal<EventView | undefined>(undefined);
/** By zone: what is asked of it and not yet confirmed. */
const pending = signal<ReadonlyMap<string, Partial<ZoneView>>>(new Map());

export const zones = computed<readonly ZoneView[]>(() =>
  (house.value?.zones ?? []).map((zone) => ({ ...zone, ...pending.value.get(zone.zoneId) })),
);
export const outdoorTempC = computed<number | undefined>(() => {
  const value = house.value?.hcu?.['outdoorTempC'];
  return typeof value === 'number' ? value : undefined;
});

/** Shows a zone as it will be. @returns what takes that back */
export function expect(zoneId: string, change: Partial<ZoneView>): () => void {
  pending.value = new Map(pending.value).set(zoneId, change);
  return () => {
    if (pending.value.get(zoneId) !== change) return;
    const rest = new Map(pending.value);
    rest.delete(zoneId);
    pending.value = rest;
  };
}

/** As `/api/faults` has them, which are not told by themselves: each device tells of its own. Newest first. */
function faultsOf({ fcus, hcu, heatpumps }: House): readonly FaultView[] {
  const told = (source: string, id: string, device: EquipmentView | undefined) =>
    ((device?.['activeFaults'] ?? []) as readonly FaultView[]).map((fault) => ({
      ...{ ...fault, source },
      objectId: device?.[id] as string,
    }));
  return [
    ...fcus.flatMap((fcu) => told('fcu', 'fcuId', fcu)),
    ...told('hcu', 'hcuId', hcu),
    ...heatpumps.flatMap((pump) => told('heatpump', 'hpId', pump)),
  ].sort((a, b) => Date.parse(b.sinceTs) - Date.parse(a.sinceTs));
}

function change(part: Partial<Record<keyof House, unknown>>): void {
  const next = { ...(house.value ?? EMPTY), ...part } as House;
  house.value = { ...next, faults: faultsOf(next) };
}

/** The list with this one in its place, or at its end. */
function placed(list: readonly Listed[], one: Listed, id: string): readonly Listed[] {
  const index = list.findIndex((other) => other[id] === one[id]);
  return index === -1 ? [...list, one] : list.with(index, one);
}

function take(kind: string, one: Listed): void {
  const before = house.value ?? EMPTY;
  if (kind in LISTS) {
    const { name, id } = LISTS[kind as keyof typeof LISTS];
    change({ [name]: placed(before[name] as unknown as Listed[], one, id) });
    if (kind === 'zone') settlePending(String(one['zoneId']));
  } else change({ [kind]: one });
}

function settlePending(zoneId: string): void {
  if (!pending.value.has(zoneId)) return;
  const rest = new Map(pending.value);
  rest.delete(zoneId);
  pending.value = rest;
}

function remove({ kind, id }: { kind: string; id: string }): void {
  const before = house.value ?? EMPTY;
  if (kind in LISTS) {
    const { name, id: idField } = LISTS[kind as keyof typeof LISTS];
    const list = before[name] as unknown as Listed[];
    change({ [name]: list.filter((one) => one[idField] !== id) });
  } else change({ [kind]: undefined });
}

let source: EventSource | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let backOffMs = BACK_OFF_MS.first;

function onLost(): void {
  connection.value = 'lost';
  // The browser tries again by itself after a break, but gives up where the hub answered with a refusal.
  if (source?.readyState !== EventSource.CLOSED) return;
  clearTimeout(retryTimer);
  retryTimer = setTimeout(() => void reconnect(), backOffMs);
  backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS.most);
}

async function reconnect(): Promise<void> {
  await loadSession();
  if (source !== undefined) connect();
}

function connect(): void {
  source?.close();
  const next = new EventSource('/api/stream');
  source = next;
  const on = (name: string, listener: (data: never) => void) =>
    next.addEventListener(name, ({ data }: MessageEvent<string>) => {
      connection.value = 'live';
      backOffMs = BACK_OFF_MS.first;
      listener(JSON.parse(data) as never);
    });
  next.addEventListener('open', () => (connection.value = 'live'));
  next.addEventListener('error', onLost);
  on('snapshot', (state: House) => {
    house.value = { ...EMPTY, ...state };
    pending.value = new Map();
  });
  for (const kind of [...Object.keys(LISTS), ...SINGLES])
    on(kind, (one: Listed) => take(kind, one));
  on('removed', remove);
  on('event', (event: EventView) => (newestEvent.value = event));
}

/** From now on the house is kept up to date. */
export function startLive(): void {
  if (source === undefined) connect();
}

export function stopLive(): void {
  clearTimeout(retryTimer);
  source?.close();
  source = undefined;
  house.value = undefined;
  connection.value = 'connecting';
}
