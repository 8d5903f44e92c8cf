/** What this hub wrote, it knows again. */
import { createHmac, createSecretKey } from 'node:crypto';
import type { Digest } from '../app/base/credential-ports.ts';

const KEY_BYTES = 32;

/** HMAC-SHA256 under a key that has this one use. */
export function hmacWith(key: Uint8Array): (text: string) => Buffer {
  if (key.length !== KEY_BYTES) throw new Error(`a signing key has ${KEY_BYTES} bytes`);
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest();
}

export interface Mac {
  /** 43 characters of base64url. */
  of(text: string): string;
  /** Whether `mac` is that of the text: compared as text, so that no second spelling of it counts. */
  isOf(text: string, mac: string): boolean;
}

export function createMac(key: Uint8Array, { equal }: Pick<Digest, 'equal'>): Mac {
  const hmac = hmacWith(key);
  const of = (text: string) => hmac(text).toString('base64url');
  return { of, isOf: (text, mac) => equal(Buffer.from(mac), Buffer.from(of(text))) };
}
