/** Hashing and comparing secrets. The only file that imports tweetnacl. */
import { hash } from 'node:crypto';
import nacl from 'tweetnacl';
import type { Digest } from '../app/credential-ports.ts';

export const digest: Digest = {
  sha256: (text) => hash('sha256', text, 'buffer'),
  equal: (a, b) => nacl.verify(a, b),
};
