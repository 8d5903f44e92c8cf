import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isCertificate } from '../../src/crypto/certificates.ts';
import { AUTHORITY, SERVER, SERVER_KEY } from '../support/certificates.ts';

it('certificates are one in PEM or several, and nothing else beside them', () => {
  assert.ok(isCertificate(AUTHORITY));
  assert.ok(isCertificate(`Of the house:\n${AUTHORITY}\n${SERVER}`));
  const damaged = AUTHORITY.replace(/^MII/m, 'AAA');
  for (const other of ['', 'none', SERVER_KEY, `${AUTHORITY}${SERVER_KEY}`, damaged])
    assert.ok(!isCertificate(other), other);
});
