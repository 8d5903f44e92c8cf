/** API tokens: making, listing, changing and revoking them, and the index that the guard looks them up in. */
import { isWithin, PERMISSIONS, type Permission } from '../../domain/access.ts';
import { HubError } from '../../domain/errors.ts';
import type { EventType, NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { TokenPrefix, TokenRecord } from '../../domain/token.ts';
import type { Digest, TokenIndex, TokenMint } from '../credential-ports.ts';
import { LiveToken, TOKENS, type TokenView } from './live-token.ts';
import type { Change, Clock, Journal, LazySource, Log, Store, Table } from '../ports.ts';
import { COMMAND_LINE, type Principal } from '../principal.ts';
import type { Serial } from '../serial.ts';
import { expiryOf, refuseBeyond, type TokenChange, type TokenRequest } from './token-request.ts';
import type { Step } from '../records/transaction.ts';
import { KnownDeeds } from './recent-uses.ts';
import { TokenBook } from './token-book.ts';
import { createTokenKeeper } from './token-keeper.ts';
import { createTokenStats, type TokenStats } from './token-stats.ts';
import { totalsOnDisk, type UsageView } from './usage-records.ts';

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
  /** @throws HubError `not_found` */
  usage(id: string): UsageView;
  /** A new name, disabled, or enabled again. @throws HubError `not_found`, also where it is revoked */
  change(by: Principal, id: string, change: TokenChange): Promise<TokenView>;
  /** A new secret for the same id and rights; the old one fails from the next request on. @throws HubError `not_found` */
  rotate(by: Principal, id: string): Promise<CreatedToken>;
  /** The next request with it fails. @throws HubError `not_found`, also where it is revoked already */
  revoke(by: Principal, id: string): Promise<void>;
  /** Revokes those that somebody made and that may do more than is allowed. */
  revokingMadeBy(makerId: string, allowed: ReadonlySet<Permission>): Step;
  /**
   * Takes in a token that was made elsewhere, once ever: revoked, it stays so. Without a list of its own it may do all.
   * @throws HubError `invalid` where the text is no token
   */
  importOnce(text: string, name: string): Promise<void>;
  stats(): TokenStats;
  /** What was used since the last time, and tombstones past their time. */
  readonly lazy: LazySource;
}

/** Ids that were imported, kept longer than their tombstones. */
const IMPORTED: Table<true> = { name: 'tokens_imported', version: 1, parse: () => true };

const createdView = (entry: LiveToken, token: string): CreatedToken => {
  const { id, name, createdAt, expiresAt, permissions } = entry.view();
  return {
    ...{ id, name, token, createdAt },
    ...(expiresAt !== undefined && { expiresAt }),
    ...(permissions !== undefined && { permissions }),
  };
};

function tokenEvent(
  type: EventType,
  by: string,
  { id, name }: TokenRecord,
  done: string,
  data: NewEvent['data'] = {},
): NewEvent {
  const objectId = `tok_${id}`;
  const message = `Token "${name}" ${done}`;
  return { type, severity: 'info', objectId, message, data: { by, ...data } };
}

/** What a new secret for it would give away. */
const asRequest = ({ permissions, addresses, requestsPerMinute }: TokenRecord) => ({
  ...(permissions && { permissions: [...permissions] }),
  ...(addresses && { addresses: [...addresses] }),
  ...(requestsPerMinute !== undefined && { requestsPerMinute }),
});

