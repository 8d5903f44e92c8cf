/** The secret of `/api/admin/*`. Only its SHA-256 is kept, however it was given. */
import type { AdminSecret, Digest } from '../app/base/credential-ports.ts';
import type { Guesses } from '../app/people/lockout.ts';
import { ADMIN_SECRET } from '../domain/admin-secret.ts';
import { SettingsError } from '../domain/errors.ts';

/**
 * @param setting the name under which the text was given
 * @returns the SHA-256 of the secret
 * @throws SettingsError, without the text
 */
export function parseAdminSecret(
  text: string,
  setting: string,
  digest: Pick<Digest, 'sha256'>,
): Uint8Array {
  const match = ADMIN_SECRET.pattern.exec(text);
  if (match === null) throw new SettingsError([`${setting} must be ${ADMIN_SECRET.wanted}`]);
  const hex = match.groups?.['sha256'];
  return hex === undefined ? digest.sha256(text) : Buffer.from(hex, 'hex');
}

/** @param deps.hash of the secret; undefined where none is set, and then nothing is right */
export function createAdminSecret(deps: {
  hash: Uint8Array | undefined;
  digest: Digest;
  lockout: Guesses;
}): AdminSecret {
  const { hash, digest, lockout } = deps;
  return {
    isRight(text, address) {
      if (hash === undefined) return false;
      const attempt = lockout.attempt({ address });
      const isRight = digest.equal(digest.sha256(text), hash);
      if (isRight) attempt.succeeded();
      else attempt.failed();
      return isRight;
    },
  };
}
