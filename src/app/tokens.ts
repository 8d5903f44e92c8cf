/** API tokens: making, listing and revoking them, and the index that the guard looks them up in. */
import * as v from 'valibot';
import { effectivePermissions, isWithin, PERMISSIONS, type Permission } from '../domain/access.ts';
import { HubError, invalid } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { parseExpiry, TOKEN_PREFIXES, type TokenRecord } from '../domain/token.ts';
import { LiveToken, PERMISSION, TOKEN_USAGE, TOKENS, type TokenView } from './live-token.ts';
import type { TokenIndex, TokenMint } from './credential-ports.ts';
import type { Clock, LazySource, Log, Store } from './ports.ts';
import type { Principal } from './principal.ts';

/** What a token is asked for with: the body of `POST /api/tokens`. */
export const TOKEN_REQUEST = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.tokenNameChars)),
  permissions: v.optional(
    v.pipe(v.array(PERMISSION), v.minLength(1), v.maxLength(PERMISSIONS.length)),
  ),
  expiresIn: v.optional(v.string()),
  expiresAt: v.optional(v.string()),
  prefix: v.optional(v.picklist(TOKEN_PREFIXES)),
});
export type TokenRequest = v.InferOutput<typeof TOKEN_REQUEST>;

export interface CreatedToken {
  readonly id: string;
  readonly name: string;
  /** Shown this once. */
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly permissions?: readonly Permission[];
}

export interface Tokens extends TokenIndex {
  /**
   * Makes a token within what its maker may do itself.
   * @throws HubError `invalid`, `forbidden`, `conflict` (no room for more), `storage_full`
   */
  create(maker: Principal, request: TokenRequest): Promise<CreatedToken>;
  /** Newest last; revoked ones only where asked for. */
  list(options?: { revoked?: boolean }): TokenView[];
  /** @throws HubError `not_found` */
  show(id: string): TokenView;
  /** The next request with it fails. @throws HubError `not_found`, also where it is revoked already */
  revoke(id: string): Promise<void>;
  /** What was used since the last time. */
  readonly usage: LazySource;
}

function expiryOf(request: TokenRequest, nowMs: number): number | undefined {
  if (request.expiresIn !== undefined && request.expiresAt !== undefined) {
    throw invalid('expiresAt', 'expiresAt and expiresIn cannot both be given');
  }
  if (request.expiresAt !== undefined) return parseExpiry(request.expiresAt, nowMs, 'expiresAt');
  return parseExpiry(request.expiresIn ?? 'never', nowMs, 'expiresIn');
}

/** A token must not be a way to more, or longer, than its maker has (authentication.md section 5.2). */
function refuseBeyond(
  maker: Principal,
  permissions: TokenRequest['permissions'],
  expiresAtMs: number | undefined,
): void {
  if (!isWithin(effectivePermissions(permissions), maker.permissions)) {
    throw new HubError('forbidden', 'a token can only be given permissions that its maker has', {
      field: 'permissions',
    });
  }
  if (maker.expiresAtMs !== undefined && (expiresAtMs ?? Infinity) > maker.expiresAtMs) {
    throw new HubError('forbidden', 'a token cannot outlive the token that made it', {
      field: 'expiresIn',
    });
  }
}

