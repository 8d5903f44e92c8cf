/** API tokens: making, listing, changing and revoking them, and the index that the guard looks them up in. */
import { PERMISSIONS, type Permission } from '../../domain/access.ts';
import { HubError } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import {
  heldBy,
  holderBy,
  holderOf,
  type TokenPrefix,
  type TokenRecord,
} from '../../domain/token.ts';
import { isoTime } from '../../domain/units.ts';
import type { Digest, TokenIndex, TokenMint } from '../base/credential-ports.ts';
import { Lineage } from './lineage.ts';
import { LiveToken, TOKENS, type TokenView } from './live-token.ts';
import { noLonger } from '../users/proven.ts';
import type { Users } from '../users/users.ts';
import type { Clock, ClockMove } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, LazySource, Store, Table } from '../base/ports/store.ts';
import { UNCONDITIONALLY, type EditableMembers, type Precondition } from '../base/precondition.ts';
import { COMMAND_LINE, type Principal } from '../base/principal.ts';
import type { Mutex } from '../base/mutex.ts';
import { endedAlong, ofToken } from './token-events.ts';
import { expiryOf, refuseBeyond, type TokenChange, type TokenRequest } from './token-request.ts';
import { commitSteps, type Step } from '../records/transaction.ts';
import { moveTokens } from './move-tokens.ts';
import { KnownUsageEntries } from './recent-uses.ts';
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
  /** What can be changed of it. @throws HubError `not_found` */
  editable(id: string): EditableMembers;
  /** @throws HubError `not_found` */
  usage(id: string): UsageView;
  /**
   * A new name, disabled, or enabled again.
   * @param precondition of what is editable
   * @throws HubError `not_found`, also where it is revoked
   */
  change(
    by: Principal,
    id: string,
    change: TokenChange,
    precondition?: Precondition,
  ): Promise<TokenView>;
  /**
   * A new secret for the same id and rights; the old one fails from the next request on. Who knows the secret holds the
   * token: it stands under whoever rotates it, and what it made moves along.
   * @throws HubError `not_found`, `forbidden` (more than the asker may do; a token that it stands under itself)
   */
  rotate(by: Principal, id: string): Promise<CreatedToken>;
  /**
   * The next request with it, or with any token that stands under it, fails.
   * @returns how many were revoked, itself included
   * @throws HubError `not_found`, also where it is revoked already
   */
  revoke(by: Principal, id: string): Promise<number>;
  /** Revokes all that stand under a person. */
  revokingUnder(by: Principal, userId: string): Step & { readonly count: number };
  /** Has all that stand under a person do no more than they may, once their new role is in memory. */
  limitingUnder(userId: string): Step;
  /** Whether who asks is still let in: a last request must not leave behind what outlives it. */
  readonly isCurrent: (asker: Principal) => boolean;
  /**
   * Takes in a token that was made elsewhere, once ever: revoked, it stays so. Without a list of its own it may do all.
   * @throws HubError `invalid` where the text is no token
   */
  importOnce(text: string, name: string): Promise<void>;
  /**
   * After the clock turned out wrong: what was made meanwhile lasts as long as it was to last.
   * @returns what the disk has to know of it, to be asked for when that is written
   */
  moveAlong(move: ClockMove): () => readonly Change[];
  stats(): TokenStats;
  /** What was used since the last time, and tombstones past their time. */
  readonly lazy: LazySource;
}

/** Ids that were imported, kept longer than their tombstones. */
const IMPORTED: Table<true> = { name: 'tokens_imported', version: 1, parse: () => true };

