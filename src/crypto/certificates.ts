import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Whether it is one certificate in PEM or several: of anything else a connection would fail, or be made with less than was meant. */
export function isCertificate(pem: string): boolean {
  const blocks = pem.match(BLOCK) ?? [];
  // Nothing else stands between them, such as a private key.
  if (blocks.length === 0 || pem.replaceAll(BLOCK, '').includes('-----')) return false;
  try {
    for (const block of blocks) new X509Certificate(block);
    return true;
  } catch {
    return false;
  }
}
