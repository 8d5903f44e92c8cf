/** People and programs that change all that a hub keeps, each one thing after another, all at once. */
import { setTimeout as delay } from 'node:timers/promises';
import { RESOURCES } from '../../../src/domain/access.ts';
import type { Chance } from './chance.ts';
import { answerOf, createClient, type Client, type Reply } from './client.ts';
import {
  houseName,
  member,
  schedule,
  setpoint,
  TOKENS,
  USERS,
  type Errand,
  type Notes,
} from './errands.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { observe, type Zones } from './observation.ts';

/** What the household's own token must be allowed to do: who makes a person can do what that person can. */
export const PERMISSIONS = RESOURCES.map((resource) => `${resource}:full`);
/** Tokens of former rounds that are tried again in each. */
const TRIED = 10;
const REFUSED_WAIT_MS = 50;
const INSUFFICIENT_STORAGE = 507;

export interface Household {
  readonly ledger: Ledger;
  /** It is at it until `trouble` is over; each stops where it is not answered. What the hub should not answer is in `complaints`. */
  during(url: string, trouble: () => Promise<void>): Promise<void>;
  /** Holds the ledger against the hub, the first time to begin with. @returns what is not as it was told */
  settle(url: string, isDoubtful?: boolean): Promise<string[]>;
  complaints(): readonly string[];
}

interface Options extends Zones {
  readonly chance: Chance;
}

function createNotes(chance: Chance): Notes {
  let made = 0;
  return {
    chance,
    ledger: createLedger(),
    ids: new Map(),
    secrets: new Map(),
    fresh: new Set(),
    number: () => made++,
  };
}

/** Whether tokens are let in that are there, and refused that are not: all of this round, and some of before. */
async function tryTokens(url: string, notes: Notes): Promise<string[]> {
  const { chance, fresh, ledger, secrets } = notes;
  const wrong: string[] = [];
  const known = [...secrets.keys()];
  const some = known.length === 0 ? [] : Array.from({ length: TRIED }, () => chance.oneOf(known));
  for (const object of new Set([...fresh, ...some])) {
    const secret = secrets.get(object);
    if (secret === undefined) continue;
    const { status } = await createClient(url, secret).ask('GET', '/api/zones');
    const wanted = ledger.values.get(object) === 'there' ? 200 : 401;
    if (status !== wanted)
      wrong.push(`${object} is answered with ${String(status)}, not ${wanted}`);
  }
  fresh.clear();
  return wrong;
}

export function createHousehold(token: string, { chance, ...zones }: Options): Household {
  const notes = createNotes(chance);
  const { ledger } = notes;
  const complaints: string[] = [];
  let lastEventId: number | undefined;
  const tokens = member(notes, TOKENS);
  const errands: (() => Errand)[] = [
    ...zones.zoneIds.map((zoneId) => setpoint(notes, zoneId)),
    ...[schedule(notes, zones.scheduleZoneId), houseName(notes)],
    ...[tokens, tokens, member(notes, USERS)],
  ];

  /** One thing after another. */
  async function follow(next: () => Errand, client: Client, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const errand = next();
      let reply: Reply | undefined;
      const answer = await ledger.ask(errand, async () => {
        reply = await errand.send(client);
        return answerOf(reply);
      });
      // Whether it was done is not known before the hub is looked at: nothing else may be asked of the object.
      if (answer === 'unanswered') return;
      if (answer === 'acknowledged') continue;
      if (reply?.status !== INSUFFICIENT_STORAGE)
        complaints.push(`${errand.event} was answered with ${String(reply?.status)}`);
      await delay(REFUSED_WAIT_MS);
    }
  }

  return {
    ledger,
    complaints: () => complaints,
    async during(url, trouble) {
      const client = createClient(url, token);
      let isOver = false;
      const lives = errands.map(async (next) => follow(next, client, () => isOver));
      try {
        await trouble();
      } finally {
        isOver = true;
        await Promise.all(lives);
      }
    },
    async settle(url, isDoubtful) {
      const found = await observe(createClient(url, token), zones, lastEventId ?? 0);
      const isFirst = lastEventId === undefined;
      ({ lastEventId } = found);
      for (const [object, id] of found.ids) notes.ids.set(object, id);
      if (isFirst) ledger.take(found);
      return isFirst ? [] : [...ledger.settle(found, isDoubtful), ...(await tryTokens(url, notes))];
    },
  };
}
