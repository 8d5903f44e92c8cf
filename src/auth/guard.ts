/**
 * Who asks. One guard for every way in: it takes the credential out of the header, and says which principal it
 * proves or why it proves none. A credential that is given and fails is final; nothing else is tried.
 */
import type { Digest, Guard, Petition, TokenIndex, Verdict } from '../app/credential-ports.ts';
import { parseToken } from './token-format.ts';

/** RFC 6750: the scheme in any case, at least one space, a token68. */
const BEARER = /^bearer +(?<credential>[A-Za-z0-9._~+/-]+=*)$/i;

const MISSING: Verdict = { refused: 'missing' };
const INVALID: Verdict = { refused: 'invalid', description: 'The token is not valid' };
const EXPIRED: Verdict = { refused: 'invalid', description: 'The token has expired' };
const REVOKED: Verdict = { refused: 'invalid', description: 'The token was revoked' };

export function createGuard({ tokens, digest }: { tokens: TokenIndex; digest: Digest }): Guard {
  // Compared where there is no such token, so that the time taken does not tell which ids exist.
  const dummyHash = digest.sha256('no such token');

  function verifyToken(text: string): Verdict {
    const parsed = parseToken(text);
    if (parsed === undefined) return INVALID;
    const entry = tokens.find(parsed.id);
    const matches = digest.equal(digest.sha256(parsed.body), entry?.hash ?? dummyHash);
    if (entry === undefined || !matches) return INVALID;
    // Only who holds the secret is told more than that it is not valid.
    switch (entry.state()) {
      case 'active':
        return { principal: entry.principal };
      case 'expired':
        return EXPIRED;
      case 'revoked':
        return REVOKED;
    }
  }

  return {
    epoch: () => tokens.epoch(),
    authenticate({ headers }: Petition): Verdict {
      const authorization = headers.single('authorization');
      if (authorization === undefined) return MISSING;
      const credential = BEARER.exec(authorization)?.groups?.['credential'];
      return credential === undefined ? INVALID : verifyToken(credential);
    },
  };
}
