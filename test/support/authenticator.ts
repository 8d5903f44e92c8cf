/** An authenticator app by other hands, so that it is not this hub alone that agrees with itself. */
import { Secret, TOTP } from 'otpauth';

/** @param key as the hub shows it, in base32 */
export function createAuthenticator(key: string) {
  const app = new TOTP({
    secret: Secret.fromBase32(key),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
  });
  return { codeAt: (timestamp: number) => app.generate({ timestamp }) };
}
