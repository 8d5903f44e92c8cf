/** People and programs that change all that a hub keeps, each one thing after another, all at once. */
import { setTimeout as delay } from 'node:timers/promises';
import type { EventView } from '../../../src/app/records/event-record.ts';
import type { TokenView } from '../../../src/app/tokens/live-token.ts';
import { RESOURCES } from '../../../src/domain/access.ts';
import type { ZoneView } from '../../../src/domain/zone-view.ts';
import type { Chance } from './chance.ts';
import { answerOf, createClient, type Client, type Reply } from './client.ts';
import { createLedger, GONE, type Act, type Found, type Ledger } from './ledger.ts';

/** What the household's own token must be allowed to do: who makes a person can do what that person can. */
export const PERMISSIONS = RESOURCES.map((resource) => `${resource}:full`);
/** Its zone has a schedule; the others are told a setpoint. */
const TYPES = [
  ...['setpoint_change', 'schedule_changed', 'settings_changed'],
  ...['token_created', 'token_revoked', 'user_created', 'user_removed'],
].join(',');
const PAGE = 1_000;
/** So many are there at a time; a test of many is another. */
const MEMBERS = 20;
/** Tokens of former rounds that are tried again in each. */
const TRIED = 10;
const PASSWORD = 'correct horse battery';
const BUSY_MS = 50;
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

type Send = (client: Client) => Promise<Reply>;
type Next = () => Act & { readonly send: Send };

export interface Household {
  readonly ledger: Ledger;
  /** It is at it until `trouble` is over; each stops where it is not answered. What the hub should not answer is in `complaints`. */
  during(url: string, trouble: () => Promise<void>): Promise<void>;
  /** Holds the ledger against the hub. @returns what is not as it was told */
  settle(url: string, isDoubtful?: boolean): Promise<string[]>;
  complaints(): readonly string[];
}

interface HouseholdOptions {
  readonly chance: Chance;
  readonly zoneIds: readonly string[];
  readonly scheduleZoneId: string;
}

interface Listed {
  readonly id: string;
  readonly name: string;
}

async function eventsSince(client: Client, lastId: number): Promise<EventView[]> {
  const found: EventView[] = [];
  for (;;) {
    const query = `type=${TYPES}&limit=${PAGE}&offset=${found.length}`;
    const { events } = (await client.read(`/api/events?${query}`)) as { events: EventView[] };
    const fresh = events.filter(({ id }) => Number(id) > lastId);
    found.push(...fresh);
    if (fresh.length < PAGE) return found;
  }
}

/** As an act names it. */
function keyOf({ type, objectId = '', data = {} }: EventView): string {
  if (type === 'setpoint_change') return `${type} ${objectId} ${String(data['tempHeatSetC'])}`;
  if (type === 'schedule_changed') return `${type} ${objectId}`;
  return `${type} ${String(data['name'])}`;
}

