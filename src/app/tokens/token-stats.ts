import { TOKEN_STATES, type TokenState } from '../../domain/token.ts';
import { DAY_MS } from '../../domain/units.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { TokenBook } from './token-book.ts';

export interface TokenStats {
  readonly states: Readonly<Record<TokenState, number>>;
  /** When the next active token expires, ms since 1970, of those that were made for LASTING_MS and more. */
  readonly nextExpiryMs: number | undefined;
}

/** A token that was made for less is expected to end: nobody has to be told. */
const LASTING_MS = 14 * DAY_MS;

function count(entries: Pick<TokenBook, 'values' | 'size'>): TokenStats & { nextChangeMs: number } {
  const states = Object.fromEntries(TOKEN_STATES.map((state) => [state, 0])) as Record<
    TokenState,
    number
  >;
  let nextChangeMs = Infinity;
  let nextExpiryMs = Infinity;
  for (const entry of entries.values()) {
    const state = entry.state();
    states[state]++;
    const { expiresAtMs = Infinity } = entry;
    if (state === 'revoked' || state === 'expired') continue;
    nextChangeMs = Math.min(nextChangeMs, expiresAtMs);
    if (state === 'active' && expiresAtMs - entry.record.createdAtMs >= LASTING_MS)
      nextExpiryMs = Math.min(nextExpiryMs, expiresAtMs);
  }
  return {
    states,
    nextExpiryMs: nextExpiryMs === Infinity ? undefined : nextExpiryMs,
    nextChangeMs,
  };
}

/**
 * Tokens are many and seldom change: they are counted anew when one has, or has expired, or when the clock was set back.
 * @param version changes with them
 */
export function createTokenStats(deps: {
  entries: Pick<TokenBook, 'values' | 'size'>;
  clock: Clock;
  version: () => number;
}): () => TokenStats {
  const { entries, clock, version } = deps;
  let kept: ReturnType<typeof count> | undefined;
  let of = { version: Number.NaN, size: 0, atMs: 0 };
  return () => {
    const nowMs = clock.nowMs();
    const stands =
      of.version === version() &&
      of.size === entries.size &&
      nowMs >= of.atMs &&
      nowMs < (kept?.nextChangeMs ?? -Infinity);
    if (kept === undefined || !stands) {
      kept = count(entries);
      of = { version: version(), size: entries.size, atMs: nowMs };
    }
    return kept;
  };
}
