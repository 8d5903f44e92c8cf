import { createHmac } from 'node:crypto';
import type { OneTimeCode } from '../app/base/credential-ports.ts';
import { TOTP_DIGITS } from '../domain/second-factor.ts';

/** RFC 6238 over RFC 4226, with SHA-1, which is what authenticator apps know. */
export const totp: OneTimeCode = (secret, step) => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** TOTP_DIGITS).padStart(TOTP_DIGITS, '0');
};
