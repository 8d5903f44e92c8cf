/** Which tokens want to be looked after: those that end soon, and those that nobody seems to need. */
import type { TokenView } from '../../../../app/tokens/live-token.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Months, as people say; three of them. */
export const UNUSED_MS = 90 * DAY_MS;
const SOON_MS = 14 * DAY_MS;
/** Of a token that is made for a week, a week is not soon: only the last part of its life. */
const SOON_SHARE = 1 / 3;

export type Care = 'fine' | 'expiring' | 'unused';

export function careOf(token: TokenView, nowMs: number): Care {
  const { state, createdAt, lastUsed, expiresAt } = token;
  if (state !== 'active') return 'fine';
  const createdMs = Date.parse(createdAt);
  if (expiresAt !== undefined) {
    const expiresMs = Date.parse(expiresAt);
    const soonMs = Math.min(SOON_MS, (expiresMs - createdMs) * SOON_SHARE);
    if (expiresMs - nowMs <= soonMs) return 'expiring';
  }
  const lastMs = lastUsed === undefined ? createdMs : Date.parse(lastUsed);
  return nowMs - lastMs >= UNUSED_MS ? 'unused' : 'fine';
}

const RANKS: Readonly<Record<TokenView['state'], number>> = {
  active: 0,
  disabled: 1,
  expired: 2,
  revoked: 3,
};

/** Those that work first, each kind with the newest on top. */
export function inOrder(tokens: readonly TokenView[]): TokenView[] {
  return [...tokens].sort(
    (a, b) => RANKS[a.state] - RANKS[b.state] || Date.parse(b.createdAt) - Date.parse(a.createdAt),
  );
}

/** The addresses that somebody wrote: apart by commas, spaces or lines. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);
