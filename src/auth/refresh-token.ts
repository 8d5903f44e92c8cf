/**
 * Refresh tokens: `rt_<session>_<generation>_<MAC>`. None is kept: the token of a generation is worked out from the
 * session, so that one whose answer was lost is the same when asked for again (the hazard of rotation: RFC 9700, section 4.14).
 */
import type { Digest, RefreshTokens } from '../app/base/credential-ports.ts';
import { createMac } from './mac.ts';

/** Ten digits of base 36 are below 2^53. */
const TOKEN = /^(rt_([0-9A-Za-z]{8})_(0|[1-9a-z][0-9a-z]{0,9}))_([\w-]{43})$/;

export function createRefreshTokens(deps: {
  key: Uint8Array;
  digest: Pick<Digest, 'equal'>;
}): RefreshTokens {
  const mac = createMac(deps.key, deps.digest);

  return {
    issue(sessionId, generation) {
      const signed = `${sessionId.replace(/^ses_/, 'rt_')}_${generation.toString(36)}`;
      const token = `${signed}_${mac.of(signed)}`;
      if (!TOKEN.test(token))
        throw new Error(`no refresh token for session ${sessionId}, generation ${generation}`);
      return token;
    },
    read(text) {
      const [, signed = '', id = '', generation = '', given = ''] = TOKEN.exec(text) ?? [];
      return mac.isOf(signed, given)
        ? { sessionId: `ses_${id}`, generation: parseInt(generation, 36) }
        : undefined;
    },
  };
}
