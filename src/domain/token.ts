/** An API token's record and what follows from it. The token itself is never kept. */
import type { Permission } from './access.ts';
import { invalid } from './errors.ts';
import { because } from './refusals.ts';
import { LIMITS } from './limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './units.ts';

/** Cosmetic: it says which kind of client a token was made for, not what it may do. */
export const TOKEN_PREFIXES = ['aris_tok', 'ari_k', 'ares'] as const;
export type TokenPrefix = (typeof TOKEN_PREFIXES)[number];

/** Characters of a token's id, in base62. */
export const TOKEN_ID_CHARS = 8;

export interface TokenRecord {
  /** Shown as `tok_<id>`. */
  readonly id: string;
  readonly name: string;
  readonly prefix: TokenPrefix;
  /** SHA-256 of id and secret, base64. */
  readonly hash: string;
  readonly createdAtMs: number;
  /** Who made it: the id of a principal. */
  readonly createdBy: string;
  /** Who holds it now, where that is not who made it; see `holderOf`. */
  readonly heldBy?: string | undefined;
  readonly expiresAtMs?: number | undefined;
  /** Whether it is to last so long, and not until some day. */
  readonly isPeriod?: true | undefined;
  /** As given at creation; undefined for a token that may do all of the house's daily running. */
  readonly permissions?: readonly Permission[] | undefined;
  /** The only zones that there are for it. */
  readonly zones?: readonly string[] | undefined;
  /** Addresses and ranges that it may be used from, as given. */
  readonly addresses?: readonly string[] | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly rotatedAtMs?: number | undefined;
  readonly isDisabled?: true | undefined;
  readonly revokedAtMs?: number | undefined;
}

/** What a token stands under that no person made: whoever may open the data folder, or has the admin secret. */
export const MACHINE = 'machine';
/** What a token stands under whose maker was removed by a release that let it live. */
export const NOBODY_KNOWN = 'unknown';

/** What stands under a principal is held by a person (`usr_…`), by a token (`tok_…`), or by this machine. */
export const holderBy = (principalId: string): string =>
  principalId.startsWith('usr_') || principalId.startsWith('tok_') ? principalId : MACHINE;

/** What a token stands under at once: a person, a token, this machine, or nobody known. */
export const holderOf = ({ heldBy, createdBy }: Pick<TokenRecord, 'heldBy' | 'createdBy'>) =>
  heldBy ?? holderBy(createdBy);

/** The record as it is when it is held by somebody else: who made a token need not be named twice. */
export const heldBy = (record: TokenRecord, holder: string): TokenRecord => ({
  ...record,
  heldBy: holder === holderBy(record.createdBy) ? undefined : holder,
});

/**
 * After the clock turned out wrong: what was stamped meanwhile moves along, and so does the expiry of a token that was made
 * for a period meanwhile.
 * @param sinceMs exclusive
 */
export function movedToken(record: TokenRecord, sinceMs: number, byMs: number): TokenRecord {
  const { createdAtMs, expiresAtMs, isPeriod, rotatedAtMs, revokedAtMs } = record;
  const stamps = [createdAtMs, rotatedAtMs, revokedAtMs];
  if (!stamps.some((atMs) => atMs !== undefined && atMs > sinceMs)) return record;
  const moved = (atMs: number) => (atMs > sinceMs ? atMs + byMs : atMs);
  const lasts = isPeriod === true && expiresAtMs !== undefined && createdAtMs > sinceMs;
  return {
    ...record,
    createdAtMs: moved(createdAtMs),
    ...(lasts && { expiresAtMs: expiresAtMs + byMs }),
    ...(rotatedAtMs !== undefined && { rotatedAtMs: moved(rotatedAtMs) }),
    ...(revokedAtMs !== undefined && { revokedAtMs: moved(revokedAtMs) }),
  };
}

export const TOKEN_STATES = ['active', 'expired', 'disabled', 'revoked'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

export function tokenState(record: TokenRecord, nowMs: number): TokenState {
  if (record.revokedAtMs !== undefined) return 'revoked';
  if (record.expiresAtMs !== undefined && nowMs >= record.expiresAtMs) return 'expired';
  return record.isDisabled === true ? 'disabled' : 'active';
}

const PERIOD_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
  y: 365 * DAY_MS,
};

/**
 * The instant that an expiry names, undefined for `never`.
 * @param text `never`, a period such as `1h`, `90d` or `1y` (365 days), or an ISO 8601 instant with a zone
 * @param field what the fault names
 * @throws HubError `invalid`, also for an instant less than a minute ahead
 */
export function parseExpiry(text: string, nowMs: number, field: string): number | undefined {
  if (text === 'never') return undefined;
  const period = /^(?<count>[1-9]\d{0,4})(?<unit>[mhdwy])$/.exec(text)?.groups;
  const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const expiresAtMs =
    period === undefined
      ? isInstant
        ? Date.parse(text)
        : Number.NaN
      : nowMs + Number(period['count']) * (PERIOD_MS[period['unit'] ?? ''] ?? Number.NaN);
  if (Number.isNaN(expiresAtMs)) {
    throw invalid(
      field,
      `${field} must be a period such as 1h, 7d, 30d, 90d or 1y, an ISO 8601 instant, or never`,
    );
  }
  if (expiresAtMs < nowMs + LIMITS.tokenExpiryMinMs)
    throw invalid(field, `${field} must be at least a minute ahead`, because('expiry_too_soon'));
  return expiresAtMs;
}
