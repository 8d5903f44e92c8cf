/** What people and programs ask of a hub: each errand is one kind of act on one thing, or on one that comes and goes. */
import type { Chance } from './chance.ts';
import type { Client, Reply } from './client.ts';
import { GONE, type Act, type Ledger } from './ledger.ts';

export interface Errand extends Act {
  send(client: Client): Promise<Reply>;
}

/** What the household knows beside its ledger. */
export interface Notes {
  readonly chance: Chance;
  readonly ledger: Ledger;
  /** Of tokens and people, by object. */
  readonly ids: Map<string, string>;
  /** Of tokens, by object, for good. */
  readonly secrets: Map<string, string>;
  /** What came or went since the hub was last looked at. */
  readonly fresh: Set<string>;
  /** Another number each time. */
  readonly number: () => number;
}

/** So many are there at a time; a test of many is another. */
const MEMBERS = 20;
const PASSWORD = 'correct horse battery';
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SETPOINTS = Array.from({ length: 60 }, (_, index) => String(18 + index / 10));
const two = (value: number) => String(value).padStart(2, '0');

export const setpoint =
  ({ chance, ledger }: Notes, zoneId: string) =>
  (): Errand => {
    const object = `zone ${zoneId}`;
    // What changes nothing is no event.
    const value = chance.oneOf(SETPOINTS.filter((one) => one !== ledger.values.get(object)));
    const body = { tempHeatSetC: Number(value) };
    return {
      object,
      value,
      event: `setpoint_change ${zoneId} ${value}`,
      send: async (client) => client.ask('POST', `/api/zones/${zoneId}/command`, body),
    };
  };

export const schedule =
  ({ chance, number }: Notes, zoneId: string) =>
  (): Errand => {
    const at = `${two(chance.within(0, 24))}:${two(number() % 60)}`;
    const entries = [{ days: EVERY_DAY, at, tempHeatSetC: 20 }];
    return {
      object: `schedule ${zoneId}`,
      value: at,
      event: `schedule_changed ${zoneId}`,
      send: async (client) => client.ask('PUT', `/api/zones/${zoneId}/schedule`, { entries }),
    };
  };

export const houseName =
  ({ number }: Notes) =>
  (): Errand => {
    const value = `House ${number()}`;
    return {
      object: 'settings name',
      value,
      event: `settings_changed ${value}`,
      send: async (client) => client.ask('PATCH', '/api/settings', { name: value }),
    };
  };

interface Kind {
  readonly kind: 'token' | 'user';
  readonly path: string;
  /** The type of event when one goes. */
  readonly gone: string;
  readonly bodyOf: (name: string) => object;
}

export const TOKENS: Kind = {
  kind: 'token',
  path: '/api/tokens',
  gone: 'token_revoked',
  bodyOf: (name) => ({ name, permissions: ['zones:read'] }),
};
export const USERS: Kind = {
  kind: 'user',
  path: '/api/users',
  gone: 'user_removed',
  bodyOf: (name) => ({
    name,
    email: `${name}@example.org`,
    password: PASSWORD,
    role: 'member',
  }),
};

function creation({ ids, secrets }: Notes, { kind, path, bodyOf }: Kind, name: string): Errand {
  const object = `${kind} ${name}`;
  return {
    object,
    value: 'there',
    event: `${kind}_created ${name}`,
    async send(client) {
      const reply = await client.ask('POST', path, bodyOf(name));
      const made = (reply.body as Record<string, { id: string; token?: string }> | undefined)?.[
        kind
      ];
      if (reply.status !== 201 || made === undefined) return reply;
      ids.set(object, made.id);
      if (made.token !== undefined) secrets.set(object, made.token);
      return reply;
    },
  };
}

const removal = ({ ids }: Notes, { kind, path, gone }: Kind, object: string): Errand => ({
  object,
  value: GONE,
  event: `${gone} ${object.slice(kind.length + 1)}`,
  send: async (client) => client.ask('DELETE', `${path}/${ids.get(object) ?? ''}`),
});

/** One is made, or taken away where there are enough. Several errands may share what this gives. */
export function member(notes: Notes, kind: Kind): () => Errand {
  const busy = new Set<string>();
  const isOurs = (object: string) => object.startsWith(`${kind.kind} ${kind.kind}-`);
  return () => {
    const there = [...notes.ledger.values].flatMap(([object, value]) =>
      value !== GONE && isOurs(object) && notes.ids.has(object) && !busy.has(object)
        ? [object]
        : [],
    );
    const errand =
      notes.chance.within(0, MEMBERS) < there.length
        ? removal(notes, kind, notes.chance.oneOf(there))
        : creation(notes, kind, `${kind.kind}-${notes.number()}`);
    busy.add(errand.object);
    notes.fresh.add(errand.object);
    const send = async (client: Client) =>
      errand.send(client).finally(() => busy.delete(errand.object));
    return { ...errand, send };
  };
}
