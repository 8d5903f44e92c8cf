/** All tokens as they stand in memory: what the guard looks them up in, whom each stands under, and how they are shown. */
import { HubError } from '../../domain/errors.ts';
import type { TokenRecord } from '../../domain/token.ts';
import type { Digest, TokenIndex } from '../base/credential-ports.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Store } from '../base/ports/store.ts';
import type { EditableMembers } from '../base/precondition.ts';
import type { Principal } from '../base/principal.ts';
import type { Users } from '../users/users.ts';
import { Lineage } from './lineage.ts';
import { LiveToken, type TokenView } from './live-token.ts';
import { TOKENS } from './token-records.ts';
import { TokenBook } from './token-book.ts';
import { usageTables } from './token-usage.ts';
import { totalsOnDisk, type UsageView } from './usage-records.ts';

/** How tokens are shown. */
export interface TokenViews {
  /** Newest last; revoked ones only where asked for. */
  list(options?: { revoked?: boolean }): TokenView[];
  /** @throws HubError `not_found` */
  show(id: string): TokenView;
  /** What can be changed of it. @throws HubError `not_found` */
  editable(id: string): EditableMembers;
  /** @throws HubError `not_found` */
  usage(id: string): UsageView;
}

export interface TokenIndexAndMore extends TokenIndex, TokenViews {
  readonly entries: TokenBook;
  readonly lineage: Lineage;
  /** @throws HubError `not_found`, also where it is revoked */
  unrevoked(publicId: string): LiveToken;
  /** The token that asks; undefined where it is none. */
  tokenOf(asker: Principal): LiveToken | undefined;
  /** Takes one in that is on the disk. */
  take(record: TokenRecord): LiveToken;
  /** Says that what was found out of tokens no longer holds. */
  changed(): void;
}

export const editableOf = ({ name, isDisabled }: TokenRecord) => ({
  name,
  enabled: isDisabled !== true,
});

const notFound = (tokenId: string) => new HubError('not_found', 'Token not found', { tokenId });

/** All that there are on the disk, with what was counted of their use. */
function entriesOnDisk(
  store: Store,
  digest: Pick<Digest, 'equal'>,
  liveToken: (record: TokenRecord) => LiveToken,
): TokenBook {
  const entries = new TokenBook(digest);
  for (const [, record] of store.entries(TOKENS)) entries.put(liveToken(record));
  for (const [id, totals] of totalsOnDisk(store)) entries.get(id)?.usage.resume(totals);
  return entries;
}

const byAge = (a: LiveToken, b: LiveToken) =>
  a.record.createdAtMs - b.record.createdAtMs || (a.id < b.id ? -1 : 1);

export interface TokenIndexDeps {
  store: Store;
  clock: Clock;
  digest: Pick<Digest, 'equal'>;
  users: Pick<Users, 'get'>;
}

export function createTokenIndex(deps: TokenIndexDeps): TokenIndexAndMore {
  const { store, clock, digest, users } = deps;
  const around = { clock, tables: usageTables(store) };
  const liveToken = (record: TokenRecord) => new LiveToken(record, around);
  const entries = entriesOnDisk(store, digest, liveToken);
  const lineage = new Lineage(entries, users);
  lineage.limitFresh();
  let epoch = 0;

  const byPublicId = (publicId: string) => entries.get(publicId.replace(/^tok_/, ''));

  function existing(publicId: string): LiveToken {
    const entry = byPublicId(publicId);
    if (entry === undefined) throw notFound(publicId);
    return entry;
  }

  return {
    entries,
    lineage,
    find: (id, hash) => entries.proved(id, hash),
    epoch: () => epoch,
    changed() {
      epoch++;
    },
    tokenOf: ({ id, kind }) => (kind === 'token' ? byPublicId(id) : undefined),

    unrevoked(publicId) {
      const entry = existing(publicId);
      if (entry.record.revokedAtMs !== undefined) throw notFound(publicId);
      return entry;
    },

    take(record) {
      const entry = liveToken(record);
      entries.put(entry);
      epoch++;
      return entry;
    },

    list({ revoked = false } = {}) {
      const rootOf = lineage.views();
      return entries
        .values()
        .filter(({ record }) => revoked || record.revokedAtMs === undefined)
        .sort(byAge)
        .map((entry) => entry.view(rootOf(entry.record)));
    },

    show(id) {
      const entry = existing(id);
      return entry.view(lineage.views()(entry.record));
    },

    editable: (id) => editableOf(existing(id).record),
    usage: (id) => existing(id).usage.view(),
  };
}
