/** A token's record on disk, and the token in memory that is made of it. */
import * as v from 'valibot';
import {
  effectivePermissions,
  narrowed,
  PERMISSIONS,
  type Permission,
} from '../../domain/access.ts';
import { isInRanges, parseAddressRange, type AddressRange } from '../../domain/address.ts';
import {
  TOKEN_ID_CHARS,
  TOKEN_PREFIXES,
  holderOf,
  tokenState,
  type TokenRecord,
  type TokenState,
} from '../../domain/token.ts';
import { isoTime, MINUTE_MS } from '../../domain/units.ts';
import type { TokenEntry } from '../base/credential-ports.ts';
import type { UserView } from '../users/users.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Table } from '../base/ports/store.ts';
import type { Principal, TokenUse } from '../base/principal.ts';
import { createRateLimit, type RateState } from '../base/rate-limit.ts';
import { recordValue, KEPT_TEXT } from '../base/schema.ts';
import { TokenUsage, type UsageTables } from './token-usage.ts';
import type { UsageEntry } from './usage-entries.ts';
import { NOWHERE, type LoggedToken, type UseLog } from './use-log.ts';

export const PERMISSION = v.picklist(PERMISSIONS);
const RECORD = v.strictObject({
  id: v.pipe(v.string(), v.length(TOKEN_ID_CHARS), v.regex(/^[0-9A-Za-z]*$/)),
  name: KEPT_TEXT,
  prefix: v.picklist(TOKEN_PREFIXES),
  hash: v.pipe(v.string(), v.regex(/^[0-9A-Za-z+/]{43}=$/)),
  createdAtMs: v.number(),
  createdBy: v.string(),
  heldBy: v.optional(v.string()),
  expiresAtMs: v.optional(v.number()),
  isPeriod: v.optional(v.literal(true)),
  permissions: v.optional(v.array(PERMISSION)),
  zones: v.optional(v.array(KEPT_TEXT)),
  addresses: v.optional(v.array(v.string())),
  requestsPerMinute: v.optional(v.number()),
  rotatedAtMs: v.optional(v.number()),
  isDisabled: v.optional(v.literal(true)),
  revokedAtMs: v.optional(v.number()),
});

export const TOKENS: Table<TokenRecord> = {
  name: 'tokens',
  // 2 knows who holds it. One of 1 reads the same: it is held by who made it.
  version: 2,
  parse: (value) => recordValue(RECORD, value),
};

/** Shared by all tokens without a list: there may be many thousands. */
const BY_DEFAULT = effectivePermissions(undefined);
const ownPermissions = ({ permissions }: TokenRecord) =>
  permissions === undefined ? BY_DEFAULT : effectivePermissions(permissions);

/** Whom a token stands under in the end. */
export type RootView =
  | ({ readonly kind: 'person' } & Pick<UserView, 'id' | 'name' | 'email' | 'role'>)
  | { readonly kind: 'machine' | 'unknown' };

/** A token as it is shown: all but the secret. */
export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly tokenPrefix: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** What it stands under at once: `usr_…`, `tok_…`, `machine`, or `unknown` where its maker is gone. */
  readonly heldBy: string;
  /** Who is at the root of that: it ends with a person, and may do no more than they may. */
  readonly under: RootView;
  /** Whether it may do less than it was made for, since that person may. */
  readonly isLimited?: true;
  readonly rotatedAt?: string;
  readonly lastUsed?: string;
  /** Where from. */
  readonly lastUsedAddress?: string;
  readonly expiresAt?: string;
  readonly state: TokenState;
  readonly requestCount: number;
  /** As given at creation. */
  readonly permissions?: readonly Permission[];
  readonly zones?: readonly string[];
  readonly addresses?: readonly string[];
  readonly requestsPerMinute?: number;
}

const lastingState = (record: TokenRecord) =>
  record.expiresAtMs === undefined ? tokenState(record, 0) : undefined;

