/**
 * The house as it is right now: the hub's stream keeps it, and comes back by itself when the hub does. What was just
 * asked of it is shown at once, until the stream says what became of it.
 */
import { computed, signal } from '@preact/signals';
import type { FaultView } from '../app/faults/faults.ts';
import type { NoticeView } from '../app/people/notices.ts';
import type { EventView } from '../app/records/event-record.ts';
import type { SystemView } from '../app/views/system-view.ts';
import type { EquipmentView } from '../domain/equipment/view.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { heard, heardAll, laidOver } from './expected.ts';
import { isKind, isList, KIND_NAMES, KINDS, NO_EQUIPMENT, type ShownEquipment } from './kinds.ts';
import { loadSession } from './session.ts';

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
const BACK_OFF_MS = { first: 1_000, most: 15_000 };

/** Undefined until the hub has told of it. */
export const house = signal<ShownHouse | undefined>(undefined);
export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');
/** The newest event, as it happens. */
export const newestEvent = signal<EventView | undefined>(undefined);

/** With what was just asked of them (`expected.ts`); so are the two after them. */
export const zones = computed<readonly ZoneView[]>(() =>
  (house.value?.zones ?? []).map((zone) => laidOver(`zone/${zone.zoneId}`, zone)),
);
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

/**
 * The page asks for the state while its code is still on the way: it is there before a stream could be. Never rejects:
 * what does not come, or is no state, comes by the stream.
 */
async function readState(): Promise<void> {
  const asked = source;
  try {
    const answer = await fetch('/api/state');
    const text = answer.ok ? await answer.text() : undefined;
    // After another stream was begun somebody else may be signed in.
    const isWanted = house.value === undefined && source === asked;
    if (text !== undefined && isWanted) takeWhole(text.trim());
  } catch {
    return;
  }
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
  const onText = (name: string, listener: (data: string) => void) =>
    next.addEventListener(name, ({ data }: MessageEvent<string>) => {
      connection.value = 'live';
      backOffMs = BACK_OFF_MS.first;
      listener(data);
    });
  const on = (name: string, listener: (data: never) => void) =>
    onText(name, (data) => listener(JSON.parse(data) as never));
  next.addEventListener('open', () => (connection.value = 'live'));
  next.addEventListener('error', onLost);
  onText('snapshot', takeWhole);
  for (const kind of ['system', 'zone', ...KIND_NAMES]) on(kind, (one: Listed) => take(kind, one));
  on('removed', remove);
  on('faults', (faults: ShownHouse['faults']) => change({ faults }));
  on('notices', (notices: readonly NoticeView[]) => change({ notices }));
  on('event', (event: EventView) => (newestEvent.value = event));
}

/** From now on the house is kept up to date. Resolves when it has been told for the first time, or is not. */
export async function startLive(): Promise<void> {
  if (source !== undefined) return;
  connect();
  await readState();
}

export function stopLive(): void {
  clearTimeout(retryTimer);
  source?.close();
  source = undefined;
  whole = undefined;
  house.value = undefined;
  connection.value = 'connecting';
}
