/** What of the use of tokens is on disk, and how it is shown. */
import * as v from 'valibot';
import { programOf } from '../../domain/agent.ts';
import { isoTime } from '../../domain/units.ts';
import type { Change, Store, Table } from '../base/ports/store.ts';
import type { TokenUse } from '../base/principal.ts';
import { recordValue, KEPT_TEXT } from '../base/schema.ts';

const TOTALS = v.strictObject({
  lastUsedMs: v.number(),
  requestCount: v.number(),
  lastAddress: v.optional(v.string()),
});
const RECENT = v.array(
  v.strictObject({
    atMs: v.number(),
    method: KEPT_TEXT,
    path: KEPT_TEXT,
    status: v.number(),
    address: v.string(),
    userAgent: v.optional(KEPT_TEXT),
  }),
);
const STATUSES = v.record(v.string(), v.number());

export type UsageTotals = v.InferOutput<typeof TOTALS>;
/** Requests by status. */
export type StatusCounts = Readonly<Record<string, number>>;

export const TOKEN_TOTALS: Table<UsageTotals> = {
  name: 'token_usage',
  // 2 knows from where it was used last. One of 1 reads the same, without.
  version: 2,
  parse: (value) => recordValue(TOTALS, value),
};
/** Oldest first. */
export const TOKEN_RECENT: Table<readonly TokenUse[]> = {
  name: 'token_recent',
  version: 1,
  parse: (value) => recordValue(RECENT, value) as TokenUse[],
};
/** Key: `<id>/<day>`, the day in UTC. */
export const TOKEN_DAYS: Table<StatusCounts> = {
  name: 'token_days',
  version: 1,
  parse: (value) => recordValue(STATUSES, value),
};

const dateOf = (instantMs: number) => isoTime(instantMs).slice(0, 10);
export const dayKeyOf = (id: string, instantMs: number) => `${id}/${dateOf(instantMs)}`;

/** Requests of all tokens since the store was made. */
export function totalsOnDisk(store: Store) {
  return store.entries(TOKEN_TOTALS);
}

export const daysOnDisk = (store: Store, id: string) => [
  ...store.range(TOKEN_DAYS, { from: `${id}/`, to: `${id}0` }),
];

/** All records of one token's use that there are, to be removed with it. */
export function usageRemoval(store: Store, id: string): Change[] {
  return [
    { remove: TOKEN_TOTALS, key: id },
    { remove: TOKEN_RECENT, key: id },
    ...daysOnDisk(store, id).map(([key]) => ({ remove: TOKEN_DAYS, key })),
  ];
}

export interface UsageView {
  /** Newest first. */
  readonly usage: readonly {
    readonly timestamp: string;
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly address: string;
    readonly userAgent?: string;
    /** `userAgent` in a few words. */
    readonly program?: string | undefined;
  }[];
  /** Newest first; days in UTC on which there was any. */
  readonly daily: readonly {
    readonly date: string;
    readonly requests: number;
    readonly statuses: StatusCounts;
  }[];
  readonly metadata: { readonly count: number };
}

/**
 * @param recent oldest first
 * @param days by their keys
 */
export function usageView(
  recent: readonly TokenUse[],
  days: Iterable<readonly [string, StatusCounts]>,
): UsageView {
  const byDate = new Map([...days].map(([key, statuses]) => [key.slice(-10), statuses]));
  return {
    usage: recent.toReversed().map(({ atMs, userAgent, ...use }) => ({
      timestamp: isoTime(atMs),
      ...use,
      ...(userAgent !== undefined && { userAgent, program: programOf(userAgent) }),
    })),
    daily: [...byDate]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .map(([date, statuses]) => ({
        date,
        requests: Object.values(statuses).reduce((sum, count) => sum + count, 0),
        statuses,
      })),
    metadata: { count: recent.length },
  };
}
