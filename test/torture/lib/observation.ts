/** What a hub has, read over HTTP, in the words of the ledger. */
import type { EventView } from '../../../src/app/records/event-record.ts';
import type { ZoneView } from '../../../src/domain/zone-view.ts';
import type { Client } from './client.ts';
import { GONE, type Found } from './ledger.ts';

/** What acts bring about. */
const TYPES = [
  'setpoint_change',
  'schedule_changed',
  'settings_changed',
  'token_created',
  'token_revoked',
  'user_created',
  'user_removed',
].join(',');
const PAGE = 1_000;

/** Zones that are told a setpoint, and another one that has a schedule. */
export interface Zones {
  readonly zoneIds: readonly string[];
  readonly scheduleZoneId: string;
}

export interface Observed extends Found {
  /** Of tokens and people, by object. */
  readonly ids: ReadonlyMap<string, string>;
  /** The newest of all. */
  readonly lastEventId: number;
}

async function eventsSince(client: Client, lastId: number): Promise<EventView[]> {
  const found: EventView[] = [];
  for (;;) {
    const query = `type=${TYPES}&limit=${PAGE}&offset=${found.length}`;
    const { events } = (await client.read(`/api/events?${query}`)) as { events: EventView[] };
    const fresh = events.filter(({ id }) => id > lastId);
    found.push(...fresh);
    if (fresh.length < PAGE) return found;
  }
}

/** As an act names it. */
function keyOf({ type, objectId = '', data = {} }: EventView): string {
  const { tempHeatSetC, name } = data as { tempHeatSetC?: number; name?: string };
  if (type === 'setpoint_change') return `${type} ${objectId} ${tempHeatSetC}`;
  if (type === 'schedule_changed') return `${type} ${objectId}`;
  return `${type} ${name}`;
}

function counted(events: readonly EventView[], zoneIds: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    // Others are set by somebody else, or by their schedule.
    if (event.type === 'setpoint_change' && !zoneIds.includes(event.objectId ?? '')) continue;
    counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1);
  }
  return counts;
}

async function membersOf(client: Client): Promise<(readonly [object: string, id: string])[]> {
  interface Listed {
    readonly id: string;
    readonly name: string;
  }
  const { tokens } = (await client.read('/api/tokens')) as { tokens: Listed[] };
  const { users } = (await client.read('/api/users')) as { users: Listed[] };
  return [
    ...tokens.map(({ id, name }) => [`token ${name}`, id] as const),
    ...users.map(({ id, name }) => [`user ${name}`, id] as const),
  ];
}

/** @param lastId of the newest event that was seen before. @throws Error where the hub does not answer */
export async function observe(
  client: Client,
  { zoneIds, scheduleZoneId }: Zones,
  lastId: number,
): Promise<Observed> {
  const { zones } = (await client.read('/api/zones')) as { zones: ZoneView[] };
  const schedule = (await client.read(`/api/zones/${scheduleZoneId}/schedule`)) as {
    entries: { at: string }[];
  };
  const { name } = (await client.read('/api/settings')) as { name: string };
  const members = await membersOf(client);
  const events = await eventsSince(client, lastId);
  return {
    ids: new Map(members),
    events: counted(events, zoneIds),
    lastEventId: Math.max(lastId, ...events.map(({ id }) => id)),
    values: new Map([
      ...zones
        .filter(({ zoneId }) => zoneIds.includes(zoneId))
        .map(({ zoneId, tempHeatSetC }) => [`zone ${zoneId}`, String(tempHeatSetC)] as const),
      [`schedule ${scheduleZoneId}`, schedule.entries[0]?.at ?? GONE],
      ['settings name', name],
      ...members.map(([object]) => [object, 'there'] as const),
    ]),
  };
}
