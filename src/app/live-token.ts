/** A token's record on disk, and the token in memory that is made of it. */
import * as v from 'valibot';
import { effectivePermissions, PERMISSIONS, type Permission } from '../domain/access.ts';
import { TOKEN_PREFIXES, tokenState, type TokenRecord, type TokenState } from '../domain/token.ts';
import { isoTime } from '../domain/units.ts';
import type { TokenEntry } from './credential-ports.ts';
import type { Table } from './ports.ts';
import type { Principal, Use } from './principal.ts';
import { checked } from './schema.ts';

export const PERMISSION = v.picklist(PERMISSIONS);
const RECORD = v.strictObject({
  id: v.string(),
  name: v.string(),
  prefix: v.picklist(TOKEN_PREFIXES),
  hash: v.string(),
  createdAtMs: v.number(),
  createdBy: v.string(),
  expiresAtMs: v.optional(v.number()),
  permissions: v.optional(v.array(PERMISSION)),
  revokedAtMs: v.optional(v.number()),
});
const USAGE = v.strictObject({ lastUsedMs: v.number(), requestCount: v.number() });

export const TOKENS: Table<TokenRecord> = {
  name: 'tokens',
  version: 1,
  parse: (value) => checked(RECORD, value),
};
export const TOKEN_USAGE: Table<v.InferOutput<typeof USAGE>> = {
  name: 'token_usage',
  version: 1,
  parse: (value) => checked(USAGE, value),
};

/** A token as it is shown: all but the secret. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly tokenPrefix: string;
  readonly createdAt: string;
  readonly lastUsed?: string;
  readonly expiresAt?: string;
  readonly state: TokenState;
  readonly requestCount: number;
  readonly permissions?: readonly Permission[];
}

/** A token in memory: the record and its use, which reaches the disk in lazy batches. */
export class LiveToken implements TokenEntry, Principal {
  record: TokenRecord;
  readonly hash: Uint8Array;
  readonly id: string;
  readonly kind = 'token';
  readonly permissions: ReadonlySet<Permission>;
  readonly expiresAtMs: number | undefined;
  readonly #nowMs: () => number;
  requestCount = 0;
  lastUsedMs = 0;
  isUsageSaved = true;

  constructor(record: TokenRecord, nowMs: () => number) {
    this.record = record;
    this.hash = Buffer.from(record.hash, 'base64');
    this.id = `tok_${record.id}`;
    this.permissions = effectivePermissions(record.permissions);
    this.expiresAtMs = record.expiresAtMs;
    this.#nowMs = nowMs;
  }

  get principal(): Principal {
    return this;
  }

  state(): TokenState {
    return tokenState(this.record, this.#nowMs());
  }

  admits(): boolean {
    return true;
  }

  noteUse(use: Use): void {
    this.requestCount++;
    this.lastUsedMs = use.atMs;
    this.isUsageSaved = false;
  }

  view(): TokenView {
    const { record, lastUsedMs, requestCount } = this;
    return {
      id: this.id,
      name: record.name,
      tokenPrefix: `${record.prefix}_${record.id}...`,
      createdAt: isoTime(record.createdAtMs),
      ...(requestCount > 0 && { lastUsed: isoTime(lastUsedMs) }),
      ...(record.expiresAtMs !== undefined && { expiresAt: isoTime(record.expiresAtMs) }),
      state: this.state(),
      requestCount,
      ...(record.permissions !== undefined && { permissions: record.permissions }),
    };
  }
}
