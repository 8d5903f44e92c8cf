/**
 * Who asks. One guard for every way in: it takes the credential that the request presents, and says which principal
 * it proves or why it proves none. A credential that is given and fails is final; nothing else is tried.
 */
import type {
  AdminSecret,
  Digest,
  Guard,
  AuthRequest,
  SessionIndex,
  TokenIndex,
  AuthResult,
} from '../app/base/credential-ports.ts';
import type { Principal } from '../app/base/principal.ts';
import { PERMISSIONS } from '../domain/access.ts';
import type { TokenState } from '../domain/token.ts';
import { presentedCredential } from './carriers.ts';
import { parseToken } from './token-format.ts';

const MISSING: AuthResult = { refused: 'missing' };
const INVALID: AuthResult = { refused: 'invalid', description: 'The token is not valid' };
/** Only who holds the secret is told more than that it is not valid. */
const WHY_NOT: Readonly<Record<Exclude<TokenState, 'active'>, string>> = {
  expired: 'The token has expired',
  revoked: 'The token was revoked',
  disabled: 'The token is disabled',
};
const ALL = new Set(PERMISSIONS);
/** The secret is nobody's name: what records it says from where it was used. */
const adminAt = (address: string): Principal => ({
  id: `admin@${address}`,
  kind: 'admin',
  permissions: ALL,
  noteUse: () => undefined,
});

export function createGuard(deps: {
  tokens: TokenIndex;
  sessions: SessionIndex;
  adminSecret: AdminSecret;
  digest: Pick<Digest, 'sha256'>;
  areQueryKeysAccepted: boolean;
}): Guard {
  const { tokens, sessions, adminSecret, digest } = deps;

  function verifyToken(text: string, address: string): AuthResult {
    const parsed = parseToken(text);
    if (parsed === undefined) return INVALID;
    const entry = tokens.find(parsed.id, digest.sha256(parsed.body));
    if (entry === undefined) return INVALID;
    const { principal } = entry;
    const state = entry.state();
    if (state !== 'active') return { refused: 'invalid', description: WHY_NOT[state], principal };
    return entry.admits(address) ? { principal } : { refused: 'address', principal };
  }

  function verifyAdmin({ headers, client }: AuthRequest): AuthResult {
    const secret = headers.single('x-admin-secret');
    if (secret === undefined) return MISSING;
    if (adminSecret.isRight(secret, client.address)) return { principal: adminAt(client.address) };
    return { refused: 'invalid', description: 'The admin secret is not valid' };
  }

  return {
    // Both only rise, so their sum stays the same only where both do.
    epoch: () => tokens.epoch() + sessions.epoch(),
    authenticate(authRequest) {
      const presented = presentedCredential(authRequest, deps);
      if (authRequest.surface === 'admin') return verifyAdmin(authRequest);
      if (presented === undefined) return MISSING;
      if (presented.form === 'malformed') return INVALID;
      if (presented.form === 'token')
        return verifyToken(presented.text, authRequest.client.address);
      // Below /v1 programs ask, with tokens; people are not known there.
      if (authRequest.surface === 'v1') return presented.form === 'cookie' ? MISSING : INVALID;
      return presented.form === 'jwt'
        ? sessions.byAccessToken(presented.text)
        : sessions.byCookie(presented.text);
    },
  };
}