function createdView({ id, record }: LiveToken, token: string): CreatedToken {
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

const put = (record: TokenRecord): Change => ({ put: TOKENS, key: record.id, value: record });

const editableOf = ({ name, isDisabled }: TokenRecord) => ({ name, enabled: isDisabled !== true });

function changedToken({ isDisabled, ...rest }: TokenRecord, change: TokenChange): TokenRecord {
  const { name = rest.name, enabled = isDisabled !== true } = change;
  return { ...rest, name, ...(!enabled && { isDisabled: true }) };
}

/** What a new secret for it would give away. */
const asRequest = ({ permissions, addresses, requestsPerMinute }: TokenRecord) => ({
  ...(permissions && { permissions: [...permissions] }),
  ...(addresses && { addresses: [...addresses] }),
  ...(requestsPerMinute !== undefined && { requestsPerMinute }),
});

const notFound = (tokenId: string) => new HubError('not_found', 'Token not found', { tokenId });

const lengthOf = ({ expiresIn = 'never' }: TokenRequest) =>
  expiresIn === 'never' ? {} : { isPeriod: true as const };

/** The clock may have been set while the record was written. */
const withTimesOf = (
  { createdAtMs, expiresAtMs }: TokenRecord,
  record: TokenRecord,
): TokenRecord => ({ ...record, createdAtMs, ...(expiresAtMs !== undefined && { expiresAtMs }) });

interface TokenParts {
  store: Store;
  journal: Journal;
  clock: Clock;
  mint: TokenMint;
  digest: Pick<Digest, 'equal'>;
  /** One queue for all that changes people, their sessions and tokens. */
  mutex: Mutex;
  users: Pick<Users, 'get'>;
  /** Whether a session still stands, with the rights that it had. */
  isSessionCurrent: (asker: Principal) => boolean;
  log: Log;
}

export function createTokens(parts: TokenParts): Tokens {
  const { store, journal, clock, mint, digest, mutex, users, log } = parts;
  const entries = new TokenBook(digest);
  const lineage = new Lineage(entries, users);
  const tables = { store, usageEntries: new KnownUsageEntries() };
  const liveToken = (record: TokenRecord) => new LiveToken(record, { clock, tables });
  let epoch = 0;

  for (const [, record] of store.entries(TOKENS)) entries.put(liveToken(record));
  for (const [id, totals] of totalsOnDisk(store)) entries.get(id)?.resumeUsage(totals);
  lineage.limitFresh();

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

  const tokenOf = ({ id, kind }: Principal) =>
    kind === 'token' ? entries.get(id.replace(/^tok_/, '')) : undefined;

  const isCurrent = (asker: Principal) =>
    asker.kind === 'token' ? tokenOf(asker)?.state() === 'active' : parts.isSessionCurrent(asker);

  /** One after the other, and only for who may still ask when it is their turn. */
  const changing = async <T>(by: Principal, task: () => Promise<T>): Promise<T> =>
    mutex(async () => {
      if (!isCurrent(by) || !by.permissions.has('tokens:full')) throw noLonger();
      return task();
    });

  const viewOf = (entry: LiveToken) => entry.view(lineage.views()(entry.record));

  function unusedMint(prefix: TokenPrefix) {
    let minted = mint.mint(prefix);
    while (entries.has(minted.id)) minted = mint.mint(prefix);
    return minted;
  }

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
  async function replace(
    entry: LiveToken,
    record: TokenRecord,
    event: NewEvent,
    moving: readonly LiveToken[] = [],
  ): Promise<void> {
    await journal.commit([put(record)], [event]);
    entry.take(withTimesOf(entry.record, record));
    entries.put(entry);
    lineage.limit(moving);
    epoch++;
    log.info(event.type.replace('_', ' '), { id: entry.id, name: record.name });
  }

  function revoking(doomed: readonly LiveToken[], events: readonly NewEvent[]): Step {
    const revokedAtMs = clock.nowMs();
    const records = doomed.map((entry) => ({ ...entry.record, revokedAtMs }));
    return {
      changes: records.map(put),
      events,
      apply() {
        records.forEach((record, i) => doomed[i]?.take(record));
        epoch++;
      },
    };
  }

  /** Who holds it once it is rotated. @throws HubError `forbidden` */
  function holderAfter(by: Principal, entry: LiveToken): string {
    const rotator = tokenOf(by);
    if (rotator === entry) return holderOf(entry.record);
    // It would hold what it stands under; and revoking it would leave the secret that it has got.
    if (rotator !== undefined && lineage.isUnder(rotator, entry))
      throw new HubError('forbidden', 'a token cannot rotate a token that it stands under');
    return holderBy(by.id);
  }

  return {
    find: (id, hash) => entries.proved(id, hash),
    epoch: () => epoch,

    create: async (maker, request) =>
      changing(maker, async () => {
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
          id,
          name,
          prefix,
          hash,
          createdAtMs,
          createdBy: maker.id,
          ...(expiresAtMs !== undefined && { expiresAtMs }),
          ...lengthOf(request),
          ...(permissions !== undefined && { permissions: [...new Set(permissions)] }),
          ...(zones !== undefined && { zones: [...new Set(zones)] }),
          ...(addresses !== undefined && { addresses }),
          ...(requestsPerMinute !== undefined && { requestsPerMinute }),
        };
        const data = { name, permissions, zones, addresses };
        const told = ofToken(maker, record);
        return createdView(await add(record, { ...told, type: 'token_created', data }), token);
      }),

    list({ revoked = false } = {}) {
      const rootOf = lineage.views();
      return entries
        .values()
        .filter(({ record }) => revoked || record.revokedAtMs === undefined)
        .sort((a, b) => a.record.createdAtMs - b.record.createdAtMs || (a.id < b.id ? -1 : 1))
        .map((entry) => entry.view(rootOf(entry.record)));
    },

    show: (id) => viewOf(existing(id)),
    editable: (id) => editableOf(existing(id).record),
    usage: (id) => existing(id).usageView(),

    change: async (by, id, { name, enabled }, precondition = UNCONDITIONALLY) =>
      changing(by, async () => {
        const entry = unrevoked(id);
        precondition(editableOf(entry.record));
        const record = changedToken(entry.record, { name, enabled });
        const data = { name, enabled, before: { name: entry.record.name } };
        await replace(entry, record, { ...ofToken(by, record), type: 'token_changed', data });
        return viewOf(entry);
      }),

    rotate: async (by, id) =>
      changing(by, async () => {
        const entry = unrevoked(id);
        refuseBeyond(by, tokenOf(by), asRequest(entry.record), entry.expiresAtMs);
        const from = holderOf(entry.record);
        const holder = holderAfter(by, entry);
        const moving = holder === from ? [] : [entry, ...lineage.under(entry.id)];
        const { token, hash } = mint.mint(entry.record.prefix, entry.record.id);
        const rotated = { ...entry.record, hash, rotatedAtMs: clock.nowMs() };
        const record = heldBy(rotated, holder);
        const moved =
          moving.length === 0 ? {} : { from, to: holder, alongCount: moving.length - 1 };
        const data = { name: record.name, ...moved };
        const event: NewEvent = { ...ofToken(by, record), type: 'token_rotated', data };
        await replace(entry, record, event, moving);
        return createdView(entry, token);
      }),

    revoke: async (by, id) =>
      changing(by, async () => {
        const entry = unrevoked(id);
        const along = lineage.under(entry.id);
        const { name } = entry.record;
        const more = along.length === 0 ? {} : { alongCount: along.length };
        const told = ofToken(by, entry.record);
        await commitSteps(journal, [
          revoking(
            [entry, ...along],
            [
              { ...told, type: 'token_revoked', data: { name, ...more } },
              ...endedAlong(by, along, entry.id),
            ],
          ),
        ]);
        log.info('token revoked', { id: entry.id, name, ...more });
        return 1 + along.length;
      }),

    revokingUnder(by, userId) {
      const doomed = lineage.under(userId);
      const events = endedAlong(by, doomed, userId);
      return { ...revoking(doomed, events), count: doomed.length };
    },

    limitingUnder: (userId) => ({
      changes: [],
      events: [],
      apply() {
        lineage.limit(lineage.under(userId));
        epoch++;
      },
    }),

    isCurrent,

    importOnce: async (text, name) =>
      mutex(async () => {
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
        await add(record, { ...told, type: 'token_created', data }, [imported]);
      }),

    moveAlong: (move) => moveTokens(entries, move, () => epoch++),

    stats: createTokenStats({ entries, clock, version: () => epoch }),
    lazy: createTokenKeeper({ entries, store, clock }),
  };
}
