/** API tokens: making, listing, changing and revoking them, each in its turn and only for who may still ask then. */
import { HubError } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import { heldBy, holderBy, holderOf, type TokenRecord } from '../../domain/token.ts';
import type { TokenIndex, TokenMint } from '../base/credential-ports.ts';
import type { Mutex } from '../base/mutex.ts';
import type { ClockMove } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change, LazySource } from '../base/ports/store.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';
import type { Principal } from '../base/principal.ts';
import { commitSteps } from '../records/transaction.ts';
import { noLonger } from '../users/proven.ts';
import type { LiveToken, TokenView } from './live-token.ts';
import { endedAlong, ofToken } from './token-events.ts';
import {
  createTokenIndex,
  editableOf,
  type TokenIndexDeps,
  type TokenViews,
} from './token-index.ts';
import { moveTokens } from './move-tokens.ts';
import { createTokenKeeper } from './token-keeper.ts';
import { createdView, createTokenMaking, type CreatedToken } from './token-making.ts';
import { refuseBeyond, type TokenChange, type TokenRequest } from './token-request.ts';
import { createTokenStats, type TokenStats } from './token-stats.ts';
import { createTokenWrites, type TokenSteps } from './token-writes.ts';

export interface Tokens extends TokenIndex, TokenViews, TokenSteps {
  /**
   * Makes a token within what its maker may do itself.
   * @throws HubError `invalid`, `forbidden`, `conflict` (no room for more), `storage_full`
   */
  create(maker: Principal, request: TokenRequest): Promise<CreatedToken>;
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

interface TokenParts extends TokenIndexDeps {
  journal: Journal;
  mint: TokenMint;
  /** One queue for all that changes people, their sessions and tokens. */
  mutex: Mutex;
  /** Whether a session still stands, with the rights that it had. */
  isSessionCurrent: (asker: Principal) => boolean;
  log: Log;
}

export function createTokens(parts: TokenParts): Tokens {
  const { store, journal, clock, mint, mutex, log } = parts;
  const index = createTokenIndex(parts);
  const writes = createTokenWrites({ index, journal, clock, log });
  const making = createTokenMaking({ index, writes, store, clock, mint });
  const { entries, lineage } = index;

  const isCurrent = (asker: Principal) =>
    asker.kind === 'token'
      ? index.tokenOf(asker)?.state() === 'active'
      : parts.isSessionCurrent(asker);

  /** One after the other, and only for who may still ask when it is their turn. */
  const changing = async <T>(by: Principal, task: () => Promise<T>): Promise<T> =>
    mutex(async () => {
      if (!isCurrent(by) || !by.permissions.has('tokens:full')) throw noLonger();
      return task();
    });

  /** Who holds it once it is rotated. @throws HubError `forbidden` */
  function holderAfter(by: Principal, entry: LiveToken): string {
    const rotator = index.tokenOf(by);
    if (rotator === entry) return holderOf(entry.record);
    // It would hold what it stands under; and revoking it would leave the secret that it has got.
    if (rotator !== undefined && lineage.isUnder(rotator, entry))
      throw new HubError('forbidden', 'a token cannot rotate a token that it stands under');
    return holderBy(by.id);
  }

  return {
    find: (id, hash) => entries.proved(id, hash),
    epoch: () => index.epoch(),
    list: (options) => index.list(options),
    show: (id) => index.show(id),
    editable: (id) => index.editable(id),
    usage: (id) => index.usage(id),
    revokingUnder: (by, userId) => writes.revokingUnder(by, userId),
    limitingUnder: (userId) => writes.limitingUnder(userId),
    isCurrent,

    create: async (maker, request) => changing(maker, async () => making.create(maker, request)),
    importOnce: async (text, name) => mutex(async () => making.importOnce(text, name)),

    change: async (by, id, { name, enabled }, precondition = UNCONDITIONALLY) =>
      changing(by, async () => {
        const entry = index.unrevoked(id);
        precondition(editableOf(entry.record));
        const record = changedToken(entry.record, { name, enabled });
        const data = { name, enabled, before: { name: entry.record.name } };
        await writes.replace(entry, record, {
          ...ofToken(by, record),
          type: 'token_changed',
          data,
        });
        return index.show(id);
      }),

    rotate: async (by, id) =>
      changing(by, async () => {
        const entry = index.unrevoked(id);
        refuseBeyond(by, index.tokenOf(by), asRequest(entry.record), entry.expiresAtMs);
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
        await writes.replace(entry, record, event, moving);
        return createdView(entry, token);
      }),

    revoke: async (by, id) =>
      changing(by, async () => {
        const entry = index.unrevoked(id);
        const along = lineage.under(entry.id);
        const { name } = entry.record;
        const more = along.length === 0 ? {} : { alongCount: along.length };
        const told = ofToken(by, entry.record);
        await commitSteps(journal, [
          writes.revoking(
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

    moveAlong: (move) => moveTokens(entries, move, () => index.changed()),

    stats: createTokenStats({ entries, clock, version: () => index.epoch() }),
    lazy: createTokenKeeper({ entries, store, clock }),
  };
}
