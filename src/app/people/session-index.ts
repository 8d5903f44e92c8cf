/** Which session a credential proves: what the guard asks on every request that does not repeat the one before. */
import type { AccessTokens, Digest, SessionIndex, AuthResult } from '../base/credential-ports.ts';
import type { LiveSession } from './live-session.ts';
import type { Principal } from '../base/principal.ts';
import type { SecondFactorBook } from './second-factor-book.ts';
import type { SessionBook } from './session-book.ts';
import type { Users } from '../users/users.ts';

/** The parts of a session cookie's value; undefined for what is none, or has a typing error. */
export type ParseCookie = (
  value: string,
) => { readonly id: string; readonly body: string } | undefined;

export interface SessionIndexAndMore extends SessionIndex {
  /** The session of a cookie's value. */
  findByCookie(value: string): LiveSession | undefined;
}

const invalid = (description: string): AuthResult => ({ refused: 'invalid', description });
const EXPIRED = invalid('The access token has expired');
const INVALID = invalid('The access token is not valid');
const ENDED = invalid('The session has ended');

export function createSessionIndex(deps: {
  book: SessionBook;
  users: Pick<Users, 'get'>;
  factors: Pick<SecondFactorBook, 'grantOf' | 'version'>;
  accessTokens: AccessTokens;
  parseCookie: ParseCookie;
  digest: Digest;
}): SessionIndexAndMore {
  const { book, users, factors, accessTokens, parseCookie, digest } = deps;
  // Compared where there is no such session, so that the time taken does not tell which ids exist.
  const dummyHash = digest.sha256('no such session');

  function findByCookie(value: string): LiveSession | undefined {
    const parsed = parseCookie(value);
    if (parsed === undefined) return undefined;
    const session = book.live(`ses_${parsed.id}`);
    const hash = session?.record.cookieHash;
    const known = hash === undefined ? dummyHash : Buffer.from(hash, 'base64');
    const matches = digest.equal(digest.sha256(parsed.body), known);
    return matches && hash !== undefined ? session : undefined;
  }

  function principalOf(session: LiveSession, expiresAtMs?: number): Principal {
    const { userId } = session.record;
    const user = userId === undefined ? undefined : users.get(userId);
    return session.principal(user, factors.grantOf(user), expiresAtMs);
  }

  return {
    // What a session may do hangs on both; the sum of what only rises stays only where both do.
    epoch: () => book.epoch() + factors.version(),
    findByCookie,

    byAccessToken(jwt) {
      const claims = accessTokens.verify(jwt);
      if (claims === 'expired') return EXPIRED;
      if (claims === 'invalid') return INVALID;
      const session = book.live(claims.sessionId);
      if (session?.record.kind !== 'jwt' || session.record.userId !== claims.userId) return ENDED;
      const expiresAtMs = Math.min(claims.expiresAtMs, session.endsAtMs);
      return { principal: principalOf(session, expiresAtMs) };
    },

    byCookie(value) {
      const session = findByCookie(value);
      if (session === undefined) return ENDED;
      return { principal: principalOf(session), isCookie: true };
    },
  };
}
