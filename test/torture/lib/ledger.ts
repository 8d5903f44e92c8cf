/**
 * What the hub has answered, kept by its client alone, where no kill of the hub and no cut of its power reaches. Held
 * against what the hub then has, it says what was lost, what stands there twice, and what nobody was told of.
 */

/** Something asked of the hub: afterwards `object` has `value`, and there is one more event of that key. */
export interface Act {
  readonly object: string;
  readonly value: string;
  readonly event: string;
}

/** Refused: the hub said that it did not do it. Unanswered: it may have done it, or not. */
export type Answer = 'acknowledged' | 'refused' | 'unanswered';

/** What the hub has. An object that is not there has no value. */
export interface Found {
  readonly values: ReadonlyMap<string, string>;
  /** How many of each key have come since it was last looked, of those that acts bring about. */
  readonly events: ReadonlyMap<string, number>;
}

export const GONE = 'gone';

export interface Ledger {
  /** What each object was last acknowledged to have. */
  readonly values: ReadonlyMap<string, string>;
  /** One act on an object at a time. */
  ask(act: Act, send: () => Promise<Answer>): Promise<Answer>;
  /** What is so now without an act: at the beginning. */
  take(found: Found): void;
  /**
   * Holds the ledger against what the hub has, and goes on from there.
   * @param isDoubtful where the card failed: a write that was refused may have come to be on it all the same
   * @returns each thing that is not as it was told
   */
  settle(found: Found, isDoubtful?: boolean): string[];
  counts(): Readonly<Record<Answer, number>>;
}

export function createLedger(): Ledger {
  const values = new Map<string, string>();
  /** Under way, or never answered: the hub may have done it. */
  const open = new Map<string, Act>();
  let refused: Act[] = [];
  const owed = new Map<string, number>();
  const counts = { acknowledged: 0, refused: 0, unanswered: 0 };

  function count({ object, value, event }: Act): void {
    values.set(object, value);
    owed.set(event, (owed.get(event) ?? 0) + 1);
  }

  function settleValues(found: Found, doubtful: readonly Act[]): string[] {
    const wrong: string[] = [];
    for (const object of new Set([...values.keys(), ...doubtful.map((act) => act.object)])) {
      const [told = GONE, has = GONE] = [values.get(object), found.values.get(object)];
      const done = doubtful.find((act) => act.object === object && act.value === has);
      if (done !== undefined && has !== told) count(done);
      else if (has !== told) wrong.push(`${object} was told to be ${told} and is ${has}`);
      values.set(object, has);
    }
    for (const [object, has] of found.values) {
      if (!values.has(object)) wrong.push(`${object} is there, and nobody asked for it`);
      values.set(object, has);
    }
    return wrong;
  }

  return {
    values,
    async ask(act, send) {
      open.set(act.object, act);
      const answer = await send();
      counts[answer]++;
      if (answer === 'acknowledged') count(act);
      if (answer === 'refused') refused.push(act);
      if (answer !== 'unanswered') open.delete(act.object);
      return answer;
    },
    take(found) {
      for (const [object, value] of found.values) values.set(object, value);
    },
    settle(found, isDoubtful = false) {
      const wrong = settleValues(found, [...open.values(), ...(isDoubtful ? refused : [])]);
      for (const event of new Set([...owed.keys(), ...found.events.keys()])) {
        const [due = 0, has = 0] = [owed.get(event), found.events.get(event)];
        if (due !== has) wrong.push(`${due} events "${event}" are due, ${has} are there`);
      }
      open.clear();
      refused = [];
      owed.clear();
      return wrong;
    },
    counts: () => ({ ...counts }),
  };
}