export function createTokens(deps: {
  store: Store;
  clock: Clock;
  mint: TokenMint;
  log: Log;
}): Tokens {
  const { store, clock, mint, log } = deps;
  const nowMs = () => clock.nowMs();
  const entries = new Map<string, LiveToken>();
  let epoch = 0;

  for (const [id, record] of store.entries(TOKENS)) entries.set(id, new LiveToken(record, nowMs));
  for (const [id, usage] of store.entries(TOKEN_USAGE)) {
    const entry = entries.get(id);
    if (entry) Object.assign(entry, usage);
  }

  function existing(publicId: string): LiveToken {
    const entry = entries.get(publicId.replace(/^tok_/, ''));
    if (entry === undefined)
      throw new HubError('not_found', 'Token not found', { tokenId: publicId });
    return entry;
  }

  function unusedMint(prefix: TokenRecord['prefix']) {
    let minted = mint.mint(prefix);
    while (entries.has(minted.id)) minted = mint.mint(prefix);
    return minted;
  }

  /** Tombstones past their time, removed with the next lazy batch. */
  function expiredTombstones(): LiveToken[] {
    const before = clock.nowMs() - LIMITS.tombstoneMs;
    return [...entries.values()].filter(({ record }) => (record.revokedAtMs ?? Infinity) < before);
  }

  let gathered: { used: LiveToken[]; dead: LiveToken[] } = { used: [], dead: [] };
  const usage: LazySource = {
    gather() {
      const used = [...entries.values()].filter(({ isUsageSaved }) => !isUsageSaved);
      const dead = expiredTombstones();
      gathered = { used, dead };
      for (const entry of used) entry.isUsageSaved = true;
      return [
        ...used.map(({ record: { id }, lastUsedMs, requestCount }) => ({
          put: TOKEN_USAGE,
          key: id,
          value: { lastUsedMs, requestCount },
        })),
        ...dead.flatMap(({ record: { id } }) => [
          { remove: TOKENS, key: id },
          { remove: TOKEN_USAGE, key: id },
        ]),
      ];
    },
    settle(wasWritten) {
      if (wasWritten) for (const { record } of gathered.dead) entries.delete(record.id);
      else for (const entry of gathered.used) entry.isUsageSaved = false;
    },
  };

  return {
    usage,
    find: (id) => entries.get(id),
    epoch: () => epoch,

    async create(maker, request) {
      const createdAtMs = clock.nowMs();
      const expiresAtMs = expiryOf(request, createdAtMs);
      refuseBeyond(maker, request.permissions, expiresAtMs);
      if (entries.size >= LIMITS.tokens)
        throw new HubError('conflict', `no more than ${LIMITS.tokens} tokens`);
      const { id, token, hash } = unusedMint(request.prefix ?? 'aris_tok');
      const record: TokenRecord = {
        id,
        name: request.name,
        prefix: request.prefix ?? 'aris_tok',
        hash,
        createdAtMs,
        createdBy: maker.id,
        ...(expiresAtMs !== undefined && { expiresAtMs }),
        ...(request.permissions !== undefined && {
          permissions: [...new Set(request.permissions)],
        }),
      };
      await store.commit([{ put: TOKENS, key: id, value: record }]);
      const entry = new LiveToken(record, nowMs);
      entries.set(id, entry);
      epoch++;
      log.info('token created', { id: entry.id, name: record.name, by: maker.id });
      const { name, createdAt, expiresAt, permissions } = entry.view();
      return {
        id: entry.id,
        name,
        token,
        createdAt,
        ...(expiresAt !== undefined && { expiresAt }),
        ...(permissions !== undefined && { permissions }),
      };
    },

    list({ revoked = false } = {}) {
      return [...entries.values()]
        .filter(({ record }) => revoked || record.revokedAtMs === undefined)
        .sort((a, b) => a.record.createdAtMs - b.record.createdAtMs)
        .map((entry) => entry.view());
    },

    show: (id) => existing(id).view(),

    async revoke(id) {
      const entry = existing(id);
      if (entry.record.revokedAtMs !== undefined)
        throw new HubError('not_found', 'Token not found', { tokenId: id });
      const record = { ...entry.record, revokedAtMs: clock.nowMs() };
      // Refused from here on, even while the disk is slow: a revocation may come early, never late.
      const before = entry.record;
      entry.record = record;
      epoch++;
      try {
        await store.commit([{ put: TOKENS, key: record.id, value: record }]);
      } catch (error) {
        entry.record = before;
        epoch++;
        throw error;
      }
      log.info('token revoked', { id: entry.id, name: record.name });
    },
  };
}
