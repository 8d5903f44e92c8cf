/**
 * Access tokens: JWTs (RFC 7519, RFC 9068) by HMAC-SHA256. Only this hub writes them and only this hub reads them, so
 * they have one spelling. The header is compared as a whole, which leaves no room for another `alg`, a `kid` that is a
 * path, `crit`, `jku` or any other member; the claims, believed only once the signature is right, are what their own
 * serialisation would be: no repeated member, no other base64url, no number that JSON cannot hold.
 */
import type { AccessClaims, AccessTokens, Digest } from '../app/base/credential-ports.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Random } from '../app/base/ports/random.ts';
import { LIMITS } from '../domain/limits.ts';
import { SECOND_MS } from '../domain/units.ts';
import { createMac } from './mac.ts';

const ISSUER = 'aris-hub';
const AUDIENCE = 'aris-api';
const JTI_BYTES = 16;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const HEADER = encode({ alg: 'HS256', typ: 'at+jwt', kid: 'access-1' });

/** Undefined for what is not exactly as `encode` would write it. */
function decode(part: string): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && encode(value) === part ? (value as Record<string, unknown>) : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** An instant in whole seconds since 1970, as a JWT has them. */
const isInstant = (value: unknown): value is number => Number.isSafeInteger(value);

/** @param nowMs wall time; there is no leeway, since one machine issues and verifies */
function judge(
  claims: Record<string, unknown>,
  nowMs: number,
): AccessClaims | 'invalid' | 'expired' {
  const { iss, aud, sub, sid, jti, iat, exp, nbf = 0 } = claims;
  const isOurs = iss === ISSUER && aud === AUDIENCE;
  if (!isOurs || !isText(sub) || !isText(sid) || !isText(jti)) return 'invalid';
  if (!isInstant(iat) || !isInstant(exp) || !isInstant(nbf)) return 'invalid';
  if (nowMs < nbf * SECOND_MS) return 'invalid';
  const expiresAtMs = exp * SECOND_MS;
  return nowMs < expiresAtMs ? { userId: sub, sessionId: sid, expiresAtMs } : 'expired';
}

export function createAccessTokens(deps: {
  key: Uint8Array;
  clock: Pick<Clock, 'nowMs'>;
  random: Random;
  digest: Pick<Digest, 'equal'>;
}): AccessTokens {
  const { clock, random } = deps;
  const mac = createMac(deps.key, deps.digest);

  return {
    sign(userId, sessionId) {
      const iat = Math.floor(clock.nowMs() / SECOND_MS);
      const exp = iat + LIMITS.accessTokenMs / SECOND_MS;
      // Without it, two tokens of one session and second would be the same.
      const jti = Buffer.from(random.bytes(JTI_BYTES)).toString('base64url');
      const claims = { iss: ISSUER, aud: AUDIENCE, sub: userId, sid: sessionId, jti, iat, exp };
      const signed = `${HEADER}.${encode(claims)}`;
      return `${signed}.${mac.of(signed)}`;
    },
    verify(jwt) {
      if (jwt.length > LIMITS.accessTokenChars) return 'invalid';
      const [header, payload = '', signature = '', ...more] = jwt.split('.');
      if (header !== HEADER || more.length > 0) return 'invalid';
      if (!mac.isOf(`${header}.${payload}`, signature)) return 'invalid';
      const claims = decode(payload);
      return claims === undefined ? 'invalid' : judge(claims, clock.nowMs());
    },
  };
}
