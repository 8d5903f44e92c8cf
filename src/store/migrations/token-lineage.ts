/**
 * Format 2: a token knows who holds it. 0.1.0 kept who made it, and in the events who rotated it; where that was a token
 * that is gone by now, what it stood under is looked for. The forms are those of 0.1.0, whatever the tables say today.
 */
import type { MigratedTexts as Texts, Migration } from './migration.ts';
import type { TextWrite } from '../records.ts';

interface OldToken {
  readonly createdBy: string;
  readonly revokedAtMs?: number;
}

const MACHINE = 'machine';
const NOBODY_KNOWN = 'unknown';
const isToken = (principalId: string) => principalId.startsWith('tok_');
const isPerson = (principalId: string) => principalId.startsWith('usr_');
const defaultHolder = ({ createdBy }: OldToken) =>
  isToken(createdBy) || isPerson(createdBy) ? createdBy : MACHINE;

/** What cannot be read stays as it is, for whoever reads it next to say so. */
function read(text: string): unknown {
  try {
    return (JSON.parse(text) as { d?: unknown }).d;
  } catch {
    return undefined;
  }
}

/** All tokens that can be read, under the ids that are shown. */
function tokensIn(texts: Texts): Map<string, OldToken> {
  const tokens = new Map<string, OldToken>();
  for (const [key, text] of texts.range('tokens/')) {
    const record = read(text) as Partial<OldToken> | undefined;
    if (typeof record?.createdBy === 'string')
      tokens.set(`tok_${key.slice('tokens/'.length)}`, record as OldToken);
  }
  return tokens;
}

interface TokenEvent {
  readonly type: string;
  readonly objectId: string;
  readonly data: { readonly by: string };
}

/** Who made which token and who rotated it, oldest first, as far back as there are events. */
function tokenEventsIn(texts: Texts): TokenEvent[] {
  const events: TokenEvent[] = [];
  for (const [, text] of texts.range('events/')) {
    if (!/"token_(?:created|rotated)"/.test(text)) continue;
    const event = read(text) as Partial<TokenEvent> | undefined;
    if (typeof event?.objectId === 'string' && typeof event.data?.by === 'string')
      events.push(event as TokenEvent);
  }
  return events;
}

/** What a token stood under, up to the end. */
function* wayUp(id: string, above: ReadonlyMap<string, string>): Iterable<string> {
  const seen = new Set<string>();
  for (let at = above.get(id); at !== undefined && !seen.has(at); at = above.get(at)) {
    seen.add(at);
    yield at;
  }
}

function holders(texts: Texts, tokens: ReadonlyMap<string, OldToken>): (id: string) => string {
  const events = tokenEventsIn(texts);
  const above = new Map<string, string>();
  const take = ({ objectId, data }: TokenEvent) => above.set(objectId, data.by);
  // Of tokens that are gone, too.
  events.filter(({ type }) => type === 'token_created').forEach(take);
  for (const [id, { createdBy }] of tokens) above.set(id, createdBy);
  for (const event of events.filter(({ type }) => type === 'token_rotated')) {
    const { objectId, data } = event;
    // One that was rotated by itself, or by what stood under it, stays where it is, as it does today.
    if (![data.by, ...wayUp(data.by, above)].includes(objectId)) take(event);
  }
  const lives = (id: string) => tokens.has(id) && tokens.get(id)?.revokedAtMs === undefined;
  return (id) => {
    for (const step of wayUp(id, above)) {
      if (isToken(step)) {
        if (lives(step)) return step;
      } else if (isPerson(step)) {
        return texts.get(`users/${step}`) === undefined ? NOBODY_KNOWN : step;
      } else return MACHINE;
    }
    return NOBODY_KNOWN;
  };
}

export const tokenLineage: Migration = {
  to: 2,
  what: 'tokens know who holds them',
  writes(texts: Texts): readonly TextWrite[] {
    const tokens = tokensIn(texts);
    const holderOf = holders(texts, tokens);
    return [...tokens].map(([id, token]): TextWrite => {
      const heldBy = token.revokedAtMs === undefined ? holderOf(id) : defaultHolder(token);
      const record = heldBy === defaultHolder(token) ? token : { ...token, heldBy };
      return [`tokens/${id.slice('tok_'.length)}`, JSON.stringify({ v: 2, d: record })];
    });
  },
};
