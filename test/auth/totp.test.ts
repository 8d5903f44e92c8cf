import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { totp } from '../../src/auth/totp.ts';
import { base32, otpauthUri, stepAt } from '../../src/domain/second-factor.ts';

describe('the code of an authenticator app', () => {
  const secret = Buffer.from('12345678901234567890');

  // RFC 6238 appendix B, SHA-1: six of its eight digits, which are the last ones.
  for (const [seconds, digits] of [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ] as const) {
    it(`is that of the standard ${seconds} s after 1970`, () => {
      assert.equal(totp(secret, stepAt(seconds * 1_000)), digits.slice(-6));
    });
  }

  // RFC 4226 appendix D: the counter itself.
  it('is that of the standard for each counter', () => {
    const codes = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489';
    assert.equal(Array.from({ length: 10 }, (_, step) => totp(secret, step)).join(' '), codes);
  });

  // RFC 4648 section 10, without its padding.
  it('has its key in base32', () => {
    const texts = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
    assert.deepEqual(
      texts.map((text) => base32(Buffer.from(text))),
      ['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'],
    );
  });

  it('is what another implementation makes of the address in the QR code', async () => {
    const { URI } = await import('otpauth');
    const app = URI.parse(otpauthUri(base32(secret), 'a+b&c@example.com'));
    assert.ok(app instanceof TOTP);
    assert.deepEqual(
      [app.issuer, app.label, app.algorithm, app.digits, app.period],
      ['Aris', 'a+b&c@example.com', 'SHA1', 6, 30],
    );
    assert.equal(
      app.secret.base32,
      new Secret({
        buffer: secret.buffer.slice(secret.byteOffset, secret.byteOffset + 20),
      }).base32,
    );
    for (const timestamp of [0, 1_700_000_000_000, 1_700_000_029_999])
      assert.equal(totp(secret, stepAt(timestamp)), app.generate({ timestamp }));
  });
});