/** A token in memory: what a request asks of it, its record, and its use. */
export class LiveToken implements TokenEntry, Principal, LoggedToken {
  lastUseAt = NOWHERE;
  expiresAtMs: number | undefined;
  readonly ranges: readonly AddressRange[] | undefined;
  /** Its own, as far as the person has them whom it stands under. */
  permissions: ReadonlySet<Permission>;
  readonly zones: ReadonlySet<string> | undefined;
  readonly pace: (() => RateState) | undefined;
  readonly id: string;
  readonly kind = 'token';
  readonly #clock: Clock;
  /** Of a token that never expires, so that a request need not look at its record too. */
  #lastingState: TokenState | undefined;
  #record: TokenRecord;
  readonly #log: UseLog;
  readonly #usage: TokenUsage;

  constructor(record: TokenRecord, { clock, tables }: { clock: Clock; tables: UsageTables }) {
    const { id, expiresAtMs, zones, requestsPerMinute } = record;
    this.#usage = new TokenUsage(id, tables);
    this.#log = tables.log;
    this.#record = record;
    this.#lastingState = lastingState(record);
    this.#clock = clock;
    this.id = `tok_${id}`;
    this.permissions = ownPermissions(record);
    this.zones = zones && new Set(zones);
    this.expiresAtMs = expiresAtMs;
    this.ranges = record.addresses?.map(parseAddressRange);
    if (requestsPerMinute !== undefined) {
      const limit = createRateLimit({
        clock,
        limit: requestsPerMinute,
        windowMs: MINUTE_MS,
        keys: 1,
      });
      this.pace = () => limit.take('');
    }
  }

  get name(): string {
    return this.#record.name;
  }

  get record(): TokenRecord {
    return this.#record;
  }

  /** Name, secret, holder, state and times may change; what it was made for never does. */
  take(record: TokenRecord): void {
    this.#record = record;
    this.expiresAtMs = record.expiresAtMs;
    this.#lastingState = lastingState(record);
  }

  /** @param allowed what the person may do whom it stands under; undefined where that is everything */
  limitTo(allowed: ReadonlySet<Permission> | undefined): void {
    const own = ownPermissions(this.#record);
    this.permissions = allowed === undefined ? own : narrowed(own, allowed);
  }

  get principal(): Principal {
    return this;
  }

  noteUse(use: TokenUse, wasLetIn: boolean): void {
    this.#log.note(this, use, wasLetIn);
  }

  takeUse(atMs: number, entry: UsageEntry, wasLetIn: boolean): void {
    this.#usage.take(atMs, entry, wasLetIn);
  }

  /** What it was used for, up to now. */
  get usage(): TokenUsage {
    this.#log.tell();
    return this.#usage;
  }

  state(): TokenState {
    return this.#lastingState ?? tokenState(this.#record, this.#clock.nowMs());
  }

  admits(address: string): boolean {
    return this.ranges === undefined || isInRanges(address, this.ranges);
  }

  view(under: RootView): TokenView {
    const { record } = this;
    const { requestCount, lastUsedMs, lastAddress } = this.usage;
    const isLimited =
      under.kind === 'person' &&
      under.role !== 'owner' &&
      this.permissions.size < ownPermissions(record).size;
    const { permissions, zones, addresses, requestsPerMinute } = record;
    return {
      id: this.id,
      name: record.name,
      tokenPrefix: `${record.prefix}_${record.id}...`,
      createdAt: isoTime(record.createdAtMs),
      createdBy: record.createdBy,
      heldBy: holderOf(record),
      under,
      ...(isLimited && { isLimited }),
      ...(record.rotatedAtMs !== undefined && { rotatedAt: isoTime(record.rotatedAtMs) }),
      ...(requestCount > 0 && { lastUsed: isoTime(lastUsedMs) }),
      ...(lastAddress !== undefined && { lastUsedAddress: lastAddress }),
      ...(record.expiresAtMs !== undefined && { expiresAt: isoTime(record.expiresAtMs) }),
      state: this.state(),
      requestCount,
      ...(permissions !== undefined && { permissions }),
      ...(zones !== undefined && { zones }),
      ...(addresses !== undefined && { addresses }),
      ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    };
  }
}