/** @param zoneIds those that are told a setpoint; the zone of the schedule is another */
export function createHousehold(
  token: string,
  { chance, zoneIds, scheduleZoneId }: HouseholdOptions,
): Household {
  const ledger = createLedger();
  const complaints: string[] = [];
  const ids = new Map<string, string>();
  const secrets = new Map<string, string>();
  /** Of tokens whose fate was told since the hub was last looked at. */
  let fresh: string[] = [];
  let lastEventId = -1;
  let made = 0;

  const setpoint = (zoneId: string): Next => {
    const object = `zone ${zoneId}`;
    return () => {
      const others = Array.from({ length: 60 }, (_, index) => String(18 + index / 10));
      const value = chance.oneOf(others.filter((one) => one !== ledger.values.get(object)));
      const body = { tempHeatSetC: Number(value) };
      const event = `setpoint_change ${zoneId} ${value}`;
      const send: Send = (client) => client.ask('POST', `/api/zones/${zoneId}/command`, body);
      return { object, value, event, send };
    };
  };

  const schedule: Next = () => {
    const minute = String(made++ % 60).padStart(2, '0');
    const value = `${String(chance.within(0, 24)).padStart(2, '0')}:${minute}`;
    const entries = [{ days: EVERY_DAY, at: value, tempHeatSetC: 20 }];
    return {
      object: `schedule ${scheduleZoneId}`,
      value,
      event: `schedule_changed ${scheduleZoneId}`,
      send: (client) => client.ask('PUT', `/api/zones/${scheduleZoneId}/schedule`, { entries }),
    };
  };

  const settings: Next = () => {
    const value = `House ${made++}`;
    const send: Send = (client) => client.ask('PATCH', '/api/settings', { name: value });
    return { object: 'settings name', value, event: `settings_changed ${value}`, send };
  };

  /** What comes and goes: made, or taken away where there are enough. */
  function member(kind: 'token' | 'user', path: string, bodyOf: (name: string) => object): Next {
    const removed = kind === 'token' ? 'token_revoked' : 'user_removed';
    const busy = new Set<string>();
    const removal = (object: string): ReturnType<Next> => ({
      object,
      value: GONE,
      event: `${removed} ${object.slice(kind.length + 1)}`,
      send: (client) => client.ask('DELETE', `${path}/${ids.get(object) ?? ''}`),
    });
    const creation = (name: string): ReturnType<Next> => ({
      object: `${kind} ${name}`,
      value: 'there',
      event: `${kind}_created ${name}`,
      async send(client) {
        const reply = await client.ask('POST', path, bodyOf(name));
        const { [kind]: view } = (reply.body ?? {}) as Record<string, Listed & { token?: string }>;
        if (reply.status !== 201 || view === undefined) return reply;
        ids.set(`${kind} ${name}`, view.id);
        if (view.token !== undefined) secrets.set(`${kind} ${name}`, view.token);
        return reply;
      },
    });
    return () => {
      const there = [...ledger.values]
        .filter(([object, value]) => value !== GONE && ids.has(object) && !busy.has(object))
        .flatMap(([object]) => (object.startsWith(`${kind} ${kind}-`) ? [object] : []));
      const isEnough = there.length > 0 && chance.within(0, MEMBERS) < there.length;
      const act = isEnough ? removal(chance.oneOf(there)) : creation(`${kind}-${made++}`);
      busy.add(act.object);
      fresh.push(act.object);
      return {
        ...act,
        send: async (client) => act.send(client).finally(() => busy.delete(act.object)),
      };
    };
  }

  const tokens = member('token', '/api/tokens', (name) => ({ name, permissions: ['zones:read'] }));
  const users = member('user', '/api/users', (name) => ({
    ...{ name, email: `${name}@example.org`, password: PASSWORD, role: 'member' },
  }));
  const lanes: Next[] = [...zoneIds.map(setpoint), schedule, settings, tokens, tokens, users];

  /** Each does one thing after another. */
  async function follow(next: Next, client: Client, mustEnd: () => boolean): Promise<void> {
    while (!mustEnd()) {
      const { send, ...act } = next();
      let reply: Reply | undefined;
      const answer = await ledger.ask(act, async () => {
        reply = await send(client);
        return answerOf(reply);
      });
      if (answer === 'refused' && reply?.status !== 507)
        complaints.push(`${act.event} was answered with ${String(reply?.status)}`);
      // Whether it was done is not known before the hub is looked at: nothing else may be asked of the object.
      if (answer === 'unanswered') return;
      if (answer === 'refused') await delay(BUSY_MS);
    }
  }

  async function look(client: Client): Promise<Found> {
    const { zones } = (await client.read('/api/zones')) as { zones: ZoneView[] };
    const planned = (await client.read(`/api/zones/${scheduleZoneId}/schedule`)) as {
      entries: { at: string }[];
    };
    const { name } = (await client.read('/api/settings')) as { name: string };
    const listed = (await client.read('/api/tokens')) as { tokens: TokenView[] };
    const people = (await client.read('/api/users')) as { users: Listed[] };
    const members = [
      ...listed.tokens.map(({ id, name: of }) => [`token ${of}`, id] as const),
      ...people.users.map(({ id, name: of }) => [`user ${of}`, id] as const),
    ];
    for (const [object, id] of members) ids.set(object, id);
    const events = await eventsSince(client, lastEventId);
    lastEventId = Math.max(lastEventId, ...events.map(({ id }) => Number(id)));
    const counted = new Map<string, number>();
    for (const event of events) {
      // Others are set by somebody else, or by their schedule.
      if (event.type === 'setpoint_change' && !zoneIds.includes(event.objectId ?? '')) continue;
      counted.set(keyOf(event), (counted.get(keyOf(event)) ?? 0) + 1);
    }
    return {
      events: counted,
      values: new Map([
        ...zones
          .filter(({ zoneId }) => zoneIds.includes(zoneId))
          .map(({ zoneId, tempHeatSetC }) => [`zone ${zoneId}`, String(tempHeatSetC)] as const),
        [`schedule ${scheduleZoneId}`, planned.entries[0]?.at ?? GONE],
        ['settings name', name],
        ...members.map(([object]) => [object, 'there'] as const),
      ]),
    };
  }

  /** Whether tokens are let in that are there, and refused that are not: all of this round, and some of before. */
  async function tryTokens(url: string): Promise<string[]> {
    const wrong: string[] = [];
    const known = [...secrets.keys()];
    const some = known.length === 0 ? [] : Array.from({ length: TRIED }, () => chance.oneOf(known));
    for (const object of new Set([...fresh, ...some])) {
      const secret = secrets.get(object);
      if (secret === undefined) continue;
      const { status } = await createClient(url, secret).ask('GET', '/api/zones');
      const wanted = ledger.values.get(object) === 'there' ? 200 : 401;
      if (status !== wanted) wrong.push(`${object} is answered with ${status}, not ${wanted}`);
    }
    return wrong;
  }

  return {
    ledger,
    complaints: () => complaints,
    async during(url, trouble) {
      const client = createClient(url, token);
      let isOver = false;
      const lives = lanes.map(async (next) => follow(next, client, () => isOver));
      try {
        await trouble();
      } finally {
        isOver = true;
        await Promise.all(lives);
      }
    },
    async settle(url, isDoubtful) {
      const isFirst = lastEventId < 0;
      const found = await look(createClient(url, token));
      if (isFirst) {
        lastEventId = Math.max(lastEventId, 0);
        ledger.take(found);
        return [];
      }
      const wrong = [...ledger.settle(found, isDoubtful), ...(await tryTokens(url))];
      fresh = [];
      return wrong;
    },
  };
}
