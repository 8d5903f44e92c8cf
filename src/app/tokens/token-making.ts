/** Making tokens: new ones within what their maker may do, and one that was made elsewhere. */
import { PERMISSIONS, type Permission } from '../../domain/access.ts';
import { HubError } from '../../domain/errors.ts';
import type { TokenPrefix, TokenRecord } from '../../domain/token.ts';
import { isoTime } from '../../domain/units.ts';
import type { TokenMint } from '../base/credential-ports.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Change, Store, Table } from '../base/ports/store.ts';
import { COMMAND_LINE, type Principal } from '../base/principal.ts';
import type { LiveToken } from './live-token.ts';
import { ofToken } from './token-events.ts';
import type { TokenIndexAndMore } from './token-index.ts';
import { expiryOf, refuseBeyond, type TokenRequest } from './token-request.ts';
import type { TokenWrites } from './token-writes.ts';

export interface CreatedToken {
  readonly id: string;
  readonly name: string;
  /** Shown this once. */
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly permissions?: readonly Permission[];
}

/** Ids that were imported, kept longer than their tombstones. */
export const IMPORTED: Table<true> = { name: 'tokens_imported', version: 1, parse: () => true };

export function createdView({ id, record }: LiveToken, token: string): CreatedToken {
  const { name, createdAtMs, expiresAtMs, permissions } = record;
  return {
    id,
    name,
    token,
    createdAt: isoTime(createdAtMs),
    ...(expiresAtMs !== undefined && { expiresAt: isoTime(expiresAtMs) }),
    ...(permissions !== undefined && { permissions }),
  };
}

/** What is kept of a request; what was not asked for is left out. */
function limitsOf(
  { expiresIn = 'never', permissions, zones, addresses, requestsPerMinute }: TokenRequest,
  expiresAtMs: number | undefined,
) {
  return {
    ...(expiresAtMs !== undefined && { expiresAtMs }),
    ...(expiresIn !== 'never' && { isPeriod: true as const }),
    ...(permissions !== undefined && { permissions: [...new Set(permissions)] }),
    ...(zones !== undefined && { zones: [...new Set(zones)] }),
    ...(addresses !== undefined && { addresses }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  };
}

export function createTokenMaking(deps: {
  index: TokenIndexAndMore;
  writes: Pick<TokenWrites, 'add'>;
  store: Pick<Store, 'get'>;
  clock: Clock;
  mint: TokenMint;
}) {
  const { index, writes, store, clock, mint } = deps;
  const { entries } = index;

  function unusedMint(prefix: TokenPrefix) {
    let minted = mint.mint(prefix);
    while (entries.has(minted.id)) minted = mint.mint(prefix);
    return minted;
  }

  return {
    async create(maker: Principal, request: TokenRequest): Promise<CreatedToken> {
      const createdAtMs = clock.nowMs();
      const expiresAtMs = expiryOf(request, createdAtMs);
      refuseBeyond(maker, index.tokenOf(maker), request, expiresAtMs);
      const { name, prefix = 'aris_tok', permissions, zones, addresses } = request;
      const { id, token, hash } = unusedMint(prefix);
      const made = { id, name, prefix, hash, createdAtMs, createdBy: maker.id };
      const record: TokenRecord = { ...made, ...limitsOf(request, expiresAtMs) };
      const data = { name, permissions, zones, addresses };
      const told = ofToken(maker, record);
      return createdView(await writes.add(record, { ...told, type: 'token_created', data }), token);
    },

    async importOnce(text: string, name: string): Promise<void> {
      const parts = mint.read(text);
      if (parts === undefined)
        throw new HubError(
          'invalid',
          'this is no token: "token generate" of the command line prints one',
        );
      const { id } = parts;
      if (entries.has(id) || store.get(IMPORTED, id) === true) return;
      const createdAtMs = clock.nowMs();
      const permissions: TokenRecord['permissions'] = [...PERMISSIONS];
      const record = { ...parts, name, createdAtMs, createdBy: 'cli', permissions };
      const data = { name, isImport: true as const };
      const told = ofToken(COMMAND_LINE, record);
      const imported: Change = { put: IMPORTED, key: id, value: true };
      await writes.add(record, { ...told, type: 'token_created', data }, [imported]);
    },
  };
}
