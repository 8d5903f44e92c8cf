/** Who does not come back of a backup though it has them: people and tokens that are struck out before it is put back. */
import { emailKey } from '../../domain/account.ts';
import { invalid } from '../../domain/errors.ts';
import type { HeldPerson, HeldToken, Holdings } from './holdings.ts';
import { merged, type Revocation } from './revocation.ts';

export interface StruckOut {
  /** By e-mail or id; their tokens go with them. */
  readonly users: readonly string[];
  /** By id, as `tok_…`. */
  readonly tokens: readonly string[];
}

const isOf = (given: string) => (person: HeldPerson) =>
  person.id === given || emailKey(person.email) === emailKey(given);

function peopleOf({ people }: Holdings, users: StruckOut['users']): Set<HeldPerson> {
  return new Set(
    users.map((given) => {
      const found = people.find(isOf(given));
      if (found === undefined) throw invalid('withoutUsers', `nobody comes back as "${given}"`);
      return found;
    }),
  );
}

function tokensOf(
  { tokens }: Holdings,
  ids: StruckOut['tokens'],
  people: ReadonlySet<HeldPerson>,
): Set<HeldToken> {
  const struck = ids.map((given) => {
    const found = tokens.find(({ id }) => id === given);
    if (found === undefined) throw invalid('withoutTokens', `no token comes back as "${given}"`);
    return found;
  });
  const gone = new Set([...people].map(({ id }) => id));
  const theirs = tokens.filter(({ under }) => under !== undefined && gone.has(under));
  return new Set([...struck, ...theirs]);
}

/**
 * What comes back without them. They stay out of later restores here, too.
 * @throws HubError `invalid` where somebody is named who does not come back anyway
 */
export function strikeOut(holdings: Holdings, { users, tokens }: StruckOut, nowMs: number) {
  const people = peopleOf(holdings, users);
  const struck = tokensOf(holdings, tokens, people);
  const told: Revocation[] = [
    ...[...people].map(({ id }) => ({ user: id, removedAtMs: nowMs })),
    ...[...struck].map(({ id }) => ({ token: id.slice('tok_'.length), revokedAtMs: nowMs })),
  ];
  return {
    ...holdings,
    people: holdings.people.filter((one) => !people.has(one)),
    tokens: holdings.tokens.filter((one) => !struck.has(one)),
    revocations: merged([...holdings.revocations, ...told]),
    peopleRemoved: holdings.peopleRemoved + people.size,
    tokensRevoked: holdings.tokensRevoked + struck.size,
  };
}
