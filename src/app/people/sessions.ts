/**
 * Sessions: opening, refreshing and ending them. One of access and refresh tokens ends after LIMITS.refreshMs,
 * however often it was refreshed; one of a cookie after LIMITS.cookieMs, or when nobody uses it.
 */
import type { Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { shortened } from '../../domain/text.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { SessionEnd } from '../../domain/sentences/event-data.ts';
import type { Client, SessionIndex, TokenMint } from '../base/credential-ports.ts';
import type { LiveSession, SessionRecord, SessionView } from './live-session.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import { doerOf, type Principal } from '../base/principal.ts';
import { badCredentials, type Proven } from '../users/proven.ts';
import type { SecondFactorBook } from './second-factor-book.ts';
import type { Mutex } from '../base/mutex.ts';
import { openerOf, startedEvent, type SignInOrigin } from './session-events.ts';
import type { SessionBook } from './session-book.ts';
import type { SessionIndexAndMore } from './session-index.ts';
import type { SessionTokens, TokenPair } from './session-tokens.ts';
import { notingPlace } from './sign-in-places.ts';
import { commitSteps, type Step } from '../records/transaction.ts';
import type { UserRecord, Users } from '../users/users.ts';

export interface CookieSession {
  /** The cookie's value: given this once. */
  readonly cookie: string;
  readonly maxAgeS: number;
  readonly principal: Principal;
}

export interface Sessions extends SessionIndex {
  /** @throws HubError `unauthorized` where the proof no longer holds, `storage_full` */
  openTokens(proven: Proven, origin: SignInOrigin): Promise<TokenPair>;
  /**
   * @param replaces value of a cookie that came along: its session ends
   * @throws HubError as openTokens
   */
  openCookie(proven: Proven, origin: SignInOrigin, replaces?: string): Promise<CookieSession>;
  /** Whose session a cookie's value is of; undefined for a panel's, and where it is of none. */
  userOf(cookie: string): string | undefined;
  /** @throws HubError as SessionTokens.refresh */
  refresh(refreshToken: string, client: Client): Promise<TokenPair>;
  /** Ends the session of a refresh token, of whatever generation; nothing where it is of none. */
  logout(refreshToken: string, origin: SignInOrigin): Promise<void>;
  /** The asker's own, or with `users:read` everybody's; newest last. */
  list(asker: Principal): SessionView[];
  /** How many are open, by kind. */
  counts(): Readonly<Record<SessionRecord['kind'], number>>;
  /** @throws HubError `not_found` also for another's, where the asker lacks `users:full` */
  end(asker: Principal, id: string): Promise<void>;
  /** All of the asker's own but the one that asks; how many. */
  endOthers(asker: Principal): Promise<number>;
}

/** Whoever knows the PIN shares it with others: a panel's session owns nothing but itself. */
function isOwn({ record: { id, userId } }: LiveSession, asker: Principal): boolean {
  return id === asker.sessionId || userId === asker.id;
}

export function createSessions(deps: {
  book: SessionBook;
  index: SessionIndexAndMore;
  journal: Journal;
  clock: Clock;
  /** One queue for all that changes people, their sessions and secrets. */
  mutex: Mutex;
  mint: TokenMint;
  tokens: SessionTokens;
  users: Users;
  factors: Pick<SecondFactorBook, 'grantOf'>;
}): Sessions {
  const { book, index, journal, clock, mutex, mint, tokens, users, factors } = deps;

  /** @returns steps that make room for one more */
  function makingRoom(
    user: UserRecord | undefined,
    leaving: LiveSession | undefined,
    doer: Doer,
  ): Step[] {
    const staying = book.of(user?.id).filter((session) => session !== leaving);
    return staying
      .sort((a, b) => a.lastSeenAtMs - b.lastSeenAtMs)
      .slice(0, Math.max(0, staying.length + 1 - LIMITS.sessionsPerUser))
      .map((session) => book.ending(session, 'too_many', doer));
  }

  function unusedMint() {
    let minted = mint.mint('ses');
    while (book.isTaken(`ses_${minted.id}`)) minted = mint.mint('ses');
    return minted;
  }

  async function open(
    proven: Proven,
    origin: SignInOrigin,
    { kind, lifetimeMs }: Pick<SessionRecord, 'kind'> & { lifetimeMs: number },
    replaces?: string,
  ): Promise<{ record: SessionRecord; cookie: string }> {
    return mutex(async () => {
      if (!proven.holds()) throw badCredentials();
      const { user } = proven;
      const { client, userAgent } = origin;
      const minted = unusedMint();
      const createdAtMs = clock.nowMs();
      const record: SessionRecord = {
        id: `ses_${minted.id}`,
        kind,
        ...(user !== undefined && { userId: user.id, passwordAtMs: createdAtMs }),
        createdAtMs,
        address: client.address,
        ...(userAgent !== undefined && { userAgent: shortened(userAgent, LIMITS.userAgentChars) }),
        expiresAtMs: createdAtMs + lifetimeMs,
        ...(kind === 'cookie' && { cookieHash: minted.hash }),
      };
      const doer = openerOf(user, origin, record.id);
      const replaced = replaces === undefined ? undefined : index.findByCookie(replaces);
      await commitSteps(journal, [
        ...(replaced === undefined ? [] : [book.ending(replaced, 'replaced', doer)]),
        ...makingRoom(user, replaced, doer),
        book.saving(record, [startedEvent(record, doer)]),
        ...(user === undefined ? [] : notingPlace(users, user, doer, createdAtMs)),
      ]);
      return { record, cookie: minted.token };
    });
  }

  async function endOne(session: LiveSession, why: SessionEnd, doer: Doer): Promise<void> {
    await mutex(async () => {
      if (book.live(session.record.id) === undefined) return;
      await commitSteps(journal, [book.ending(session, why, doer)]);
    });
  }

  return {
    epoch: () => index.epoch(),
    byAccessToken: (jwt) => index.byAccessToken(jwt),
    byCookie: (value) => index.byCookie(value),

    async openTokens(proven, origin) {
      const own = { kind: 'jwt', lifetimeMs: LIMITS.refreshMs } as const;
      const { record } = await open(proven, origin, own);
      return tokens.pairOf(record, 0);
    },

    async openCookie(proven, origin, replaces) {
      const lifetimeMs = proven.user === undefined ? LIMITS.panelMs : LIMITS.cookieMs;
      const opened = await open(proven, origin, { kind: 'cookie', lifetimeMs }, replaces);
      const { record, cookie } = opened;
      const session = book.live(record.id);
      if (session === undefined) throw badCredentials();
      const maxAgeS = lifetimeMs / SECOND_MS;
      return {
        cookie,
        maxAgeS,
        principal: session.principal(proven.user, factors.grantOf(proven.user)),
      };
    },

    userOf: (cookie) => index.findByCookie(cookie)?.record.userId,

    refresh: (refreshToken, client) => tokens.refresh(refreshToken, client),

    async logout(refreshToken, origin) {
      const session = tokens.sessionOf(refreshToken);
      if (session === undefined) return;
      const { id, userId } = session.record;
      const user = users.get(userId ?? '');
      await endOne(session, 'signed_out', openerOf(user, origin, id));
    },

    list(asker) {
      const all = asker.permissions.has('users:read');
      return book
        .list()
        .filter((session) => all || isOwn(session, asker))
        .map((session) => session.view(asker.sessionId));
    },

    counts: () => book.counts(),

    async end(asker, id) {
      const session = book.live(id);
      if (session === undefined || !(isOwn(session, asker) || asker.permissions.has('users:full')))
        throw new HubError('not_found', 'Session not found', { sessionId: id });
      const isCurrent = id === asker.sessionId;
      await endOne(session, isCurrent ? 'signed_out' : 'ended_by', doerOf(asker));
    },

    endOthers: async (asker) =>
      mutex(async () => {
        const others = book
          .list()
          .filter((other) => isOwn(other, asker) && other.record.id !== asker.sessionId);
        const steps = others.map((other) => book.ending(other, 'ended_by', doerOf(asker)));
        if (steps.length > 0) await commitSteps(journal, steps);
        return steps.length;
      }),
  };
}
