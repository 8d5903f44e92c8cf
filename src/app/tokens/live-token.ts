/** A token in memory, which is made of its record on disk. */
import { effectivePermissions, narrowed, type Permission } from '../../domain/access.ts';
import { isInRanges, parseAddressRange, type AddressRange } from '../../domain/address.ts';
import { holderOf, tokenState, type TokenRecord, type TokenState } from '../../domain/token.ts';
import { isoTime, MINUTE_MS } from '../../domain/units.ts';
import type { TokenEntry } from '../base/credential-ports.ts';
import type { UserView } from '../users/users.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Principal, TokenUse } from '../base/principal.ts';
import { createRateLimit, type RateState } from '../base/rate-limit.ts';
import { TokenUsage, type UsageTables } from './token-usage.ts';
import type { UsageEntry } from './usage-entries.ts';
import { NOWHERE, type LoggedToken } from './use-log.ts';

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

/** Where few tokens are restricted, and many thousands are not. */
interface Restrictions {
  readonly ranges: readonly AddressRange[] | undefined;
  readonly zones: ReadonlySet<string> | undefined;
  readonly pace: (() => RateState) | undefined;
}

function restrictionsOf(record: TokenRecord, clock: Clock): Restrictions | undefined {
  const { addresses, zones, requestsPerMinute: limit } = record;
  if (addresses === undefined && zones === undefined && limit === undefined) return undefined;
  const rate =
    limit === undefined
      ? undefined
      : createRateLimit({ clock, limit, windowMs: MINUTE_MS, keys: 1 });
  return {
    ranges: addresses?.map(parseAddressRange),
    zones: zones && new Set(zones),
    pace: rate && (() => rate.take('')),
  };
}

/** What all tokens share. */
interface LiveTokenDeps {
  readonly clock: Clock;
  readonly tables: UsageTables;
}

/**
 * A token in memory: what a request asks of it, its record, and its use. There may be many thousands, of which few are
 * used: what most of them do not have takes no room in each, and what a request asks lies close together.
 */
export class LiveToken implements TokenEntry, Principal, LoggedToken {
  readonly kind = 'token';
  lastUseAt = NOWHERE;
  /** Its own, as far as the person has them whom it stands under. */
  permissions: ReadonlySet<Permission>;
  readonly #restrictions: Restrictions | undefined;
  /** Of a token that never expires, so that a request need not look at its record too. */
  #lastingState: TokenState | undefined;
  readonly #deps: LiveTokenDeps;
  #record: TokenRecord;
  /** Undefined until it is used. */
  #usage: TokenUsage | undefined;

  constructor(record: TokenRecord, deps: LiveTokenDeps) {
    this.permissions = ownPermissions(record);
    this.#restrictions = restrictionsOf(record, deps.clock);
    this.#lastingState = lastingState(record);
    this.#deps = deps;
    this.#record = record;
  }

  get id(): string {
    return `tok_${this.#record.id}`;
  }

  get name(): string {
    return this.#record.name;
  }

  get record(): TokenRecord {
    return this.#record;
  }

  get expiresAtMs(): number | undefined {
    return this.#lastingState === undefined ? this.#record.expiresAtMs : undefined;
  }

  get ranges(): readonly AddressRange[] | undefined {
    return this.#restrictions?.ranges;
  }

  get zones(): ReadonlySet<string> | undefined {
    return this.#restrictions?.zones;
  }

  get pace(): (() => RateState) | undefined {
    return this.#restrictions?.pace;
  }

  /** Name, secret, holder, state and times may change; what it was made for never does. */
  take(record: TokenRecord): void {
    this.#record = record;
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
    this.#deps.tables.log.note(this, use, wasLetIn);
  }

  takeUse(atMs: number, entry: UsageEntry, wasLetIn: boolean): void {
    this.#usageKept().take(atMs, entry, wasLetIn);
  }

  #usageKept(): TokenUsage {
    return (this.#usage ??= new TokenUsage(this.#record.id, this.#deps.tables));
  }

  /** What it was used for, up to now. */
  get usage(): TokenUsage {
    this.#deps.tables.log.tell();
    return this.#usageKept();
  }

  /** Undefined where that is nothing, which takes no room. */
  get usageIfUsed(): TokenUsage | undefined {
    this.#deps.tables.log.tell();
    return this.#usage;
  }

  state(): TokenState {
    return this.#lastingState ?? tokenState(this.#record, this.#deps.clock.nowMs());
  }

  admits(address: string): boolean {
    return this.ranges === undefined || isInRanges(address, this.ranges);
  }

  view(under: RootView): TokenView {
    const { record } = this;
    const { requestCount = 0, lastUsedMs = 0, lastAddress } = this.usageIfUsed ?? {};
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
