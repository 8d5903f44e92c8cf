/** What stands under whom, as people are told of it. */
import type { TokenView } from '../../../../app/tokens/live-token.ts';
import { tokens as words } from '../../../strings/tokens.ts';

export interface TokenStanding {
  readonly token: TokenView;
  /** 0 for what a person or a token holds itself, 1 for what that made, and so on. */
  readonly depth: number;
}

/** All that stand under a person or a token, each above what it holds. */
export function standingUnder(all: readonly TokenView[], top: string): TokenStanding[] {
  const held = new Map<string, TokenView[]>();
  for (const token of all) held.set(token.heldBy, [...(held.get(token.heldBy) ?? []), token]);
  const below = (holder: string, depth: number): TokenStanding[] =>
    (held.get(holder) ?? []).flatMap((token) => [{ token, depth }, ...below(token.id, depth + 1)]);
  return below(top, 0);
}

/** Who is at the root, in words. */
export function rootOf({ under }: Pick<TokenView, 'under'>, selfId: string | undefined): string {
  if (under.kind !== 'person') return words.roots[under.kind];
  return under.id === selfId ? words.roots.you : under.name;
}

/** Who made it, in words: a person, a token, the command line or the admin secret. */
export function makerOf({ createdBy }: TokenView, all: readonly TokenView[]): string {
  const person = all.find(({ under }) => under.kind === 'person' && under.id === createdBy)?.under;
  if (person?.kind === 'person') return person.name;
  if (createdBy.startsWith('usr_')) return words.makers.person;
  if (createdBy.startsWith('tok_'))
    return all.find(({ id }) => id === createdBy)?.name ?? words.makers.token;
  return createdBy.startsWith('admin@') ? words.makers.admin : words.makers.machine;
}
