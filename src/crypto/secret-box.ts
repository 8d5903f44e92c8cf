/** Sealing and opening secrets. */
import { hkdfSync } from 'node:crypto';
import nacl from 'tweetnacl';
import type { ChunkBox, SecretBox } from '../app/base/credential-ports.ts';
import type { Random } from '../app/base/ports/random.ts';

/** A key for one more use, made of a key (HKDF, RFC 5869): who has the one has nothing of the other. */
export const derivedKey = (key: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, '', use, nacl.secretbox.keyLength));

const { nonceLength } = nacl.secretbox;

/** XSalsa20-Poly1305, a new nonce before each. @param key 32 bytes that have this one use */
export function createSecretBox(key: Uint8Array, random: Random): SecretBox {
  return {
    seal(secret) {
      const nonce = new Uint8Array(random.bytes(nonceLength));
      const sealed = nacl.secretbox(new Uint8Array(secret), nonce, new Uint8Array(key));
      return Buffer.concat([nonce, sealed]).toString('base64');
    },
    open(sealed) {
      const bytes = new Uint8Array(Buffer.from(sealed, 'base64'));
      if (bytes.length < nonceLength) return undefined;
      const [nonce, box] = [bytes.subarray(0, nonceLength), bytes.subarray(nonceLength)];
      return nacl.secretbox.open(box, nonce, new Uint8Array(key)) ?? undefined;
    },
  };
}

/** The same with nonces of the caller's. @param key 32 bytes that have this one use */
export function createChunkBox(key: Uint8Array): ChunkBox {
  // tweetnacl takes no Buffer for a Uint8Array.
  const plain = (bytes: Uint8Array) => new Uint8Array(bytes);
  const own = plain(key);
  return {
    overhead: nacl.secretbox.overheadLength,
    seal: (chunk, nonce) => nacl.secretbox(plain(chunk), plain(nonce), own),
    open: (sealed, nonce) => nacl.secretbox.open(plain(sealed), plain(nonce), own) ?? undefined,
  };
}
