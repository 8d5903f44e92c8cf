/**
 * The access and refresh tokens of a session. Refresh tokens rotate by confirm-on-use: one is
 * good until its successor is used, so that a lost answer can be asked for again and the ARES document's clients,
 * which send their first one for ever, work until the session ends. One from before that was copied by somebody.
 */
import { strangerAt } from '../../domain/doer.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { AccessTokens, Client, RefreshTokens } from '../base/credential-ports.ts';
import type { LiveSession, SessionRecord } from './live-session.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import { badRefreshToken } from '../users/proven.ts';
import type { Mutex } from '../base/mutex.ts';
import type { SessionBook } from './session-book.ts';
import { commitSteps } from '../records/transaction.ts';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInS: number;
}

export interface SessionTokens {
  pairOf(record: SessionRecord, generation: number): TokenPair;
  /**
   * The generation that was used is on the disk before its successor is given out.
   * @throws HubError `unauthorized`, which ends the session where an old one was used; `storage_full`
   */
  refresh(refreshToken: string, client: Client): Promise<TokenPair>;
  /** Of a refresh token of whatever generation, while it lives. */
  sessionOf(refreshToken: string): LiveSession | undefined;
}

export function createSessionTokens(deps: {
  book: SessionBook;
  journal: Journal;
  clock: Clock;
  mutex: Mutex;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
}): SessionTokens {
  const { book, journal, clock, mutex, accessTokens, refreshTokens } = deps;

  function pairOf({ id, userId = '', expiresAtMs }: SessionRecord, generation: number): TokenPair {
    const lifetimeMs = Math.min(LIMITS.accessTokenMs, expiresAtMs - clock.nowMs());
    return {
      accessToken: accessTokens.sign(userId, id),
      refreshToken: refreshTokens.issue(id, generation),
      expiresInS: Math.floor(lifetimeMs / SECOND_MS),
    };
  }

  function familyOf(refreshToken: string) {
    const read = refreshTokens.read(refreshToken);
    if (read === undefined) return undefined;
    const session = book.live(read.sessionId);
    return session?.record.kind === 'jwt' ? { session, generation: read.generation } : undefined;
  }

  async function endReused(session: LiveSession, { address }: Client): Promise<void> {
    const { id, userId } = session.record;
    const doer = strangerAt(address);
    const reused: NewEvent = {
      type: 'refresh_reused',
      severity: 'warning',
      objectId: id,
      ...doer,
      data: { userId },
    };
    await commitSteps(journal, [book.ending(session, 'refresh_reused', doer, [reused])]);
  }

  return {
    pairOf,

    refresh: async (refreshToken, client) =>
      mutex(async () => {
        const family = familyOf(refreshToken);
        if (family === undefined) throw badRefreshToken();
        const { session, generation } = family;
        const { confirmedGeneration: confirmed = 0 } = session.record;
        if (generation < confirmed) await endReused(session, client);
        if (generation < confirmed || generation > confirmed + 1) throw badRefreshToken();
        if (generation > confirmed) {
          const record = { ...session.record, confirmedGeneration: generation };
          await commitSteps(journal, [book.saving(record)]);
        }
        session.seen(clock.nowMs());
        return pairOf(session.record, generation + 1);
      }),

    sessionOf: (refreshToken) => familyOf(refreshToken)?.session,
  };
}