export function createTokens(deps: {
  store: Store;
  journal: Journal;
  clock: Clock;
  mint: TokenMint;
  digest: Pick<Digest, 'equal'>;
  /** One queue for all that changes people, their sessions and tokens. */
  serial: Serial;
  /** Whether a session still stands: its last request must not leave behind what outlives it. */
  isCurrent: (maker: Principal) => boolean;
  log: Log;
}): Tokens {
  const { store, journal, clock, mint, digest, serial, isCurrent, log } = deps;
  const entries = new TokenBook(digest);
  const shelf = { store, deeds: new KnownDeeds() };
  const liveToken = (record: TokenRecord) => new LiveToken(record, { clock, shelf });
  let epoch = 0;

  for (const [, record] of store.entries(TOKENS)) entries.put(liveToken(record));
  for (const [id, totals] of totalsOnDisk(store)) entries.get(id)?.resumeUsage(totals);

  const notFound = (tokenId: string) => new HubError('not_found', 'Token not found', { tokenId });

  function existing(publicId: string): LiveToken {
    const entry = entries.get(publicId.replace(/^tok_/, ''));
    if (entry === undefined) throw notFound(publicId);
    return entry;
  }

  function unrevoked(publicId: string): LiveToken {
    const entry = existing(publicId);
    if (entry.record.revokedAtMs !== undefined) throw notFound(publicId);
    return entry;
  }

  const tokenOf = ({ id }: Principal) => entries.get(id.replace(/^tok_/, ''));

  function unusedMint(prefix: TokenPrefix) {
    let minted = mint.mint(prefix);
    while (entries.has(minted.id)) minted = mint.mint(prefix);
    return minted;
  }

  const put = (record: TokenRecord): Change => ({ put: TOKENS, key: record.id, value: record });

  async function add(record: TokenRecord, event: NewEvent, also: readonly Change[] = []) {
    if (entries.size >= LIMITS.tokens)
      throw new HubError('conflict', `no more than ${LIMITS.tokens} tokens`);
    await journal.commit([put(record), ...also], [event]);
    const entry = liveToken(record);
    entries.put(entry);
    epoch++;
    log.info('token created', { id: entry.id, name: record.name, by: record.createdBy });
    return entry;
  }

  /** The disk first, then memory: what is told done is both. */
  async function replace(entry: LiveToken, record: TokenRecord, event: NewEvent): Promise<void> {
    await journal.commit([put(record)], [event]);
    entry.take(record);
    entries.put(entry);
    epoch++;
    log.info(event.type.replace('_', ' '), { id: entry.id, name: record.name });
  }

  async function revokeEntry(by: Principal, entry: LiveToken): Promise<void> {
    const record = { ...entry.record, revokedAtMs: clock.nowMs() };
    await replace(entry, record, tokenEvent('token_revoked', by.id, record, 'was revoked'));
  }

  return {
    find: (id, hash) => entries.proved(id, hash),
    epoch: () => epoch,

    create: async (maker, request) =>
      serial(async () => {
        if (!isCurrent(maker)) throw new HubError('forbidden', 'whoever asks may no longer do so');
        const createdAtMs = clock.nowMs();
        const expiresAtMs = expiryOf(request, createdAtMs);
        const {
          name,
          prefix = 'aris_tok',
          permissions,
          zones,
          addresses,
          requestsPerMinute,
        } = request;
        refuseBeyond(maker, tokenOf(maker), request, expiresAtMs);
        const { id, token, hash } = unusedMint(prefix);
        const record: TokenRecord = {
          ...{ id, name, prefix, hash, createdAtMs, createdBy: maker.id },
          ...(expiresAtMs !== undefined && { expiresAtMs }),
          ...(permissions !== undefined && { permissions: [...new Set(permissions)] }),
          ...(zones !== undefined && { zones: [...new Set(zones)] }),
          ...(addresses !== undefined && { addresses }),
          ...(requestsPerMinute !== undefined && { requestsPerMinute }),
        };
        const data = { permissions, zones, addresses };
        const event = tokenEvent('token_created', maker.id, record, 'was created', data);
        return createdView(await add(record, event), token);
      }),

    list({ revoked = false } = {}) {
      return entries
        .values()
        .filter(({ record }) => revoked || record.revokedAtMs === undefined)
        .sort((a, b) => a.record.createdAtMs - b.record.createdAtMs || (a.id < b.id ? -1 : 1))
        .map((entry) => entry.view());
    },

    show: (id) => existing(id).view(),
    usage: (id) => existing(id).usageView(),

    change: async (by, id, { name, enabled }) =>
      serial(async () => {
        const entry = unrevoked(id);
        const { isDisabled, ...rest } = entry.record;
        const record: TokenRecord = {
          ...rest,
          ...(name !== undefined && { name }),
          ...((enabled === undefined ? isDisabled : !enabled) && { isDisabled: true }),
        };
        const done =
          enabled === undefined ? 'was renamed' : enabled ? 'was enabled' : 'was disabled';
        const data = { name, enabled };
        await replace(entry, record, tokenEvent('token_changed', by.id, entry.record, done, data));
        return entry.view();
      }),

    rotate: async (by, id) =>
      serial(async () => {
        const entry = unrevoked(id);
        refuseBeyond(by, tokenOf(by), asRequest(entry.record), entry.expiresAtMs);
        const { token, hash } = mint.mint(entry.record.prefix, entry.record.id);
        const record: TokenRecord = { ...entry.record, hash, rotatedAtMs: clock.nowMs() };
        const event = tokenEvent('token_rotated', by.id, record, 'has a new secret');
        await replace(entry, record, event);
        return createdView(entry, token);
      }),

    revoke: async (by, id) => serial(async () => revokeEntry(by, unrevoked(id))),

    revokingMadeBy(makerId, allowed) {
      const revokedAtMs = clock.nowMs();
      const revoked = entries
        .values()
        .filter(({ record }) => record.createdBy === makerId && record.revokedAtMs === undefined)
        .filter(({ permissions }) => !isWithin(permissions, allowed))
        .map((entry) => ({ entry, record: { ...entry.record, revokedAtMs } }));
      const done = 'was revoked, since whoever made it may do less now';
      return {
        changes: revoked.map(({ record }) => put(record)),
        events: revoked.map(({ record }) => tokenEvent('token_revoked', makerId, record, done)),
        apply() {
          for (const { entry, record } of revoked) entry.take(record);
          epoch++;
        },
      };
    },

    importOnce: async (text, name) =>
      serial(async () => {
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
        const event = tokenEvent('token_created', COMMAND_LINE.id, record, 'was imported');
        await add(record, event, [{ put: IMPORTED, key: id, value: true }]);
      }),

    stats: createTokenStats({ entries, clock, version: () => epoch }),
    lazy: createTokenKeeper({ entries, store, clock }),
  };
}
