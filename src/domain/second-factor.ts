/**
 * A second factor: what authenticator apps take for granted (RFC 6238 with SHA-1, steps of 30 s and 6 digits; the key
 * in base32 and in an `otpauth:` address), and the recovery codes for who has lost theirs.
 */
import { asTyped, legible } from './legible.ts';
import { SECOND_MS } from './units.ts';

export const TOTP_STEP_MS = 30 * SECOND_MS;
export const TOTP_DIGITS = 6;
/** As long as what SHA-1 makes (RFC 4226 section 4). */
export const TOTP_SECRET_BYTES = 20;
/** The steps before and after the present one that count too: the clock of a phone is not the hub's. */
const SLACK_STEPS = 1;
/** 80 bits: more than can be tried out, even by who has the hashes. */
export const RECOVERY_CODE_CHARS = 16;

export const stepAt = (nowMs: number): number => Math.floor(nowMs / TOTP_STEP_MS);

/** The steps of which a code counts now: none up to that of the last one that was used. */
export function openSteps(nowMs: number, lastStep: number): number[] {
  const now = stepAt(nowMs);
  return Array.from({ length: 2 * SLACK_STEPS + 1 }, (_, i) => now - SLACK_STEPS + i).filter(
    (step) => step > lastStep,
  );
}

/** The code of an app as it was typed; undefined for what is none. */
export function appCode(text: string): string | undefined {
  const code = asTyped(text);
  return /^\d{6}$/.test(code) ? code : undefined;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 section 6, without padding, which apps do not want. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/**
 * What a QR code for an app says.
 * @param secret in base32
 * @param account whose it is, as the app is to show it
 */
export function otpauthUri(secret: string, account: string): string {
  const period = TOTP_STEP_MS / SECOND_MS;
  return `otpauth://totp/Aris:${encodeURIComponent(account)}?secret=${secret}&issuer=Aris&algorithm=SHA1&digits=${TOTP_DIGITS}&period=${period}`;
}

/** @param bytes by chance: RECOVERY_CODE_CHARS of them */
export function recoveryCode(bytes: Uint8Array): string {
  return (legible(bytes).match(/.{4}/g) ?? []).join('-');
}
