/** Tokens on the disk and in memory, in this order: what is told done is both. */
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { TokenRecord } from '../../domain/token.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Change } from '../base/ports/store.ts';
import type { Principal } from '../base/principal.ts';
import type { Step } from '../records/transaction.ts';
import type { LiveToken } from './live-token.ts';
import { TOKENS } from './token-records.ts';
import { endedAlong } from './token-events.ts';
import type { TokenIndexAndMore } from './token-index.ts';

/** What becomes of tokens along with the person whom they stand under. */
export interface TokenSteps {
  /** Revokes all that stand under a person. */
  revokingUnder(by: Principal, userId: string): Step & { readonly count: number };
  /** Has all that stand under a person do no more than they may, once their new role is in memory. */
  limitingUnder(userId: string): Step;
}

export interface TokenWrites extends TokenSteps {
  /** @throws HubError `conflict` (no room for more), `storage_full` */
  add(record: TokenRecord, event: NewEvent, also?: readonly Change[]): Promise<LiveToken>;
  /**
   * @param moving those whose root may be another by it
   * @throws HubError `storage_full`
   */
  replace(
    entry: LiveToken,
    record: TokenRecord,
    event: NewEvent,
    moving?: readonly LiveToken[],
  ): Promise<void>;
  revoking(doomed: readonly LiveToken[], events: readonly NewEvent[]): Step;
}

/** The clock may have been set while the record was written. */
const withTimesOf = (
  { createdAtMs, expiresAtMs }: TokenRecord,
  record: TokenRecord,
): TokenRecord => ({ ...record, createdAtMs, ...(expiresAtMs !== undefined && { expiresAtMs }) });

const put = (record: TokenRecord): Change => ({ put: TOKENS, key: record.id, value: record });

export function createTokenWrites(deps: {
  index: TokenIndexAndMore;
  journal: Journal;
  clock: Clock;
  log: Log;
}): TokenWrites {
  const { index, journal, clock, log } = deps;
  const { entries, lineage } = index;

  function revoking(doomed: readonly LiveToken[], events: readonly NewEvent[]): Step {
    const revokedAtMs = clock.nowMs();
    const records = doomed.map((entry) => ({ ...entry.record, revokedAtMs }));
    return {
      changes: records.map(put),
      events,
      apply() {
        records.forEach((record, i) => doomed[i]?.take(record));
        index.changed();
      },
    };
  }

  return {
    async add(record, event, also = []) {
      if (entries.size >= LIMITS.tokens)
        throw new HubError('conflict', `no more than ${LIMITS.tokens} tokens`, {
          ...because('tokens_full', { max: LIMITS.tokens }),
        });
      await journal.commit([put(record), ...also], [event]);
      const entry = index.take(record);
      log.info('token created', { id: entry.id, name: record.name, by: record.createdBy });
      return entry;
    },

    async replace(entry, record, event, moving = []) {
      await journal.commit([put(record)], [event]);
      entry.take(withTimesOf(entry.record, record));
      entries.put(entry);
      lineage.limit(moving);
      index.changed();
      log.info(event.type.replace('_', ' '), { id: entry.id, name: record.name });
    },

    revoking,

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
        index.changed();
      },
    }),
  };
}
